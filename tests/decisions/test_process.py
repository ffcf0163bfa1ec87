"""The ten scenarios that every implementation of consent must pass, then the edges (domain.md §4)."""

from datetime import UTC, date, datetime, timedelta

import pytest

from jalons.decisions import process as consent

NOW = datetime(2026, 5, 20, 9, 30, tzinfo=UTC)
TODAY = NOW.date()
REVIEW = date(2027, 5, 20)
TEXT = "On va à l’école, au travail ou chez le médecin sans voiture."
BETTER = "On va à l’école, au travail ou chez le médecin sans dépendre d’une seule voiture."
HERE = (
    consent.Presence("Caf de la Haute-Vienne", 2, is_caf=True),
    consent.Presence("Communauté de communes", 4, is_epci=True),
    consent.Presence("Association de parents", 3),
)


def drafted(**options):
    return consent.start(TEXT, author="L’équipe projet", **options)


def improving(**options):
    p = consent.present(drafted(**options), at=NOW)
    return consent.open_improvement(
        consent.open_reactions(consent.open_clarification(p, at=NOW), at=NOW), at=NOW
    )


def objecting(**options):
    return consent.maintain(improving(**options), at=NOW)


def raised(p, ident="o1", voice="paper:1", argument="parce que le bus s’arrête à six kilomètres", **more):
    return consent.raise_objection(p, objection_id=ident, voice=voice, argument=argument, at=NOW, **more)


def retained(p, ident="o1", **more):
    return consent.retain(
        raised(p, ident, **more), ident, reason="À main levée.", kind=consent.ObjectionKind.LIMIT
    )


def amended(p, text=BETTER):
    return consent.amend(p, text, author="L’équipe projet", reason="Ne plus promettre trop.", at=NOW)


def adopted(p, presence=HERE, review_on=REVIEW):
    return consent.adopt(p, presence=presence, review_on=review_on, at=NOW, today=TODAY)


def lifting(p):
    return consent.open_lifting(p, at=NOW)


# The ten scenarios -------------------------------------------------------------------------------


def test_1_without_objection_the_text_is_adopted_with_a_review_date():
    p = adopted(consent.say_no_objection(objecting(), voice="table:1", at=NOW))
    assert (p.state, p.adopted_version, p.adopted_at, p.review_on, p.presence) == (
        consent.State.ADOPTED,
        1,
        NOW,
        REVIEW,
        HERE,
    )


def test_2_an_objection_lifted_by_its_author_on_an_amended_text_lets_version_2_be_adopted():
    p = amended(lifting(retained(objecting())))
    assert (p.state, p.version.number) == (consent.State.OBJECTION, 2)
    p = consent.lift(p, "o1", by="paper:1", at=NOW)
    assert p.objection("o1").resolved_by_version == 2
    assert adopted(p).adopted_version == 2


def test_3_nobody_else_lifts_an_objection():
    p = amended(lifting(retained(objecting())))
    with pytest.raises(consent.NotTheAuthorError):
        consent.lift(p, "o1", by="table:1", at=NOW)
    with pytest.raises(consent.NotTheAuthorError):
        consent.withdraw_objection(p, "o1", by="table:1", at=NOW)
    with pytest.raises(consent.OpenObjectionError):
        adopted(consent.say_no_objection(p, voice="table:1", at=NOW))


def test_4_a_preference_becomes_a_concern_with_its_authors_agreement_and_is_kept():
    p = consent.do_not_retain(raised(objecting()), "o1", reason="C’est une préférence de mot.")
    p = consent.accept_as_concern(p, "o1", by="paper:1", at=NOW)
    assert [o.id for o in adopted(p).concerns] == ["o1"]


def test_4_bis_a_preference_that_its_author_maintains_stays_open_and_blocks():
    p = consent.do_not_retain(raised(objecting()), "o1", reason="C’est une préférence de mot.")
    p = consent.maintain_objection(p, "o1", by="paper:1")
    assert (p.objection("o1").is_open, p.objection("o1").is_maintained) == (True, True)
    with pytest.raises(consent.OpenObjectionError):
        adopted(consent.say_no_objection(p, voice="table:1", at=NOW))


def test_4_ter_only_the_author_answers_the_groups_test():
    p = consent.do_not_retain(raised(objecting()), "o1", reason="Une préférence.")
    with pytest.raises(consent.NotTheAuthorError):
        consent.accept_as_concern(p, "o1", by="table:1", at=NOW)


@pytest.mark.parametrize("change", [amended, lambda p: consent.rewrite(p, BETTER, author="X")])
def test_5_a_text_does_not_change_during_the_objection_round(change):
    p = raised(objecting())
    with pytest.raises(consent.TextUnderRoundError):
        change(p)


def test_6_a_late_objection_opens_an_early_review_and_cancels_nothing():
    before = adopted(consent.say_no_objection(objecting(), voice="table:1", at=NOW))
    after = raised(before, "late", voice="paper:9")
    assert after.early_review_on == TODAY + timedelta(days=60)
    assert (after.state, after.version, after.review_on) == (consent.State.ADOPTED, before.version, REVIEW)
    assert after.objection("late").is_late


def test_7_when_the_objector_is_absent_the_decision_is_suspended_with_a_reason_and_a_date():
    p = lifting(retained(objecting()))
    with pytest.raises(consent.MissingWordsError):
        consent.leave(
            p, consent.State.SUSPENDED, reason=" ", returns_on=date(2026, 6, 1), at=NOW, today=TODAY
        )
    p = consent.leave(
        p,
        consent.State.SUSPENDED,
        reason="La personne a dû partir chercher ses enfants.",
        returns_on=date(2026, 6, 1),
        at=NOW,
        today=TODAY,
    )
    assert (p.state, p.open_objections[0].id) == (consent.State.SUSPENDED, "o1")
    back = consent.resume(p, at=NOW)
    assert (back.state, back.objection_rounds) == (consent.State.OBJECTION, 2)


@pytest.mark.parametrize("way_out", consent.EXITS)
def test_8_three_rounds_without_result_end_by_a_recorded_exit(way_out):
    p = lifting(retained(objecting()))
    for n in (2, 3):
        p = consent.open_lifting(amended(p, f"{BETTER} ({n})"), at=NOW)
    assert consent.is_exit_advised(p)
    out = consent.leave(p, way_out, reason="Trois tours.", returns_on=date(2026, 9, 1), at=NOW, today=TODAY)
    assert (out.state, out.exits[-1].reason, out.exits[-1].returns_on, out.adopted_version) == (
        way_out,
        "Trois tours.",
        date(2026, 9, 1),
        None,
    )


def test_9_one_amendment_treats_two_objections_and_each_author_lifts_their_own():
    p = retained(retained(objecting()), "o2", voice="table:4")
    p = amended(lifting(p))
    p = consent.lift(p, "o1", by="paper:1", at=NOW)
    with pytest.raises(consent.OpenObjectionError):
        adopted(p)
    p = adopted(consent.lift(p, "o2", by="table:4", at=NOW))
    assert {o.resolved_by_version for o in p.objections} == {2}


def test_10_an_objection_typed_from_paper_is_tested_once_its_author_has_confirmed_it():
    p = raised(objecting(), is_confirmed=False)
    with pytest.raises(consent.UntestableError):
        consent.retain(p, "o1", reason="À main levée.", kind=consent.ObjectionKind.GOAL)
    with pytest.raises(consent.OpenObjectionError):
        adopted(consent.say_no_objection(p, voice="table:1", at=NOW))
    with pytest.raises(consent.NotTheAuthorError):
        consent.confirm(p, "o1", by="table:1")
    p = consent.confirm(p, "o1", by="paper:1")
    p = consent.retain(p, "o1", reason="À main levée.", kind=consent.ObjectionKind.GOAL)
    assert p.objection("o1").status == consent.ObjectionStatus.RETAINED


# The rounds --------------------------------------------------------------------------------------


def test_a_draft_is_rewritten_freely_and_a_presented_text_never():
    p = consent.rewrite(drafted(), BETTER, author="Un binôme")
    assert (p.version.text, p.version.number) == (BETTER, 1)
    with pytest.raises(consent.TextUnderRoundError):
        consent.rewrite(consent.present(p, at=NOW), TEXT, author="Un binôme")


def test_rounds_follow_one_another_and_none_is_skipped():
    with pytest.raises(consent.WrongMomentError):
        consent.open_reactions(consent.present(drafted(), at=NOW), at=NOW)
    with pytest.raises(consent.WrongMomentError):
        raised(consent.present(drafted(), at=NOW))
    assert [r.state for r in objecting().rounds] == list(consent.ROUNDS[:5])


def test_each_voice_reacts_once():
    p = consent.open_reactions(consent.open_clarification(consent.present(drafted(), at=NOW), at=NOW), at=NOW)
    once = {"voice": "table:1", "text": "Cela me touche.", "at": NOW}
    p = consent.speak(p, consent.SpokenKind.REACTION, spoken_id="1", **once)
    with pytest.raises(consent.WrongMomentError):
        consent.speak(p, consent.SpokenKind.REACTION, spoken_id="2", **once)


def test_an_amendment_needs_other_words_and_a_reason():
    with pytest.raises(consent.MissingWordsError):
        consent.amend(improving(), TEXT, author="X", reason="Rien.", at=NOW)
    with pytest.raises(consent.MissingWordsError):
        consent.amend(improving(), BETTER, author="X", reason=" ", at=NOW)


def test_an_amendment_asks_everybody_again():
    p = consent.say_no_objection(raised(objecting()), voice="table:1", at=NOW)
    p = amended(lifting(p))
    assert p.heard == ()
    with pytest.raises(consent.OpenObjectionError):
        adopted(p)


def test_a_withdrawn_proposal_goes_nowhere():
    p = consent.withdraw(improving(), at=NOW)
    for move in (amended, adopted, lambda q: consent.maintain(q, at=NOW)):
        with pytest.raises(consent.DecidedError):
            move(p)


# Objections --------------------------------------------------------------------------------------


def test_an_objection_without_argument_is_heard_and_blocks_but_is_not_retained():
    p = raised(objecting(), argument="")
    with pytest.raises(consent.UntestableError):
        consent.retain(p, "o1", reason="Oui.", kind=consent.ObjectionKind.GOAL)
    p = consent.complete(p, "o1", argument="le bus ne passe pas", kind=consent.ObjectionKind.LIMIT)
    with pytest.raises(consent.UntestableError):  # its author has not read what was typed
        consent.retain(p, "o1", reason="Oui.", kind=consent.ObjectionKind.LIMIT)
    p = consent.confirm(p, "o1", by="paper:1")
    assert consent.retain(p, "o1", reason="Oui.", kind=consent.ObjectionKind.LIMIT).open_objections


def test_an_objection_is_not_lifted_by_the_text_that_raised_it():
    with pytest.raises(consent.WrongMomentError):
        consent.lift(lifting(retained(objecting())), "o1", by="paper:1", at=NOW)


def test_who_objects_does_not_also_say_no_objection():
    with pytest.raises(consent.WrongMomentError):
        consent.say_no_objection(raised(objecting()), voice="paper:1", at=NOW)


def test_a_table_does_not_outvote_the_person_who_sits_there():
    p = raised(objecting(expected=frozenset({"table:1", "table:2"})), voice="ticket:7")
    for table in ("table:1", "table:2"):
        p = consent.say_no_objection(p, voice=table, at=NOW)
    with pytest.raises(consent.OpenObjectionError):
        adopted(p)


def test_a_closed_objection_stays_closed():
    p = consent.withdraw_objection(raised(objecting()), "o1", by="paper:1", at=NOW)
    with pytest.raises(consent.ResolvedObjectionError):
        consent.retain(p, "o1", reason="Oui.", kind=consent.ObjectionKind.GOAL)


def test_a_withdrawn_objection_counts_as_its_authors_word():
    p = consent.withdraw_objection(raised(objecting()), "o1", by="paper:1", at=NOW)
    assert adopted(p).adopted_version == 1


def test_a_table_not_heard_yet_speaks_while_objections_are_worked_on():
    p = lifting(raised(objecting(expected=frozenset({"table:1"}))))
    p = consent.withdraw_objection(p, "o1", by="paper:1", at=NOW)
    with pytest.raises(consent.MissingVoicesError):
        adopted(p)
    assert adopted(consent.say_no_objection(p, voice="table:1", at=NOW)).adopted_version == 1


# Adoption ----------------------------------------------------------------------------------------


def test_silence_is_not_consent_unless_a_rule_was_stated_before():
    tables = frozenset({"table:1", "table:2"})
    p = consent.say_no_objection(objecting(expected=tables), voice="table:1", at=NOW)
    with pytest.raises(consent.MissingVoicesError) as refused:
        adopted(p)
    assert refused.value.missing == {"table:2"}
    ruled = objecting(expected=tables, silence_rule="Sans réponse sous dix jours, on considère…")
    assert adopted(consent.say_no_objection(ruled, voice="table:1", at=NOW)).adopted_version == 1


def test_nobody_heard_is_nobody_consenting_whatever_the_rule_on_silence():
    with pytest.raises(consent.MissingVoicesError):
        adopted(objecting(silence_rule="Qui se tait consent."))


@pytest.mark.parametrize(
    ("presence", "lacks"),
    [
        (HERE[1:], "la Caf n’est pas là"),
        (HERE[:1] + HERE[2:], "l’intercommunalité n’est pas là"),
        (HERE[:2], "2 organisations présentes sur 3 nécessaires"),
    ],
)
def test_the_quorum_asks_half_of_the_invited_the_caf_and_the_epci(presence, lacks):
    quorum = consent.Quorum(invited=6 if len(presence) == 2 and "nécessaires" in lacks else 4)
    p = consent.say_no_objection(objecting(quorum=quorum), voice="table:1", at=NOW)
    with pytest.raises(consent.QuorumError) as refused:
        adopted(p, presence=presence)
    assert lacks in refused.value.message


def test_a_quorum_is_waived_by_a_written_reason_and_never_without_anybody():
    quorum = consent.Quorum(invited=40, waiver="Route coupée par la neige, décision relue en juin.")
    p = consent.say_no_objection(objecting(quorum=quorum), voice="table:1", at=NOW)
    assert adopted(p, presence=HERE[2:]).adopted_version == 1
    with pytest.raises(consent.QuorumError):
        adopted(p, presence=())


def test_a_review_date_is_in_the_future():
    p = consent.say_no_objection(objecting(), voice="table:1", at=NOW)
    with pytest.raises(consent.WrongDateError):
        adopted(p, review_on=TODAY)


def test_an_adopted_text_is_frozen():
    p = adopted(consent.say_no_objection(objecting(), voice="table:1", at=NOW))
    for change in (amended, lambda q: consent.rewrite(q, BETTER, author="X")):
        with pytest.raises(consent.DecidedError):
            change(p)


def test_an_exit_needs_a_coming_date_and_an_open_decision():
    p = objecting()
    with pytest.raises(consent.WrongDateError):
        consent.leave(p, consent.State.POSTPONED, reason="Tard.", returns_on=TODAY, at=NOW, today=TODAY)
    with pytest.raises(consent.WrongMomentError):
        consent.leave(
            drafted(), consent.State.POSTPONED, reason="Tard.", returns_on=REVIEW, at=NOW, today=TODAY
        )
    with pytest.raises(consent.WrongMomentError):
        consent.leave(p, consent.State.ADOPTED, reason="Tard.", returns_on=REVIEW, at=NOW, today=TODAY)


def test_a_text_tried_comes_back_to_its_proposer_and_is_not_adopted():
    p = consent.leave(
        objecting(), consent.State.TRIAL, reason="Six mois.", returns_on=REVIEW, at=NOW, today=TODAY
    )
    back = consent.resume(p, at=NOW)
    assert (back.state, back.adopted_version, back.exits[0].resumed_at) == (
        consent.State.IMPROVEMENT,
        None,
        NOW,
    )


# At a distance -----------------------------------------------------------------------------------


def at_a_distance(**more):
    return objecting(expected=frozenset({"org:1", "org:2"}), answer_days=7, **more)


def adopted_at(p, at):
    return consent.adopt(p, presence=HERE, review_on=REVIEW, at=at, today=at.date())


def test_at_a_distance_silence_is_read_at_the_end_of_the_time_to_answer_only():
    p = at_a_distance(silence_rule="Qui se tait au bout de sept jours n’a pas d’objection.")
    p = consent.say_no_objection(p, voice="org:1", at=NOW)
    with pytest.raises(consent.WrongMomentError, match="délai"):
        adopted_at(p, at=NOW + timedelta(days=6, hours=23))
    assert adopted_at(p, at=NOW + timedelta(days=7)).state == consent.State.ADOPTED


def test_at_a_distance_without_a_rule_on_silence_everybody_is_waited_for():
    p = consent.say_no_objection(at_a_distance(), voice="org:1", at=NOW)
    with pytest.raises(consent.MissingVoicesError):
        adopted_at(p, at=NOW + timedelta(days=30))
    heard = consent.say_no_objection(p, voice="org:2", at=NOW + timedelta(days=9))
    assert adopted_at(heard, at=NOW + timedelta(days=9)).state == consent.State.ADOPTED


def test_once_everybody_answered_nobody_waits_for_the_end_of_the_time():
    p = at_a_distance(silence_rule="Qui se tait n’a pas d’objection.")
    for voice in ("org:1", "org:2"):
        p = consent.say_no_objection(p, voice=voice, at=NOW)
    assert adopted_at(p, at=NOW + timedelta(hours=1)).state == consent.State.ADOPTED


def test_a_new_text_gives_the_whole_time_again():
    p = at_a_distance(silence_rule="Qui se tait n’a pas d’objection.")
    p = consent.open_lifting(raised(p, voice="org:1"), at=NOW + timedelta(days=7))
    p = consent.amend(p, BETTER, author="Équipe", reason="La voiture.", at=NOW + timedelta(days=8))
    p = consent.lift(p, "o1", by="org:1", at=NOW + timedelta(days=8))
    assert p.answers_until == NOW + timedelta(days=15)
    with pytest.raises(consent.WrongMomentError):
        adopted_at(p, at=NOW + timedelta(days=14))


def test_an_objection_after_the_time_but_before_the_adoption_still_blocks():
    p = at_a_distance(silence_rule="Qui se tait n’a pas d’objection.")
    p = consent.say_no_objection(p, voice="org:1", at=NOW)
    late = consent.raise_objection(
        p, objection_id="o9", voice="org:2", argument="parce que", at=NOW + timedelta(days=8)
    )
    with pytest.raises(consent.OpenObjectionError):
        adopted_at(late, at=NOW + timedelta(days=9))
