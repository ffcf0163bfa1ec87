"""The archive of a territory: written, checked, read back to the same state, or refused whole."""

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from uuid import UUID
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.db import transaction

from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.core.ids import new_id
from jalons.diagnosis.models import Cluster, ClusterMember
from jalons.initiatives.models import Initiative, Mission, Signatory
from jalons.journal import actions as journal
from jalons.operations import rows
from jalons.operations.dossier import archive, reading
from jalons.operations.dossier.contents import LEFT_OUT, OWN, SHARED
from jalons.rooms.models import Contribution, Room, Sequence
from jalons.territories.models import Territory
from tests import cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, 0, 123456, tzinfo=UTC)


def territory_with_words() -> Initiative:
    initiative = cast.initiative()
    step = cast.step(initiative)
    room = Room.objects.create(step=step, code="ABCDEF")
    sequence = Sequence.objects.create(
        step=step, position=1, kind="collect", title="Ce que nous vivons", minutes=30
    )
    words = [
        Contribution.objects.create(
            room=room,
            sequence=sequence,
            number=number,
            text=text,
            channel="paper",
            happened_on=date(2026, 10, 6),
            entered_at=NOW,
        )
        for number, text in enumerate(["=Le bus passe à 7 h.", "On s’entraide ici."], start=1)
    ]
    cluster = Cluster.objects.create(initiative=initiative, title="Se déplacer")
    ClusterMember.objects.create(cluster=cluster, contribution=words[0])
    Signatory.objects.create(
        initiative=initiative,
        organisation=cast.organisation("Communauté de communes", "epci"),
        is_authority=True,
    )
    journal.record(
        "dossier.exported", by=SOFTWARE, scope=initiative.scope(), on=initiative.pk, label=initiative.name
    )
    return initiative


def written(initiative: Initiative) -> BytesIO:
    target = BytesIO()
    archive.write(initiative, target, now=NOW, papers={"dossier.pdf": b"%PDF"})
    target.seek(0)
    return target


def state(initiative: Initiative) -> dict[str, list[rows.Row]]:
    return {own.label: [rows.dump(item) for item in own.rows(initiative)] for own in OWN}


@dataclass
class Elsewhere:
    """A territory written by another installation: this one never saw it."""

    source: BytesIO
    state: dict[str, list[rows.Row]]
    id: UUID
    place: Territory


def from_elsewhere() -> Elsewhere:
    with transaction.atomic():
        initiative = territory_with_words()
        kept = Elsewhere(written(initiative), state(initiative), initiative.pk, initiative.territory)
        transaction.set_rollback(True)
    assert not Mission.objects.exists()
    return kept


def geography_of(kept: Elsewhere, **fields: object) -> Territory:
    """The official geography of this installation, with its own ids unless told otherwise."""
    copy = Territory(
        **{field.attname: getattr(kept.place, field.attname) for field in Territory._meta.concrete_fields}
    )
    for name, value in fields.items():
        setattr(copy, name, value)
    copy.save(force_insert=True)
    return copy


def test_every_model_of_ours_is_in_the_archive_or_left_out_with_a_reason():
    ours = {
        model._meta.label
        for config in apps.get_app_configs()
        if config.name.startswith("jalons.")
        for model in config.get_models()
    }
    listed = [own.label for own in OWN] + [shared.label for shared in SHARED] + list(LEFT_OUT)
    assert sorted(listed) == sorted(ours)


def test_a_territory_is_read_back_to_the_same_state_elsewhere():
    kept = from_elsewhere()
    assert sum(len(lines) for lines in kept.state.values()) > 8
    geography_of(kept)

    result = reading.read(kept.source, by=SOFTWARE)

    after = state(result.initiative)
    assert after["journal.Entry"].pop()["verb"] == "dossier.imported"
    assert after == kept.state


def test_official_geography_keeps_the_ids_of_the_house_that_reads():
    kept = from_elsewhere()
    here = geography_of(kept, id=new_id())
    assert reading.read(kept.source, by=SOFTWARE).initiative.territory_id == here.pk


def test_an_organisation_known_by_its_siren_is_met_again():
    with transaction.atomic():
        initiative = cast.initiative()
        caf = cast.organisation("Caf", siren="732829320")
        Signatory.objects.create(initiative=initiative, organisation=caf, is_authority=False)
        source, place = written(initiative), initiative.territory
        transaction.set_rollback(True)
    geography_of(Elsewhere(source, {}, initiative.pk, place))
    known = cast.organisation("Caf, connue ici", siren="732829320")
    result = reading.read(source, by=SOFTWARE)
    assert result.initiative.signatories.get().organisation_id == known.pk


def test_a_territory_already_here_is_left_alone():
    initiative = territory_with_words()
    before, source = state(initiative), written(initiative)
    with pytest.raises(DomainError, match="est déjà dans cette installation"):
        reading.read(source, by=SOFTWARE)
    assert state(initiative) == before


def test_an_altered_archive_is_refused_before_anything_is_written():
    kept = from_elsewhere()
    geography_of(kept)
    altered = BytesIO()
    with ZipFile(kept.source) as old, ZipFile(altered, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "donnees/rooms.contribution.jsonl":
                content = content.replace("s’entraide".encode(), "s’ignore".encode())
            new.writestr(name, content)
    with pytest.raises(DomainError, match=r"rooms\.contribution\.jsonl de l’archive a été modifié"):
        reading.read(altered, by=SOFTWARE)
    assert not Initiative.objects.exists()


@pytest.mark.parametrize("content", [b"", b"not a zip", b"PK\x05\x06" + b"\0" * 18])
def test_a_file_that_is_no_archive_gets_a_sentence(content: bytes):
    with pytest.raises(DomainError, match="archive"):
        reading.read(BytesIO(content), by=SOFTWARE)


def test_missing_geography_is_said_and_nothing_is_written():
    with pytest.raises(DomainError, match="jalons geography load"):
        reading.read(from_elsewhere().source, by=SOFTWARE)
    assert not Mission.objects.exists()


def test_checksums_cover_every_file_and_the_index_names_the_papers():
    with ZipFile(written(territory_with_words())) as zip_file:
        listed = {line.split("  ", 1)[1] for line in zip_file.read("empreintes.sha256").decode().splitlines()}
        assert listed == set(zip_file.namelist()) - {"empreintes.sha256"}
        assert 'href="dossier.pdf"' in zip_file.read("index.html").decode()
        manifest = json.loads(zip_file.read("manifeste.json"))
        assert manifest["lignes"]["rooms.Contribution"] == 2
        words = zip_file.read("tableaux/paroles.csv").decode("utf-8-sig")
    assert "'=Le bus passe" in words
