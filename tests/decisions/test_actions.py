"""A decision kept in rows: the kernel's rules hold, the database holds them again."""

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from jalons.core.errors import DomainError
from jalons.core.live.models import OutboxEvent
from jalons.decisions import codes, records
from jalons.decisions import process as kernel
from jalons.decisions.actions import objections, opening, outcomes, rounds, voices
from jalons.decisions.enums import ConsentState, Layout, ObjectionStatus, SpokenKind
from jalons.decisions.models import ConsentProcess, FrozenTextError, Objection, ProposalVersion
from jalons.journal.models import Entry
from tests import cast
from tests.decisions import build

pytestmark = pytest.mark.django_db
BY, NOW = build.BY, build.NOW


def code(objection):
    return voices.code(objection.voice)


def test_without_objection_the_text_is_adopted_frozen_and_handed_to_its_owner():
    consent = build.objecting()
    build.say_none(consent)
    build.adopt(consent)
    assert (consent.state, consent.adopted_version, consent.review_on) == ("adopted", 1, build.REVIEW)
    assert build.adopted[-1] == (consent.subject_id, build.TEXT, BY.label)
    assert sorted(consent.presences.values_list("label", "people")) == [
        ("CC", 4),
        ("Caf", 2),
        ("Foyer rural", 3),
    ]
    assert consent.presences.exclude(organisation=None).count() == 2


def test_an_objection_is_lifted_by_its_author_on_the_next_version():
    consent = build.objecting()
    objection = build.retained(consent)
    rounds.open_next(consent, by=BY, now=NOW)
    build.amended(consent)
    objections.lift(objection, code=code(objection), by=BY, now=NOW)
    build.adopt(consent)
    assert (objection.status, objection.resolved_by_version, consent.adopted_version) == ("lifted", 2, 2)


def test_nobody_lifts_an_objection_without_its_authors_code_or_phone():
    consent = build.objecting(initiative=(place := cast.initiative()))
    room = build.room(place)
    objection = build.retained(consent)
    rounds.open_next(consent, by=BY, now=NOW)
    build.amended(consent)
    for proof in ({}, {"code": "AAAAA"}, {"ticket": build.ticket(room)}):
        with pytest.raises(kernel.NotTheAuthorError):
            objections.lift(objection, by=BY, now=NOW, **proof)
    with pytest.raises(kernel.OpenObjectionError):
        build.adopt(consent)


def test_a_phone_lifts_its_own_objection_without_a_code():
    consent = build.objecting(initiative=(place := cast.initiative()))
    phone = build.ticket(build.room(place))
    objection = build.retained(consent, voice=voices.of_ticket(consent, phone))
    rounds.open_next(consent, by=BY, now=NOW)
    build.amended(consent)
    objections.lift(objection, ticket=phone, by=BY, now=NOW)
    assert objection.status == ObjectionStatus.LIFTED


def test_a_lost_code_is_replaced_with_a_reason_and_the_old_one_dies():
    objection = build.objection(build.objecting())
    old = code(objection)
    with pytest.raises(kernel.MissingWordsError):
        objections.give_code_again(objection, reason=" ", by=BY, now=NOW)
    voice = objections.give_code_again(objection, reason="Papier perdu.", by=BY, now=NOW)
    assert codes.matches(voices.code(voice).lower(), voice.id, voice.code_generation)
    assert not codes.matches(old, voice.id, voice.code_generation)
    assert Entry.objects.filter(verb="objection.code_given_again").count() == 1


def test_an_objection_typed_for_somebody_is_confirmed_before_it_is_tested():
    objection = build.objection(build.objecting(), is_confirmed=False)
    with pytest.raises(kernel.UntestableError):
        objections.retain(objection, kind=build.ObjectionKind.GOAL, reason="Oui.", by=BY, now=NOW)
    objections.confirm(objection, code=code(objection), by=BY, now=NOW)
    objections.retain(objection, kind=build.ObjectionKind.GOAL, reason="Oui.", by=BY, now=NOW)
    assert objection.status == ObjectionStatus.RETAINED


def test_a_preference_becomes_a_concern_or_stays_open_at_its_authors_word():
    consent = build.objecting()
    objection = build.objection(consent)
    objections.do_not_retain(objection, reason="Une préférence.", by=BY, now=NOW)
    objections.maintain(objection, code=code(objection), by=BY, now=NOW)
    with pytest.raises(kernel.OpenObjectionError):
        build.adopt(consent)
    objections.accept_as_concern(objection, code=code(objection), by=BY, now=NOW)
    build.adopt(consent)
    assert objection.status == ObjectionStatus.CONCERN


def test_a_phone_that_sends_its_objection_twice_has_raised_one():
    consent = build.objecting()
    ident = build.new_id()
    voice = voices.of_slip(consent)
    first = build.objection(consent, voice=voice, objection_id=ident)
    assert build.objection(consent, voice=voice, objection_id=ident) == first
    assert Objection.objects.count() == 1


def test_a_late_objection_brings_the_review_forward_and_cancels_nothing():
    consent = build.objecting()
    build.say_none(consent)
    build.adopt(consent)
    late = build.objection(consent)
    consent.refresh_from_db()
    assert (late.is_late, consent.state, consent.next_review_on < build.REVIEW) == (True, "adopted", True)


def test_a_suspended_decision_keeps_its_reason_and_comes_back_by_asking_again():
    consent = build.objecting()
    build.retained(consent)
    outcomes.leave(
        consent,
        state=ConsentState.SUSPENDED,
        reason="La personne a dû partir.",
        returns_on=build.REVIEW,
        by=BY,
        now=NOW,
    )
    assert (consent.state, consent.exits.get().left_from) == ("suspended", "objection")
    outcomes.resume(consent, by=BY, now=NOW)
    assert (consent.state, consent.exits.get().resumed_at) == ("objection", NOW)


def test_tables_of_the_room_are_the_voices_to_hear_and_one_that_is_not_blocks():
    place = cast.initiative()
    room = build.room(place, tables=2)
    consent = build.objecting(initiative=place, step=room.step, layout=Layout.TABLES)
    first, second = consent.voices.all()
    objections.say_none(consent, voice=first, by=BY, now=NOW)
    with pytest.raises(kernel.MissingVoicesError):
        build.adopt(consent)
    objections.say_none(consent, voice=second, by=BY, now=NOW)
    build.adopt(consent)
    assert (first.label, first.table.number, consent.state) == ("Table 1", 1, "adopted")


def test_one_person_is_not_outvoted_by_its_table():
    place = cast.initiative()
    room = build.room(place, tables=1)
    consent = build.objecting(initiative=place, step=room.step, layout=Layout.TABLES)
    table = consent.voices.get()
    person = voices.of_ticket(consent, build.ticket(room, table=1))
    build.objection(consent, voice=person)
    objections.say_none(consent, voice=table, by=BY, now=NOW)
    assert person.label == "Une personne, table 1"
    with pytest.raises(kernel.OpenObjectionError):
        build.adopt(consent)


def test_the_quorum_is_waived_in_writing_and_the_journal_says_so():
    consent = build.objecting()
    build.say_none(consent)
    with pytest.raises(kernel.QuorumError):
        build.adopt(consent, present=build.here(caf=False))
    build.adopt(consent, present=build.here(caf=False), waiver="La Caf est bloquée par la neige.")
    assert consent.quorum_waived_by == BY.label
    assert Entry.objects.filter(verb="consent.quorum_waived").count() == 1


def test_a_refused_adoption_leaves_nothing_behind():
    consent = build.objecting()
    with pytest.raises(kernel.MissingVoicesError):
        build.adopt(consent, waiver="Neige.")
    consent.refresh_from_db()
    assert (consent.state, consent.quorum_waiver, consent.presences.count()) == ("objection", "", 0)


def test_rules_are_set_before_the_objection_round_and_never_after():
    consent = build.brought_to("reaction")
    fields = {
        "layout": Layout.FISHBOWL,
        "seats": 3,
        "invited_organisations": 12,
        "needs_caf": True,
        "needs_epci": False,
        "silence_rule": "",
        "by": BY,
        "now": NOW,
    }
    opening.set_rules(consent, **fields)
    assert list(consent.voices.values_list("label", flat=True)) == [
        "Porte-parole 1",
        "Porte-parole 2",
        "Porte-parole 3",
    ]
    opening.set_rules(consent, **fields | {"seats": 2})
    assert consent.voices.filter(is_expected=True).count() == 2
    build.brought_to("objection", consent)
    with pytest.raises(kernel.WrongMomentError):
        opening.set_rules(consent, **fields)


def test_one_open_decision_a_subject():
    consent = build.consent()
    with pytest.raises(DomainError):
        build.consent(initiative=consent.initiative, subject_id=consent.subject_id)
    assert ConsentProcess.objects.count() == 1


def test_what_is_written_comes_back_from_the_rows_as_the_kernel_left_it():
    consent = build.brought_to("clarification")
    voice = voices.of_slip(consent)
    rounds.note(consent, kind=SpokenKind.QUESTION, voice=voice, text="Où ?", answer="Ici.", by=BY, now=NOW)
    build.brought_to("objection", consent)
    build.retained(consent)
    found = records.load(consent)
    before = found
    records.save(consent, before, found)
    assert records.load(consent) == found
    assert [s.text for s in found.spoken] == ["Où ?"]


def test_each_move_is_journaled_and_published_to_the_room_and_the_territory():
    place = cast.initiative()
    room = build.room(place)
    consent = build.consent(initiative=place, step=room.step)
    rounds.open_next(consent, by=BY, now=NOW)
    assert Entry.objects.filter(object_id=consent.id).order_by("at", "id").last().sentence == (
        "a ouvert, pour «\u202fNotre futur idéal\u202f», le tour suivant\u202f: Présentée (version 1)"
    )
    assert set(OutboxEvent.objects.values_list("topic", flat=True)) == {
        f"initiative:{place.id}",
        f"room:{room.id}",
        f"animation:{room.id}",
    }


# The database holds ------------------------------------------------------------------------------


def test_a_heard_text_is_frozen_in_python_and_in_the_database():
    consent = build.brought_to("presented")
    version = consent.versions.get()
    version.text = "Autre chose."
    with pytest.raises(FrozenTextError):
        version.save()
    with pytest.raises(DatabaseError, match="proposal_version_frozen"), transaction.atomic():
        ProposalVersion.objects.filter(id=version.id).update(text="Autre chose.")
    assert consent.versions.get().text == build.TEXT


def test_a_draft_that_nobody_heard_is_rewritten():
    consent = build.consent()
    opening.rewrite_draft(consent, text=build.BETTER, author="Un binôme", by=BY, now=NOW)
    assert consent.versions.get().text == build.BETTER


def test_no_row_says_adopted_without_a_version_and_a_review():
    consent = build.objecting()
    with pytest.raises(IntegrityError, match="consent_adopted_is_whole"), transaction.atomic():
        ConsentProcess.objects.filter(id=consent.id).update(state="adopted")


def test_no_row_says_retained_without_an_argument_confirmed():
    objection = build.objection(build.objecting(), argument="", is_confirmed=False)
    with pytest.raises(IntegrityError, match="objection_retained_is_argued"), transaction.atomic():
        Objection.objects.filter(id=objection.id).update(status="retained")


def test_the_trigger_is_there_after_all_migrations():
    if connection.vendor == "sqlite":
        query = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    else:
        query = "SELECT tgname FROM pg_trigger"
    with connection.cursor() as cursor:
        cursor.execute(query)
        assert "proposal_version_frozen" in {row[0] for row in cursor.fetchall()}
