"""The dossier of the demonstration: what it says, whom it does not name, and that it comes back whole."""

from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from uuid import UUID

import docx as python_docx
import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from pypdf import PdfReader

from jalons.accounts.enums import Role
from jalons.changes.models import FormalValidation, LastingChange, ValidationRectification
from jalons.changes.queries import changes_from
from jalons.core.actors import SOFTWARE
from jalons.decisions.models import ConsentExit, ConsentProcess
from jalons.diagnosis.models import SuggestionRefusal
from jalons.diagnosis.queries import cards
from jalons.documents import docx, pdf, tree
from jalons.documents.models import IssuedDocument
from jalons.initiatives.models import Initiative
from jalons.journal import actions as journal
from jalons.operations import rows
from jalons.operations.demo.world import World
from jalons.operations.dossier import actions, archive, paper, reading
from jalons.operations.dossier.contents import OWN
from jalons.stakeholders.models import Actor
from tests import cast
from tests.documents.test_issue import paper as small_paper
from tests.operations import demonstration

pytestmark = pytest.mark.xdist_group("dossier")  # one worker builds the demonstration once
NOW = demonstration.NOW
State = dict[str, list[rows.Row]]


def state(initiative: Initiative) -> State:
    return {own.label: [rows.dump(item) for item in own.rows(initiative)] for own in OWN}


def lineage(initiative: Initiative) -> dict[UUID, list[str]]:
    """The changes to which each card led."""
    found = changes_from(list(cards(initiative).values_list("id", flat=True)))
    return {card: [change.title for change in led] for card, led in found.items()}


def fragments(initiative: Initiative) -> list[tuple[UUID, UUID]]:
    kept = LastingChange.objects.filter(initiative=initiative, fragments__isnull=False)
    return sorted(kept.values_list("id", "fragments"))


@dataclass
class Kept:
    """What one territory of the demonstration was, after the database forgot it."""

    paper: tree.Document
    archive: bytes
    state: State
    lineage: dict[UUID, list[str]]
    fragments: list[tuple[UUID, UUID]]


def keep(initiative: Initiative) -> Kept:
    target = BytesIO()
    archive.write(initiative, target, now=NOW)
    return Kept(
        paper=paper.build(initiative, now=NOW),
        archive=target.getvalue(),
        state=state(initiative),
        lineage=lineage(initiative),
        fragments=fragments(initiative),
    )


RESIDENT = "Odile Vaussange"


def invite_a_resident(initiative: Initiative) -> None:
    """Somebody who is neither in the team nor a signatory, and whom the journal names."""
    resident = cast.person(RESIDENT, category="resident")
    Actor.objects.create(
        initiative=initiative, label=RESIDENT, shape="person", person=resident, category="resident"
    )
    journal.record("person.created", by=SOFTWARE, scope=initiative.scope(), on=resident.pk, label=RESIDENT)


def complete(initiative: Initiative) -> None:
    """What the demonstration has none of: a paper already issued, an exit, a correction, a refusal."""
    actions.issue(initiative, by=SOFTWARE, now=NOW)
    consent = ConsentProcess.objects.filter(initiative=initiative).first()
    ConsentExit.objects.create(
        process=consent,
        number=1,
        state="postponed",
        left_from="objection",
        reason="Il était tard.",
        returns_on=NOW.date(),
        at=NOW,
        resumed_at=NOW,
    )
    validation = FormalValidation.objects.filter(change_set__initiative=initiative).first()
    ValidationRectification.objects.create(
        validation=validation, at=NOW, by="Thomas Lachaud", reason="Une faute de frappe.", before={}, after={}
    )
    SuggestionRefusal.objects.create(
        initiative=initiative, contribution=cards(initiative).first(), cluster=initiative.clusters.first()
    )


@pytest.fixture(scope="module")
def kept(django_db_setup, django_db_blocker) -> dict[str, Kept]:
    with django_db_blocker.unblock(), transaction.atomic():
        world: World = demonstration.build()
        assert world.elan is not None
        assert world.vassiviere is not None
        for place in (world.elan, world.vassiviere):
            invite_a_resident(place.initiative)
        complete(world.vassiviere.initiative)
        found = {
            "elan": keep(world.elan.initiative),
            "vassiviere": keep(world.vassiviere.initiative),
        }
        transaction.set_rollback(True)
    return found


def table(document: tree.Document, caption: str) -> tree.Table:
    return next(b for b in document.blocks if isinstance(b, tree.Table) and b.caption == caption)


def chapters(document: tree.Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, tree.Heading) and b.level == 1]


def words_of(value: object) -> str:
    """Every text of a tree, one after the other."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return "\n".join(words_of(one) for one in value.values())
    return "\n".join(words_of(one) for one in value) if isinstance(value, list | tuple) else ""


FIRST = [
    "Le cadre et les personnes",
    "Le canevas de l’expérimentation",
    "Le capital stratégique",
    "Qui était là, qui manquait",
    "Le portrait du territoire",
    "Ce que les gens ont dit",
    "Les chiffres et les paroles croisés",
    "Les urgences sociales",
    "Le futur idéal et son consentement",
    "Les changements durables",
]
LAST = ["Le journal de la démarche", "Annexe\u00a0: toutes les paroles"]


def test_a_chapter_without_anything_to_say_is_left_out(kept):
    middle = ["La validation par les signataires", "Les chemins de progrès", "Le pilotage"]
    assert chapters(kept["vassiviere"].paper) == FIRST + middle + LAST
    assert [one for one in chapters(kept["elan"].paper) if one in middle] == []


@pytest.mark.parametrize("key", ["elan", "vassiviere"])
def test_headings_never_jump_a_level(kept, key):
    levels = [b.level for b in kept[key].paper.blocks if isinstance(b, tree.Heading)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("key", ["elan", "vassiviere"])
def test_every_word_of_the_first_table_is_in_the_annex_once(kept, key):
    document = kept[key].paper
    annex = document.blocks[[getattr(b, "text", "") for b in document.blocks].index(LAST[1]) :]
    listed = [row[1] for b in annex if isinstance(b, tree.Table) for row in b.rows]
    assert sorted(listed) == sorted(demonstration.said_words(key))


@pytest.mark.parametrize("key", ["elan", "vassiviere"])
def test_a_resident_is_in_the_archive_and_never_on_paper(kept, key):
    assert RESIDENT in [row["label"] for row in kept[key].state["stakeholders.Actor"]]
    assert RESIDENT not in words_of(tree.to_json(kept[key].paper))


def test_communes_hide_small_counts_and_their_total_cannot_give_them_back(kept):
    found = table(kept["vassiviere"].paper, "Personnes présentes à chaque table, par commune")
    for place in range(1, len(found.columns)):
        cells = [row[place] for row in found.rows[:-1]]
        shown = [int(cell) for cell in cells if cell != "non montré"]
        assert all(count == 0 or count >= 5 for count in shown)
        assert cells.count("non montré") != 1
        assert sum(shown) < int(found.rows[-1][place])


def test_each_signatory_stands_with_what_it_decided(kept):
    found = table(kept["vassiviere"].paper, "Ce que chaque signataire a décidé de la version 1")
    assert [(row[0], row[1]) for row in found.rows] == [
        ("Portes de Vassivière", "Favorable"),
        ("Commune de Nedde", "Favorable avec réserves"),
        ("Commune de Peyrat-le-Château", "Favorable"),
        ("Commune d’Eymoutiers", "Favorable"),
        ("Caf de la Haute-Vienne", "Favorable"),
    ]
    assert [row[4] for row in found.rows if row[4]] == [
        "Rectifiée le 24\u00a0novembre 2026\u00a0: Une faute de frappe.",
        "Le conseil demande que les hameaux d’altitude soient servis dès la première année.",
    ]


def test_the_consent_says_how_each_objection_was_closed(kept):
    found = table(kept["vassiviere"].paper, "Les objections, et ce qu’elles ont apporté")
    assert [row[3].split(",")[0] for row in found.rows] == [
        "Levée par la version 2",
        "Levée par la version 3",
        "Gardée comme préoccupation",
    ]


def test_five_chemins_are_drawn_and_said(kept):
    blocks = kept["vassiviere"].paper.blocks
    drawn = [b for b in blocks if isinstance(b, tree.Figure) and b.is_wide]
    assert len(drawn) == 5
    assert all(figure.alt for figure in drawn)
    assert len(table(kept["vassiviere"].paper, "Journal des changements").rows) == 25


def test_the_paper_is_tagged_speaks_french_and_stays_light(kept):
    content = pdf.render(kept["vassiviere"].paper, now=NOW)
    reader = PdfReader(BytesIO(content))
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "fr-FR"
    assert catalog["/MarkInfo"]["/Marked"].value is True
    assert len(content) < 3_000_000
    assert len(docx.render(kept["vassiviere"].paper, now=NOW)) < 3_000_000


@pytest.mark.django_db
def test_both_territories_come_back_row_for_row_with_every_link(kept):
    demonstration.geography()
    for key in ("vassiviere", "elan"):
        result = reading.read(BytesIO(kept[key].archive), by=SOFTWARE)
        after = state(result.initiative)
        assert after["journal.Entry"].pop()["verb"] == "dossier.imported"
        for label, lines in kept[key].state.items():
            assert after[label] == lines, label
        assert lineage(result.initiative) == kept[key].lineage
        assert fragments(result.initiative) == kept[key].fragments
        assert paper.build(result.initiative, now=NOW).blocks[0] == kept[key].paper.blocks[0]
    assert len(kept["vassiviere"].lineage) > 100


def test_the_round_trip_of_the_demonstration_bears_on_every_model_of_the_archive(kept):
    assert [label for label, lines in kept["vassiviere"].state.items() if not lines] == []


@pytest.mark.django_db
def test_the_command_writes_an_archive_and_never_over_another(tmp_path, capsys):
    initiative = cast.initiative(slug="vassiviere")
    target = tmp_path / "dossier.zip"
    call_command("dossier", "export", "vassiviere", str(target))
    assert capsys.readouterr().out.startswith("Dossier de « Portes de Vassivière » écrit")
    assert [path.name for path in tmp_path.iterdir()] == ["dossier.zip"]
    with pytest.raises(CommandError, match="existe déjà"):
        call_command("dossier", "export", "vassiviere", str(target))
    with pytest.raises(CommandError, match="Ceux d’ici : vassiviere"):
        call_command("dossier", "export", "ailleurs", str(tmp_path / "autre.zip"))
    with pytest.raises(CommandError, match="est déjà dans cette installation"):
        call_command("dossier", "import", str(target))
    with pytest.raises(CommandError, match="Aucun compte n’a l’adresse"):
        call_command("dossier", "import", str(target), "--officer", "x@exemple.example")
    with pytest.raises(CommandError, match="Impossible de lire"):
        call_command("dossier", "import", str(tmp_path / "rien.zip"))
    assert Initiative.objects.get() == initiative


MAY = {Role.TRAINER, Role.CAF_REFERENT, Role.COOPERATION_OFFICER}


@pytest.mark.django_db
@pytest.mark.parametrize("role", [*sorted(MAY), Role.PROJECT_TEAM, Role.SIGNATORY, Role.TABLE_SCRIBE])
def test_only_who_may_export_sees_the_dossier(client, role):
    initiative = cast.initiative()
    client.force_login(cast.role(initiative, role))
    wanted = 200 if role in MAY else 403
    assert client.get(reverse("operations:dossier", args=[initiative.slug])).status_code == wanted


@pytest.mark.django_db
def test_who_has_no_role_here_finds_nothing(client):
    initiative = cast.initiative()
    client.force_login(cast.role(cast.initiative(territory=cast.epci("Ailleurs"))))
    assert client.get(reverse("operations:dossier", args=[initiative.slug])).status_code == 404
    assert client.post(reverse("operations:export_dossier", args=[initiative.slug])).status_code == 404


@pytest.mark.django_db
def test_one_click_issues_a_numbered_dossier_that_another_territory_cannot_reach(client):
    initiative = cast.initiative()
    officer = cast.role(initiative)
    client.force_login(officer)
    assert client.post(reverse("operations:issue_dossier", args=[initiative.slug])).status_code == 302
    issued = initiative_documents(initiative)[0]
    elsewhere = cast.initiative(territory=cast.epci("Ailleurs"))
    cast.role(elsewhere, who=officer)
    for kind, start in (("pdf", b"%PDF"), ("docx", b"PK")):
        here = reverse("operations:download_dossier", args=[initiative.slug, issued.id, kind])
        assert client.get(here).content.startswith(start)
        there = reverse("operations:download_dossier", args=[elsewhere.slug, issued.id, kind])
        assert client.get(there).status_code == 404


def initiative_documents(initiative: Initiative) -> QuerySet[IssuedDocument]:
    return IssuedDocument.objects.filter(initiative_id=initiative.pk)


@pytest.mark.django_db
def test_a_second_dossier_replaces_the_first_and_keeps_it():
    initiative = cast.initiative()
    first = actions.issue(initiative, by=SOFTWARE)
    second = actions.issue(initiative, by=SOFTWARE)
    assert (second.supersedes, second.number) == (first, first.number + 1)


def test_a_wide_drawing_has_a_landscape_page_of_its_own_in_both_formats():
    drawing = next(b for b in small_paper().blocks if isinstance(b, tree.Figure))
    wide = tree.Figure(drawing.svg, drawing.alt, drawing.caption, is_wide=True)
    document = small_paper(blocks=(tree.Heading(1, "Avant"), wide, tree.text("Après")))
    sizes = [
        float(page.mediabox.width) > float(page.mediabox.height)
        for page in PdfReader(BytesIO(pdf.render(document, now=NOW))).pages
    ]
    assert sizes == [False, True, False]
    word = python_docx.Document(BytesIO(docx.render(document, now=NOW)))
    assert [one.page_width > one.page_height for one in word.sections] == [False, True, False]
    assert [p.text for p in word.paragraphs if p.text][-1] == "Après"
