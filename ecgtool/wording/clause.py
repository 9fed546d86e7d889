"""The values of a clause that says when a group meets: its days, its hours, and the limits around them."""

from dataclasses import dataclass, field, fields
from datetime import time, timedelta
from typing import Any

from ecgtool.wording.reading import FoundDate
from ecgtool.wording.tokens import Token
from ecgtool.wording.zone_tokens import ZoneWord


@dataclass(frozen=True, kw_only=True)
class Hour:
    """A clock time, how long the meeting lasts where a range says so, its zone, and the season that it is for."""

    at: time
    start: int
    end: int
    lasts: timedelta | None = None
    zone: ZoneWord | None = None
    season: dict[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class ClauseDays:
    """The days of a rule as ``ecg.toml`` has them in ``on``, and how often by themselves: "week", "month".

    ``months`` are those that it is in; ``rrule`` is the rule of days that ``on`` cannot say; ``doubt`` says what else
    the words could mean.
    """

    start: int
    end: int
    on: tuple[str | int, ...]
    every: str = "week"
    months: tuple[int, ...] = ()
    rrule: str = ""
    doubt: str = ""


@dataclass(frozen=True, kw_only=True)
class ClausePart:
    """A rule that a clause says, or a part of one: days, hours or both.

    ``hours`` is one instant on several clocks, or the same meeting's hours in several seasons. ``parity`` says
    whether it is for odd or even weeks only, where a clause tells those apart.
    """

    days: ClauseDays | None = None
    hours: tuple[Hour, ...] = ()
    parity: str = ""


@dataclass(kw_only=True)
class Terms:
    """What goes with days and hours: how often, in which weeks, from when until when, how long, on whose clock.

    ``last`` is a meeting that is named as the last one; ``without`` are the places in a month, or the months, that
    are left out; ``interval_doubt`` says why the interval is in doubt.
    """

    interval: str = ""
    interval_doubt: str = ""
    parity: str = ""
    first: FoundDate | None = None
    until: FoundDate | None = None
    last: FoundDate | None = None
    lasts: timedelta | None = None
    zone: ZoneWord | None = None
    without: tuple[str | int, ...] = ()
    without_text: str = ""

    @property
    def says_something(self) -> bool:
        """Whether any of it is said."""
        return any(getattr(self, one.name) for one in fields(self))

    def fill(self, other: "Terms") -> None:
        """Take over what ``other`` says and this does not yet."""
        for one in fields(self):
            setattr(self, one.name, getattr(self, one.name) or getattr(other, one.name))


@dataclass(kw_only=True)
class Clause:
    """What a clause says; ``kinds`` are the kinds of all its words, ``unused`` the words that no part has."""

    tokens: list[Token]
    parts: list[ClausePart] = field(default_factory=list)
    terms: Terms = field(default_factory=Terms)
    dates: tuple[FoundDate, ...] = ()
    kinds: frozenset[str] = frozenset()
    unused: tuple[Token, ...] = ()

    @property
    def start(self) -> int:
        """Where it begins in its text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Where it ends in its text."""
        return self.tokens[-1].end

    @property
    def is_past(self) -> bool:
        """Whether it is about the past."""
        return "past" in self.kinds and not ("now" in self.kinds and self.tokens_before("now", "past"))

    def tokens_before(self, first: str, second: str) -> bool:
        """Whether the first word of the one kind stands before that of the other."""
        places = {kind: next((t.start for t in self.tokens if t.kind == kind), 10**9) for kind in (first, second)}
        return places[first] < places[second]
