"""What the templates of chemins say and draw."""

from django import template
from django.utils.safestring import SafeString, mark_safe

from jalons.pathways import phrases
from jalons.pathways.boxes import because_said

register = template.Library()


@register.filter
def parce_que(because: str) -> str:
    """« parce qu’il fait froid »: the reason of a link, with the words before it."""
    return because_said(because)


@register.filter
def dedans(text: str) -> str:
    """A sentence as it stands inside another: « les parents… », without its capital."""
    return phrases.inside(text)


@register.filter
def si(text: str) -> str:
    """« si les parents… », « s’ils… »."""
    return phrases.if_said(text)


@register.filter
def dessin(drawing: str) -> SafeString:
    """A drawing made by `pathways.drawing`, where every text people wrote is escaped."""
    return mark_safe(drawing)  # noqa: S308 - our own SVG
