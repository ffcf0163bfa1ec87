"""The personal links of a round at a distance, for whoever hands them over."""

from dataclasses import dataclass

from django.urls import reverse

from jalons.decisions import links
from jalons.decisions.enums import OPEN_STATES
from jalons.decisions.models import ConsentProcess


@dataclass(frozen=True, slots=True)
class PersonalLink:
    """Who answers, and where."""

    label: str
    address: str


def links_of(consent: ConsentProcess, *, host: str) -> list[PersonalLink]:
    """One link a voice to hear; none for a decision taken in the room, or once it is over."""
    if not consent.answer_days or consent.state not in OPEN_STATES:
        return []
    return [
        PersonalLink(voice.label, host.rstrip("/") + _path(links.token_of(voice.id, voice.code_generation)))
        for voice in consent.voices.filter(is_expected=True)
    ]


def _path(token: str) -> str:
    return reverse("decisions:remote", args=[token])
