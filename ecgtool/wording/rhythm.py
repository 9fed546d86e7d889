"""How often and on which days a group meets, as a sentence says it ("every second Tuesday", "monthly")."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any

from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.vocabulary import LANGUAGES, WITHOUT_SPACES

ORDINALS = ("first", "second", "third", "fourth", "fifth")
_ANY_DAY = date(2000, 1, 1)
_OF_RHYTHM = frozenset(
    {"weekday", "weekdays", "every", "other", "ordinal", "of-month", "interval", "and", "or", "clock"}
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Rhythm:
    """How often (``every``) and on which days (``on``) a group meets, in the words of ``ecg.toml``.

    ``why`` says what it was guessed from; "" where the words were plain.
    """

    every: str
    on: tuple[str | int, ...] = ()
    why: str = ""

    @property
    def needs_start(self) -> bool:
        """Whether it is counted from a first date, as every interval is but "day", "week" and "month"."""
        return self.every not in {"day", "week", "month"}


def one_or_all(days: Sequence[Any]) -> Any:
    """Return the days as the key ``on`` has them: one by itself, several in an array."""
    return days[0] if len(days) == 1 else list(days)


def rhythm_elsewhere(text: str) -> Rhythm | None:
    """Return the rhythm of what was typed in a language other than English ("jeden zweiten Dienstag"), or None.

    Where more is said than a rhythm and an hour ("außer im August"), there is none.
    """
    for language in LANGUAGES[1 : -len(WITHOUT_SPACES)] if text.isascii() else LANGUAGES[1:]:
        for clause in read_sentence(text, _ANY_DAY, language):
            days = next((part.days for part in clause.parts if part.days), None)
            more = [t for t in clause.tokens if t.kind not in _OF_RHYTHM]
            if days and all(t.kind == "word" and len(t.text) < 4 for t in more):  # "am", "le"
                return Rhythm(every=clause.terms.interval or days.every, on=days.on)
    return None


def completed(rhythm: Rhythm, day: date) -> Rhythm:
    """Return the rhythm with days. Where it has none, they are taken from ``day``, the date of a meeting."""
    if rhythm.on:
        return rhythm
    if rhythm.every.endswith(("week", "weeks")):
        return replace(rhythm, on=(WEEKDAYS[day.weekday()],), why=rhythm.why or f"by the weekday of {day}")
    return replace(rhythm, on=(_place_in_month(day),), why=rhythm.why or f"by the place of {day} in its month")


def from_dates(days: Iterable[date]) -> Rhythm | None:
    """Return the rhythm of the dates of meetings, past and coming; None where they show none."""
    ordered = sorted(set(days))
    gaps = Counter((later - earlier).days for earlier, later in pairwise(ordered))
    if len(ordered) < 2 or not gaps:
        return None
    gap, _ = min(gaps.most_common(), key=lambda counted: (-counted[1], counted[0]))
    why = f"by the dates {', '.join(map(str, ordered[-4:]))}"
    last = WEEKDAYS[ordered[-1].weekday()]
    place = _common_place(ordered)
    in_place = all(place.split()[0] in _places(day) for day in ordered)
    if gap in {7, 14, 21} or (gap == 28 and not in_place and len(gaps) == 1):
        return Rhythm(every="week" if gap == 7 else f"{gap // 7} weeks", on=(last,), why=why)
    return Rhythm(every="month", on=(place,), why=why) if 27 <= gap <= 35 else None


def from_distance(day: date, today: date) -> Rhythm:
    """Return the likeliest rhythm of a group whose next meeting after ``today`` is on ``day``."""
    distance = (day - today).days
    if distance > 14:
        return Rhythm(every="month", on=(_place_in_month(day),), why=f"by {day} alone, which is {distance} days off")
    if distance > 7:
        return Rhythm(
            every="2 weeks", on=(WEEKDAYS[day.weekday()],), why=f"by {day} alone, which is {distance} days off"
        )
    return Rhythm(every="week", on=(WEEKDAYS[day.weekday()],), why=f"by {day} alone")


def has(rhythm: Rhythm, day: date) -> bool:
    """Return whether ``day`` can be one of the rhythm's days, whatever first date it is counted from."""
    places = (*_places(day), *(("penultimate",) if _is_penultimate(day) else ()))
    names = {WEEKDAYS[day.weekday()], day.day, *(f"{place} {WEEKDAYS[day.weekday()]}" for place in places)}
    return rhythm.every == "day" or not rhythm.on or bool(names.intersection(rhythm.on))


def _is_penultimate(day: date) -> bool:
    weeks = [date.fromordinal(day.toordinal() + 7 * n).month for n in (1, 2)]
    return weeks[0] == day.month != weeks[1]


def _places(day: date) -> Sequence[str]:
    last = (day.toordinal() + 7, "last")
    is_last = date.fromordinal(last[0]).month != day.month
    return (*(("last",) if is_last else ()), ORDINALS[(day.day - 1) // 7])


def _place_in_month(day: date) -> str:
    return f"{_places(day)[0]} {WEEKDAYS[day.weekday()]}"


def _common_place(days: Sequence[date]) -> str:
    counted = Counter(f"{place} {WEEKDAYS[day.weekday()]}" for day in days for place in _places(day))
    return counted.most_common(1)[0][0]
