"""Telling the hub of this process that something was committed."""

from collections.abc import Callable
from weakref import WeakSet


class Sleeper:
    """Somebody to wake: the hub gives a function that may be called from any thread."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake


_SLEEPERS: WeakSet[Sleeper] = WeakSet()


def wake_me(wake: Callable[[], None]) -> Sleeper:
    """Call `wake` after each commit that published, until the returned object is let go."""
    sleeper = Sleeper(wake)
    _SLEEPERS.add(sleeper)
    return sleeper


def notify() -> None:
    """Wake every hub of this process."""
    for sleeper in list(_SLEEPERS):
        sleeper.wake()
