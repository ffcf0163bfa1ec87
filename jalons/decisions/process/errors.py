"""Refusals of the process. Each names the rule that it keeps and says what to do next."""

from jalons.core.errors import DomainError


class ConsentError(DomainError):
    """A move that the process does not allow."""


class WrongMomentError(ConsentError):
    """The move belongs to another round."""


class TextUnderRoundError(ConsentError):
    """A text that people are speaking about does not change (domain.md §4.4)."""

    def __init__(self) -> None:
        super().__init__(
            "Ce texte est en discussion : il ne change pas pendant un tour. "
            "Terminez le tour, puis écrivez une nouvelle version."
        )


class DecidedError(ConsentError):
    """The decision is taken or the proposal withdrawn: only a new process can go on."""

    def __init__(self) -> None:
        super().__init__(
            "Cette décision est terminée et son texte est figé. "
            "Pour le faire évoluer, ouvrez-en une nouvelle."
        )


class OpenObjectionError(ConsentError):
    """Adoption with an objection in test or retained (rules 3 and 5)."""

    def __init__(self, count: int) -> None:
        what = "Une objection reste ouverte" if count == 1 else f"{count} objections restent ouvertes"
        super().__init__(f"{what} : travaillez-la avec le groupe, ou choisissez une sortie datée.")
        self.count = count


class MissingVoicesError(ConsentError):
    """Somebody was not heard, and no rule on silence was stated beforehand."""

    def __init__(self, missing: frozenset[str]) -> None:
        super().__init__(
            "Tout le monde n’a pas encore répondu. Écoutez chaque table avant d’adopter : "
            "le silence ne vaut pas accord, sauf règle annoncée avant le tour."
        )
        self.missing = missing


class QuorumError(ConsentError):
    """Too few are there, or the Caf or the EPCI is missing (domain.md §4.5)."""


class NotTheAuthorError(ConsentError):
    """An objection belongs to whoever raised it: nobody else lifts or withdraws it."""

    def __init__(self) -> None:
        super().__init__(
            "Seule la personne qui a soulevé cette objection peut le dire. "
            "Si elle est absente, suspendez la décision et fixez une date pour y revenir."
        )


class UntestableError(ConsentError):
    """An objection cannot be retained without argument, confirmation and the group's reason."""


class ResolvedObjectionError(ConsentError):
    """The objection has already met its end."""

    def __init__(self) -> None:
        super().__init__("Cette objection est déjà close. Si elle revient, soulevez-en une nouvelle.")


class MissingWordsError(ConsentError):
    """Something that has to be written is empty."""


class WrongDateError(ConsentError):
    """A date that comes too early."""
