"""`python -m tests.pathways.seed`: a table 3 about to begin; prints what a browser test needs."""

import json

import django


def main() -> None:
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from jalons.accounts.enums import Role
    from jalons.core import clock
    from jalons.rooms.actions import rooms, runsheet, sequences
    from jalons.rooms.kinds.base import OptionDraft
    from tests import cast
    from tests.pathways.build import CLAIRE, pathway
    from tests.pathways.build import change as validated

    change = validated()
    home = change.initiative
    today = {"status": "held", "held_at": clock.now(), "starts_on": clock.today()}
    step = cast.step(home, title="Table 3", **today)
    room = rooms.open_room(step=step, by=CLAIRE, tables=2)
    asked = runsheet.add_sequence(step, kind="chain", title="Pour que… il faut que…", by=CLAIRE)
    drafts = [OptionDraft("lasting_change", change.id, change.title)]
    runsheet.set_options(sequence=asked, options=drafts, by=CLAIRE)
    sequences.open_sequence(sequence=asked, by=CLAIRE)
    account = cast.role(home, Role.COOPERATION_OFFICER)
    sessions = []
    for _ in range(2):
        session = SessionStore()
        session[SESSION_KEY] = str(account.pk)
        session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        session[HASH_SESSION_KEY] = account.get_session_auth_hash()
        session.create()
        sessions.append(session.session_key)
    drawn = pathway(change)
    print(
        json.dumps(
            {
                "code": room.code,
                "step": str(step.id),
                "slug": home.slug,
                "pathway": str(drawn.id),
                "sessions": sessions,
            }
        )
    )


if __name__ == "__main__":
    main()
