"""Asking a busy wiki again, within a budget that all waits of a run share.

The exponential backoff, the jitter and the clock are a few lines here and not a retry library's: those (stamina,
tenacity) budget each call on its own, sleep by the system's clock and repeat what must first be read again.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from itertools import count
from typing import TypeVar

from ecgtool.targets.mediawiki.failures import Temporary, Unknown

T = TypeVar("T")
Log = Callable[[str], None]

LONGEST_PAUSE = 30.0
"""Seconds between two tries, at most, where the wiki does not ask for more."""

TURN = 60.0
"""Seconds that a run takes at most, its waits apart."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Time as a run sees it: ``now`` is aware, ``seconds`` only ever grows, ``jitter`` is from 0 to 1."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    jitter: Callable[[], float]


class Patience:
    """A budget of time that is lost to waits and to requests that failed, together.

    ``turn`` is how many seconds to wait for another run of ecg, which may take as long.
    """

    def __init__(self, budget: timedelta, clock: Clock, log: Log) -> None:
        self.left = budget.total_seconds()
        self.turn = self.left + TURN
        self.clock = clock
        self.log = log

    def persist(self, request: Callable[[], T], *, repeatable: bool = True) -> T:
        """What ``request`` returns, asked again while the wiki is busy and there is patience left.

        Raises:
            Unknown: at once where the request is not ``repeatable``.
            Temporary: the last failure, when the patience is used up or the wiki asks for more than is left.
        """
        for attempt in count():
            begun = self.clock.seconds()
            try:
                return request()
            except Temporary as failure:
                self.left -= self.clock.seconds() - begun
                if isinstance(failure, Unknown) and not repeatable:
                    raise
                self.wait(failure, attempt)
        raise AssertionError

    def wait(self, failure: Temporary, attempt: int = 0) -> None:
        """Sleep as long as ``failure`` asks for, or longer with each ``attempt``.

        Raises:
            Temporary: ``failure``, where so much patience is not left.
        """
        pause = min(LONGEST_PAUSE, failure.pause * 2 ** min(attempt, 10)) * (0.75 + self.clock.jitter() / 2)
        if failure.after is not None:
            pause = max(pause, failure.after + self.clock.jitter())
        if self.left <= 0 or (failure.after or 0) > self.left or attempt + 1 >= failure.tries:
            raise failure
        self.pause(min(pause, self.left), failure)

    def pause(self, seconds: float, why: Exception) -> None:
        """Sleep for ``seconds``, whatever is left, and say why."""
        self.log(f"waiting {seconds:.1f} s: {why}")
        self.left -= seconds
        self.clock.sleep(seconds)


def retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); None where it says nothing."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
