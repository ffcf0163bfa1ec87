"""The portraits of the demonstration: real figures, twelve retained facts each, one frozen version."""

import json
from datetime import datetime, timedelta
from pathlib import Path

from jalons.core.actors import SOFTWARE, Actor
from jalons.indicators.actions import catalogue, facts, profile
from jalons.indicators.actions.facts import Wording
from jalons.indicators.enums import FactStatus
from jalons.indicators.models import SalientFact
from jalons.initiatives.models import Initiative
from jalons.operations.demo.world import Place, World

WORDS = Path(__file__).resolve().parent / "data" / "portraits.json"
"""Title and sentence as the team rewrote them, by indicator, in the order in which the table reads them."""


def seed_indicators(world: World, *, now: datetime) -> None:
    """Catalogue and figures, then each territory's portrait, frozen before its table 1."""
    catalogue.load(by=SOFTWARE)
    catalogue.load_figures(by=SOFTWARE)
    words = json.loads(WORDS.read_text(encoding="utf-8"))
    for place in (world.elan, world.vassiviere):
        if place is not None:
            _compose(world, place, words[place.initiative.territory.code], now=now)


def _compose(world: World, place: Place, words: list[dict[str, str]], *, now: datetime) -> None:
    initiative = place.initiative
    at = _before_table_one(place, now)
    by = _author(world)
    facts.propose(initiative, by=by, now=at)
    retained = []
    for each in words:
        fact = SalientFact.objects.get(initiative=initiative, indicator__code=each["indicator"])
        facts.reword(fact, wording=_wording(fact, each["title"], each["sentence"]), by=by, now=at)
        retained.append(facts.retain(fact, by=by, now=at))
        place.objects[f"fact-{each['indicator']}"] = retained[-1]
    _set_aside(initiative, by=by, now=at)
    place.objects["profile"] = profile.freeze(initiative, by=by, now=at)
    place.objects["facts"] = retained


def _wording(fact: SalientFact, title: str, sentence: str) -> Wording:
    return Wording(
        title=title,
        sentence=sentence,
        figure=fact.figure,
        gap=fact.gap,
        source_label=fact.source_label,
        vintage=fact.vintage,
        population=fact.population,
        caveat=fact.caveat,
        reason=fact.reason,
    )


def _set_aside(initiative: Initiative, *, by: Actor, now: datetime) -> None:
    """The team set two proposals aside: the page shows what becomes of them."""
    left = SalientFact.objects.filter(initiative=initiative, status=FactStatus.SUGGESTED)
    for fact in left.filter(indicator__code__in=["REV_MINIMA", "PROP"]):
        facts.reject(fact, by=by, now=now)


def _before_table_one(place: Place, now: datetime) -> datetime:
    """Three days before table 1, when its date is known."""
    table = place.steps.get("workshop-1")
    if table is None or table.starts_on is None:
        return now
    days_ago = (now.date() - table.starts_on).days
    return now - timedelta(days=days_ago + 3)


def _author(world: World) -> Actor:
    """The chargée de coopération if the cast has one, else whoever is there."""
    for key in ("claire", "cooperation", "cooperation_officer"):
        if key in world.users:
            return world.users[key].actor
    return next((user.actor for user in world.users.values()), SOFTWARE)
