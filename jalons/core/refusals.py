"""How a form meets its view: bound when it was sent, and refusals back at their field."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.forms import BaseForm
from django.http import HttpRequest, QueryDict

from jalons.core.errors import DomainError


def posted(request: HttpRequest) -> QueryDict | None:
    """What a form is bound to: the data of a POST, even empty; nothing when the page is only read."""
    return request.POST if request.method == "POST" else None


@contextmanager
def refusals_on(form: BaseForm) -> Iterator[None]:
    """Write a DomainError raised inside on the field that it names, or at the head of the form."""
    try:
        yield
    except DomainError as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
