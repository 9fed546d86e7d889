"""Waiting while another run of ecg has what this one needs."""

import time
from collections.abc import Callable

from ecgtool.errors import UnreachableError

_MOMENT = 0.05
"""Seconds between two looks."""
_NOTICED = 20
"""After so many looks a person wonders."""


def turn(what: str, seconds: int, say: Callable[[str], None]) -> Callable[[], None]:
    """A function that sleeps a moment, for another run to finish ``what`` it does.

    When that takes a while it says so, once. It raises UnreachableError when it has slept for ``seconds`` in all.
    """
    looks = iter(range(round(seconds / _MOMENT)))

    def wait() -> None:
        look = next(looks, None)
        if look is None:
            raise UnreachableError(f"another ecg has been {what} for {seconds} s", "run it again when that has ended")
        if look == _NOTICED:
            say(f"another ecg is {what}: waiting for it to end")
        time.sleep(_MOMENT)

    return wait
