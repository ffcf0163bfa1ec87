"""`python -m tests.rooms.seed [kind]`: an open room with one open question; prints what a test needs."""

import json
import sys

import django


def main(kind: str = "collect", tables: int = 2) -> None:
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from jalons.accounts.enums import Role
    from jalons.core import clock
    from jalons.core.ids import new_id
    from jalons.rooms.actions import rooms, runsheet, sequences
    from jalons.rooms.kinds import registry
    from jalons.rooms.kinds.base import OptionDraft
    from tests import cast
    from tests.rooms.build import CLAIRE, PHRASES

    step = cast.step(
        cast.initiative(slug=f"essai-{new_id().hex[-8:]}"),
        status="held",
        held_at=clock.now(),
        starts_on=clock.today(),
    )
    room = rooms.open_room(step=step, by=CLAIRE, tables=tables)
    asked = runsheet.add_sequence(step, kind=kind, title="Ce que nous vivons ici", by=CLAIRE)
    if registry.get(kind).options_label:
        drafts = [OptionDraft("statement", new_id(), label) for label in PHRASES]
        runsheet.set_options(sequence=asked, options=drafts, by=CLAIRE)
    following = runsheet.add_sequence(step, kind="information", title="Pause", by=CLAIRE)
    sequences.open_sequence(sequence=asked, by=CLAIRE)
    account = cast.role(step.initiative, Role.COOPERATION_OFFICER)
    session = SessionStore()
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.create()
    print(
        json.dumps(
            {
                "code": room.code,
                "room": str(room.id),
                "step": str(step.id),
                "sequence": str(asked.id),
                "next": str(following.id),
                "slug": step.initiative.slug,
                "session": session.session_key,
            }
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
