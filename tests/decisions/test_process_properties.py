"""No sequence of moves adopts a text with an open objection, or changes a text under a round."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from jalons.decisions import process as consent

NOW = datetime(2026, 5, 20, 9, 30, tzinfo=UTC)
HERE = (consent.Presence("Caf", 2, is_caf=True), consent.Presence("CC", 2, is_epci=True))
VOICES = ["table:1", "table:2", "ticket:a", "paper:b"]
voices = st.sampled_from(VOICES)


class Consent(RuleBasedStateMachine):
    """Plays any move at any time; refusals are normal, broken promises are not."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0
        self.now = NOW
        self.process = consent.start("Un texte.", author="Équipe", expected=frozenset(VOICES[:2]))
        self.before = self.process

    @initialize(
        silence=st.sampled_from(["", "Qui se tait n’a pas d’objection."]), days=st.sampled_from([0, 7])
    )
    def say_the_rules_beforehand(self, silence, days):
        self.process = self.before = replace(self.process, silence_rule=silence, answer_days=days)

    @rule(days=st.integers(1, 9))
    def time_goes_by(self, days):
        self.before = self.process
        self.now += timedelta(days=days)

    @property
    def later(self):
        return self.now.date() + timedelta(days=200)

    def play(self, move, *args, **kwargs):
        self.before = self.process
        try:
            self.process = move(self.process, *args, **kwargs)
        except consent.ConsentError:
            self.process = self.before

    @rule(
        move=st.sampled_from(
            [
                consent.present,
                consent.open_clarification,
                consent.open_reactions,
                consent.open_improvement,
                consent.maintain,
                consent.open_lifting,
                consent.resume,
            ]
        )
    )
    def go_on(self, move):
        self.play(move, at=self.now)

    @rule()
    def go_to_the_objection_round(self):
        for move in (
            consent.present,
            consent.open_clarification,
            consent.open_reactions,
            consent.open_improvement,
            consent.maintain,
        ):
            self.play(move, at=self.now)

    @rule(rewrites=st.booleans())
    def change_the_text(self, rewrites):
        self.count += 1
        text = f"Un texte {self.count}."
        if rewrites:
            self.play(consent.rewrite, text, author="Équipe")
        else:
            self.play(consent.amend, text, author="Équipe", reason="Mieux.", at=self.now)

    @rule(voice=voices, argument=st.sampled_from(["", "parce que"]), confirmed=st.booleans())
    def object(self, voice, argument, confirmed):
        self.count += 1
        self.play(
            consent.raise_objection,
            objection_id=f"o{self.count}",
            voice=voice,
            argument=argument,
            is_confirmed=confirmed,
            at=self.now,
        )

    @rule(voice=voices)
    def consent_to_it(self, voice):
        self.play(consent.say_no_objection, voice=voice, at=self.now)

    @precondition(lambda self: self.process.objections)
    @rule(data=st.data(), voice=voices, is_author=st.booleans())
    def work_on_an_objection(self, data, voice, is_author):
        found = data.draw(st.sampled_from(self.process.objections))
        by = found.voice if is_author else voice
        moves = {
            "complete": lambda: self.play(consent.complete, found.id, argument="parce que"),
            "confirm": lambda: self.play(consent.confirm, found.id, by=by),
            "retain": lambda: self.play(
                consent.retain, found.id, reason="Vu.", kind=consent.ObjectionKind.GOAL
            ),
            "do_not_retain": lambda: self.play(consent.do_not_retain, found.id, reason="Préférence."),
            "accept": lambda: self.play(consent.accept_as_concern, found.id, by=by, at=self.now),
            "maintain": lambda: self.play(consent.maintain_objection, found.id, by=by),
            "withdraw": lambda: self.play(consent.withdraw_objection, found.id, by=by, at=self.now),
            "lift": lambda: self.play(consent.lift, found.id, by=by, at=self.now),
        }
        moves[data.draw(st.sampled_from(sorted(moves)))]()
        now = self.process.objection(found.id)
        closed_by_somebody = found.is_open and not now.is_open
        assert not closed_by_somebody or by == found.voice

    @rule(way_out=st.sampled_from(consent.EXITS))
    def leave(self, way_out):
        self.play(
            consent.leave, way_out, reason="Tard.", returns_on=self.later, at=self.now, today=self.now.date()
        )

    @rule()
    def adopt(self):
        self.play(consent.adopt, presence=HERE, review_on=self.later, at=self.now, today=self.now.date())

    @rule()
    def withdraw(self):
        if self.count % 5 == 0:  # rare: it ends the story
            self.play(consent.withdraw, at=self.now)

    @invariant()
    def the_text_under_a_round_is_the_one_that_was_presented(self):
        if self.before.round is not None and self.before.round == self.process.round:
            assert self.before.version == self.process.version

    @invariant()
    def adopted_means_heard_and_settled(self):
        p = self.process
        if p.state != consent.State.ADOPTED:
            assert (p.adopted_version, p.review_on) == (None, None)
            return
        assert p.open_objections == ()
        assert p.adopted_version == p.version.number
        assert p.presence == HERE
        if p.missing_voices:  # silence counts by a rule said before, once the time to answer is over
            assert p.silence_rule
            assert not p.answer_days or p.adopted_at >= p.answers_until

    @invariant()
    def heard_texts_never_change(self):
        old = {v.number: v for v in self.before.versions if v.presented_at}
        new = {v.number: v for v in self.process.versions}
        assert all(new[number] == version for number, version in old.items())

    @invariant()
    def a_new_text_is_always_heard_anew(self):
        p, q = self.before, self.process
        if q.version.number > p.version.number:
            assert p.state in {consent.State.IMPROVEMENT, consent.State.LIFTING}
            assert q.state == consent.State.OBJECTION
            assert q.heard == ()

    @invariant()
    def at_most_one_round_is_open(self):
        running = [r for r in self.process.rounds if r.closed_at is None]
        assert len(running) == (1 if self.process.is_under_round else 0)
        assert all(r.state == self.process.state for r in running)

    @invariant()
    def retained_means_argued_and_confirmed(self):
        kept = [o for o in self.process.objections if o.status == consent.ObjectionStatus.RETAINED]
        assert all(o.argument and o.is_confirmed and o.test_reason for o in kept)

    @invariant()
    def an_adopted_decision_never_changes_back(self):
        if self.before.state == consent.State.ADOPTED:
            loosened = {"objections": (), "early_review_on": None, "spoken": ()}
            assert replace(self.process, **loosened) == replace(self.before, **loosened)


TestConsent = Consent.TestCase
TestConsent.settings = settings(max_examples=60, stateful_step_count=60, deadline=None)
