"""What a word, an answer and a runsheet must respect. Raises DomainError with a sentence that helps."""

import unicodedata
from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from jalons.core.errors import DomainError
from jalons.rooms.kinds.base import LONGEST_WORD, Criterion, Kind

FIRST_YEAR = 1900
ERASED = "efface-"
"""How the token of a ticket begins once its device was forgotten: nobody holds such a token."""

LONGEST_SEQUENCE = 480
HALF_DAY_MINUTES = 210
CLIENT_UUID_VERSION = 7


class AlreadySentError(DomainError):
    """The same id came with other words: the first ones are kept, the new ones need a new id (409)."""


class QuestionClosedError(DomainError):
    """The sequence does not take answers now (409). What was typed stays with whoever typed it."""


def words(text: str, *, longest: int = LONGEST_WORD) -> str:
    """The text as it will be kept: outer blanks removed, line ends unified, nothing else touched.

    Raises DomainError when it is empty, longer than `longest` characters, or holds characters that cannot
    be written.
    """
    kept = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not kept:
        raise DomainError("Écrivez votre idée avant de l’envoyer.", field="text")
    if len(kept) > longest:
        raise DomainError(
            f"Votre texte est trop long : {len(kept)} signes, {longest} au plus. "
            "Gardez une seule idée, et écrivez les autres ensuite.",
            field="text",
        )
    if any(unicodedata.category(sign) == "Cc" and sign not in "\n\t" for sign in kept):
        raise DomainError("Un caractère invisible empêche d’enregistrer ce texte. Retapez-le.", field="text")
    return kept


def client_id(raw: str) -> UUID:
    """The UUIDv7 that the phone made. Raises DomainError on anything else."""
    try:
        made = UUID(raw)
    except ValueError as wrong:
        raise DomainError("Cette page est abîmée : rechargez-la, votre texte reste ici.") from wrong
    if made.version != CLIENT_UUID_VERSION:
        raise DomainError("Cette page est abîmée : rechargez-la, votre texte reste ici.")
    return made


def said_on(day: date, *, today: date) -> date:
    """The day when something was said: not in the future, not before living memory of the démarche."""
    if day > today:
        raise DomainError("La date où cela s’est dit ne peut pas être à venir.", field="happened_on")
    if day < today - timedelta(days=366 * 2):
        raise DomainError("Cette date a plus de deux ans : vérifiez l’année.", field="happened_on")
    return day


def event_year(kind: Kind, year: int | None, *, today: date) -> int | None:
    """The year of an event, for kinds that place words in time; None for the others.

    Raises DomainError when it is missing, before 1900 or in the future.
    """
    if not kind.needs_year:
        return None
    if year is None:
        raise DomainError("Dites en quelle année, même à peu près : 1998, 2015…", field="year")
    if not FIRST_YEAR <= year <= today.year:
        raise DomainError(f"Donnez une année entre {FIRST_YEAR} et {today.year}.", field="year")
    return year


def facet(kind: Kind, code: str) -> str:
    """The facet of words, for kinds that tell some apart. Raises DomainError when it is not one of them."""
    known = {facet.code for facet in kind.facets}
    if code and code not in known:
        raise DomainError("Choisissez l’une des propositions.", field="facet")
    return code


def answers(criteria: tuple[Criterion, ...], given: Mapping[str, str]) -> dict[str, str]:
    """Answers by criterion, checked against their scales; blanks are left out.

    Raises DomainError when nothing was answered or when a value is not of its scale.
    """
    known = {criterion.code: criterion for criterion in criteria}
    kept: dict[str, str] = {}
    for code, value in given.items():
        if not value:
            continue
        if code not in known or value not in known[code].weights:
            raise DomainError("Une réponse n’est pas dans la liste : choisissez parmi celles proposées.")
        kept[code] = value
    if not kept:
        raise DomainError("Choisissez une réponse avant d’envoyer.")
    return kept


def duration(minutes: int) -> int:
    """Minutes of a sequence. Raises DomainError outside one minute to a day."""
    if not 1 <= minutes <= LONGEST_SEQUENCE:
        raise DomainError(f"Donnez une durée entre 1 et {LONGEST_SEQUENCE} minutes.", field="minutes")
    return minutes
