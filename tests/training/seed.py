"""`python -m tests.training.seed`: a training whose first day is today; prints what a test needs."""

import json

import django


def main() -> None:
    django.setup()
    from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
    from django.contrib.sessions.backends.db import SessionStore

    from jalons.accounts.enums import Role
    from jalons.accounts.models import User
    from jalons.core import clock
    from jalons.initiatives.models import Step
    from tests import cast
    from tests.training import build

    def session(account: User) -> str:
        store = SessionStore()
        store[SESSION_KEY] = str(account.pk)
        store[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
        store[HASH_SESSION_KEY] = account.get_session_auth_hash()
        store.create()
        return str(store.session_key)

    mission = build.mission(territories=1, starts_on=clock.today())
    build.with_file(mission)
    Step.objects.filter(mission=mission, kind="training_day", rank=1).update(starts_on=clock.today())
    manager = cast.role(mission, Role.TRAINING_MANAGER)
    cast.role(None, Role.TRAINING_MANAGER, manager)
    lucie = cast.user("Lucie Pradeau", email="lucie@exemple.example")
    found = {
        "slug": mission.slug,
        "day": str(build.training_day(mission).id),
        "manager": session(manager),
        "trainer": session(cast.role(mission, Role.TRAINER)),
        "lucie": session(lucie),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
