"""What the hall's screen shows of a decision: the text, what the round asks, never a count of answers."""

from collections.abc import Sequence
from dataclasses import dataclass

from jalons.core.thread import Thread
from jalons.decisions import difference
from jalons.decisions import process as kernel
from jalons.decisions.models import ConsentProcess, Objection
from jalons.decisions.queries.screen import Screen, screen_of

_ASKS = {
    kernel.State.DRAFT: ("Bientôt", "Le texte sera lu à voix haute."),
    kernel.State.PRESENTED: ("On écoute", "Le texte est lu une fois en entier. Chacun l’a sous les yeux."),
    kernel.State.CLARIFICATION: (
        "Des questions pour comprendre ?",
        "Seulement pour comprendre. On ne discute pas encore.",
    ),
    kernel.State.REACTION: (
        "Qu’est-ce que ce texte vous fait ?",
        "Chacun parle une fois. Celles et ceux qui le proposent écoutent.",
    ),
    kernel.State.IMPROVEMENT: (
        "Le texte se retravaille",
        "Celles et ceux qui le proposent choisissent : modifier, garder ou retirer.",
    ),
    kernel.State.OBJECTION: (
        "Avez-vous une raison sérieuse de ne pas adopter ce texte ?",
        "Une seule objection suffit : le groupe y travaille. Une préférence se garde pour la relecture.",
    ),
    kernel.State.LIFTING: ("Une objection est un cadeau", "Ensemble, on cherche les mots qui la lèvent."),
    kernel.State.ADOPTED: ("Adopté par consentement", "Assez bon pour maintenant, jusqu’à la relecture."),
    kernel.State.WITHDRAWN: ("Proposition retirée", "Elle reste lisible, avec ce qui s’est dit."),
}
_STOPPED = ("On s’arrête ici, et on y reviendra", "Rien n’est adopté.")
_SIZES = ((260, "xl"), (480, "l"), (800, "m"), (1400, "s"))
"""Characters of the text, and how large it is written so that it fits without scrolling."""


@dataclass(frozen=True, slots=True)
class Wall:
    """One scene. `paragraphs` is the current text alone, with what is new and what is aimed at marked."""

    consent: ConsentProcess
    version: int
    paragraphs: Sequence[difference.Paragraph]
    size: str
    asks: str
    rule: str
    objection: Objection | None
    thread: Thread
    people: int
    organisations: int

    @property
    def is_adopted(self) -> bool:
        return self.consent.adopted_at is not None

    @property
    def has_news(self) -> bool:
        return any(s.part == difference.Part.ADDED for p in self.paragraphs for s in p)


def wall_of(consent: ConsentProcess) -> Wall:
    """The scene that the round calls for."""
    screen = screen_of(consent)
    asks, rule = _ASKS.get(screen.process.state, _STOPPED)
    presences = list(consent.presences.all())
    return Wall(
        consent=consent,
        version=screen.version.number,
        paragraphs=_readable(screen),
        size=_size(screen.version.text),
        asks=asks,
        rule=rule,
        objection=screen.to_lift if screen.process.state == kernel.State.LIFTING else None,
        thread=screen.thread,
        people=sum(p.people for p in presences),
        organisations=len(presences),
    )


def _readable(screen: Screen) -> Sequence[difference.Paragraph]:
    """From the back of a hall one reads the text, not its history; an adopted text stands alone."""
    if screen.process.state == kernel.State.ADOPTED:
        return screen.clean
    return difference.kept(screen.paragraphs)


def _size(text: str) -> str:
    return next((size for most, size in _SIZES if len(text) <= most), "xs")
