"""The context of a territory's first screen, in its two forms."""

from datetime import date
from typing import Any

from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.accounts.permissions import may
from jalons.home import screen
from jalons.home.doors import doors_for
from jalons.home.mine import suite_for
from jalons.home.missing import missing_from
from jalons.home.standing import Standing, standing
from jalons.initiatives.models import Initiative
from jalons.steering import queries as steering


def page_of(user: User, initiative: Initiative, today: date) -> dict[str, Any]:
    """Everything the page shows to this person: who may not read words or drafts does not see them."""
    where = standing(initiative, today)
    scope = initiative.scope()
    may_read_words = may(user, Permission.READ_WORDS, scope)
    changes = steering.change_states(initiative) if where.is_steering else []
    context = {
        "initiative": initiative,
        "head": screen.head_of(initiative),
        "standing": where,
        "thread": where.thread,
        "place": screen.place_on_the_thread(where, today),
        "suite": suite_for(user, where, today),
        "may_read_words": may_read_words,
        "may_edit": may(user, Permission.EDIT_INITIATIVE, scope),
        "doors": doors_for(user, initiative),
        "changes": changes,
    }
    return context | (
        {"log": steering.log_counts(initiative)}
        if changes
        else _gathered(where, may_read_words=may_read_words)
    )


def _gathered(where: Standing, *, may_read_words: bool) -> dict[str, Any]:
    """What a démarche in preparation has gathered so far."""
    return {
        "stages": screen.stages_of(where),
        "voices": screen.voices(where.initiative) if may_read_words else [],
        "urgencies": screen.retained_urgencies(where.initiative),
        "missing": missing_from(where),
    }
