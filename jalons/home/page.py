"""The context of a territory's first screen, in its two forms."""

from datetime import date
from typing import Any

from jalons.accounts.enums import Permission
from jalons.accounts.models import User
from jalons.accounts.permissions import may
from jalons.home import screen
from jalons.home.mine import suite_for
from jalons.home.missing import missing_from
from jalons.home.standing import standing
from jalons.initiatives.models import Initiative


def page_of(user: User, initiative: Initiative, today: date) -> dict[str, Any]:
    """Everything the page shows to this person: who may not read words or drafts does not see them."""
    where = standing(initiative, today)
    scope = initiative.scope()
    may_read_words = may(user, Permission.READ_WORDS, scope)
    context = {
        "initiative": initiative,
        "head": screen.head_of(initiative),
        "standing": where,
        "thread": where.thread,
        "place": screen.place_on_the_thread(where, today),
        "suite": suite_for(user, where, today),
        "may_read_words": may_read_words,
        "may_edit": may(user, Permission.EDIT_INITIATIVE, scope),
        "may_export": may(user, Permission.EXPORT_DOSSIER, scope),
    }
    return context | {
        "stages": screen.stages_of(where),
        "voices": screen.voices(initiative) if may_read_words else [],
        "urgencies": screen.retained_urgencies(initiative),
        "missing": missing_from(where),
    }
