"""Taking turns to write on SQLite, where there is one writer at a time.

Without it, threads that wait for the database sleep and try again at random: under a hall's burst some
wait seconds while the database is idle. PostgreSQL has its own queues.
"""

import threading
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import connection

P = ParamSpec("P")
R = TypeVar("R")

_TURN = threading.Lock()


def one_writer_at_a_time(action: Callable[P, R]) -> Callable[P, R]:
    """Make threads of this process queue for a short write. Put it outside `@transaction.atomic`.

    Inside a transaction that runs already it does nothing: that transaction has its turn.
    """

    @wraps(action)
    def inner(*args: P.args, **kwargs: P.kwargs) -> R:
        if connection.vendor != "sqlite" or connection.in_atomic_block:
            return action(*args, **kwargs)
        with _TURN:
            return action(*args, **kwargs)

    return inner
