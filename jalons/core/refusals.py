"""How a refused move comes back to the form that asked for it: at its field, with what was typed."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm

from jalons.core.errors import DomainError


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Write a DomainError raised inside on the field that it names, or at the head of the form."""
    try:
        yield
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
