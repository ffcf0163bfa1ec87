"""The futur idéal: fragments, draft, proposal. Its adopted text is written by a consent only (rule 3)."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from jalons.changes.actions import telling
from jalons.changes.models import IdealFuture
from jalons.changes.queries import fragments_of
from jalons.core import clock
from jalons.core.actors import Actor
from jalons.core.errors import DomainError
from jalons.decisions.actions import opening
from jalons.decisions.models import ConsentProcess, ProposalVersion
from jalons.initiatives.models import Initiative, Step
from jalons.rooms.models import Contribution

SUBJECT = "changes.ideal_future"


def begin(initiative: Initiative) -> IdealFuture:
    """The futur idéal of the démarche, made at its first need."""
    ideal, _ = IdealFuture.objects.select_related("initiative").get_or_create(initiative=initiative)
    return ideal


@transaction.atomic
def choose_fragments(
    ideal: IdealFuture, *, fragments: Sequence[Contribution], by: Actor, now: datetime | None = None
) -> None:
    """Keep the fragments that feed the draft. They stay linked for ever (rule 18)."""
    known = set(fragments_of(ideal.initiative).values_list("id", flat=True))
    if any(f.id not in known for f in fragments):
        raise DomainError("Un fragment vient d’être retiré : rechargez la page et choisissez de nouveau.")
    ideal.fragments.set(fragments)
    telling.say(
        ideal.initiative,
        "ideal_future.fragments_chosen",
        by=by,
        on=ideal.id,
        now=now,
        count=len(fragments),
    )


@transaction.atomic
def write_draft(
    ideal: IdealFuture, *, text: str, easy_text: str, author: str, by: Actor, now: datetime | None = None
) -> None:
    """Write the draft, as often as one likes. Nothing adopted changes."""
    ideal.draft_text, ideal.draft_easy_text = text.strip(), easy_text.strip()
    ideal.draft_author = author.strip()
    ideal.save()
    telling.say(ideal.initiative, "ideal_future.drafted", by=by, on=ideal.id, now=now)


@transaction.atomic
def propose(
    ideal: IdealFuture, *, by: Actor, step: Step | None = None, now: datetime | None = None
) -> ConsentProcess:
    """Hand the draft over to a decision by consent. Raises DomainError without a text."""
    if not ideal.draft_text:
        raise DomainError("Écrivez d’abord un projet de texte.", field="text")
    if ideal.draft_text == ideal.adopted_text:
        raise DomainError("Ce texte est déjà adopté. Écrivez d’abord ce qui change.", field="text")
    consent = opening.open_process(
        initiative=ideal.initiative,
        subject_kind=SUBJECT,
        subject_id=ideal.id,
        title="Notre futur idéal",
        text=ideal.draft_text,
        easy_text=ideal.draft_easy_text,
        author=ideal.draft_author or "L’équipe projet",
        step=step,
        by=by,
        now=now,
    )
    telling.say(ideal.initiative, "ideal_future.proposed", by=by, on=ideal.id, now=now)
    return consent


def on_adopted(consent: ConsentProcess, version: ProposalVersion, *, by: Actor, now: datetime) -> None:
    """The one way to an adopted futur idéal: called by the consent that adopts it (rule 3)."""
    ideal = IdealFuture.objects.select_related("initiative").get(id=consent.subject_id)
    ideal.adopted_text = ideal.draft_text = version.text
    ideal.adopted_easy_text = ideal.draft_easy_text = version.easy_text
    ideal.adopted_version = version.number
    ideal.adopted_on = localdate(now or clock.now())
    ideal.adopted_hash = version.content_hash
    ideal.adopted_by = consent
    ideal.save()
    telling.say(ideal.initiative, "ideal_future.adopted", by=by, on=ideal.id, now=now, version=version.number)
