"""Waiting while another run of ecg has what this one needs."""

import time
from collections.abc import Callable

from ecgtool.errors import UnreachableError

_MOMENT = 0.05
"""Seconds between two looks."""


def turn(what: str, seconds: int) -> Callable[[], None]:
    """A function that sleeps a moment, for another run to finish ``what`` it does.

    It raises UnreachableError when it has slept for ``seconds`` in all.
    """
    left = iter(range(round(seconds / _MOMENT)))

    def wait() -> None:
        if next(left, None) is None:
            raise UnreachableError(f"another ecg has been {what} for {seconds} s", "run it again when that has ended")
        time.sleep(_MOMENT)

    return wait
