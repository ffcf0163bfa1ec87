"""Every address of the demonstration that a person may open, found in its URLconf and its database.

Run inside the installation (`python -m tests.browser.addresses`), prints one JSON object:
`patterns` says for each named URL what came of it (`page`, `post`, `file`, or why not), `pages` lists the
addresses to look at with who looks, `sessions` the cookie of each.

Among the many addresses of one pattern those are kept that show something new: a pair of tag and class that
the ones before did not have. So a closed step, an empty list, a filter or a tab each have their page.
"""

import json
import re
import time
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

import django

MOST_OF_A_PATTERN = 4
MOST_VARIANTS = 4
MOST_TRIED = 14
ORDER = (
    "elan_officer", "vassiviere_officer", "caf_referent", "administrator", "training_manager",
    "elan_signatory", "vassiviere_signatory", "table_scribe", "trainee", "elan_team", "dpo",
    "trainer", "disability_referent",
)  # fmt: skip
SEE_ALSO = {"view_step", "view_initiative", "view_mission", "signed_in"}
"""Pages that several roles see differently: each role looks."""


class Shape(HTMLParser):
    """What a page is made of, and the variants of itself that it offers by links and by filters."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.pairs: set[str] = set()
        self.links: list[str] = []
        self.filters: list[str] = []
        self._is_filter = False
        self._select = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        given = dict(attributes)
        self.pairs.add(f"{tag}.{given.get('class') or ''}")
        if tag == "a" and "?" in (given.get("href") or ""):
            self.links.append(str(given["href"]))
        if tag == "form":
            self._is_filter = (given.get("method") or "get").lower() == "get"
        if tag == "select":
            self._select = given.get("name") or ""
        if tag == "option" and self._is_filter and self._select and given.get("value"):
            self.filters.append("?" + urlencode({self._select: given["value"]}))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._is_filter = False


def varied(rows: Any) -> list[Any]:
    """Some of the rows, at least one of each status, kind or state."""
    groups: dict[tuple[object, ...], list[Any]] = {}
    for row in rows:
        key = tuple(getattr(row, name, None) for name in ("status", "kind", "state"))
        groups.setdefault(key, []).append(row)
    firsts = [group[0] for group in groups.values()]
    lasts = [group[len(group) // 2] for group in groups.values() if len(group) > 1]
    return (firsts + lasts)[:MOST_TRIED]


class Values:
    """The values that a parameter of an address may take, given those already chosen."""

    def __init__(self) -> None:
        from django.apps import apps

        self.model = apps.get_model
        self.ids = {
            "user_id": "accounts.User",
            "assignment_id": "accounts.RoleAssignment",
            "member_id": "initiatives.TeamMember", "signatory_id": "initiatives.Signatory",
            "organisation_id": "directory.Organisation", "venue_id": "directory.Venue",
            "actor_id": "stakeholders.Actor", "fact_id": "indicators.SalientFact",
            "word_id": "rooms.Contribution", "consent_id": "decisions.ConsentProcess",
            "voice_id": "decisions.ConsentVoice", "cluster_id": "diagnosis.Cluster",
            "move_id": "diagnosis.WallMove",
            "urgency_id": "diagnosis.SocialUrgency", "change_id": "changes.LastingChange",
            "call_id": "changes.ChangeMobilisation",
            "pathway_id": "pathways.Pathway", "link_id": "pathways.Link", "sheet_id": "pathways.ActionSheet",
            "edit_id": "pathways.PathwayEdit", "marker_id": "steering.ProgressMarker",
            "entry_id": "steering.ChangeLogEntry", "asked_id": "steering.Substantiation",
            "review_id": "steering.ChangeReview", "decision_id": "steering.SteeringDecision",
            "document_id": "documents.IssuedDocument", "tool_id": "workshops.Tool",
            "programme_id": "training.Programme", "slot_id": "training.HalfDaySlot",
            "held_id": "training.HeldSignature", "amendment_id": "training.Amendment",
        }  # fmt: skip

    def rows(self, label: str, **wanted: object) -> list[Any]:
        return varied(self.model(label).objects.filter(**wanted).order_by("pk"))

    def of(self, parameter: str, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        special = getattr(self, f"_{parameter}", None)
        if special is not None:
            return list(special(route, name, known))
        if parameter in self.ids:
            return [row.pk for row in self.rows(self.ids[parameter])]
        return []

    def _slug(self, route: str, name: str, known: dict[str, Any]) -> list[str]:
        label = (
            "initiatives.Mission" if route.lstrip("^").startswith("missions") else "initiatives.Initiative"
        )
        return [row.slug for row in self.model(label).objects.all()]

    def _step_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        """Any step, or those whose room holds what the address is about."""
        holds: dict[str, dict[str, Any]] = {
            "rooms:photo": {"room__photos__isnull": False},
            "rooms:paper_check": {"sequences__paper_grids__isnull": False},
            "rooms:paper_grid": {"sequences__paper_grids__isnull": False},
            "diagnosis:opinions": {"sequences__kind": "statements"},
            "rooms:paper_heaps": {"sequences__kind": "heaps"},
        }
        return [row.pk for row in self.rows("initiatives.Step", **holds.get(name, {}))]

    def _reading_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        if "capital" in route:
            return [row.pk for row in self.rows("diagnosis.Reading", initiative__slug=known["slug"])]
        return [row.pk for row in self.rows("diagnosis.CrossReading")]

    def _finding_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        return [row.pk for row in self.rows("diagnosis.Finding", reading=known["reading_id"])]

    def _item(self, *_: Any) -> list[str]:
        from jalons.diagnosis.enums import Item

        return [Item.values[0]]

    def _part(self, *_: Any) -> list[str]:
        from jalons.diagnosis.canvas_forms import PARTS

        return list(PARTS)

    def _line_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        from jalons.diagnosis.canvas_forms import PARTS

        rows = PARTS[known["part"]].model.objects.filter(canvas__initiative__slug=known["slug"])
        return [row.pk for row in rows[:1]]

    def _validation_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        rows = self.rows("changes.FormalValidation", change_set__initiative__slug=known["slug"])
        return [row.pk for row in rows]

    def _paper(self, *_: Any) -> list[str]:
        return ["courrier", "deliberation"]

    def _photo_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        return [row.pk for row in self.rows("rooms.Photo", room__step=known["step_id"])]

    def _siren(self, *_: Any) -> list[str]:
        ours = [row.territory.code for row in self.model("initiatives.Initiative").objects.all()]
        return [*ours, "200054781"]  # the last one is Grand Paris

    def _task_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        return [row.pk for row in self.rows("workshops.PreparationTask", step=known["step_id"])]

    def _form(self, *_: Any) -> list[str]:
        return ["pdf"]

    def _name(self, *_: Any) -> list[str]:
        return ["guide"]

    def _code(self, route: str, name: str, known: dict[str, Any]) -> list[str]:
        if name.startswith("workshops:"):
            return [row.code for row in self.rows("workshops.SeatCode")]
        if name.startswith("training:"):
            return sorted({row.code for row in self.rows("training.Programme")})
        if name == "initiatives:commune_competences":
            initiative = self.model("initiatives.Initiative").objects.get(slug=known["slug"])
            members = self.model("territories.Membership").objects.filter(epci=initiative.territory)
            return [row.commune.code for row in members[:2]]
        return [row.code for row in self.rows("rooms.Room")]

    def _of_mission(self, label: str, path: str, known: dict[str, Any]) -> list[Any]:
        """Rows that hang on the mission of this address, or any when the address names none."""
        if "slug" in known:
            return [row.pk for row in self.rows(label, **{path: known["slug"]})]
        return [row.pk for row in self.rows(label)]

    def _own(self, label: str, account: str) -> list[Any]:
        """Rows that somebody with an account may call theirs."""
        return [row.pk for row in self.rows(label, **{f"{account}__isnull": False})]

    def _enrolment_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        if "slug" not in known:
            return self._own("training.Enrolment", "person__account")
        return self._of_mission("training.Enrolment", "mission__slug", known)

    def _paper_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        if "slug" not in known:
            return self._own("training.Paper", "enrolment__person__account")
        return self._of_mission("training.Paper", "mission__slug", known)

    def _complaint_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        return self._of_mission("training.Complaint", "mission__slug", known)

    def _action_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        return self._of_mission("training.ImprovementAction", "mission__slug", known)

    def _request_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        if "slug" in known:
            return self._of_mission("training.AdaptationRequest", "enrolment__mission__slug", known)
        return self._of_mission("training.AccessRequest", "", known)

    def _day_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        return [row.pk for row in self.rows("training.ProgrammeDay", programme=known["programme_id"])]

    def _key(self, route: str, name: str, known: dict[str, Any]) -> list[str]:
        if name.startswith("workshops:"):
            return ["workshop-1", "review"]
        return [row.key for row in self.rows("training.HalfDaySlot")]

    def _what(self, *_: Any) -> list[str]:
        return ["attestations"]

    def _extension(self, *_: Any) -> list[str]:
        return ["csv"]

    def _label(self, *_: Any) -> list[str]:
        return [row.label for row in self.rows("initiatives.Theme")[:1]]

    def _token(self, route: str, name: str, known: dict[str, Any]) -> list[str]:
        if name == "workshops:hall_return":
            return [row.token for row in self.rows("workshops.SessionReturn")]
        if name.startswith("workshops:invitation"):
            return [row.token for row in self.rows("workshops.InvitationLink")]
        if name in {"changes:sign", "changes:own_paper"}:
            return [row.token for row in self.rows("changes.FormalValidation") if row.token]
        if name == "training:feed":
            from jalons.accounts.models import User
            from jalons.training.actions import reminders

            return [reminders.renew_feed(User.objects.earliest("created_at"))]
        return [match.rstrip("/").rpartition("/")[2] for match in mailed("link")]

    def _message_id(self, *_: Any) -> list[str]:
        return mailed("id")

    def _sequence_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        kinds = {"diagnosis:opinions": "statements", "rooms:paper_heaps": "heaps"}
        only = {"kind": kinds[name]} if name in kinds else {}
        return [row.pk for row in self.rows("rooms.Sequence", step=known["step_id"], **only)]

    def _node_id(self, route: str, name: str, known: dict[str, Any]) -> list[Any]:
        return [row.node_id for row in self.rows("pathways.Placement", pathway=known["pathway_id"])][:4]

    def _number(self, route: str, name: str, known: dict[str, Any]) -> list[int]:
        if "objections" in route:
            return [row.number for row in self.rows("decisions.Objection", process=known["consent_id"])]
        if "chemins" in route:
            return [row.number for row in self.rows("pathways.PathwayVersion", pathway=known["pathway_id"])]
        if name == "rooms:paper_check":
            return [row.number for row in self.rows("rooms.PaperGrid", sequence=known["sequence_id"])]
        if "paroles" in route or "saisie" in route:
            return []
        return [1]

    def _pk(self, *_: Any) -> list[int]:
        return [row.pk for row in self.model("mfa.Authenticator").objects.filter(type="webauthn")]

    def _invitation_id(self, *_: Any) -> list[str]:
        return [DUMMY]

    def _move(self, route: str, name: str, known: dict[str, Any]) -> list[str]:
        return ["emettre"] if name == "training:move_amendment" else ["renvoi"]

    def _kind(self, route: str, name: str, known: dict[str, Any]) -> list[str]:
        return ["docx" if name == "pathways:annexes_template" else "pdf"]


def mailed(attribute: str) -> list[str]:
    from jalons.accounts import mailbox

    return [value for mail in mailbox.received() if (value := str(getattr(mail, attribute)))]


DUMMY = "00000000-0000-7000-8000-000000000000"


def routes(patterns: list[Any], namespace: str = "", prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every named view: its full name, its whole route, the view."""
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from routes(pattern.url_patterns, inner, route)
        else:
            yield f"{namespace}{pattern.name}", route, pattern.callback


def paths(name: str, route: str, values: Values) -> Iterator[str]:
    """Addresses of a pattern, some of each state; one that leads nowhere when the database has none."""
    from django.urls import NoReverseMatch, reverse

    parameters = list(dict.fromkeys(re.findall(r"<(?:\w+:)?(\w+)>", route)))

    def fill(known: dict[str, Any], left: list[str]) -> Iterator[dict[str, Any]]:
        if not left:
            yield known
            return
        for value in values.of(left[0], route, name, known):
            yield from fill({**known, left[0]: value}, left[1:])

    found = False
    for known in fill({}, parameters):
        found = True
        yield reverse(name, kwargs=known)
    for dummy in () if found else (DUMMY, "1", "renvoi"):
        try:
            yield reverse(name, kwargs=dict.fromkeys(parameters, dummy))
        except NoReverseMatch:
            continue
    if not found and parameters:
        from contextlib import suppress

        with suppress(NoReverseMatch):
            yield reverse(name, kwargs={key: "1" if key in {"number", "pk"} else DUMMY for key in parameters})


class Walk:
    """Opens addresses as the cast, keeps those that show something new."""

    def __init__(self) -> None:
        from django.test import Client

        from jalons.accounts.models import User
        from jalons.operations.demo.accounts import CAST, address

        self.clients: dict[str, Any] = {"": Client(raise_request_exception=False)}
        for key in ORDER:
            client = Client(raise_request_exception=False)
            client.force_login(User.objects.get(email=address(CAST[key])))
            session = client.session
            # A second factor just shown, so that the pages which ask for it again open (allauth's own keys).
            session["account_authentication_methods_user"] = session["_auth_user_id"]
            session["account_authentication_methods"] = [
                {"method": "mfa", "at": time.time() + 10**6, "reauthenticated": True}
            ]
            session.save()
            self.clients[key] = client
        self.patterns: dict[str, str] = {}
        self.broken: list[str] = []
        self.pages: list[dict[str, str]] = []

    def open(self, who: str, path: str) -> tuple[str, str]:
        """What comes of an address (`page`, `post`, `file`, a status), and the page."""
        answer = self.clients[who].get(path)
        if answer.status_code >= 500:
            self.broken.append(f"{who} {path}: {answer.status_code}")
        if answer.status_code == 405:
            return "post", ""
        if answer.status_code != 200:
            return str(answer.status_code), ""
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return "file", ""
        return "page", answer.content.decode()

    def pattern(self, name: str, callback: Any, addresses: Iterable[str]) -> None:
        from tests.house.declared import declared

        asks = declared(callback)
        roles = ["", ORDER[0]] if asks == "public" else list(ORDER)
        seen: set[str] = set()
        kept = tried = 0
        said = "absent"
        for path in addresses:
            if tried >= MOST_TRIED * 3 or kept >= MOST_OF_A_PATTERN:
                break
            for who in roles:
                tried += 1
                outcome, html = self.open(who, path)
                if outcome == "page":
                    kept += self._keep(name, who, path, html, seen)
                    said = "page"
                    if asks not in SEE_ALSO:
                        break
                elif said != "page":
                    said = outcome if outcome in {"post", "file"} or said == "absent" else said
                    if outcome in {"post", "file"}:
                        break
            if said in {"post", "file"}:
                break
        self.patterns[name] = said

    def _keep(self, name: str, who: str, path: str, html: str, seen: set[str]) -> int:
        shape = Shape(html)
        if shape.pairs <= seen:
            return 0
        seen |= shape.pairs
        self.pages.append({"name": name, "who": who, "path": path})
        self._variants(name, who, path, shape, seen)
        return 1

    def _variants(self, name: str, who: str, path: str, shape: Shape, seen: set[str]) -> None:
        kept, keys = 0, set()
        for link in [*shape.links, *shape.filters]:
            target = urlsplit(urljoin(path, link))
            key = re.sub(r"=[^&]*", "", target.query) + target.query[-1:]
            if target.netloc or target.path != path or key in keys or kept >= MOST_VARIANTS:
                continue
            keys.add(key)
            address = f"{target.path}?{target.query}"
            outcome, html = self.open(who, address)
            if outcome == "page" and not (pairs := Shape(html).pairs) <= seen:
                seen |= pairs
                kept += 1
                self.pages.append({"name": name, "who": who, "path": address})


def security_key() -> dict[str, Any]:
    """What a browser gives when somebody registers a security key."""
    from cryptography.hazmat.primitives.asymmetric import ec
    from fido2.cose import ES256
    from fido2.utils import sha256, websafe_encode
    from fido2.webauthn import (
        AttestationObject,
        AttestedCredentialData,
        AuthenticatorData,
        CollectedClientData,
    )

    identity = b"une cle au bureau"
    public = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())
    registered = AttestedCredentialData.create(bytes(16), identity, public)
    shown = AuthenticatorData.create(sha256(b"localhost"), 0x45, 0, registered)
    said = CollectedClientData.create("webauthn.create", b"defi", "http://localhost")
    return {
        "id": websafe_encode(identity),
        "rawId": websafe_encode(identity),
        "type": "public-key",
        "clientExtensionResults": {},
        "response": {
            "clientDataJSON": websafe_encode(said),
            "attestationObject": websafe_encode(AttestationObject.create("none", shown, {})),
        },
    }


def prepare() -> None:
    """What the story has not: an invitation on its way, and somebody with two second factors."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
    from allauth.mfa.totp.internal.auth import TOTP

    from jalons.accounts.actions import invitations
    from jalons.accounts.enums import Role
    from jalons.accounts.models import User
    from jalons.core.scope import INSTALLATION
    from jalons.operations.demo.accounts import CAST, address

    administrator = User.objects.get(email=address(CAST["administrator"]))
    invitations.invite(
        name="Camille Bessou",
        email="nouvelle@demonstration.example",
        role=Role.CAF_REFERENT,
        scope=INSTALLATION,
        by=administrator.actor,
    )
    for key in ("elan_officer", "disability_referent"):
        user = User.objects.get(email=address(CAST[key]))
        TOTP.activate(user, "JBSWY3DPEHPK3PXP")
        RecoveryCodes.activate(user)
    Authenticator.objects.create(
        user=User.objects.get(email=address(CAST["elan_officer"])),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Clé du bureau", "passwordless": True, "credential": security_key()},
    )


def on_the_way_in(walk: Walk) -> None:
    """Sessions of people half-way through signing in: one waits for a code, one for a second factor."""
    from django.test import Client
    from django.urls import reverse

    from jalons.accounts import mailbox
    from jalons.operations.demo.accounts import CAST, address

    for who, key in (("waiting_code", "elan_team"), ("waiting_factor", "disability_referent")):
        client = Client()
        client.post(reverse("account_request_login_code"), {"email": address(CAST[key])})
        if who == "waiting_factor":
            (mail,) = [m for m in mailbox.received() if m.code and address(CAST[key]) in m.to]
            client.post(reverse("account_confirm_login_code"), {"code": mail.code})
        walk.clients[who] = client
        name = "account_confirm_login_code" if who == "waiting_code" else "mfa_authenticate"
        outcome, _ = walk.open(who, reverse(name))
        walk.patterns[name] = outcome
        if outcome == "page":
            walk.pages.append({"name": name, "who": who, "path": reverse(name)})


def main() -> None:
    django.setup()
    from django.test.utils import override_settings
    from django.urls import get_resolver

    prepare()
    walk, values = Walk(), Values()
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        on_the_way_in(walk)
        for name, route, view in routes(get_resolver().url_patterns):
            if walk.patterns.get(name) != "page":
                walk.pattern(name, view, paths(name, route, values))
    sessions = {
        who: c.cookies["sessionid"].value for who, c in walk.clients.items() if "sessionid" in c.cookies
    }
    print(
        json.dumps(
            {"patterns": walk.patterns, "pages": walk.pages, "sessions": sessions, "broken": walk.broken}
        )
    )


if __name__ == "__main__":
    main()
