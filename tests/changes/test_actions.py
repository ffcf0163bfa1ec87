"""Futur idéal, changes and their validation: what is refused, what is kept, what is reopened."""

import pytest
from django.core import mail
from django.db import DatabaseError, IntegrityError, connection, transaction

from jalons.changes import gates, queries
from jalons.changes.actions import actors, adoption, choosing, drafts, ideal, validation
from jalons.changes.actions.drafts import Links
from jalons.changes.enums import ChangeStatus, Sphere
from jalons.changes.models import (
    ChangeMobilisation,
    ChangeSet,
    FormalValidation,
    FrozenSetError,
    IdealFuture,
    LastingChange,
)
from jalons.changes.queries.colours import colours_of
from jalons.core.errors import DomainError, GateClosedError
from jalons.decisions.actions import rounds
from jalons.initiatives.actions import steps
from jalons.initiatives.gates import Strictness
from jalons.initiatives.models import Signatory
from jalons.journal.models import Entry
from jalons.rooms import traces
from jalons.rooms.models import Vote
from jalons.stakeholders.models import Actor, Mobilisation
from tests import cast
from tests.changes import build
from tests.decisions import build as decisions

pytestmark = pytest.mark.django_db
BY, NOW, LATER = build.BY, build.NOW, build.LATER
TEXT = "Chacun sait à qui parler près de chez soi."


# Futur idéal -------------------------------------------------------------------------------------


def proposed(place, text=TEXT):
    found = ideal.begin(place)
    ideal.write_draft(found, text=text, easy_text="On se parle.", author="Un binôme", by=BY, now=NOW)
    return found, ideal.propose(found, by=BY, now=NOW)


def adopted(place, text=TEXT):
    found, consent = proposed(place, text)
    decisions.brought_to("objection", consent)
    decisions.say_none(consent)
    decisions.adopt(consent)
    found.refresh_from_db()
    return found, consent


def test_the_futur_ideal_is_adopted_by_a_consent_and_frozen_with_its_hash():
    found, consent = adopted(build.territory())
    assert (found.adopted_text, found.adopted_version, found.adopted_by) == (TEXT, 1, consent)
    assert found.adopted_hash == consent.versions.get().content_hash


def test_no_row_holds_an_adopted_text_without_a_consent():
    found = ideal.begin(build.territory())
    with pytest.raises(IntegrityError, match="ideal_future_adopted_by_consent"), transaction.atomic():
        IdealFuture.objects.filter(id=found.id).update(adopted_text=TEXT, adopted_version=1)


def test_a_new_draft_changes_nothing_adopted_and_a_later_text_is_another_process():
    found, first = adopted(place := build.territory())
    ideal.write_draft(found, text="Autre texte.", easy_text="", author="X", by=BY, now=NOW)
    assert found.adopted_text == TEXT
    second = ideal.propose(found, by=BY, now=NOW)
    decisions.brought_to("objection", second)
    decisions.say_none(second)
    decisions.adopt(second)
    found.refresh_from_db()
    assert (found.adopted_text, found.adopted_by, first.versions.get().text) == ("Autre texte.", second, TEXT)
    assert queries.ideal_future_of(place) == found


def test_an_empty_draft_or_an_adopted_text_is_not_proposed():
    found = ideal.begin(build.territory())
    with pytest.raises(DomainError):
        ideal.propose(found, by=BY, now=NOW)
    found, _ = adopted(build.territory())
    with pytest.raises(DomainError):
        ideal.propose(found, by=BY, now=NOW)


def test_fragments_are_those_said_in_their_sequence_on_this_territory():
    place = build.territory()
    fragment, other = build.card(place, kind="fragments"), build.card(place)
    found = ideal.begin(place)
    ideal.choose_fragments(found, fragments=[fragment], by=BY, now=NOW)
    assert list(found.fragments.all()) == [fragment]
    with pytest.raises(DomainError):
        ideal.choose_fragments(found, fragments=[other], by=BY, now=NOW)


# Drafts ------------------------------------------------------------------------------------------


def test_a_draft_needs_a_title_and_a_statement_only():
    place = build.territory()
    written = drafts.write(place, sheet=build.sheet(who="", starting_situation=""), by=BY, now=NOW)
    assert written.status == ChangeStatus.DRAFT
    for wrong in ({"title": " "}, {"statement": " "}):
        with pytest.raises(DomainError):
            drafts.write(place, sheet=build.sheet(**wrong), by=BY, now=NOW)


def test_seventeen_drafts_are_welcome():
    place = build.territory()
    for _ in range(17):
        build.change(place)
    assert queries.changes_of(place).count() == 17


def test_merging_joins_links_and_keeps_origins():
    place = build.territory()
    one, two = build.change(place), build.change(place)
    merged = drafts.merge([one, two], sheet=build.sheet(title="Ensemble"), by=BY, now=NOW)
    one.refresh_from_db()
    assert (one.merged_into, one.status, one.statement) == (merged, "abandoned", build.STATEMENT)
    assert merged.urgencies.count() == 2
    assert queries.sources_of(merged).merged == [one, two]


def test_a_merge_takes_two_drafts_of_one_territory():
    place = build.territory()
    one = build.change(place)
    for wrong in ([one], [one, one], [one, build.change(build.territory())], [one, *build.retained(place)]):
        with pytest.raises(DomainError):
            drafts.merge(wrong, sheet=build.sheet(), by=BY, now=NOW)


def test_links_stay_inside_the_territory():
    elsewhere = build.urgency(build.territory())
    with pytest.raises(DomainError):
        build.change(build.territory(), links=Links(urgencies=[elsewhere]))
    assert LastingChange.objects.count() == 0


def test_a_wording_is_kept_with_a_reason_only():
    one = build.change(build.territory(), statement="Créer un café des parents")
    assert queries.wording_of(one).codes == ("action",)
    with pytest.raises(DomainError):
        drafts.keep_wording(one, reason=" ", by=BY, now=NOW)
    drafts.keep_wording(one, reason="Mot de la table 3.", by=BY, now=NOW)
    assert (one.statement, one.wording_override) == ("Créer un café des parents", "Mot de la table 3.")


def test_a_draft_put_aside_has_a_reason_and_comes_back():
    one = build.change(build.territory())
    with pytest.raises(DomainError):
        drafts.put_aside(one, reason="", by=BY, now=NOW)
    drafts.put_aside(one, reason="Déjà dans un autre.", by=BY, now=NOW)
    drafts.take_back(one, by=BY, now=NOW)
    assert (one.status, one.status_reason) == ("draft", "")


# Choosing ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "links"),
    [
        ({"who": ""}, None),
        ({"starting_situation": ""}, None),
        ({}, Links()),
    ],
)
def test_rule_19_is_a_gate_passed_with_a_reason(fields, links):
    place = build.territory()
    one = drafts.write(
        place,
        sheet=build.sheet(**fields),
        links=links if links is not None else Links(urgencies=[build.urgency(place)]),
        by=BY,
        now=NOW,
    )
    with pytest.raises(GateClosedError):
        choosing.retain(one, by=BY, now=NOW)
    choosing.retain(one, reason="Décidé par la table.", by=BY, now=NOW)
    assert (one.status, one.gate_reason) == ("retained", "Décidé par la table.")
    assert Entry.objects.filter(verb="change.retained_despite").count() == 1


def test_no_row_is_kept_without_who_and_where_from():
    one = build.change(build.territory(), who="")
    with pytest.raises(IntegrityError, match="change_kept_says_who"), transaction.atomic():
        LastingChange.objects.filter(id=one.id).update(status="retained")


def test_drafts_are_put_to_the_abaque_with_frozen_labels():
    place = build.territory()
    room = decisions.room(place)
    sequence = room.step.sequences.create(position=1, kind="abaque", title="Abaque", minutes=30)
    one = build.change(place)
    choosing.put_to_abaque(place, sequence=sequence, changes=[one], by=BY, now=NOW)
    option = sequence.options.get()
    assert (option.subject_kind, option.subject_id, option.label) == (
        "lasting_change",
        one.id,
        build.STATEMENT,
    )
    assert one.status == ChangeStatus.PROPOSED
    other = room.step.sequences.create(position=2, kind="collect", title="Paroles", minutes=30)
    with pytest.raises(DomainError):
        choosing.put_to_abaque(place, sequence=other, changes=[one], by=BY, now=NOW)


def test_the_rooms_colour_stands_on_each_change_once_it_is_revealed():
    place = build.territory()
    room = decisions.room(place)
    sequence = room.step.sequences.create(position=1, kind="abaque", title="Abaque", minutes=30)
    change, other = build.change(place), build.change(place)
    choosing.put_to_abaque(place, sequence=sequence, changes=[change, other], by=BY, now=NOW)
    option = sequence.options.get(subject_id=change.id)
    for _ in range(2):
        Vote.objects.create(option=option, ticket=decisions.ticket(room), value="pp", channel="phone")
    assert colours_of(place) == {}
    type(sequence).objects.filter(id=sequence.id).update(
        is_revealed=True, state="closed", opened_at=NOW, closed_at=NOW
    )
    found = colours_of(place)
    assert (list(found), found[change.id].voters) == ([change.id], 2)


# Consent -----------------------------------------------------------------------------------------


def test_the_kept_changes_are_adopted_together_and_an_amendment_changes_their_words():
    place = build.territory()
    first, second = build.retained(place, 2)
    consent = adoption.propose_together(place, by=BY, now=NOW)
    decisions.brought_to("improvement", consent)
    rounds.amend(
        consent,
        text="1. Les jeunes vont seuls à leur apprentissage\n2. Les parents se relaient pour les trajets",
        reason="Plus simple.",
        author="Table 2",
        by=BY,
        now=NOW,
    )
    decisions.say_none(consent)
    decisions.adopt(consent)
    for change in (first, second):
        change.refresh_from_db()
    assert (first.statement, second.statement) == (
        "Les jeunes vont seuls à leur apprentissage",
        "Les parents se relaient pour les trajets",
    )
    assert first.consent == second.consent == consent


def test_a_set_adopted_without_one_of_its_lines_is_refused_and_nothing_is_adopted():
    place = build.territory()
    build.retained(place, 2)
    consent = adoption.propose_together(place, by=BY, now=NOW)
    decisions.brought_to("improvement", consent)
    rounds.amend(consent, text="1. Une seule phrase", reason="Moins.", author="X", by=BY, now=NOW)
    decisions.say_none(consent)
    with pytest.raises(DomainError, match="il en faut 2"):
        decisions.adopt(consent)
    consent.refresh_from_db()
    assert consent.state == "objection"


def test_changes_under_a_consent_move_nowhere_else():
    place = build.territory()
    one = build.retained(place)[0]
    adoption.propose_together(place, by=BY, now=NOW)
    for move in (
        lambda: drafts.edit(one, sheet=build.sheet(), by=BY, now=NOW),
        lambda: choosing.release(one, reason="Non.", by=BY, now=NOW),
        lambda: validation.submit(place, by=BY, now=NOW),
    ):
        with pytest.raises(DomainError):
            move()


def test_one_change_is_adopted_alone():
    one = build.retained(build.territory())[0]
    consent = adoption.propose_one(one, by=BY, now=NOW)
    decisions.brought_to("objection", consent)
    decisions.say_none(consent)
    decisions.adopt(consent)
    one.refresh_from_db()
    assert one.consent == consent


# Submission and validation -----------------------------------------------------------------------


@pytest.mark.parametrize("many", [0, 3, 7])
def test_rule_1_four_to_six_changes_are_submitted(many):
    place = build.territory()
    build.retained(place, many)
    with pytest.raises(DomainError):
        validation.submit(place, by=BY, now=NOW)
    assert ChangeSet.objects.count() == 0


@pytest.mark.parametrize("many", [4, 5, 6])
def test_rule_1_lets_four_five_or_six_go(many):
    assert len(build.submitted(many=many).content["changes"]) == many


def test_rule_24_the_horizon_is_the_end_of_the_convention():
    assert build.submitted().content["horizon"] == "2030-12-31"
    undated = cast.initiative()
    build.retained(undated, 4)
    with pytest.raises(DomainError, match="dates de la convention"):
        validation.submit(undated, by=BY, now=NOW)


def test_each_signatory_is_asked_with_its_own_link_and_withdrawn_ones_are_not():
    place = build.territory()
    for name in ("Commune", "CC"):
        build.signatory(place, name)
    build.signatory(place, "Partie", status="withdrawn", withdrawn_reason="Fusion.")
    frozen = build.submitted(place)
    tokens = set(frozen.validations.values_list("token", flat=True))
    assert (len(tokens), frozen.validations.count()) == (2, 2)


def test_a_submitted_version_is_frozen_in_python_and_in_the_database():
    frozen = build.submitted()
    frozen.content = {"changes": []}
    with pytest.raises(FrozenSetError):
        frozen.save()
    with pytest.raises(DatabaseError, match="change_set_frozen"), transaction.atomic():
        ChangeSet.objects.filter(id=frozen.id).update(content={"changes": []})
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            assert "change_set_frozen" in {row[0] for row in cursor.fetchall()}


def test_the_same_content_is_not_submitted_twice():
    frozen = build.submitted()
    with pytest.raises(DomainError, match="Rien n’a changé"):
        validation.submit(frozen.initiative, by=BY, now=NOW)


def test_every_authority_favourable_validates_the_version_the_caf_beside():
    frozen = build.submitted()
    first, second = frozen.validations.filter(signatory__is_authority=True)
    build.record(first, decision="with_reserves", reserves="Sur le calendrier.")
    assert queries.validated_changes(frozen.initiative) == []
    build.record(second)
    kept = queries.validated_changes(frozen.initiative)
    assert [c.status for c in kept] == ["validated"] * 4
    assert Entry.objects.filter(verb="changes.validated").count() == 1


def test_editing_a_kept_change_makes_a_new_version_and_reopens_the_validation():
    frozen = build.submitted()
    build.validate(frozen)
    one = queries.validated_changes(frozen.initiative)[0]
    assert drafts.edit(one, sheet=build.sheet(title="Autrement"), by=BY, now=LATER) is True
    frozen.refresh_from_db()
    current = queries.current_change_set(frozen.initiative)
    assert (current.number, frozen.superseded_at, "Autrement" in frozen.superseded_reason) == (2, LATER, True)
    assert {v.decision for v in current.validations.all()} == {"requested"}
    assert queries.validated_changes(frozen.initiative) == []
    assert len(queries.steered_changes(frozen.initiative)) == 4
    assert set(LastingChange.objects.values_list("status", flat=True)) == {"retained"}


def test_an_edit_that_changes_nothing_submitted_reopens_nothing():
    frozen = build.submitted()
    one = LastingChange.objects.first()
    same = build.sheet(title=one.title, proposed_by="Table 4")
    assert drafts.edit(one, sheet=same, by=BY, now=LATER) is False
    assert queries.current_change_set(frozen.initiative) == frozen


def test_the_order_on_the_page_is_no_new_version():
    frozen = build.submitted()
    ids = [c.id for c in queries.kept_changes(frozen.initiative)]
    choosing.order(frozen.initiative, ids=ids[::-1], by=BY, now=LATER)
    with pytest.raises(DomainError, match="Rien n’a changé"):
        validation.submit(frozen.initiative, by=BY, now=LATER)


def test_releasing_below_four_takes_the_version_away_until_one_submits_again():
    frozen = build.submitted()
    choosing.release(LastingChange.objects.first(), reason="Trop tôt.", by=BY, now=LATER)
    assert queries.current_change_set(frozen.initiative) is None


def test_after_a_refusal_one_amends_and_submits_again():
    frozen = build.submitted()
    row = frozen.validations.filter(signatory__is_authority=True).first()
    build.record(row, decision="refused", reserves="Le quatrième est flou.")
    with pytest.raises(DomainError):
        validation.submit(frozen.initiative, by=BY, now=LATER)
    drafts.edit(LastingChange.objects.first(), sheet=build.sheet(title="Plus clair"), by=BY, now=LATER)
    assert queries.current_change_set(frozen.initiative).number == 2


def test_a_recorded_decision_changes_only_by_a_dated_rectification():
    row = build.submitted().validations.first()
    build.record(row)
    with pytest.raises(DomainError, match="déjà enregistrée"):
        build.record(row, decision="refused", reserves="Finalement non.")
    with pytest.raises(DomainError):
        validation.rectify(row, decision=build.decision(), reason=" ", is_own=True, by=BY, now=LATER)
    kept = validation.rectify(
        row,
        decision=build.decision(deliberation_reference="2026-42"),
        reason="Numéro mal lu.",
        is_own=True,
        by=BY,
        now=LATER,
    )
    correction = kept.rectifications.get()
    assert (correction.before["deliberation_reference"], correction.after["deliberation_reference"]) == (
        "2026-41",
        "2026-42",
    )


def test_nobody_closes_a_validation_alone():
    frozen = build.submitted()
    row = frozen.validations.filter(signatory__is_authority=True).first()
    with pytest.raises(DomainError, match="preuve"):
        build.record(row, is_own=False)
    entered = build.record(row, is_own=False, proof="Procès-verbal du 12 juin.")
    assert (entered.is_recorded, entered.is_favourable) == (True, False)
    with pytest.raises(DomainError, match="Vous avez saisi"):
        validation.confirm(row, by=BY, now=LATER)
    assert validation.confirm(row, by=build.OTHER, now=LATER).is_favourable


def test_a_rectification_by_somebody_else_is_confirmed_anew():
    row = build.record(build.submitted().validations.filter(signatory__is_authority=True).first())
    after = validation.rectify(
        row,
        decision=build.decision(proof="Registre."),
        reason="Date.",
        is_own=False,
        by=build.OTHER,
        now=LATER,
    )
    assert not after.is_favourable


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"decision": "requested"}, "decision"),
        ({"decision": "peut-être"}, "decision"),
        ({"decided_on": None}, "decided_on"),
        ({"decided_on": LATER.date().replace(day=21)}, "decided_on"),
        ({"decided_on": NOW.date().replace(day=1)}, "decided_on"),
        ({"deliberation_reference": " "}, "deliberation_reference"),
        ({"decision": "refused"}, "reserves"),
        ({"decision": "with_reserves", "reserves": " "}, "reserves"),
    ],
)
def test_a_decision_that_is_not_whole_is_refused_at_its_field(fields, field):
    row = build.submitted().validations.filter(signatory__is_authority=True).first()
    with pytest.raises(DomainError) as refused:
        build.record(row, **fields)
    assert refused.value.field == field
    assert not FormalValidation.objects.get(id=row.id).is_recorded


def test_a_replaced_version_takes_no_decision():
    frozen = build.submitted()
    row = frozen.validations.first()
    drafts.edit(LastingChange.objects.first(), sheet=build.sheet(title="Autre"), by=BY, now=LATER)
    with pytest.raises(DomainError, match="remplacée"):
        build.record(row)


def test_links_are_mailed_to_those_who_wait_and_have_an_address():
    place = build.territory()
    build.signatory(place, "Commune", contact_email="mairie@exemple.example")
    build.signatory(place, "CC", contact_email="cc@exemple.example")
    build.signatory(place, "Muette")
    frozen = build.submitted(place)
    row = frozen.validations.get(signatory__contact_email="cc@exemple.example")
    build.record(row)
    assert validation.send_links(frozen, by=BY, now=NOW) == 1
    assert mail.outbox[0].to == ["mairie@exemple.example"]
    waiting = frozen.validations.get(signatory__contact_email="mairie@exemple.example")
    assert f"/v/{waiting.token}/" in mail.outbox[0].body


def test_a_signatory_that_joins_later_is_asked_on_the_same_version():
    frozen = build.submitted()
    build.validate(frozen)
    new = build.signatory(frozen.initiative, "Nouvelle")
    assert queries.validated_changes(frozen.initiative) == []
    assert validation.ask_missing(frozen, by=BY, now=LATER) == 1
    build.record(frozen.validations.get(signatory=new))
    assert len(queries.validated_changes(frozen.initiative)) == 4


# Gate --------------------------------------------------------------------------------------------


def third_table(place):
    return cast.step(place, kind="workshop", rank=3)


def blocked(step):
    return [b.sentence for b in gates.changes_validated(step) if b.strictness is Strictness.HARD]


def test_rule_2_table_3_waits_for_every_authority_on_the_same_version():
    place = build.territory()
    table = third_table(place)
    assert len(blocked(table)) == 1
    frozen = build.submitted(place)
    assert len(blocked(table)) == 2
    build.validate(frozen)
    assert blocked(table) == []
    drafts.edit(LastingChange.objects.first(), sheet=build.sheet(title="Autre"), by=BY, now=LATER)
    assert len(blocked(table)) == 2


def test_rule_2_is_never_passed_by_a_reason_and_covers_the_half_day():
    place = build.territory()
    for step in (third_table(place), cast.step(place, kind="technical_half", half_days=1)):
        with pytest.raises(DomainError):
            steps.hold(step, reason="On est pressés.", by=BY, now=NOW)
    assert blocked(cast.step(place, kind="workshop", rank=1)) == []


def test_an_authority_that_withdraws_with_a_reason_no_longer_counts():
    frozen = build.submitted()
    first, second = frozen.validations.filter(signatory__is_authority=True)
    build.record(first)
    Signatory.objects.filter(id=second.signatory_id).update(status="withdrawn", withdrawn_reason="Fusion.")
    assert blocked(third_table(frozen.initiative)) == []


def test_nobody_signing_opens_nothing():
    place = build.territory()
    build.signatory(place, "Caf", kind="caf", is_authority=False)
    build.validate(build.submitted(place))
    assert len(blocked(third_table(place))) == 1


# Lineage -----------------------------------------------------------------------------------------


def test_a_change_leads_back_to_the_very_cards_and_a_card_to_its_change():
    place = build.territory()
    change, cards = build.lineage(place)
    assert queries.sources_of(change).cards == cards
    assert queries.changes_from([c.id for c in cards]) == {c.id: [change] for c in cards}
    (trace,) = [t for t in traces.of([cards[0].id])[cards[0].id] if t.kind == "Changement"]
    assert (trace.label, trace.url) == (change.title, change.get_absolute_url())


def test_fragments_lead_to_the_futur_ideal_and_to_changes():
    place = build.territory()
    fragment = build.card(place, kind="fragments")
    ideal.choose_fragments(ideal.begin(place), fragments=[fragment], by=BY, now=NOW)
    change = build.change(place, links=Links(fragments=[fragment]))
    found = {(t.kind, t.url) for t in traces.of([fragment.id])[fragment.id]}
    assert found == {
        ("Changement", change.get_absolute_url()),
        ("Futur idéal", ideal.begin(place).get_absolute_url()),
    }


def test_masked_words_are_left_out_of_the_lineage():
    place = build.territory()
    change, cards = build.lineage(place)
    cards[0].masked_at, cards[0].masked_reason = NOW, "Nomme une personne"
    cards[0].save()
    assert queries.sources_of(change).cards == cards[1:]


@pytest.mark.parametrize("many", [1, 3])
def test_the_lineage_costs_the_same_whatever_its_size(many, django_assert_num_queries):
    place = build.territory()
    change, _ = build.lineage(place, cards=many)
    with django_assert_num_queries(7):
        queries.sources_of(change)


# Actors ------------------------------------------------------------------------------------------


def test_a_change_calls_new_actors_to_table_3_and_says_why():
    place = build.territory()
    table = third_table(place)
    change = build.retained(place)[0]
    driver = Actor.objects.create(initiative=place, label="Autocars du pays", category="company")
    assert actors.call(change, spheres={driver.id: Sphere.CONTROL}, by=BY, now=NOW) == 1
    link = Mobilisation.objects.get(actor=driver, step=table)
    assert (link.reason_id, link.reason_label) == (change.id, change.title)
    assert ChangeMobilisation.objects.get().sphere == "control"
    assert actors.call(change, spheres={driver.id: Sphere.INFLUENCE}, by=BY, now=NOW) == 0
    assert ChangeMobilisation.objects.get().sphere == "influence"
