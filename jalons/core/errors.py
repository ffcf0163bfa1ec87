"""Errors that people may meet. Each carries one French sentence that says what to do next."""


class DomainError(Exception):
    """A rule refused the move. `message` is shown as it is; what was typed is kept by the view.

    `field` names the form field that the sentence belongs to, if one does.
    """

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class GateClosedError(DomainError):
    """A gate asks for a human decision with a reason (domain.md §10, rules marked G)."""
