"""What changed between two texts, word by word, so that an elected official reads it at a glance.

Kernel without Django: values out, no HTML. Lonely little words between two changes are taken into the
change, so that a phrase is struck and replaced as a whole rather than in crumbs.
"""

import difflib
import re
from dataclasses import dataclass
from enum import StrEnum

_TOKEN = re.compile(r"\n+|[^\S\n]+|\w+(?:[’'-]\w+)*[’']?|[^\w\s]")
_CRUMB = 3  # letters: « de », « à », « la », « les » alone between two changes


class Part(StrEnum):
    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"
    TARGET = "target"  # kept, and aimed at by an objection


@dataclass(frozen=True, slots=True)
class Segment:
    part: Part
    text: str


Paragraph = tuple[Segment, ...]


def compare(old: str, new: str, targets: tuple[str, ...] = ()) -> tuple[Paragraph, ...]:
    """Paragraphs of `new` with what was added and removed since `old`; `targets` are marked.

    Joined without the removed parts it is `new`, without the added ones it is `old` (line ends aside).
    """
    segments = _gather(_segments(_TOKEN.findall(old), _TOKEN.findall(new)))
    return tuple(_paragraphs(_aim(segments, targets)))


def plain(text: str, targets: tuple[str, ...] = ()) -> tuple[Paragraph, ...]:
    """The text alone, in paragraphs, with what objections aim at."""
    return tuple(_paragraphs(_aim([Segment(Part.SAME, text)], targets)))


def kept(paragraphs: tuple[Paragraph, ...]) -> tuple[Paragraph, ...]:
    """The new text alone: what was removed is left out."""
    shorter = (tuple(s for s in paragraph if s.part != Part.REMOVED) for paragraph in paragraphs)
    return tuple(paragraph for paragraph in shorter if paragraph)


def _segments(old: list[str], new: list[str]) -> list[Segment]:
    found: list[Segment] = []
    for tag, i, j, k, m in difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            found.append(Segment(Part.SAME, "".join(new[k:m])))
            continue
        if i < j:
            found.append(Segment(Part.REMOVED, "".join(old[i:j])))
        if k < m:
            found.append(Segment(Part.ADDED, "".join(new[k:m])))
    return found


def _gather(segments: list[Segment]) -> list[Segment]:
    """Take crumbs into the change around them, then join neighbours: removed first, then added."""
    out: list[Segment] = []
    removed, added = "", ""
    for index, segment in enumerate(segments):
        is_last = index == len(segments) - 1
        if segment.part == Part.REMOVED:
            removed += segment.text
        elif segment.part == Part.ADDED:
            added += segment.text
        elif (removed or added) and not is_last and _is_crumb(segment.text):
            removed += segment.text
            added += segment.text
        else:
            out += _change(removed, added)
            removed, added = "", ""
            out.append(segment)
    return out + _change(removed, added)


def _is_crumb(text: str) -> bool:
    return "\n" not in text and len("".join(ch for ch in text if not ch.isspace())) <= _CRUMB


def _change(removed: str, added: str) -> list[Segment]:
    if removed == added:
        return [Segment(Part.SAME, added)] if added else []
    parts = (Segment(Part.REMOVED, removed), Segment(Part.ADDED, added))
    return [segment for segment in parts if segment.text]


def _aim(segments: list[Segment], targets: tuple[str, ...]) -> list[Segment]:
    wanted = [re.escape(t.strip()) for t in targets if t.strip()]
    if not wanted:
        return segments
    pattern = re.compile("(" + "|".join(sorted(wanted, key=len, reverse=True)) + ")", re.IGNORECASE)
    out: list[Segment] = []
    for segment in segments:
        if segment.part != Part.SAME:
            out.append(segment)
            continue
        pieces = pattern.split(segment.text)
        out += [
            Segment(Part.TARGET if i % 2 else Part.SAME, piece) for i, piece in enumerate(pieces) if piece
        ]
    return out


def _paragraphs(segments: list[Segment]) -> list[Paragraph]:
    """Cut at the line ends of the new text; those removed with words are only blanks."""
    paragraphs: list[list[Segment]] = [[]]
    for segment in segments:
        if segment.part == Part.REMOVED:
            text = re.sub(r"\n+", " ", segment.text)
            paragraphs[-1].append(Segment(Part.REMOVED, text))
            continue
        for number, piece in enumerate(re.split(r"\n+", segment.text)):
            if number:
                paragraphs.append([])
            if piece:
                paragraphs[-1].append(Segment(segment.part, piece))
    return [tuple(p) for p in paragraphs if any(s.text.strip() for s in p)]
