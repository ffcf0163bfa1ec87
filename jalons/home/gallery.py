"""Examples shown by the gallery of components, in both themes side by side."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django import forms

from jalons.core.icons import PATHS
from jalons.core.thread import Mark, Place, Thread, lay


class SampleForm(forms.Form):
    """One field of each kind."""

    place = forms.CharField(
        label="Où cela se passe-t-il ?",
        help_text="La commune, si vous voulez la dire.",
        required=False,
    )
    words = forms.CharField(label="Votre parole", widget=forms.Textarea, help_text="Ne nommez personne.")
    day = forms.DateField(
        label="Date de la table 2",
        error_messages={"invalid": "Cette date n’existe pas. Écrivez par exemple 08/12/2026."},
    )
    tone = forms.ChoiceField(
        label="Tonalité", choices=[("a", "Positif"), ("b", "Négatif")], widget=forms.RadioSelect
    )
    may_quote = forms.BooleanField(label="On peut citer mes mots", required=False)


@dataclass(frozen=True, slots=True)
class Side:
    """One theme of the gallery."""

    theme: str
    title: str
    form: SampleForm
    thread: Thread


FERNS = (
    "Recul",
    "Situation inchangée",
    "Premiers signes",
    "Visible chez une partie",
    "Installé",
    "Durable sans le projet",
)
RINGS = ("Faible", "Moyenne", "Forte")
CAIRNS = ("Aucune visible", "Plausible", "Une source", "Plusieurs sources")
MARKS = (
    ("hold", "Tient"),
    ("waver", "Vacille"),
    ("fall", "Ne tient pas"),
    ("test", "À l’épreuve"),
    ("unsaid", "Pas encore éprouvée"),
)
MEETINGS = (
    ("confirms", "Confirme"),
    ("contradicts", "Contredit"),
    ("felt_silence", "Silence du ressenti"),
    ("figures_blind", "Angle mort des chiffres"),
    ("nuance", "Nuance"),
)
ABAQUE = (
    ("pp", "V", "Tout à fait favorable"),
    ("p", "v", "Favorable"),
    ("o", "o", "Mitigé"),
    ("m", "r", "Défavorable"),
    ("mm", "R", "Tout à fait défavorable"),
    ("w", "B", "Je ne peux pas répondre"),
    ("b", "N", "Je ne veux pas répondre"),
)
SAMPLES = {
    "count": 27459,
    "price": Decimal(16200),
    "share": 12,
    "gap": Decimal("1.2"),
    "day": date(2026, 5, 20),
}


def sides() -> list[Side]:
    """The same bricks twice, ids apart."""
    typed = {"g-place": "Nedde", "g-words": "", "g-day": "32 mai", "g-tone": "a"}
    return [
        Side(theme, title, _form(theme, typed), _thread())
        for theme, title in (("clair", "Thème clair"), ("sombre", "Thème sombre"))
    ]


def _form(theme: str, typed: dict[str, str]) -> SampleForm:
    prefixed = {key.replace("g-", f"{theme}-"): value for key, value in typed.items()}
    return SampleForm(prefixed, prefix=theme)


def _thread() -> Thread:
    return lay(
        [
            Mark("Table 1", Place.DONE, "6 octobre 2026", "#fil", "table"),
            Mark("Préparation 2", Place.HERE, "jusqu’au 27 novembre", "#fil", is_minor=True),
            Mark("Table 2", Place.AHEAD, "8 décembre 2026", "#fil", "table"),
            Mark("Validation", Place.AHEAD, "début 2027", icon="pen"),
        ]
    )


def icon_names() -> list[str]:
    """Every pictogram."""
    return sorted(PATHS)
