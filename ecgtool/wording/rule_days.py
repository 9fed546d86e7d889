"""Find the days in a clause: by weekday, by their place in the month, by number, or after other days."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ecgtool.wording.clause import ClauseDays
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.tokens import Token
from ecgtool.wording.vocabulary import COUNTS, PLACES, UNITS

_AFTER = re.compile(r"(?P<day>D[&W]?|W)F(?:W?D[(:&])?(?P<place>O)(?P<base>D)(?:[(]OD[)])?M?")
_HUNG = re.compile(r"(?P<day>D)F[EA]?W|(?P<next>W)FW?D")
"""A day that hangs on something else: "the Tuesday before each release", "the day after the Monday call"."""
_BEFORE = re.compile(r"before|preced|\bvor\b|avant|antes|prima", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"lunch|dinner|work|school|class|office|hours|noon|midday|midnight", re.IGNORECASE)
_PLACES = re.compile(
    r"(?:_[(]m(?:&W{0,2}m)+[)][&W]{0,3})?(?P<every>E[W-]?)?(?P<places>O(?:[&-]+W?O)*)W?(?P<days>D(?:[&-]+D)*)"
    r"(?P<of>W?M|W?(?=[&(]*I))?(?:W?E?W?(?:&?_[(]|[(:])?(?P<months>m(?:[&W]*m)+|m(?!N)))?"
)
_WEEKS = re.compile(r"O(?:[&-]+W?O)*W{1,2}M[W&:]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&]{0,4}O(?:[&-]+W?O)*W{1,2}M")
_IN_BRACKET = re.compile(
    r"D(?:[&-]+D)*[(][_W&:]*O(?:[&-]+W?O)*(?:W?M)?[)]|(?<=_)[(]O(?:[&-]+W?O)*[)]&{0,2}D(?:[&-]+D)*"
)
_NUMBERS = re.compile(
    r"(?P<numbers>[ON](?:[&-]+W?[ON])*)(?:W?M|(?=W?IW?))|(?<=[I_])[W:(&]{0,4}(?P<after>[ON](?:&+W?[ON])*)(?![)&]{0,2}W?D)|MW*(?P<of>N)|(?<=E)W?(?P<each>N)"
    r"|(?<=^W:)W?(?P<labelled>N(?:&+W?N)*)[.]?$"
)
_DAY_LABEL = re.compile(r"days?$|tag|jour|d[ií]a|giorno|dag", re.IGNORECASE)
_PAIR = re.compile(r"(?<=W)(?P<numbers>(?:[ON]&W?)*N(?:&W?N)+|O&W?N)(?!W?M)")
_WORKING = re.compile(r"(?P<places>O(?:[&-]+W?O)*)W?(?P<days>K)W?M?")
_NUMBER_OF = {name: number for number, name in enumerate(PLACES[:5], 1)} | {"penultimate": -2, "last": -1}
_PLAIN = re.compile(r"(?:(?P<interval>I)[W&]{0,2})?(?P<other>E?-?[Al][W-]?)?(?P<days>(?:K|D(?:[&-]+D)*))")


@dataclass(kw_only=True)
class ClauseWords:
    """The words of a clause with a letter for the kind of each. Words that were used have "_" instead.

    ``before`` are the letters as they were at first. ``left_out`` are the weekdays that an exception names.
    """

    tokens: list[Token]
    code: list[str]
    before: str
    left_out: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The letters as they are now."""
        return "".join(self.code)

    def take(self, start: int, end: int) -> list[Token]:
        """Mark the words from ``start`` to ``end`` as used, and return them."""
        self.code[start:end] = ["_"] * (end - start)
        return self.tokens[start:end]


def day_groups(used: ClauseWords) -> list[ClauseDays]:
    """Return the days that a clause names, in its order.

    The forms are tried from the most specific on, and each takes its words, so that a later form does not see them.
    """
    found: list[ClauseDays] = []
    forms = (_after, _hung, _in_weeks, _in_bracket, _placed, _working, _numbered, _plain)
    while days := next((days for form in forms if (days := form(used))), None):
        found.append(days)
    return list(_refined(found, used.tokens))


def _refined(days: Sequence[ClauseDays], part: Sequence[Token]) -> Iterator[ClauseDays]:
    """Yield the days. Of "Mondays at 15:00 (first Monday of the month)" only those in the bracket are yielded."""
    opened = [token.start for token in part if token.text in {"(", "\uff08", "["}]
    ordered = sorted(days, key=lambda one: one.start)
    explains = bool(ordered) and bool(ordered[0].rrule)  # "the day after Patch Tuesday (second Tuesday)"
    ordered = [
        one
        for one in ordered
        if one is ordered[0] or not (one.every == "week" or explains) or not _is_aside(one, part)
    ]
    if ordered and all(isinstance(day, int) for day in ordered[0].on):
        ordered = [one for one in ordered if one is ordered[0] or not _is_also(one, part)]
    again: list[ClauseDays] = []
    for one in ordered:
        if any(one is other for other in again):
            continue
        inside = next((other for other in ordered if _says_place_of(one, other, opened)), None)
        again += [inside] if inside else []
        if inside and inside.on and all(isinstance(place, int) for place in inside.on):
            on = tuple(f"{PLACES[int(place) - 1]} {day}" for place in inside.on for day in one.on)
            yield replace(one, on=on, every="month")
        else:
            yield replace(inside, start=one.start, end=one.end) if inside else one


def _is_also(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether weekdays are only named as no exception to days by number: "on the 1st, also on Sundays"."""
    before = [token.text.lower() for token in part if token.start < one.start][-3:]
    return one.every == "week" and bool({"also", "even", "including"} & set(before))


def _is_aside(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether days stand in a bracket without a clock time: "(Wednesday morning in Asia)" is no meeting."""
    before = [token for token in part if token.start < one.start]
    opened = next((n for n in reversed(range(len(before))) if before[n].text in {"(", "\uff08", "["}), None)
    if opened is None or any(token.text in {")", "\uff09", "]"} for token in before[opened:]):
        return False
    inside: list[Token] = []
    for token in part[opened + 1 :]:
        if token.text in {")", "\uff09", "]"}:
            break
        inside.append(token)
    return not any(token.kind == "clock" for token in inside)


def _says_place_of(one: ClauseDays, other: ClauseDays, opened: Sequence[int]) -> bool:
    """Return whether ``other`` is in a bracket after ``one``, and says which of its days in the month are meant."""
    if one.every != "week" or not any(one.end <= at < other.start for at in opened):
        return False
    placed = {str(day).rpartition(" ")[2] for day in other.on if " " in str(day)}
    if other.on and all(isinstance(day, int) and day < 6 for day in other.on):
        return True  # "Fridays (1st of the month)"
    return placed == set(one.on) or bool(other.rrule or (other.doubt and not other.on))


def _after(used: ClauseWords) -> ClauseDays | None:
    """Return days after other days, "Tuesday after the third Monday", as a rule with the dates they can be on."""
    forms = (m for m in _AFTER.finditer(used.text) if m["day"][0] == "D" or _days_away(used.tokens, m.start()))
    match = next(forms, None)
    if not match:
        return None
    taken = used.take(*match.span())
    place = next(t for t in taken if t.kind == "ordinal").value
    base = WEEKDAYS.index(taken[match.start("base") - match.start()].value)
    is_before = _BEFORE.search(next(t.text for t in taken if t.kind == "after"))
    if match["day"][0] == "D":
        distance = (WEEKDAYS.index(taken[0].value) - base) % 7 or 7
        distance -= (7 if distance < 7 else 14) if is_before else 0
    else:
        distance = _days_away(used.tokens, match.start()) * (-1 if is_before else 1)
    day = WEEKDAYS[(base + distance) % 7]
    number = (
        ("first", "second", "third", "fourth").index(place) if place in {"first", "second", "third", "fourth"} else 9
    )
    days = range(7 * number + 1 + distance, 7 * number + 8 + distance)
    words = " ".join(t.text for t in taken)
    if days[0] < 1 or days[-1] > 28:
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="", doubt=f"no key says “{words}”")
    rule = f"FREQ=MONTHLY;BYDAY={day[:2].upper()};BYMONTHDAY={','.join(map(str, days))}"
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="month", rrule=rule)


def _days_away(tokens: Sequence[Token], place: int) -> int:
    """Return how many days "two days" or "a week" are, of which the last word is at ``place``; 0 for other words."""
    word, before = tokens[place].text.lower(), tokens[place - 1].text.lower() if place else ""
    unit = 1 if _is_day(tokens[place]) else 7 if word.startswith(UNITS["week"]) else 0
    many = int(before) if before.isdigit() else COUNTS.get(before, 0)
    return unit * (many or (0 if word.endswith("s") else 1))


def _hung(used: ClauseWords) -> ClauseDays | None:
    """Return a doubt for a day that hangs on what no rule knows: "the Tuesday before each release"."""
    for match in _HUNG.finditer(used.text):
        first, last = used.tokens[match.start()], used.tokens[match.end() - 1]
        each = any(t.kind in {"every", "other"} for t in used.tokens[match.start() : match.end()])
        one_day = match["day"] and (each or not first.text.lower().endswith("s"))
        if (one_day and not _TIME_OF_DAY.match(last.text)) or (match["next"] and _is_day(first)):
            taken = used.take(*match.span())
            words = " ".join(t.text for t in taken)
            return ClauseDays(start=first.start, end=last.end, on=(), every="", doubt=f"no key says “{words}”")
    return None


def _is_day(token: Token) -> bool:
    """Return whether a word is that for a day, such as "day" or "Tag"."""
    return token.text.lower().startswith(UNITS["day"])


def _placed(used: ClauseWords) -> ClauseDays | None:
    """Return days by their place in the month. "every second Tuesday", without "of the month", is every two weeks."""
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
        intervals = {t.value for t in used.tokens if t.kind == "interval"}
        return _every_second(taken, tuple(days), 2 + counted.index(places[0]), intervals)
    return ClauseDays(
        start=start,
        end=end,
        on=tuple(f"{place} {day}" for place in places for day in days),
        every="month",
        months=months,
    )


def _every_second(taken: Sequence[Token], days: tuple[str, ...], number: int, intervals: set[str]) -> ClauseDays:
    """Return Tuesdays two weeks apart for "every second Tuesday", but the month's for "every third Thursday".

    One of the ``intervals`` that the clause says besides settles it: "every third Saturday (every three weeks)".
    """
    start, end, words = taken[0].start, taken[-1].end, " ".join(token.text for token in taken)
    place = next(token for token in taken if token.kind == "ordinal")
    if (own := f"{number} weeks") in intervals:
        return ClauseDays(start=start, end=end, on=days, every=own)
    if number == 2:
        doubt = "" if place.text.lower() == "second" else f"“{words}” may also mean the second of the month"
        return ClauseDays(start=start, end=end, on=days, every="2 weeks", doubt=doubt)
    doubt = f"“{words}” may also mean every {number} weeks"
    return ClauseDays(
        start=start, end=end, on=tuple(f"{place.value} {day}" for day in days), every="month", doubt=doubt
    )


def _in_weeks(used: ClauseWords) -> ClauseDays | None:
    """Return days in weeks of the month. "Tuesday of the second week" counts as the second Tuesday, with a doubt."""
    for match in _WEEKS.finditer(used.text):
        if any(t.text.lower().startswith(UNITS["week"]) for t in used.tokens[match.start() : match.end()]):
            taken = used.take(*match.span())
            places = [t.value for t in taken if t.kind == "ordinal"]
            days = _of_range([t for t in taken if t.kind in {"weekday", "to"}])
            on = tuple(f"{place} {day}" for place in places for day in days)
            doubt = f"“{' '.join(t.text for t in taken)}” may not always mean those"
            return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every="month", doubt=doubt)
    return None


def _in_bracket(used: ClauseWords) -> ClauseDays | None:
    """Return days with their place in a bracket: "Tuesdays (monthly, the third)", "monthly (2nd) | Thu"."""
    match = _IN_BRACKET.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    places = [t.value for t in taken if t.kind == "ordinal"]
    days = _of_range([t for t in taken if t.kind in {"weekday", "to"} or t.text in "-\u2013"])
    on = tuple(f"{place} {day}" for place in places for day in days)
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every="month")


def _working(used: ClauseWords) -> ClauseDays | None:
    """Return working days by their place in the month, "the last working day", as a rule."""
    match = _WORKING.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    places = ",".join(str(_NUMBER_OF[t.value]) for t in taken if t.kind == "ordinal")
    rule = f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={places}"
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="month", rrule=rule)


def _numbered(used: ClauseWords) -> ClauseDays | None:
    match = _NUMBERS.search(used.text) or (None if "D" in used.text else _PAIR.search(used.text))
    if not match:
        return None
    groups = match.groupdict()
    if "O" in (groups.get("after") or "") and not re.search(r"I[W:(&]{0,4}$", used.before[: match.start("after")]):
        return None  # "every other Tuesday: first at 08:00"
    if groups.get("labelled") and not _DAY_LABEL.match(used.tokens[0].text):
        return None
    taken = used.take(*match.span())
    numbers = [
        token.value if token.kind == "number" else _NUMBER_OF[token.value]
        for token in taken
        if token.kind in {"number", "ordinal"}
    ]
    start, end = taken[0].start, taken[-1].end
    if min(numbers) < 0 and any(_is_day(token) for token in taken):
        rule = f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, numbers))}"
        return ClauseDays(start=start, end=end, on=(), every="month", rrule=rule)
    return ClauseDays(start=start, end=end, on=tuple(n for n in numbers if n > 0), every="month")


def _plain(used: ClauseWords) -> ClauseDays | None:
    match = _PLAIN.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    interval = str(taken[0].value) if match["interval"] else "week"
    every = "2 weeks" if match["other"] else interval
    if any(t.kind == "weekdays" for t in taken):
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=WEEKDAYS[:5], every=every)
    days = _of_range([t for t in taken if t.kind in {"weekday", "to", "mark"}])
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=tuple(dict.fromkeys(days)), every=every)


def _of_range(taken: Sequence[Token]) -> list[str]:
    """Return the weekdays in the words. A range also has the days between its ends."""
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
