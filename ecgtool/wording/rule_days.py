"""Find the days in a clause: by weekday, by their place in the month, by number, or after other days."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecgtool.wording.clause import ClauseDays, ClauseWords
from ecgtool.wording.days_after import days_after, days_later, hung_days, in_week_of, is_day, is_week
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.rule_limits import months_of_quarter
from ecgtool.wording.tokens import Token
from ecgtool.wording.vocabulary import PLACES

_PLACES = re.compile(
    r"(?:_[(]m(?:&W{0,2}m)+[)][&W]{0,3})?(?P<every>E[W-]?)?(?P<places>O(?:[&-]+W?O)*)W?(?P<days>D(?:[&-]+D)*)"
    r"(?P<of>W?M|W?(?=[&(]*I))?(?:W?E?W?(?:&?_[(]|[(:])?(?P<months>m(?:[&W]*m)+|m(?!N|[-U]m)))?"
)
_WEEKS = re.compile(
    r"W?O(?:[&-]+W?O)*W{0,2}M[W&:]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&E]{0,4}O(?:[&-]+W?O)*W{0,2}M"
    r"|MO(?:[&-]+O)+[W&:]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&:(]{0,4}MO(?:[&-]+O)+"
)
_MONTHLY_IN_WEEKS = re.compile(r"O(?:[&-]+W?O)*W[W&:]{0,3}D(?:[&-]+D)*|D(?:[&-]+D)*[W&E]{0,4}O(?:[&-]+W?O)*W")
_IN_BRACKET = re.compile(
    r"D(?:[&-]+D)*[(][_W&:]*O(?:[&-]+W?O)*(?:W?M)?[)]|(?<=_)[(]O(?:[&-]+W?O)*[)]&{0,2}D(?:[&-]+D)*"
)
_BEHIND = re.compile(
    r"(?<![AE])(?<![AE]W)(?P<day>D)(?:&W?|[^DOC;]*[I_][&(]{1,2}W?)(?P<places>O(?:[&]+W?O)*)"
    r"(?:W?M|(?=[&)]*(?:&C|&W|$)))(?!.*D)"
)
"""A place in the month behind its weekday: "Tuesday, 1st and 3rd | 18:00", "Thursday | monthly, 2nd"."""
_NUMBERS = re.compile(
    r"(?P<numbers>[ON](?:[&-]+W?[ON])*)(?:W?M|(?=W?IW?))|(?<=[I_])[W:(&]{0,4}(?P<after>[ON](?:&+W?[ON])*)(?![)&]{0,2}W?D)|MW*(?P<of>N)|(?<=E)W?(?P<each>N)"
    r"|(?<=^W:)W?(?P<labelled>N(?:&+W?N)*)[.]?$"
)
_DAY_LABEL = re.compile(r"days?$|tag|jour|d[ií]a|giorno|dag", re.IGNORECASE)
_PAIR = re.compile(r"(?<=W)(?P<numbers>(?:[ON]&W?)*N(?:&W?N)+|O&W?N)(?!W?M)")
_LONE = re.compile(r"(?<=W)(?P<numbers>N)(?=[&W(]{0,2}C)(?!.*[DKT])")
"""A day of the month where nothing but its number says which: "on the 15th at 18:00"."""
_AGAIN = re.compile(
    r"(?:(?<=[&WE:.;-])|(?<=C[(])|(?<=Z[(]))(?P<places>O(?:[&-]+W?O)*)(?=W{0,2}M?[&:(W]{0,2}C|(?<=[(]O)[)])"
)
"""A place in the month without its weekday, which is that before it: "the first Monday ..., the third at"."""
_WORKING = re.compile(r"(?P<places>O(?:[&-]+W?O)*)W?(?P<days>K)W?M?")
_BESIDE = {"clock": "C", "zone": "Z", "(": "(", "which": "=", "that's": "=", "=": "="}
"""Letters of words around an hour; a bracket, or "which is", may be before the same hour on other clocks."""
_NUMBER_OF = {name: number for number, name in enumerate(PLACES[:5], 1)} | {"penultimate": -2, "last": -1}
_PLAIN = re.compile(
    r"(?:(?P<interval>I)[W&]{0,2})?(?P<other>E?-?[Al][W-]?)?(?P<days>(?:K|D(?:[&-]+D)*))(?:[(](?P<behind>E?A)(?=[&)]))?"
)


def day_groups(used: ClauseWords) -> list[ClauseDays]:
    """Return the days that a clause names, in its order.

    The forms are tried from the most specific on, and each takes its words, so that a later form does not see them.
    """
    found: list[ClauseDays] = []
    forms = (
        in_week_of,
        days_after,
        days_later,
        hung_days,
        _in_weeks,
        _in_bracket,
        _behind,
        _placed,
        _again,
        _working,
        _numbered,
        _plain,
    )
    while days := next((days for form in forms if (days := form(used))), None):
        found.append(days)
    return [_in_doubt(one, used.tokens) for one in _refined(found, used.tokens)]


def _in_doubt(days: ClauseDays, part: Sequence[Token]) -> ClauseDays:
    """Return the days. Of "the 2nd or 3rd Tuesday" only one may be meant."""
    own = [token for token in part if days.start <= token.start < days.end]
    if days.doubt or not any(token.kind == "or" for token in own):
        return days
    words = " ".join(token.text for token in own)
    return replace(days, doubt=f"“{words}” may mean only one of them")


def _refined(days: Sequence[ClauseDays], part: Sequence[Token]) -> Iterator[ClauseDays]:
    """Yield the days. Of "Mondays at 15:00 (first Monday of the month)" only those in the bracket are yielded."""
    opened = [token.start for token in part if token.text in {"(", "\uff08", "["} or is_only("only-on", token.text)]
    ordered = sorted(days, key=lambda one: one.start)
    if _are_named_again(ordered, part):
        yield from ordered[1:]
        return
    explains = bool(ordered) and bool(ordered[0].rrule)  # "the day after Patch Tuesday (second Tuesday)"
    ordered = [
        one
        for one in ordered
        if one is ordered[0]
        or not ((one.every == "week" or explains) and (_is_aside(one, part) or _is_elsewhere(one, part)))
    ]
    if ordered and all(isinstance(day, int) for day in ordered[0].on):
        ordered = [one for one in ordered if one is ordered[0] or not _is_also(one, part)]
    if sum(token.kind == "clock" for token in part) == 1 and any(one.every != "week" or one.rrule for one in ordered):
        again_said = [one for one in ordered if one.every == "week" and _is_said_again(one, part)]
        if strange := next((one for one in again_said if not _is_same_day(one, ordered)), None):
            words = " ".join(token.text for token in part if ordered[0].start <= token.start < strange.end)
            yield ClauseDays(start=ordered[0].start, end=strange.end, on=(), every="", doubt=f"no key says “{words}”")
            return
        ordered = [one for one in ordered if one not in again_said]
    again: list[ClauseDays] = []
    for one in ordered:
        if any(one is other for other in again):
            continue
        places = [other for other in ordered if _says_place_of(one, other, opened)]
        again += places
        inside = replace(places[0], on=tuple(day for other in places for day in other.on)) if places else None
        if inside and inside.on and all(isinstance(place, int) for place in inside.on):
            on = tuple(f"{PLACES[int(place) - 1]} {day}" for place in inside.on for day in one.on)
            yield replace(one, on=on, every="month")
        else:
            yield replace(inside, start=one.start, end=one.end) if inside else one


def _are_named_again(days: Sequence[ClauseDays], part: Sequence[Token]) -> bool:
    """Return whether the first days are all named again by their hours: "Tue & Thu: 7:30 (Tue), 15:30 (Thu)"."""
    again = sorted(str(day) for one in days[1:] for day in one.on)
    clocks = sum(token.kind == "clock" for token in part)
    return 1 < len(days[1:]) <= clocks and again == sorted(map(str, days[0].on))


def _is_also(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether weekdays are only named as no exception to days by number: "on the 1st, also on Sundays"."""
    before = [token.text.lower() for token in part if token.start < one.start][-3:]
    return one.every == "week" and bool({"also", "even", "including"} & set(before))


def _is_said_again(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether a weekday only says which day the others are: "two days later, on the Monday"."""
    place = next(n for n, token in enumerate(part) if token.start == one.start)
    is_added = any(
        token.kind in {"and", "or", "every", "other", "interval"} for token in part[max(place - 2, 0) : place]
    )
    is_one_day = part[place].kind == "weekday" and not part[place].text.rstrip(".").endswith("s")
    return is_one_day and not is_added and len(one.on) == 1


def _is_same_day(one: ClauseDays, ordered: Sequence[ClauseDays]) -> bool:
    """Return whether a weekday is that of the other days: "two days after the first Tuesday, on the Thursday"."""
    days = [day for other in ordered if other is not one for day in (*map(str, other.on), other.rrule, other.doubt)]
    return any(str(one.on[0]) in day or f"BYDAY={str(one.on[0])[:2].upper()}" in day for day in days)


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


def _is_elsewhere(one: ClauseDays, part: Sequence[Token]) -> bool:
    """Return whether a weekday is the one of the hour before it on another clock: "(01:00 UTC on Monday)"."""
    place = next(n for n, token in enumerate(part) if token.start == one.start)
    before = "".join(_BESIDE.get(token.kind) or _BESIDE.get(token.text, "W") for token in part[:place])
    after = [token.kind for token in part[place + 1 :]]
    closed = next((n for n, token in enumerate(part[place:]) if token.text == ")"), 0)
    return (
        len(one.on) == 1
        and bool(re.search(r"C.*(?:\([^(]*CZ|=[^=]*CZ?)W{0,2}$", before))
        and "clock" not in after[: max(closed - 1, 0)]
    )


def _says_place_of(one: ClauseDays, other: ClauseDays, opened: Sequence[int]) -> bool:
    """Return whether ``other``, in a bracket or after "only", says which days of ``one`` in the month are meant."""
    if one.every not in {"week", "2 weeks"} or not any(one.end <= at < other.start for at in opened):
        return False
    placed = {str(day).rpartition(" ")[2] for day in other.on if " " in str(day)}
    if one.every == "week" and other.on and all(isinstance(day, int) and day < 6 for day in other.on):
        return True  # "Fridays (1st of the month)"
    return placed == set(one.on) or bool(other.rrule or (other.doubt and not other.on))


def _placed(used: ClauseWords) -> ClauseDays | None:
    """Return days by their place in the month. "every second Tuesday", without "of the month", is every two weeks."""
    match = _PLACES.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    places = [t.value for t in taken if t.kind == "ordinal"]
    days = _of_range([t for t in taken if t.kind in {"weekday", "to"} or t.text in "-\u2013"])
    months = tuple(t.value for t in taken if t.kind == "month")
    months = months or next((t.value for t in taken if t.kind == "months"), ())
    months = months or months_of_quarter(used, match.end(), places)
    start, end = taken[0].start, taken[-1].end
    if re.search(r"FW?$", used.before[: match.start()]):
        words = " ".join(t.text for t in used.tokens[max(match.start() - 2, 0) : match.end()])
        return ClauseDays(start=start, end=end, on=(), every="", doubt=f"no key says “{words}”")
    counted = ("second", "third", "fourth")
    if match["every"] and not match["of"] and not months and len(places) == 1 and places[0] in counted:
        intervals = {t.value for t in used.tokens if t.kind == "interval"}
        return _every_second(taken, tuple(days), 2 + counted.index(places[0]), intervals)
    on = tuple(f"{place} {day}" for place in places for day in days)
    return ClauseDays(start=start, end=end, on=on, every="month", months=months)


def _again(used: ClauseWords) -> ClauseDays | None:
    """Return days with a place in the month, and the weekday of the place before."""
    for match in _AGAIN.finditer(used.text):
        if before := list(re.finditer(r"OW?D", used.before[: match.start()])):
            day = used.tokens[before[-1].end() - 1].value
            taken = used.take(*match.span("places"))
            on = tuple(f"{token.value} {day}" for token in taken if token.kind == "ordinal")
            return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every="month")
    return None


def _every_second(taken: Sequence[Token], days: tuple[str, ...], number: int, intervals: set[str]) -> ClauseDays:
    """Return Tuesdays two weeks apart for "every second Tuesday", but the month's for "every third Thursday".

    One of the ``intervals`` that the clause says besides settles it: "every third Saturday (every three weeks)".
    """
    start, end, words = taken[0].start, taken[-1].end, " ".join(token.text for token in taken)
    place = next(token for token in taken if token.kind == "ordinal")
    if (own := f"{number} weeks") in intervals:
        return ClauseDays(start=start, end=end, on=days, every=own)
    if number == 2 and "month" not in intervals:
        doubt = "" if place.text.lower() == "second" else f"“{words}” may also mean the second of the month"
        return ClauseDays(start=start, end=end, on=days, every="2 weeks", doubt=doubt)
    doubt = f"“{words}” may also mean every {number} weeks"
    return ClauseDays(
        start=start, end=end, on=tuple(f"{place.value} {day}" for day in days), every="month", doubt=doubt
    )


def _in_weeks(used: ClauseWords) -> ClauseDays | None:
    """Return days in weeks of the month. "Tuesday of the second week" counts as the second Tuesday, with a doubt."""
    is_monthly = any(token.value == "month" for token in used.tokens if token.kind == "interval")
    more = _MONTHLY_IN_WEEKS.finditer(used.text) if is_monthly else ()
    for match in (*_WEEKS.finditer(used.text), *more):
        if any(is_week(token) for token in used.tokens[match.start() : match.end()]):
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


def _behind(used: ClauseWords) -> ClauseDays | None:
    """Return a weekday with its places in the month, which stand behind it."""
    match = _BEHIND.search(used.text)
    if match is None:
        return None
    (day,) = used.take(*match.span("day"))
    places = used.take(*match.span("places"))
    on = tuple(f"{token.value} {day.value}" for token in places if token.kind == "ordinal")
    return ClauseDays(start=day.start, end=places[-1].end, on=on, every="month")


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
    match = match or (_LONE.search(used.text) if not re.search(r"[DKT]", used.before) else None)
    if not match or (match.re is _LONE and used.tokens[match.start() - 1].text.lower() != "the"):
        return None
    groups = match.groupdict()
    if "O" in (groups.get("after") or "") and not re.search(r"I[W:(&]{0,4}$", used.before[: match.start("after")]):
        return None  # "every other Tuesday: first at 08:00"
    if groups.get("labelled") and not _DAY_LABEL.match(used.tokens[0].text):
        return None
    if is_week(used.tokens[min(match.end(), len(used.tokens) - 1)]):
        return None  # "monthly, 2nd week"
    taken = used.take(*match.span())
    numbers = [
        token.value if token.kind == "number" else _NUMBER_OF[token.value]
        for token in taken
        if token.kind in {"number", "ordinal"}
    ]
    start, end = taken[0].start, taken[-1].end
    if min(numbers) < 0 and any(is_day(token) for token in taken):
        rule = f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, numbers))}"
        return ClauseDays(start=start, end=end, on=(), every="month", rrule=rule)
    doubt = f"“the {taken[-1].text}” may be that of one month alone" if match.re is _LONE else ""
    return ClauseDays(start=start, end=end, on=tuple(n for n in numbers if n > 0), every="month", doubt=doubt)


def _plain(used: ClauseWords) -> ClauseDays | None:
    match = _PLAIN.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    interval = str(taken[0].value) if match["interval"] else "week"
    every = "2 weeks" if match["other"] or match["behind"] else interval
    if several := next((t for t in taken if t.kind == "weekdays"), None):
        on = WEEKDAYS[5:] if several.value == "weekend" else WEEKDAYS[:5]
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every=every)
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
