"""`python -m tests.decisions.seed`: a second table, two tables in its room, fragments, who plays it."""

import json
from datetime import timedelta

import django


def main() -> None:
    django.setup()
    from jalons.accounts.enums import Role
    from jalons.core import clock
    from jalons.core.ids import new_id
    from jalons.initiatives.models import Signatory
    from jalons.rooms.actions import rooms
    from jalons.rooms.models import Contribution
    from tests import cast
    from tests.rooms.build import CLAIRE

    place = cast.initiative(slug=f"consent-{new_id().hex[-8:]}")
    first = cast.step(place, status="closed", starts_on=clock.today() - timedelta(days=60))
    second = cast.step(
        place, rank=2, title="Deuxième table", status="held", held_at=clock.now(), starts_on=clock.today()
    )
    for name, kind in (("Caf de la Haute-Vienne", "caf"), ("CC Élan", "epci")):
        body = cast.organisation(name, kind)
        Signatory.objects.create(initiative=place, organisation=body, is_authority=kind == "epci")
    heard = rooms.open_room(step=first, by=CLAIRE, tables=2)
    asked = first.sequences.create(
        position=1,
        kind="fragments",
        title="Futur idéal",
        minutes=30,
        state="closed",
        opened_at=clock.now(),
        closed_at=clock.now(),
    )
    for number, words in enumerate(
        ("On se connaît d’un hameau à l’autre.", "On va partout sans voiture."), 1
    ):
        Contribution.objects.create(
            room=heard,
            sequence=asked,
            table=heard.tables.get(number=number),
            number=number,
            text=words,
            channel="paper",
            happened_on=first.starts_on,
            entered_at=clock.now(),
        )
    rooms.open_room(step=second, by=CLAIRE, tables=2)
    people = {"officer": Role.COOPERATION_OFFICER, "typist": Role.TABLE_SCRIBE}
    told = {who: _session(cast.role(place, role)) for who, role in people.items()}
    print(json.dumps({"slug": place.slug, "step": str(second.id)} | told))


def _session(account: object) -> str:
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)  # type: ignore[attr-defined]
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()  # type: ignore[attr-defined]
    session.create()
    return str(session.session_key)


if __name__ == "__main__":
    main()
