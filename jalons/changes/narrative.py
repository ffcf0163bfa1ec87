"""Reading a draft of the futur idéal as it will be heard (domain.md §2.9). Kernel without Django.

Everything here is a soft remark: people decide.
"""

import re
from dataclasses import dataclass

WORDS_A_MINUTE = 150
"""Reading aloud, without hurry."""

LINE = 90
SHORTEST, LONGEST = 5, 15
_FUTURE = re.compile(
    r"\b(?:sera|seront|aura|auront|pourra|pourront|fera|feront|ira|iront|\w{3,}(?:era|eront|ira|iront))\b"
)
_NOT_FUTURE = frozenset({"opéra", "caméra", "agora", "déjà"})


@dataclass(frozen=True, slots=True)
class Reading:
    """`seconds` to read it aloud, `lines` of about 90 signs, `remarks` in French."""

    words: int
    seconds: int
    lines: int
    remarks: tuple[str, ...]

    @property
    def spoken(self) -> str:
        """« 1 min 20 »."""
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes} min {seconds:02d}" if minutes else f"{seconds} secondes"


def read(text: str) -> Reading:
    """How the text will be heard. An empty text has no remark."""
    words = len(re.findall(r"\w+", text))
    lines = sum(-(-len(line) // LINE) for line in text.splitlines() if line.strip())
    return Reading(
        words, round(words * 60 / WORDS_A_MINUTE), lines, tuple(_remarks(text, lines)) if words else ()
    )


def _remarks(text: str, lines: int) -> list[str]:
    found = []
    if lines < SHORTEST:
        found.append("Le texte est court : cinq à quinze lignes laissent voir la vie des gens.")
    if lines > LONGEST:
        found.append("Le texte est long : au-delà de quinze lignes, on perd le fil en l’écoutant.")
    if said := sorted({w for w in _FUTURE.findall(text.lower()) if w not in _NOT_FUTURE}):
        found.append(f"On raconte au présent, comme si l’on y était : « {said[0]} » est au futur.")
    if "%" in text or re.search(r"\bobjectifs?\b|\bindicateurs?\b", text.lower()):
        found.append("Un futur idéal se raconte ; les mesures viendront avec les changements.")
    return found


EASY_WORDS = 15
"""Words of an easy sentence at most: rules for « facile à lire » advise short ones [our choice of figure]."""


def easy_remarks(text: str) -> tuple[str, ...]:
    """Soft remarks on the easy version; an empty one has none."""
    sentences = [s for s in re.split(r"[.!?…;:\n]+", text) if s.strip()]
    long = [s.strip() for s in sentences if len(re.findall(r"\w+", s)) > EASY_WORDS]
    found = []
    if long:
        found.append(f"Une phrase facile à lire est courte : coupez « {long[0][:60].strip()}… » en deux.")
    if re.search(r"\b(?:n[’'e])\s?\w+ (?:pas|plus|jamais)\b", text.lower()):
        found.append("Une phrase à la forme positive se comprend mieux.")
    return tuple(found)
