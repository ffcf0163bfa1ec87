"""Two years of pilotage at Vassivière: signs, a journal of 25 notes, reviews, a hypothesis that fell.

Every word is an « exemple fictif »; volumes are those of domain.md §12. Dates are counted back from now.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from jalons.changes.models import LastingChange
from jalons.core.actors import Actor
from jalons.diagnosis.queries.urgencies import communes_of
from jalons.operations.demo.pathways import read
from jalons.operations.demo.world import Place, World
from jalons.pathways.actions import links
from jalons.pathways.models import Link, PathNode
from jalons.steering.actions import decisions, log, markers, reviews
from jalons.steering.enums import Aspect
from jalons.steering.models import ChangeReview
from jalons.territories.models import Territory

WEEK = timedelta(weeks=1)


@dataclass(frozen=True, slots=True)
class _Years:
    """What is told, of which changes, by whom, seen from when."""

    place: Place
    story: dict[str, Any]
    changes: list[LastingChange]
    by: Actor
    now: datetime

    def ago(self, weeks: float) -> datetime:
        return self.now - WEEK * weeks

    def day(self, weeks: float) -> date:
        return timezone.localdate(self.ago(weeks))

    def has(self, number: int | None) -> bool:
        return number is not None and number < len(self.changes)

    def node(self, number: int, key: str) -> PathNode:
        found: PathNode = self.place.objects["path_nodes"][number][key]
        return found

    def link(self, number: int, source: str, target: str = "") -> Link:
        """The arrow from an element; its hypothesis when no target is named."""
        rows = Link.objects.select_related("source", "target", "pathway__change__initiative__mission")
        rows = rows.filter(pathway=self.place.objects["pathways"][number], source=self.node(number, source))
        return rows.get(target=self.node(number, target)) if target else rows.get(kind="hypothesis")


def seed_steering(world: World, *, now: datetime) -> None:
    """Signs and what was seen of them, notes, a technical point, the review of year 1, the next one."""
    place = world.vassiviere
    if place is None or not place.objects.get("pathways"):
        return
    changes = [pathway.change for pathway in place.objects["pathways"]]
    years = _Years(place, read("steering"), changes, world.users["vassiviere_officer"].actor, now)
    for number, said in enumerate(years.story["changes"]):
        if years.has(number):
            _watch(years, number, said["markers"])
    _write_log(years)
    _technical_point(years)
    _first_year(years)
    _learn(years)
    _next(years)


def _watch(years: _Years, number: int, said: list[dict[str, Any]]) -> None:
    for sign in said:
        node = years.node(number, sign["node"]) if "node" in sign else None
        marker = markers.propose(
            years.changes[number],
            level=sign["level"],
            text=sign["text"],
            node=node,
            by=years.by,
            now=years.ago(66),
        )
        for weeks, scale, evidence, surprise in sign["seen"]:
            markers.observe(
                marker,
                scale=scale,
                observed_on=years.day(weeks),
                evidence=evidence,
                surprise=surprise,
                by=years.by,
                now=years.ago(weeks),
            )


def _write_log(years: _Years) -> None:
    communes = {commune.name: commune for commune in communes_of(years.place.initiative)}
    for row in sorted(years.story["log"], key=lambda row: -row["weeks"]):
        _write_note(years, row, communes.get(row["place"]))


def _write_note(years: _Years, row: dict[str, Any], commune: Territory | None) -> None:
    at, number = years.ago(row["weeks"]), row["change"]
    entry = log.note(
        years.place.initiative,
        statement=row["statement"],
        who_changed=row["who"],
        kind=row["kind"],
        commune=commune,
        observed_on=timezone.localdate(at - timedelta(days=4)),
        is_expected=row["expected"],
        is_positive=row["positive"],
        change=years.changes[number] if years.has(number) else None,
        link=years.link(number, *row["link"]) if "link" in row and years.has(number) else None,
        evidence=row["evidence"],
        second_evidence=row["second"],
        significance=row["significance"],
        why_it_matters=row["why"],
        our_part=row["part"],
        by=years.by,
        now=at,
    )
    if "verified" in row:
        who, answer, comment = row["verified"]
        answered = at + timedelta(days=11)
        log.ask(
            entry,
            verifier=who[0].upper() + who[1:],
            asked_on=timezone.localdate(at + timedelta(days=6)),
            answer=answer,
            answered_on=timezone.localdate(answered),
            comment=comment,
            by=years.by,
            now=answered,
        )


def _hold(years: _Years, review: ChangeReview, on: date) -> ChangeReview:
    with_actors = review.covers_every_change
    return reviews.hold(
        review,
        held_on=on,
        attendance=years.story["attendance"] if with_actors else {"professional": 3, "institution": 2},
        concerned_people=years.story["concerned"] if with_actors else "",
        by=years.by,
        now=_evening(on),
    )


def _evening(on: date) -> datetime:
    return timezone.make_aware(datetime.combine(on, time(18)))


def _technical_point(years: _Years) -> None:
    """Six months in: what changed only, said by the team."""
    on = years.day(40)
    review = reviews.plan(
        years.place.initiative,
        kind="technical",
        planned_on=on,
        title="Point technique des six mois",
        place="Mairie d’Eymoutiers",
        by=years.by,
        now=years.ago(44),
    )
    review = _hold(years, review, on)
    for change, said in zip(years.changes, years.story["changes"], strict=False):
        reviews.rate(
            review,
            change,
            aspect=Aspect.ATTAINMENT,
            author="Équipe projet",
            by=years.by,
            now=_evening(on),
            **said["technical"],
        )
    reviews.publish(review, by=years.by, now=_evening(on))


def _first_year(years: _Years) -> None:
    """The five changes, three ratings each, hypotheses, decisions; published twelve days later."""
    step = years.place.steps.get("review-1")
    on = step.starts_on if step and step.starts_on else years.day(18)
    at = _evening(on)
    review = reviews.plan(
        years.place.initiative,
        kind="yearly",
        planned_on=on,
        step=step,
        title="Revue des changements, année 1",
        place="Salle polyvalente d’Eymoutiers",
        by=years.by,
        now=at - WEEK * 10,
    )
    review = _hold(years, review, on)
    for change, said in zip(years.changes, years.story["changes"], strict=False):
        _say(review, change, said["yearly"], years.by, at)
    for found in years.story["findings"]:
        if years.has(found["change"]):
            link = years.link(found["change"], found["node"])
            said = {"status": found["status"], "reason": found["reason"]}
            reviews.find(review, link, author="La table de la revue", by=years.by, now=at, **said)
    _decide(years, review, at)
    reviews.edit(
        review,
        title=review.title,
        planned_on=review.planned_on,
        place=review.place,
        concerned_people=review.concerned_people,
        summary=years.story["summary"],
        by=years.by,
        now=at,
    )
    reviews.publish(review, by=years.by, now=at + timedelta(days=12))


def _say(review: ChangeReview, change: LastingChange, said: dict[str, Any], by: Actor, at: datetime) -> None:
    reviews.narrate(
        review,
        change,
        seen=said["seen"],
        known=said["known"],
        learned=said["learned"],
        author="La table de la revue",
        by=by,
        now=at,
    )
    for aspect in Aspect:
        level, evidence, *others = said[aspect.value]
        reviews.rate(
            review,
            change,
            aspect=aspect.value,
            value=level if isinstance(level, int) else None,
            unsaid="" if isinstance(level, int) else level,
            evidence=evidence,
            other_explanations=others[0] if others else "",
            author="La table de la revue",
            by=by,
            now=at,
        )


def _decide(years: _Years, review: ChangeReview, at: datetime) -> None:
    for said in years.story["decisions"]:
        if not years.has(said["change"]):
            continue
        due = years.day(-said["weeks"])
        decision = decisions.take(
            years.place.initiative,
            review=review,
            change=years.changes[said["change"]],
            kind=said["kind"],
            text=said["text"],
            owner=said["owner"],
            due_on=due,
            by=years.by,
            now=at,
        )
        if said["status"] != "open":
            decisions.close(decision, status=said["status"], on=due, by=years.by, now=_evening(due))


def _learn(years: _Years) -> None:
    """The hypothesis that fell is revised, its old version kept; a contribution is to be looked at again."""
    said = years.story["revision"]
    if years.has(said["change"]):
        link = years.link(said["change"], said["node"])
        words = {name: said[name] for name in ("because", "confidence", "evidence", "reason")}
        links.revise(link, on=years.day(12), by=years.by, now=years.ago(12), **words)
    learned = years.story["link_learned"]
    if years.has(learned["change"]):
        arrow = years.link(learned["change"], learned["node"], learned["target"])
        words = {"status": learned["status"], "reason": learned["reason"]}
        links.learn(arrow, by=years.by, now=years.ago(16), **words)


def _next(years: _Years) -> None:
    step = years.place.steps.get("review-2")
    reviews.plan(
        years.place.initiative,
        kind="yearly",
        planned_on=step.starts_on if step and step.starts_on else years.day(-17),
        step=step,
        title="Revue des changements, année 2",
        place="Salle polyvalente d’Eymoutiers",
        by=years.by,
        now=years.ago(2),
    )
