"""Narrowing the choices of a form to what its reader may choose from."""

from typing import TypeVar

from django import forms
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)


def choose_among(form: forms.Form, name: str, rows: "QuerySet[M]") -> None:
    """Offer these rows in a ModelChoiceField. Raises TypeError for another kind of field."""
    field = form.fields[name]
    if not isinstance(field, forms.ModelChoiceField):
        raise TypeError(name)
    field.queryset = rows
