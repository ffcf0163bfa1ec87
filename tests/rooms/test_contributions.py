"""One stream of words for phones, cards and scribes, one identity rule."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.utils import timezone

from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.core.live.models import OutboxEvent
from jalons.journal.models import Entry
from jalons.rooms.actions import contributions, moderation, sequences
from jalons.rooms.enums import Channel
from jalons.rooms.models import Contribution, ImmutableVerbatimError, Ticket
from jalons.rooms.rules import LONGEST_WORD, AlreadySentError, QuestionClosedError
from tests.rooms import build
from tests.rooms.build import CLAIRE, NOW, later, say, words

pytestmark = pytest.mark.django_db


def test_words_get_the_next_number_of_the_room_across_sequences() -> None:
    room = build.room()
    first = build.sequence(room)
    assert [say(first, "un").number, say(first, "deux").number] == [1, 2]
    sequences.close(sequence=first, by=CLAIRE, now=NOW)
    assert say(build.sequence(room, title="Une autre"), "trois").number == 3


def test_two_phones_are_two_people_and_one_phone_is_one() -> None:
    sequence = build.sequence(build.room())
    for token in ("phone-1", "phone-1", "phone-2"):
        say(sequence, token=token)
    assert Ticket.objects.count() == 2
    assert len(set(Contribution.objects.values_list("ticket", flat=True))) == 2


def test_a_replay_gets_the_first_receipt_and_changes_nothing() -> None:
    sequence = build.sequence(build.room())
    same = new_id()
    first = say(sequence, "Le bus passe trop tôt.", id=same)
    again = say(sequence, "Le bus passe trop tôt.\n", id=same, now=later(minutes=4))
    assert (again.id, again.number, again.received_at) == (first.id, first.number, first.received_at)
    assert again.is_replay is True
    assert (Contribution.objects.count(), sequence.step.room.contributions.count()) == (1, 1)


def test_a_replay_is_answered_even_after_the_question_was_closed() -> None:
    sequence = build.sequence(build.room())
    same = new_id()
    say(sequence, id=same)
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    assert say(sequence, id=same, now=later(hours=3)).number == 1


def test_other_words_under_the_same_id_are_refused_with_a_sentence() -> None:
    sequence = build.sequence(build.room())
    same = new_id()
    say(sequence, "Le bus", id=same)
    with pytest.raises(AlreadySentError, match="bien gardé"):
        say(sequence, "La crèche", id=same)
    assert list(Contribution.objects.values_list("text", flat=True)) == ["Le bus"]


def test_an_id_of_another_room_is_not_answered_with_its_receipt() -> None:
    same = new_id()
    say(build.sequence(build.room()), id=same)
    with pytest.raises(AlreadySentError):
        say(build.sequence(build.room()), id=same)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [("", "Écrivez"), (" \n ", "Écrivez"), ("a" * (LONGEST_WORD + 1), "trop long"), ("a\x00b", "invisible")],
)
def test_words_that_cannot_be_kept_say_why_and_take_no_number(text: str, sentence: str) -> None:
    sequence = build.sequence(build.room())
    with pytest.raises(DomainError, match=sentence):
        say(sequence, text)
    assert say(sequence, "a" * LONGEST_WORD).number == 1


def test_words_are_kept_letter_for_letter() -> None:
    sequence = build.sequence(build.room())
    typed = "  On é pas écouté…\r\n« jamais » !  "
    say(sequence, typed)
    assert Contribution.objects.get().text == "On é pas écouté…\n« jamais » !"


def test_a_closed_question_takes_what_was_in_flight_then_nothing() -> None:
    sequence = build.sequence(build.room())
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    assert say(sequence, now=later(seconds=15)).number == 1
    with pytest.raises(QuestionClosedError, match="pas perdu"):
        say(sequence, now=later(minutes=2))


def test_a_paused_or_planned_question_takes_nothing() -> None:
    room = build.room()
    planned = build.sequence(room, is_open=False)
    with pytest.raises(QuestionClosedError, match="pas encore ouverte"):
        say(planned)
    sequences.open_sequence(sequence=planned, by=CLAIRE, now=NOW)
    sequences.pause(sequence=planned, by=CLAIRE, now=NOW)
    with pytest.raises(QuestionClosedError, match="pause"):
        say(planned)


def test_words_kept_by_a_phone_arrive_after_the_end() -> None:
    sequence = build.sequence(build.room())
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    kept = say(sequence, written_at=NOW - timedelta(minutes=5), now=later(minutes=12))
    assert kept.number == 1


def test_a_sequence_of_votes_takes_no_words() -> None:
    with pytest.raises(DomainError, match="ne demande pas de texte"):
        say(build.sequence(build.room(), "abaque"))


def test_its_author_takes_a_word_back_and_its_number_stays_taken() -> None:
    sequence = build.sequence(build.room())
    room = sequence.step.room
    say(sequence, token="mine")
    contributions.withdraw(room=room, number=1, token="mine", now=NOW)
    assert Contribution.objects.get().withdrawn_at == NOW
    assert say(sequence, token="mine").number == 2
    assert Entry.objects.get(verb="word.withdrawn").sentence == "a retiré la parole n° 1"


def test_nobody_takes_back_the_word_of_another() -> None:
    sequence = build.sequence(build.room())
    say(sequence, token="mine")
    with pytest.raises(DomainError, match="Seul le téléphone"):
        contributions.withdraw(room=sequence.step.room, number=1, token="other", now=NOW)


def test_a_word_stays_once_the_question_is_closed() -> None:
    sequence = build.sequence(build.room())
    say(sequence, token="mine")
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    with pytest.raises(QuestionClosedError, match="telle quelle"):
        contributions.withdraw(room=sequence.step.room, number=1, token="mine", now=later(minutes=1))


def test_a_correction_is_a_new_word_that_replaces_the_first() -> None:
    sequence = build.sequence(build.room(), "chain")
    say(sequence, "Un buss", token="mine", facet="action")
    receipt = contributions.correct(
        room=sequence.step.room, number=1, words=words("Un bus"), token="mine", now=NOW
    )
    old, new = Contribution.objects.order_by("number")
    assert (receipt.number, new.replaces_id, new.facet, old.withdrawn_at) == (2, old.id, "action", NOW)
    assert old.text == "Un buss"


def test_a_correction_sent_twice_counts_once() -> None:
    sequence = build.sequence(build.room())
    say(sequence, "Un buss", token="mine")
    same = words("Un bus")
    for _ in range(2):
        contributions.correct(room=sequence.step.room, number=1, words=same, token="mine", now=NOW)
    assert list(Contribution.objects.values_list("number", flat=True)) == [1, 2]


def test_the_verbatim_cannot_be_changed_by_the_model() -> None:
    say(build.sequence(build.room()), "telle quelle")
    word = Contribution.objects.get()
    word.text = "mieux dit"
    with pytest.raises(ImmutableVerbatimError):
        word.save()


def test_the_verbatim_cannot_be_changed_behind_the_model() -> None:
    say(build.sequence(build.room()), "telle quelle")
    with pytest.raises(DatabaseError, match="contribution_verbatim_immutable"), transaction.atomic():
        Contribution.objects.update(text="mieux dit")
    assert Contribution.objects.get().text == "telle quelle"


def test_the_trace_of_votes_cannot_be_changed_behind_the_model() -> None:
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        else:
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal")
        assert {"contribution_verbatim_immutable", "vote_log_append_only"} <= {row[0] for row in cursor}


def test_a_ticket_brings_its_table_and_category_to_its_words() -> None:
    from jalons.rooms.actions import tickets

    sequence = build.sequence(build.room())
    tickets.describe(room=sequence.step.room, token="mine", category="parent", table=2)
    say(sequence, token="mine")
    word = Contribution.objects.get()
    assert (word.category, word.table.number) == ("parent", 2)


def test_what_is_noted_for_somebody_does_not_take_the_category_of_who_notes() -> None:
    from jalons.rooms.actions import tickets

    sequence = build.sequence(build.room())
    tickets.describe(room=sequence.step.room, token="mine", category="professional")
    say(sequence, token="mine", channel=Channel.SCRIBE)
    assert Contribution.objects.get().category == ""


def test_an_arrival_tells_staff_without_the_words() -> None:
    sequence = build.sequence(build.room())
    OutboxEvent.objects.all().delete()
    say(sequence, "un secret")
    event = OutboxEvent.objects.get()
    assert (event.topic, event.kind) == (f"animation:{sequence.step.room.id}", "word.received")
    assert "secret" not in str(event.payload)


def test_a_card_is_typed_days_later_with_the_day_it_was_said() -> None:
    sequence = build.sequence(build.room())
    sequences.close(sequence=sequence, by=CLAIRE, now=NOW)
    for text in ("une carte", "une autre"):
        contributions.enter(
            room=sequence.step.room,
            sequence_id=sequence.id,
            words=words(text, channel=Channel.PAPER),
            by=CLAIRE,
            now=later(days=3),
        )
    first = Contribution.objects.order_by("number")[0]
    assert (first.happened_on, timezone.localdate(first.entered_at)) == (date(2026, 10, 6), date(2026, 10, 9))
    assert (first.is_late_entry, first.entered_by, first.ticket) == (True, "Claire Aubert", None)
    assert Entry.objects.filter(verb="words.entered_late").count() == 1


def test_a_card_of_the_day_is_not_late() -> None:
    sequence = build.sequence(build.room())
    contributions.enter(
        room=sequence.step.room,
        sequence_id=sequence.id,
        words=words(channel=Channel.PAPER),
        by=CLAIRE,
        now=NOW,
    )
    assert Contribution.objects.get().is_late_entry is False


@pytest.mark.parametrize(
    ("day", "sentence"), [(date(2026, 10, 7), "à venir"), (date(2021, 1, 1), "deux ans")]
)
def test_a_card_said_tomorrow_or_long_ago_is_refused(day: date, sentence: str) -> None:
    sequence = build.sequence(build.room())
    with pytest.raises(DomainError, match=sentence):
        contributions.enter(
            room=sequence.step.room, sequence_id=sequence.id, words=words(happened_on=day), by=CLAIRE, now=NOW
        )


def test_a_card_of_a_question_never_asked_is_refused() -> None:
    sequence = build.sequence(build.room(), is_open=False)
    with pytest.raises(QuestionClosedError, match="pas encore été posée"):
        contributions.enter(
            room=sequence.step.room, sequence_id=sequence.id, words=words(), by=CLAIRE, now=NOW
        )


def test_a_typed_card_is_taken_back_but_not_a_phone_s_word() -> None:
    sequence = build.sequence(build.room())
    room = sequence.step.room
    say(sequence)
    contributions.enter(
        room=room, sequence_id=sequence.id, words=words(channel=Channel.PAPER), by=CLAIRE, now=NOW
    )
    contributions.undo_entry(room=room, number=2, by=CLAIRE, now=NOW)
    assert Contribution.objects.get(number=2).withdrawn_at == NOW
    with pytest.raises(DomainError, match="plus dans la liste"):
        contributions.undo_entry(room=room, number=1, by=CLAIRE, now=NOW)


def test_a_word_put_apart_keeps_its_reason_and_can_come_back() -> None:
    say(build.sequence(build.room()), "Le maire de [nom] s’en fiche.")
    word = Contribution.objects.get()
    masked = moderation.mask(contribution=word, reason="Nomme une personne", by=CLAIRE, now=NOW)
    assert (masked.is_published, masked.masked_reason) == (False, "Nomme une personne")
    assert (
        Entry.objects.get(verb="word.masked").sentence
        == "a mis à part la parole n° 1\u202f: Nomme une personne"
    )
    assert moderation.unmask(contribution=word, by=CLAIRE, now=NOW).is_published is True


def test_a_word_is_not_put_apart_without_a_reason() -> None:
    say(build.sequence(build.room()))
    with pytest.raises(DomainError, match="pourquoi"):
        moderation.mask(contribution=Contribution.objects.get(), reason="  ", by=CLAIRE)


def test_a_clearer_version_stands_beside_the_verbatim() -> None:
    say(build.sequence(build.room()), "é pas écouté")
    moderation.reword(contribution=Contribution.objects.get(), text="Je ne suis pas écouté.", by=CLAIRE)
    word = Contribution.objects.get()
    assert (word.text, word.reworded) == ("é pas écouté", "Je ne suis pas écouté.")
