"""Template tags of the house, available everywhere without `load`."""

from datetime import date, datetime
from typing import Protocol

from django import template
from django.forms import BaseForm, BoundField, CheckboxInput
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from jalons.core import glyphs, typography
from jalons.core.icons import PATHS
from jalons.core.thread import Thread

register = template.Library()


class MaybeFictitious(Protocol):
    """What `fictif` reads: any object that says whether it belongs to a fictitious example."""

    is_fictitious: bool


@register.simple_tag
def icon(name: str, css_class: str = "") -> SafeString:
    """A pictogram hidden from screen readers: the text beside it speaks. Unknown names raise."""
    if name not in PATHS:
        known = ", ".join(sorted(PATHS))
        raise template.TemplateSyntaxError(f"no icon named {name!r}; there is {known}")
    drawing = mark_safe(PATHS[name])  # noqa: S308 - our own constant
    return format_html(
        '<svg class="ico{}" viewBox="0 0 24 24" width="24" height="24" '
        'aria-hidden="true" focusable="false">{}</svg>',
        f" {css_class}" if css_class else "",
        drawing,
    )


@register.simple_tag
def glyph(family: str, key: str | int) -> SafeString:
    """A shape that carries a status (`core.glyphs`): « fern » 0–5, « rings » 1–3, « cairn » 0–3,
    « stone » hold/waver/fall/test/unsaid, « meeting » confirms/contradicts/… Its word stands beside it.
    """
    inside, grid = glyphs.drawing(family, key)
    return format_html(
        '<svg class="glyph g{}" viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}</svg>',
        str(grid),
        str(grid),
        str(grid),
        mark_safe(inside),  # noqa: S308 - our own drawing
    )


@register.simple_tag
def fictif(thing: MaybeFictitious | None) -> str | SafeString:
    """The mark « exemple fictif » when the thing belongs to the demonstration."""
    if thing is None or not thing.is_fictitious:
        return ""
    return mark_safe('<span class="fictif">exemple fictif</span>')


@register.inclusion_tag("core/components/fil.html")
def fil(thread: Thread, label: str = "Le fil de la démarche", form: str = "wide") -> dict[str, object]:
    """The path with its stones, `form` « wide » (it climbs) or « tall » (it goes down)."""
    return {"thread": thread, "label": label, "form": form}


@register.inclusion_tag("core/components/fil_mini.html")
def fil_mini(
    thread: Thread, label: str = "Le fil de la démarche", *, is_linked: bool = True
) -> dict[str, object]:
    """The path in one line of pebbles: the way back from inner pages. In a list, without links."""
    return {"thread": thread, "label": label, "is_linked": is_linked}


@register.filter
def unlocalized(value: float) -> str:
    """A number as machines write it, for SVG attributes: 1200 and 12.5, whatever the language."""
    return f"{value:g}"


@register.inclusion_tag("core/components/field.html")
def field(bound: BoundField, label: str = "") -> dict[str, object]:
    """A form field whole: label, hint, control, error, joined for screen readers.

    Optional fields say « facultatif »; nothing marks the required ones. `label` replaces the form's.
    """
    described = []
    if bound.help_text:
        described.append(f"{bound.auto_id}-hint")
    if bound.errors:
        described.append(f"{bound.auto_id}-error")
    attrs: dict[str, str | bool] = {}
    if described and not bound.field.widget.use_fieldset:
        attrs["aria-describedby"] = " ".join(described)
    if bound.errors:
        attrs["aria-invalid"] = "true"
    is_box = isinstance(bound.field.widget, CheckboxInput)
    return {
        "bound": bound,
        "control": bound.as_widget(attrs=attrs),
        "described": " ".join(described),
        "is_box": is_box,
        "is_group": bool(bound.field.widget.use_fieldset),
        "is_optional": not bound.field.required and not is_box,
        "label": label or bound.label,
    }


@register.inclusion_tag("core/components/form_errors.html")
def form_errors(form: BaseForm) -> dict[str, object]:
    """What is wrong in a form, in one banner at its head, each line leading to its field."""
    lines = [{"target": "", "label": "", "message": message} for message in form.non_field_errors()]
    for bound in form:
        lines.extend(
            {"target": bound.id_for_label or bound.auto_id, "label": bound.label, "message": message}
            for message in bound.errors
        )
    return {"lines": lines}


@register.filter
def nombre(value: typography.Number | None, decimals: int | None = None) -> str:
    """« 27 459 »; `nombre:1` forces the decimals."""
    return "" if value is None else typography.number(value, decimals)


@register.filter
def euros(value: typography.Number | None) -> str:
    """« 1 350 € »."""
    return "" if value is None else typography.euros(value)


@register.filter
def pourcent(value: typography.Number | None, decimals: int = 1) -> str:
    """« 12,0 % » from 12 (already in percent)."""
    return "" if value is None else typography.percent(value, decimals)


@register.filter
def points(value: typography.Number | None, decimals: int = 1) -> str:
    """« +1,2 point » from 1.2: a difference of two percentages."""
    return "" if value is None else typography.points(value, decimals)


@register.filter
def pluriel(count: typography.Number, forms: str = "s") -> str:
    """The French ending: `parole{{ n|pluriel }}`, `journ{{ n|pluriel:"al,aux" }}`. 0 and 1 are singular."""
    return typography.plural(count, forms)


@register.filter
def en_lettres(count: int, gender: str = "m") -> str:
    """« cinq », « une » with "f": how a sentence or a title counts, digits above ten."""
    return "une" if (count, gender) == (1, "f") else typography.in_words(count)


@register.filter
def jour(value: date | datetime | None) -> str:
    """« 20 mai 2026 »."""
    return "" if value is None else typography.day(value)


@register.filter
def jour_court(value: date | datetime | None) -> str:
    """« 10 sept. 2026 »."""
    return "" if value is None else typography.short_day(value)


@register.filter
def phrase_date(value: date | datetime | None) -> str:
    """« mardi 8 décembre 2026 »."""
    return "" if value is None else typography.sentence_day(value)


@register.filter
def heure(value: datetime | None) -> str:
    """« 14 h », « 7 h 10 »."""
    return "" if value is None else typography.clock_time(value)
