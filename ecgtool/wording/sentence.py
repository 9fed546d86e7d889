"""Reading when a group meets from a sentence: days, hours, how often, from when until when, and exceptions.

The grammar is one of kinds of words (``tokens``): every word becomes a letter, and the forms of a rule are
expressions over those letters: "2nd and 4th Monday" is ``O&OD`` in any language.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ecgtool.wording.clause import Clause, ClauseDays, ClausePart, Hour
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.tokens import Token, clock_of, tokens, zone_of
from ecgtool.wording.vocabulary import UNITS
from ecgtool.wording.zone_tokens import ZoneWord

_LETTERS = {
    "ordinal": "O", "weekday": "D", "number": "N", "clock": "C", "zone": "Z", "interval": "I", "unsure interval": "I",
    "every": "E", "other": "A", "of-month": "M", "month": "m", "date": "T", "unsure date": "T", "length": "L",
    "and": "&", "to": "-", "start": "S", "until": "U", "except": "X", "not": "n", "past": "p", "now": "w", "off": "f",
    "moved": "v", "season": "s", "odd": "o", "even": "e", "weekdays": "K", "after": "F", "private": "P",
    "machine": "H", "vague": "V", "meet": "G", "next": "x", "last": "y", "alternating": "l", "poll": "q",
}  # fmt: skip
_MARKS = {",": "&", "/": "&", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "\u2013": "-",
          "\u2014": "-", "=": "&", "|": "&", "、": "&", "\uff08": "(", "\uff09": ")", ":": ":"}  # fmt: skip
_DATED = re.compile(r"D(?=[&(W]?T)|(?<=T)[&(]?D")
_AFTER = re.compile(r"(?P<day>D)[&W]?F(?P<place>O)(?P<base>D)M?")
_PLACES = re.compile(
    r"(?P<every>E[W-]?)?(?P<places>O(?:[&-]+W?O)*)W?(?P<days>D(?:[&-]+D)*)"
    r"(?P<of>W?M|W?(?=[&(]*I))?(?:W?E?W?[(:]?(?P<months>m(?:[&W]*m)+|m(?!N)))?"
)
_WEEKS = re.compile(r"O(?:[&-]+W?O)*WM[W&]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&]{0,4}O(?:[&-]+W?O)*WM")
_NUMBERS = re.compile(
    r"(?P<numbers>[ON](?:[&-]+W?[ON])*)(?:W?M|(?=W?IW?))|(?<=I)W{0,2}(?P<after>N(?:&+W?N)*)|MW*(?P<of>N)"
)
_PLAIN = re.compile(r"(?P<other>E?-?[Al][W-]?)?(?P<days>(?:K|D(?:[&-]+D)*))")
_WHOLE = re.compile(r"^(?!.*(?<!G)OL).*(?:[DCK].*L|L.*[DCK])|G[WOU(:-]{0,4}L|LW?G|^[W.]{0,3}[:(]?[W.]{0,2}L[).]*$")
"""Forms in which a length is the whole meeting's, and not that of a part of it or of something else."""
_BETWEEN = re.compile(r"[&:()Zs.-]*(?:W[&()Zs.-]*){0,2}")


def read_sentence(text: str, near: date, language: str = "en", *, alone: bool = False) -> list[Clause]:
    """Return what ``text`` says, a clause each; a date without a year is the one nearest to ``near``."""
    return [_read(part) for part in _clauses(tokens(text, near, language, alone=alone)) if part]


def letters(part: Sequence[Token]) -> str:
    """The kinds of the words, a letter each."""
    return "".join(_LETTERS.get(t.kind) or _MARKS.get(t.text, "W" if t.kind == "word" else ".") for t in part)


def _clauses(found: list[Token]) -> Iterator[list[Token]]:
    """Yield the clauses, cut at semicolons, at brackets about another time, and before a "now" after the past."""
    code = letters(found)
    for match in re.finditer(r"\((?=[^()]*[pUvfn])(?=[^()]*[DCT])[^()]*\)", code):
        yield from _clauses(found[match.start() + 1 : match.end() - 1])
        yield from _clauses(found[: match.start()] + found[match.end() :])
        return
    cut = re.search(r";", code) or ("p" in code and re.search(r"(?<=.)(?=w)", code)) or None
    if cut and cut.start() > 0:
        yield found[: cut.start()]
        yield from _clauses(found[cut.end() :])
    else:
        yield found


def _read(part: list[Token]) -> Clause:
    clause = Clause(tokens=part, kinds=frozenset(t.kind for t in part))
    code = list(letters(part))
    for match in _DATED.finditer("".join(code)):
        if not part[match.end() - 1].text.rstrip(".").endswith("s"):
            code[match.end() - 1] = "d"
    used = _Used(part, code, "".join(code))
    _frame(clause, used)
    days = list(_refined(list(_day_groups(used)), part))
    hours = _hour_groups(used)
    clause.parts = _with_parity(_paired(days, hours), clause)
    clause.unused = tuple(t for t, letter in zip(part, used.code, strict=True) if letter in "DONCIATmoeK")
    return clause


@dataclass
class _Used:
    """The words of a clause with their letters; what a form has taken becomes a dash."""

    tokens: list[Token]
    code: list[str]
    before: str

    @property
    def text(self) -> str:
        return "".join(self.code)

    def take(self, start: int, end: int) -> list[Token]:
        self.code[start:end] = ["_"] * (end - start)
        return self.tokens[start:end]


def _frame(clause: Clause, used: _Used) -> None:
    """Return the limits around days and hours: first and last date, length, exceptions, how often."""
    if match := re.search(r"S[WG:&(.]{0,6}d?[&]?(T)|(T)[W)&]{0,3}S", used.text):
        clause.terms.first = used.tokens[match.start(1) if match[1] else match.start(2)].value
        used.take(*match.span())
    if match := re.search(r"y[W:&(]{0,4}d?[&]?(T)", used.text):
        clause.terms.last = used.tokens[match.start(1)].value
        used.take(*match.span())
    if match := re.search(r"U[W:]{0,3}d?[&]?(T)", used.text):
        clause.terms.until = used.tokens[match.start(1)].value
        used.take(*match.span())
    clause.dates = tuple(t.value for t in clause.tokens if t.kind == "date")
    if (match := re.search(r"L", used.text)) and _WHOLE.search(used.before):
        clause.terms.lasts = used.take(*match.span())[0].value
    if match := re.search(r"XW{0,2}((?:O(?:[&]+W?O)*W?(?:D(?!F)|W)?M?|m(?:[&]+m)*|[WT&D]+))", used.text):
        taken = used.take(*match.span())
        clause.terms.without = tuple(t.value for t in taken if t.kind in {"ordinal", "month"})
        clause.terms.without_text = " ".join(t.text for t in taken)
    _how_often(clause, used)


def _how_often(clause: Clause, used: _Used) -> None:
    """How often, and in which weeks; of two words for one interval both are taken."""
    if match := re.search(r"V", used.text):
        clause.terms.interval_doubt = f"“{used.take(*match.span())[0].text}” is not understood"
    for place in [n for n, letter in enumerate(used.code) if letter == "I"]:
        found = used.tokens[place]
        if clause.terms.interval and str(found.value) != clause.terms.interval:
            continue
        used.take(place, place + 1)
        clause.terms.interval = str(found.value)
        clause.terms.interval_doubt = clause.terms.interval_doubt or (
            f"“{found.text}” may mean every two months or twice a month" if "unsure" in found.kind else ""
        )
    for match in re.finditer(r"[oe]", used.text):
        clause.terms.parity = clause.terms.parity or used.tokens[match.start()].kind
        used.take(*match.span())


def _with_parity(parts: list[ClausePart], clause: Clause) -> list[ClausePart]:
    """The parts, each with the sort of weeks that it is for, where the clause names as many sorts as parts."""
    sorts = [token.kind for token in clause.tokens if token.kind in {"odd", "even"}]
    if len(sorts) < 2 or len(sorts) != len(parts):
        return parts
    return [replace(part, parity=sort) for part, sort in zip(parts, sorts, strict=True)]


def _day_groups(used: _Used) -> Iterator[ClauseDays]:
    while found := next(
        (days for form in (_after, _in_weeks, _placed, _numbered, _plain) if (days := form(used))), None
    ):
        yield found


def _refined(days: Sequence[ClauseDays], part: Sequence[Token]) -> Iterator[ClauseDays]:
    """Yield the days; of "Mondays at 15:00 (first Monday of the month)" those of the bracket alone, as one."""
    opened = [token.start for token in part if token.text in {"(", "\uff08", "["}]
    ordered = sorted(days, key=lambda one: one.start)
    again: list[ClauseDays] = []
    for one in ordered:
        if any(one is other for other in again):
            continue
        inside = next((other for other in ordered if _says_place_of(one, other, opened)), None)
        again += [inside] if inside else []
        yield replace(inside, start=one.start, end=one.end) if inside else one


def _says_place_of(one: ClauseDays, other: ClauseDays, opened: Sequence[int]) -> bool:
    """Whether ``other`` stands in a bracket after ``one`` and says which of its days in the month are meant."""
    if one.every != "week" or not any(one.end <= at < other.start for at in opened):
        return False
    placed = {str(day).rpartition(" ")[2] for day in other.on if " " in str(day)}
    return placed == set(one.on) or bool(other.rrule or (other.doubt and not other.on))


def _after(used: _Used) -> ClauseDays | None:
    """Days after others, "Tuesday after the third Monday": the days of the month that it can be on, as a rule."""
    match = _AFTER.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    day, place, base = (
        next(t for t in taken[n:] if t.kind == kind).value
        for n, kind in ((0, "weekday"), (1, "ordinal"), (2, "weekday"))
    )
    text = next(t.text for t in taken if t.kind == "after").lower()
    distance = (WEEKDAYS.index(day) - WEEKDAYS.index(base)) % 7 or 7
    if re.search(r"before|preceding|\bvor\b|avant|antes|prima", text):
        distance -= 7 if distance < 7 else 14
    number = (
        ("first", "second", "third", "fourth").index(place) if place in {"first", "second", "third", "fourth"} else 9
    )
    days = range(7 * number + 1 + distance, 7 * number + 8 + distance)
    words = " ".join(t.text for t in taken)
    if days[0] < 1 or days[-1] > 28:
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="", doubt=f"no key says “{words}”")
    rule = f"FREQ=MONTHLY;BYDAY={day[:2].upper()};BYMONTHDAY={','.join(map(str, days))}"
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="month", rrule=rule)


def _placed(used: _Used) -> ClauseDays | None:
    """Days by their place in the month; "every second Tuesday" without "of the month" is every two weeks."""
    match = _PLACES.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    places = [t.value for t in taken if t.kind == "ordinal"]
    days = _of_range([t for t in taken if t.kind in {"weekday", "to"} or t.text in "-\u2013"])
    months = tuple(t.value for t in taken if t.kind == "month")
    start, end = taken[0].start, taken[-1].end
    if re.search(r"FW?$", used.before[: match.start()]):
        words = " ".join(t.text for t in used.tokens[max(match.start() - 2, 0) : match.end()])
        return ClauseDays(start=start, end=end, on=(), every="", doubt=f"no key says “{words}”")
    counted = ("second", "third", "fourth")
    if match["every"] and not match["of"] and not months and len(places) == 1 and places[0] in counted:
        return _every_second(taken, tuple(days), 2 + counted.index(places[0]))
    return ClauseDays(
        start=start,
        end=end,
        on=tuple(f"{place} {day}" for place in places for day in days),
        every="month",
        months=months,
    )


def _every_second(taken: Sequence[Token], days: tuple[str, ...], number: int) -> ClauseDays:
    """Of "every second Tuesday" the Tuesdays two weeks apart; of "every third Thursday" those of the month."""
    start, end, words = taken[0].start, taken[-1].end, " ".join(token.text for token in taken)
    place = next(token for token in taken if token.kind == "ordinal")
    if number == 2:
        doubt = "" if place.text.lower() == "second" else f"“{words}” may also mean the second of the month"
        return ClauseDays(start=start, end=end, on=days, every="2 weeks", doubt=doubt)
    doubt = f"“{words}” may also mean every {number} weeks"
    return ClauseDays(
        start=start, end=end, on=tuple(f"{place.value} {day}" for day in days), every="month", doubt=doubt
    )


def _in_weeks(used: _Used) -> ClauseDays | None:
    """Days in certain weeks of the month, "Tuesday of the second week": taken for the second Tuesday, as a guess."""
    for match in _WEEKS.finditer(used.text):
        if any(t.text.lower().startswith(UNITS["week"]) for t in used.tokens[match.start() : match.end()]):
            taken = used.take(*match.span())
            places = [t.value for t in taken if t.kind == "ordinal"]
            days = _of_range([t for t in taken if t.kind in {"weekday", "to"}])
            on = tuple(f"{place} {day}" for place in places for day in days)
            doubt = f"“{' '.join(t.text for t in taken)}” may not always mean those"
            return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every="month", doubt=doubt)
    return None


def _numbered(used: _Used) -> ClauseDays | None:
    match = _NUMBERS.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    places = ("first", "second", "third", "fourth", "fifth")
    numbers = [
        t.value if t.kind == "number" else places.index(t.value) + 1 if t.value in places else 0
        for t in taken
        if t.kind in {"number", "ordinal"}
    ]
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=tuple(n for n in numbers if n), every="month")


def _plain(used: _Used) -> ClauseDays | None:
    match = _PLAIN.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    every = "2 weeks" if match["other"] else "week"
    if any(t.kind == "weekdays" for t in taken):
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=WEEKDAYS[:5], every=every)
    days = _of_range([t for t in taken if t.kind in {"weekday", "to", "mark"}])
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=tuple(dict.fromkeys(days)), every=every)


def _of_range(taken: Sequence[Token]) -> list[str]:
    """The weekdays, those of a range with all between its ends."""
    days: list[str] = []
    to = False
    for token in taken:
        if token.kind == "weekday":
            first = WEEKDAYS.index(days[-1]) if to and days else WEEKDAYS.index(token.value)
            last = WEEKDAYS.index(token.value)
            days += [
                WEEKDAYS[n % 7] for n in range(first + bool(to and days), (last if last >= first else last + 7) + 1)
            ]
        to = token.kind == "to" or token.text in {"-", "\u2013", "\u2014"}
    return days


def _hour_groups(used: _Used) -> list[tuple[Hour, ...]]:
    places = [n for n, letter in enumerate(used.code) if letter == "C"]
    hours = [_hour(used, n, following) for n, following in zip(places, [*places, len(used.code)][1:], strict=True)]
    seasons = [token.value for token in used.tokens if token.kind == "season"]
    if len(hours) == 1 and len(seasons) == 1 and hours[0].season is None:
        hours = [replace(hours[0], season=seasons[0])]
    groups: list[list[Hour]] = []
    for index, hour in enumerate(hours):
        between = used.before[places[index - 1] + 1 : places[index]] if index else ""
        if index and _BETWEEN.fullmatch(between):
            groups[-1].append(hour)
        else:
            groups.append([hour])
    for place in places:
        used.take(place, place + 1)
    return [hours for group in groups for hours in _rounds(tuple(_with_zones(group)))]


def _rounds(hours: tuple[Hour, ...]) -> list[tuple[Hour, ...]]:
    """Hours whose zones come again in the same order are several instants: "5pm CET / 11am ET and 9pm CET / 3pm ET"."""
    zones = [hour.zone.text if hour.zone else "" for hour in hours]
    size = next((n for n in range(2, len(zones)) if zones[n] == zones[0]), 0)
    again = size and len(set(zones[:size])) == size and zones == zones[:size] * (len(zones) // size)
    if not again or any(hour.season for hour in hours):
        return [hours]
    return [hours[n : n + size] for n in range(0, len(hours), size)]


def _hour(used: _Used, place: int, following: int) -> Hour:
    """The hour at ``place`` with the zone after it, or else right before it, and the season up to the next."""
    clock = clock_of(used.tokens[place])
    zone: ZoneWord | None = None
    if match := re.match(r"[&(:W]{0,2}(Z)", used.text[place + 1 : following]):
        zone = zone_of(used.tokens[place + 1 + match.start(1)])
        used.take(place + 1 + match.start(1), place + 1 + match.end(1))
    elif match := re.search(r"(Z)[&():W]{0,2}$", used.text[:place]):
        zone = zone_of(used.tokens[match.start(1)])
        used.take(*match.span(1))
    season = next((t.value for t in used.tokens[place + 1 : following] if t.kind == "season"), None)
    if season is None and (before := [t.value for t in used.tokens[:place] if t.kind == "season"]):
        season = before[-1] if re.search(r"s[&:()W]{0,3}$", used.text[:place]) else None
    return Hour(at=clock.at, lasts=clock.lasts, zone=zone, season=season, start=clock.start, end=clock.end)


def _with_zones(group: Sequence[Hour]) -> Iterator[Hour]:
    """The hours, one without a zone with that of the next that has one, or of the last."""
    for index, hour in enumerate(group):
        others = [other.zone for other in (*group[index + 1 :], *reversed(group[:index])) if other.zone]
        yield replace(hour, zone=hour.zone or (others[0] if others else None))


def _paired(days: Sequence[ClauseDays], hours: Sequence[tuple[Hour, ...]]) -> list[ClausePart]:
    """Days with the hours after them, or before where hours come first; days before one hour share it."""
    ordered = sorted(days, key=lambda one: one.start)
    if not ordered or not hours:
        return [*(ClausePart(days=one) for one in ordered), *(ClausePart(hours=one) for one in hours)]
    if hours[0][0].start < ordered[0].start and len(hours) == len(ordered):
        return [ClausePart(days=one, hours=at) for one, at in zip(ordered, hours, strict=True)]
    parts: list[ClausePart] = []
    left = list(hours)
    for index, one in enumerate(ordered):
        following = ordered[index + 1].start if index + 1 < len(ordered) else 10**9
        own = [at for at in left if one.start <= at[0].start < following]
        left = [at for at in left if at not in own]
        parts += [ClausePart(days=one, hours=at) for at in own] or [ClausePart(days=one)]
    for index in range(len(parts) - 2, -1, -1):
        if not parts[index].hours and parts[index + 1].hours:
            parts[index] = replace(parts[index], hours=parts[index + 1].hours)
    if left and len(left) == 1 and all(not part.hours for part in parts):
        parts = [replace(part, hours=left[0]) for part in parts]
        left = []
    parts = [replace(part, hours=parts[0].hours) if not part.hours else part for part in parts]
    return [*parts, *(ClausePart(hours=at) for at in left)]
