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

from ecgtool.errors import EcgError
from ecgtool.targets.exchange import NOTICED
from ecgtool.targets.mediawiki.failures import UNTIL_IT_PASSES, Temporary, Unknown

T = TypeVar("T")
Log = Callable[[str], None]

LONGEST_PAUSE = 30.0
"""Seconds between two tries, at most, where the wiki does not ask for more."""

ENDING = 15.0
"""Seconds that a run that writes may take beyond its patience, in which nothing is waited for any more."""
LAST_QUESTION = 1.0
"""Seconds at the end of a reading run in which nothing is waited for any more: its last question needs them."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RunClock:
    """Time as a run sees it: ``now`` is aware, ``seconds`` only ever grows, ``jitter`` is from 0 to 1."""

    now: Callable[[], datetime]
    seconds: Callable[[], float]
    sleep: Callable[[float], None]
    jitter: Callable[[], float]


class Patience:
    """A budget of time that waits and failed requests use up together, and an end of the run.

    A run that writes may end a little later than its budget. One that reads is ``over`` after so many seconds
    whatever happens, since nothing is lost by that; None for a run that writes. ``ends`` is the end, by the clock's
    ``seconds``, where several wikis share it. ``show`` is called with what is waited for, and for how many seconds at
    most, where that is long enough to be noticed; ``log`` with everything.
    """

    def __init__(
        self,
        budget: timedelta,
        clock: RunClock,
        log: Log,
        *,
        over: timedelta | None = None,
        ends: float | None = None,
        show: Callable[[str, float], None] | None = None,
    ) -> None:
        self.clock = clock
        self.log = log
        self._budget = self._left = budget.total_seconds()
        self._ending = ENDING if over is None else LAST_QUESTION
        self._length = self._left + ENDING if over is None else over.total_seconds()
        self._ends = clock.seconds() + self._length if ends is None else ends
        self._show = show
        self._untold = 0.0

    @property
    def left(self) -> float:
        """The seconds of the budget that are left."""
        return min(self._left, self.time_left() - self._ending)

    def time_left(self) -> float:
        """Return the seconds until the run has to be over."""
        return self._ends - self.clock.seconds()

    def begin_anew(self) -> None:
        """Have as much time as in the beginning, as a part of the answer has come and the rest is as long again."""
        self._left, self._ends = self._budget, max(self._ends, self.clock.seconds() + self._length)

    def apart(self, work: Callable[[], T]) -> T:
        """Return what ``work`` returns; the time that it takes, such as a person's to type, is not counted."""
        begun = self.clock.seconds()
        try:
            return work()
        finally:
            self._ends += self.clock.seconds() - begun

    def tell(self, what: str, seconds: float) -> None:
        """Show that ``what`` is waited for, for at most ``seconds``."""
        if self._show:
            self._show(what, seconds)

    def persist(self, request: Callable[[], T], *, most: int = UNTIL_IT_PASSES) -> T:
        """Return what ``request`` returns, asked again while the wiki is busy and there is patience left.

        Raises:
            Unknown: it was asked ``most`` times, and no answer said how that ended.
            Temporary: the last failure, when the patience is used up or the wiki asks for more than is left.
        """
        for attempt in count():
            begun = self.clock.seconds()
            try:
                return request()
            except Temporary as failure:
                self._left -= self.clock.seconds() - begun
                if isinstance(failure, Unknown) and attempt + 1 >= most:
                    raise
                self.wait(failure, attempt)
        raise AssertionError

    def wait(self, failure: Temporary, attempt: int = 0, *, at_least: float = 0) -> None:
        """Sleep as long as ``failure`` asks for, or longer with each ``attempt``.

        Raises:
            Temporary: ``failure``, where less patience is left than that, or it was tried often enough.
        """
        first = max(failure.pause, at_least)
        pause = min(LONGEST_PAUSE, first * 2 ** min(attempt, 10)) * (0.75 + self.clock.jitter() / 2)
        if failure.after is not None:
            pause = max(pause, failure.after + self.clock.jitter())
        if self.left <= 0 or (failure.after or 0) > self.left or attempt + 1 >= failure.tries:
            raise failure
        self.pause(min(pause, self.left), failure)

    def pause(self, seconds: float, why: EcgError) -> None:
        """Sleep for ``seconds``, even where less patience is left, and log why."""
        self.log(f"waiting {seconds:.1f} s: {why}")
        self._untold += seconds
        if self._untold > NOTICED:  # short pauses, one after another, are a wait as well
            self._untold = 0.0
            self.tell(f"an end of this: {why.problem}", seconds)
        self._left -= seconds
        self.clock.sleep(seconds)


def retry_after(value: str | None, now: datetime) -> float | None:
    """Return the seconds that a Retry-After header asks for (RFC 9110, section 10.2.3); None for none."""
    if not value:
        return None
    if value.strip().isdecimal():
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - now).total_seconds())
