"""A hall without internet, with two real installations: out, a day of its own, and back."""

import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from jalons.accounts.enums import Role
from jalons.core.actors import SOFTWARE
from jalons.core.errors import DomainError
from jalons.operations.hall import actions, address, archive, loading
from jalons.operations.hall.loading import fingerprint
from jalons.operations.models import HallCode, HallTrip
from tests import cast
from tests.rooms import build
from tests.served import ROOT, Served, served


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def home(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """An installation with one open room, and its hall already prepared in a folder."""
    with served(tmp_path_factory.mktemp("origine") / "var", request.param) as one:
        migrated_folder(one, tmp_path_factory.mktemp("modele"))
        one.given = one.seed("tests.rooms.seed")  # type: ignore[attr-defined]
        done = jalons(one, "prepare", one.given["slug"])  # type: ignore[attr-defined]
        assert done.returncode == 0, done.stderr
        yield one


def jalons(home: Served, *words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "jalons.operations.cli", "hall", *words]
    return subprocess.run(command, env=home.env, cwd=home.home, capture_output=True, text=True, check=False)


def migrated_folder(home: Served, apart: Path) -> None:
    """Put a migrated, empty database where the hall will stand: `prepare` then has nothing to migrate."""
    with served(apart / "var", "sqlite") as model:
        (home.home / "salle").mkdir()
        shutil.copy(model.home / "jalons.sqlite3", home.home / "salle" / "jalons.sqlite3")


def on_laptop(home: Served) -> Served:
    return Served(home.home / "salle", extra={"JALONS_HALL": "1"})


def move(where: Served, *words: str) -> Any:
    return where.seed("tests.operations.hall_seed", *words)


def test_the_folder_holds_the_codes_to_print_and_the_laptop_has_them_as_fingerprints(home: Any) -> None:
    folder = home.home / "salle"
    assert (folder / "codes.pdf").read_bytes().startswith(b"%PDF")
    assert (folder / "codes.pdf").stat().st_mode & 0o077 == 0
    again = jalons(home, "prepare", home.given["slug"])
    assert again.returncode == 1
    assert "contient déjà une salle" in again.stderr


def test_a_day_in_the_hall_comes_back_once_and_overwrites_nothing(home: Any) -> None:
    laptop = on_laptop(home)
    move(laptop, "say", "Dit dans la salle")
    move(laptop, "vote")
    move(laptop, "rename", "Titre de la salle")
    move(home, "say", "Dit ici pendant ce temps")
    move(home, "rename", "Titre d’ici")
    before = move(laptop, "rows")

    done = jalons(home, "sync", "--json")
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)

    assert told["added"]["paroles"] == 1
    assert told["added"]["votes"] == 1
    assert told["renumbered"] == ["La parole n° 1 de la salle est devenue ici la n° 2."]
    assert [(c["column"], c["here"], c["hall"]) for c in told["conflicts"]] == [
        ("titre", "Titre d’ici", "Titre de la salle")
    ]
    here = move(home, "rows")
    for label in ("rooms.Vote", "rooms.VoteLog", "rooms.Option", "journal.Entry"):
        ours = {row["id"] for row in here[label]}
        assert {row["id"] for row in before[label]} <= ours, label
    assert {row["text"]: row["number"] for row in here["rooms.Contribution"]} == {
        "Dit ici pendant ce temps": 1,
        "Dit dans la salle": 2,
    }
    assert {row["title"]: row["state"] for row in here["rooms.Sequence"]} == {
        "Ce que nous vivons ici": "closed",
        "Titre d’ici": "planned",
        "Vos avis": "open",
    }
    assert here["rooms.Room"][0]["last_number"] == 2

    again = jalons(home, "sync", "--json")
    assert json.loads(again.stdout)["added"] == {}
    assert move(home, "rows") == here


def test_elsewhere_the_return_is_a_file_to_carry(home: Any, tmp_path: Path) -> None:
    apart = Served(tmp_path)
    done = jalons(apart, "sync", str(home.home / "salle"))
    assert done.returncode == 0, done.stderr
    assert "retour.zip" in done.stdout
    assert "Recommencer ne double rien" in done.stdout
    assert (home.home / "salle" / "retour.zip").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("prepare",), "Donnez l’adresse du territoire"),
        (("prepare", "inconnu", "--folder", "ailleurs"), "« inconnu » n’est ni un territoire ni une archive"),
        (("sync", "vide"), "Il n’y a pas de salle dans"),
        (("--folder", "vide"), "Il n’y a pas de salle dans"),
    ],
)
def test_a_wrong_command_says_what_to_do(home: Any, words: tuple[str, ...], said: str) -> None:
    done = jalons(home, *words)
    assert done.returncode == 1
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def out(initiative: Any) -> io.BytesIO:
    target = io.BytesIO()
    actions.prepare(initiative, target, by=SOFTWARE)
    target.seek(0)
    return target


@pytest.mark.django_db
def test_the_archive_names_who_animates_and_holds_no_key() -> None:
    room = build.room()
    cast.role(room.step.initiative)
    with zipfile.ZipFile(out(room.step.initiative)) as left:
        people = [json.loads(line) for line in left.read("salle/comptes.jsonl").splitlines()]
    assert [sorted(person) for person in people] == [["display_name", "email", "id"]]


@pytest.mark.django_db
def test_a_hall_without_anybody_to_animate_is_not_prepared() -> None:
    with pytest.raises(DomainError, match="Personne n’a de rôle"):
        out(build.room().step.initiative)


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"nothing", b"PK\x05\x06" + bytes(18)])
def test_a_file_that_is_no_archive_is_refused(content: bytes) -> None:
    with pytest.raises(DomainError, match="n’est pas une archive de salle"):
        actions.bring_back(io.BytesIO(content), by=SOFTWARE)


@pytest.mark.django_db
def test_the_archive_that_left_is_not_the_one_that_comes_back() -> None:
    room = build.room()
    cast.role(room.step.initiative)
    with pytest.raises(DomainError, match="part vers la salle"):
        actions.bring_back(out(room.step.initiative), by=SOFTWARE)


@pytest.mark.django_db
def test_a_changed_archive_is_refused() -> None:
    room = build.room()
    cast.role(room.step.initiative)
    changed = io.BytesIO()
    with zipfile.ZipFile(out(room.step.initiative)) as left, zipfile.ZipFile(changed, "w") as copy:
        for name in left.namelist():
            content = left.read(name)
            copy.writestr(name, content + b"\n" if name.endswith("rooms.room.jsonl") else content)
    with pytest.raises(DomainError, match="abîmée"):
        archive.opened(changed, archive.OUT)


@pytest.mark.django_db
def test_a_hall_comes_back_to_where_it_was_prepared_only() -> None:
    room = build.room()
    cast.role(room.step.initiative)
    left, back = out(room.step.initiative), io.BytesIO()
    actions.write_back(back, out=left)
    HallTrip.objects.all().delete()
    back.seek(0)
    with pytest.raises(DomainError, match="n’a pas été préparée par cette installation"):
        actions.bring_back(back, by=SOFTWARE)


@pytest.mark.django_db
def test_a_printed_code_lets_its_person_in_once_however_it_is_typed() -> None:
    user = cast.user()
    HallCode.objects.create(user=user, code_hash=fingerprint("ABCD 2345"))
    assert loading.let_in("abcd-2345") == user
    with pytest.raises(DomainError, match="déjà servi"):
        loading.let_in("ABCD2345")
    with pytest.raises(DomainError, match="n’est pas sur la feuille"):
        loading.let_in("ABCD 2346")


@pytest.mark.django_db
def test_the_entrance_by_code_exists_on_the_laptop_only(client: Client, settings: Any) -> None:
    assert client.get("/salle/entrer/").status_code == 404
    settings.HALL, settings.LOGIN_URL = True, "operations:hall_entrance"
    assert client.get("/connexion/").headers["Location"] == "/salle/entrer/"
    user = cast.role(build.room().step.initiative)
    HallCode.objects.create(user=user, code_hash=fingerprint("ABCD 2345"))
    assert client.post("/salle/entrer/", {"code": "AAAA 2345"}).status_code == 422
    assert client.post("/salle/entrer/", {"code": "abcd 2345"}).status_code == 302
    assert client.get("/mes-territoires/").status_code == 200


@pytest.mark.django_db
def test_the_page_prepares_then_brings_back(client: Client) -> None:
    initiative = cast.initiative()
    build.room(initiative)
    client.force_login(cast.role(initiative))
    page = f"/territoires/{initiative.slug}/salle-sans-internet/"
    answer = client.post(f"{page}preparer/")
    assert "attachment" in answer["Content-Disposition"]
    left, back = io.BytesIO(b"".join(answer.streaming_content)), io.BytesIO()  # type: ignore[attr-defined]
    actions.write_back(back, out=left)
    back.seek(0)
    back.name = "retour.zip"
    told = client.post(page, {"archive": back})
    assert "Rien de nouveau" in told.content.decode()
    left.name = "depart.zip"
    left.seek(0)
    assert client.post(page, {"archive": left}).status_code == 422
    assert client.get(page).content.decode().count("rapportée") >= 1


@pytest.mark.django_db
def test_people_without_a_role_see_no_hall(client: Client) -> None:
    initiative = cast.initiative()
    page = f"/territoires/{initiative.slug}/salle-sans-internet/"
    client.force_login(cast.user())
    assert client.get(page).status_code == 404
    client.force_login(cast.role(initiative, Role.SIGNATORY))
    assert client.get(page).status_code == 403


NETWORK = """
ip link set lo up
ip link add salle0 type veth peer name phone0
ip addr add 10.77.0.1/24 dev salle0
ip link set salle0 up
ip link set phone0 netns $PHONE
nsenter -t $PHONE -n sh -c 'ip link set lo up; ip addr add 10.77.0.2/24 dev phone0; ip link set phone0 up'
"""


@pytest.mark.skipif(sys.platform != "linux", reason="network namespaces are Linux's")
def test_phones_of_the_hall_s_own_network_speak_over_plain_http(tmp_path: Path) -> None:
    """The laptop and a phone each in a network namespace of their own, joined by a cable that we unplug."""
    with served(tmp_path / "var", "sqlite") as one:
        migrated_folder(one, tmp_path / "modele")
        given = one.seed("tests.rooms.seed")
        assert jalons(one, "prepare", given["slug"]).returncode == 0
        script = tmp_path / "salle.sh"
        script.write_text(
            f"set -e\nunshare -n sleep 120 & PHONE=$!\nsleep 0.3\n{NETWORK}\n"
            f"PYTHON={sys.executable}\n"
            f"$PYTHON -m jalons.operations.cli hall --port 8123 >{tmp_path}/hall.log 2>&1 & HALL=$!\n"
            f"nsenter -t $PHONE -n $PYTHON -m tests.operations.hall_phone {given['code']} || FAILED=1\n"
            "kill -INT $HALL; wait $HALL || true; kill $PHONE; exit ${FAILED:-0}\n"
        )
        made = subprocess.run(
            ["unshare", "--map-root-user", "--net", "sh", str(script)],
            env=one.env | {"PYTHONPATH": str(ROOT)}, cwd=ROOT, capture_output=True, text=True, timeout=200,
            check=False,
        )  # fmt: skip
        log = (tmp_path / "hall.log").read_text()
        assert made.returncode == 0, made.stderr + log
        told = json.loads(made.stdout.splitlines()[-1])
        assert told == {
            "secure_cookies": [],
            "hsts": False,
            "first": 201,
            "cut": "cut",
            "replay": 200,
            "number": 1,
        }
        assert "http://10.77.0.1:8123/rejoindre/" in log
        assert re.search("[▀▄█]", log)
        rows = move(Served(one.home / "salle", extra={"JALONS_HALL": "1"}), "rows")
        assert [row["text"] for row in rows["rooms.Contribution"]] == ["Dit sur le Wi-Fi de la salle."]


def test_the_square_of_the_terminal_is_made_of_characters() -> None:
    assert len(address.square("http://192.168.1.20:8000/rejoindre/").splitlines()) > 10
