"""The values of a clause that says when a group meets: its days, its hours, and the limits around them."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import time, timedelta
from typing import Any

from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.grammar.zone_tokens import ZoneWord
from ecgtool.wording.reading import WEEKDAYS, FoundDate


@dataclass(frozen=True, kw_only=True)
class Hour:
    """A clock time, with its zone, its season, and how long the meeting lasts, where the text has them.

    ``other`` is the time twelve hours off where the text does not say which half of the day is meant. ``about`` is
    whether the text calls it no exact time.
    """

    at: time
    start: int
    end: int
    lasts: timedelta | None = None
    zone: ZoneWord | None = None
    season: dict[str, Any] | None = None
    other: time | None = None
    about: bool = False


@dataclass(frozen=True, kw_only=True)
class ClauseDays:
    """The days of a rule as the keys ``on`` and ``every`` of ``ecg.toml`` have them.

    ``months`` are the months it is for. ``rrule`` is a rule for days that ``on`` cannot express. ``doubt`` says what
    else the words could mean. ``parity`` is "odd" or "even" for days in such weeks alone.
    """

    start: int
    end: int
    on: tuple[str | int, ...]
    every: str = "week"
    months: tuple[int, ...] = ()
    rrule: str = ""
    doubt: str = ""
    parity: str = ""

    def at_places(self, places: Sequence[str]) -> "ClauseDays":
        """Return weekdays as those at some places in each month: "Tuesday" at "first" -> "first Tuesday"."""
        if self.every != "week" or not set(self.on) <= set(WEEKDAYS):
            return self
        return replace(self, every="month", on=tuple(f"{place} {day}" for place in places for day in self.on))


@dataclass(frozen=True, kw_only=True)
class ClausePart:
    """A rule in a clause, or a part of one: days, hours or both.

    ``hours`` are one instant on several clocks, or one meeting's hours in several seasons. ``parity`` is "odd" or
    "even" where the clause tells odd and even weeks apart. ``first`` is a first date that is of this part alone.
    """

    days: ClauseDays | None = None
    hours: tuple[Hour, ...] = ()
    parity: str = ""
    first: FoundDate | None = None


@dataclass(frozen=True, kw_only=True)
class Terms:
    """The limits around days and hours: how often, in which weeks, from when until when, how long, on whose clock.

    ``last`` is the date of a meeting that is called the last one. ``months`` are the months with meetings.
    ``places`` are those in a month of weekdays that are named elsewhere.
    ``without`` are the places in a month, or the months, that are left out. ``interval_doubt`` says why the interval
    is in doubt.
    """

    interval: str = ""
    interval_doubt: str = ""
    parity: str = ""
    first: FoundDate | None = None
    until: FoundDate | None = None
    last: FoundDate | None = None
    lasts: timedelta | None = None
    zone: ZoneWord | None = None
    months: tuple[int, ...] = ()
    places: tuple[str, ...] = ()
    without: tuple[str | int, ...] = ()
    without_text: str = ""

    @property
    def says_something(self) -> bool:
        """Whether any of them is given."""
        return any(getattr(self, one.name) for one in fields(self))

    def completed_by(self, other: "Terms") -> "Terms":
        """Return these limits, with what is not given here taken from ``other``."""
        return replace(
            self, **{one.name: getattr(self, one.name) or getattr(other, one.name) for one in fields(self)}
        )


@dataclass(kw_only=True)
class Clause:
    """What a clause says.

    ``kinds`` are the kinds of all its words, ``unused`` the words that became part of nothing.
    """

    tokens: list[Token]
    parts: list[ClausePart] = field(default_factory=list)
    terms: Terms = field(default_factory=Terms)
    dates: tuple[FoundDate, ...] = ()
    kinds: frozenset[str] = frozenset()
    unused: tuple[Token, ...] = ()
    first_at: time | None = None
    """Which of hours in turn is that of the first date, where it is named with the date."""

    @property
    def start(self) -> int:
        """The position at which it begins in its text."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """The position at which it ends in its text."""
        return self.tokens[-1].end

    @property
    def firsts(self) -> tuple[FoundDate, ...]:
        """The first dates that it names: that of all its parts, and those of some of them."""
        return tuple(one for one in (self.terms.first, *(part.first for part in self.parts)) if one)

    @property
    def in_turn(self) -> bool:
        """Whether it says that something takes turns."""
        return not self.kinds.isdisjoint({"alternating", "turns"})

    @property
    def is_past(self) -> bool:
        """Whether it is about the past."""
        return "past" in self.kinds and not ("now" in self.kinds and self.tokens_before("now", "past"))

    @property
    def shift(self) -> timedelta | None:
        """By how much it says that meetings are later than usual, "an hour later"; below zero if they are earlier."""
        return next((token.value for token in self.tokens if token.kind == "shift"), None)

    def tokens_before(self, first: str, second: str) -> bool:
        """Return whether the first word of the kind ``first`` stands before that of the kind ``second``."""
        places = {kind: next((t.start for t in self.tokens if t.kind == kind), 10**9) for kind in (first, second)}
        return places[first] < places[second]


@dataclass(kw_only=True)
class ClauseWords:
    """The words of a clause with a letter for the kind of each. Words that were used have "_" instead.

    ``before`` are the letters as they were at first. ``left_out`` are the weekdays that an exception names.
    ``rhythms`` are how often, or in which weeks, days are that others beside them are not, by the place of the day.
    """

    tokens: list[Token]
    code: list[str]
    before: str
    left_out: tuple[str, ...] = ()
    rhythms: dict[int, Token] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The letters as they are now."""
        return "".join(self.code)

    def take(self, start: int, end: int) -> list[Token]:
        """Mark the words from ``start`` to ``end`` as used, and return them."""
        self.code[start:end] = ["_"] * (end - start)
        return self.tokens[start:end]

    def give_back(self, start: int, end: int) -> None:
        """Mark the words between two positions of the text as not used."""
        for n, token in enumerate(self.tokens):
            if start <= token.start < end:
                self.code[n] = self.before[n]
