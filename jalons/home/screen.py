"""The first screen of a territory that prepares its convention: what has been gathered so far."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.urls import reverse

from jalons.changes.enums import ChangeStatus
from jalons.core import typography
from jalons.diagnosis.enums import UrgencyStatus
from jalons.diagnosis.models import Cluster, SocialUrgency
from jalons.diagnosis.queries.cross_readings import Voice, voices_of
from jalons.home.standing import Standing
from jalons.initiatives.enums import StepKind, StepStatus
from jalons.initiatives.models import Initiative
from jalons.territories import maps
from jalons.territories.queries import LATEST_CENSUS, outline, population

MOST_VOICES = 4


@dataclass(frozen=True, slots=True)
class Head:
    """What stands under the name of the territory. `map` has no shape when no outline is known."""

    map: maps.Drawing
    communes: int
    population: int | None
    census: int


def head_of(initiative: Initiative) -> Head:
    """The outline and the two figures; three queries."""
    outlines = outline(initiative.territory)
    return Head(
        map=maps.draw(outlines),
        communes=len(outlines),
        population=population(initiative.territory),
        census=LATEST_CENSUS,
    )


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage from word to change. `state` is « done », « now » or « next »; `count` None: not begun."""

    state: str
    count: int | None
    label: str
    detail: str
    url: str


def stages_of(standing: Standing) -> list[Stage]:
    """From word to change, with real counts. The first stage not reached after a reached one is « now »."""
    drafts = [
        _words(standing),
        (standing.clusters, "regroupement", _grouped(standing), "regroupements"),
        (standing.cross_readings, "croisement", _facts(standing), "croisements"),
        _urgencies(standing),
        _future(standing),
        _changes(standing),
    ]
    reached = [i for i, (count, *_) in enumerate(drafts) if count]
    last = reached[-1] if reached else -1
    base = reverse("home:territory", args=[standing.initiative.slug])
    return [
        Stage(
            state="next" if i > last else "now" if i == last and i < len(drafts) - 1 else "done",
            count=count or None,
            label=label if label.startswith("futur") or count == 1 else f"{label}s",
            detail=detail,
            url=f"{base}{page}/" if count else "",
        )
        for i, (count, label, detail, page) in enumerate(drafts)
    ]


Draft = tuple[int, str, str, str]


def _words(standing: Standing) -> Draft:
    words = standing.words
    on_paper = words.total - words.by_phone
    shares = [f"{typography.number(words.by_phone)} au téléphone"] if words.by_phone else []
    shares += [f"{typography.number(on_paper)} sur carte"] if on_paper else []
    return words.total, "parole", ", ".join(shares) or "à la table 1", "paroles"


def _grouped(standing: Standing) -> str:
    if not standing.clusters:
        return "après la table 1"
    left = standing.words.ungrouped
    if left:
        return f"{typography.number(left)} parole{typography.plural(left)} encore à ranger"
    return "chaque parole y a sa place"


def _facts(standing: Standing) -> str:
    count = standing.retained_facts
    if not standing.cross_readings or not count:
        return "avec les faits du portrait"
    return f"avec {count} fait{typography.plural(count)} du portrait"


def _urgencies(standing: Standing) -> Draft:
    retained = standing.urgencies.get(UrgencyStatus.RETAINED, 0)
    proposed = sum(standing.urgencies.values())
    if not proposed:
        return 0, "urgence", "à retenir ensemble", "urgences"
    detail = f"retenue{typography.plural(retained)} sur {proposed}" if retained else "aucune retenue encore"
    return retained or proposed, "urgence", detail, "urgences"


def _future(standing: Standing) -> Draft:
    future = standing.future
    if future is None or not (future.draft_text or future.adopted_text):
        return 0, "futur idéal", "à écrire ensemble", "futur-ideal"
    if future.adopted_on:
        return 1, "futur idéal", f"adopté le {typography.day(future.adopted_on)}", "futur-ideal"
    if standing.consent is None:
        return 1, "futur idéal", "proposition à envoyer", "futur-ideal"
    return 1, "futur idéal", standing.consent.get_state_display().lower(), "futur-ideal"


def _changes(standing: Standing) -> Draft:
    kept = standing.changes.get(ChangeStatus.VALIDATED, 0) + standing.changes.get(ChangeStatus.RETAINED, 0)
    drafted = standing.changes.get(ChangeStatus.DRAFT, 0) + standing.changes.get(ChangeStatus.PROPOSED, 0)
    if standing.changes.get(ChangeStatus.VALIDATED):
        return kept, "changement", "validés par les signataires", "changements"
    if kept:
        return kept, "changement", f"retenu{typography.plural(kept)}, à valider", "changements"
    if drafted:
        return (
            drafted,
            "changement",
            f"esquissé{typography.plural(drafted)}, quatre à six à retenir",
            "changements",
        )
    return 0, "changement", "quatre à six, à la table 2", "changements"


def voices(initiative: Initiative) -> list[Voice]:
    """One verbatim of each of the largest regroupements; three queries."""
    published = Q(
        members__contribution__masked_at__isnull=True, members__contribution__withdrawn_at__isnull=True
    )
    largest = (
        Cluster.objects.filter(initiative=initiative)
        .annotate(words=Count("members", filter=published))
        .filter(words__gt=0)
        .order_by("-words", "position")
    )
    return [voice for voice in voices_of(largest[:MOST_VOICES]) if voice.verbatim]


def retained_urgencies(initiative: Initiative) -> Sequence[SocialUrgency]:
    """Retained urgencies in the order people chose, with `words`: how many cards led to each; one query."""
    word = "cross_readings__clusters__members__contribution"
    published = Q(**{f"{word}__masked_at__isnull": True, f"{word}__withdrawn_at__isnull": True})
    return list(
        SocialUrgency.objects.filter(initiative=initiative, status=UrgencyStatus.RETAINED)
        .annotate(words=Count(word, filter=published, distinct=True))
        .order_by("position", "created_at")
    )


def place_on_the_thread(standing: Standing, today: date) -> str:
    """« Avant la table 2 », « La table 1 est ouverte », « Pilotage, deuxième année »."""
    here = standing.here
    if standing.is_steering:
        return f"Pilotage, {_year(standing.initiative, today)}"
    if here is None:
        return "Démarche close" if standing.steps else "Rien n’est encore daté"
    if here.kind == StepKind.WORKSHOP:
        return (
            f"La table {here.rank} est ouverte"
            if here.status == StepStatus.HELD
            else f"Avant la table {here.rank}"
        )
    if here.kind == StepKind.PREPARATION:
        return f"Avant la table {here.rank}"
    return here.title


ORDINALS = ("première", "deuxième", "troisième", "quatrième", "cinquième", "sixième")


def _year(initiative: Initiative, today: date) -> str:
    start = initiative.ctg_starts_on
    if start is None or today < start:
        return "qui commence"
    years = today.year - start.year - ((today.month, today.day) < (start.month, start.day))
    return f"{ORDINALS[years]} année" if years < len(ORDINALS) else f"année {years + 1}"
