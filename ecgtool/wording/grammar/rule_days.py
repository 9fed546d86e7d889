"""Find the days in a clause: by weekday, by their place in the month, by number, or after other days."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ecgtool.wording.grammar.clause import ClauseDays, ClauseWords
from ecgtool.wording.grammar.cutting import letters
from ecgtool.wording.grammar.days_after import (
    days_after,
    days_after_number,
    days_later,
    hung_days,
    in_week_of,
    is_day,
    is_month,
    is_week,
)
from ecgtool.wording.grammar.days_again import is_of_a_month, is_of_some, is_told_more, refined
from ecgtool.wording.grammar.days_of_month import in_weeks, places_of, weekdays_of, with_number
from ecgtool.wording.grammar.rhythms import with_rhythm
from ecgtool.wording.grammar.rule_limits import months_of_quarter
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.vocabulary import PLACES

_PLACES = re.compile(
    r"(?:_[(]m(?:&W{0,2}m)+[)][&W]{0,3})?(?:(?P<before>Q)W{0,3})?(?P<every>E[W-]?)?(?P<places>O(?:[&-]+W?O)*)W?(?P<days>D(?:[&-]+D)*)"
    r"(?P<of>W?M|W?(?=[&(]*I))?(?:W?E?W?(?:&?_[(]|[(:])?(?P<months>m(?:[&W]*m)+|m(?!N|:|[-U]m)))?"
    r"(?:[W(]?(?P<behind>Q)[)]?)?"
)
_IN_BRACKET = re.compile(
    r"D(?:[&-]+D)*[(][_W&:]*O(?:[&-]+W?O)*(?:W?M)?(?P<only>W)?[)]|(?<=_)[(]O(?:[&-]+W?O)*[)]&{0,2}D(?:[&-]+D)*"
)
_BEHIND = re.compile(
    r"(?<![AE])(?<![AE]W)(?P<day>D)(?:&W?|[^DOC;]*[I_][&(]{1,2}W?)(?P<places>O(?:[&-]+W?O)*)"
    r"(?:W?M|(?=[&)]*(?:&C|&W|$)))(?!.*D)"
)
"""A place in the month behind its weekday: "Tuesday, 1st and 3rd | 18:00", "Thursday | monthly, 2nd"."""
_BEHIND_HOUR = re.compile(
    r"(?<![AE])(?<![AE]W)(?P<day>D)[&W]{0,3}C(?:W?Z)?[&W:]{0,4}(?P<often>[VI_][&W:]{0,4})?(?P<places>O(?:[&-]+W?O)*)"
    r"(?P<of>W?M)?(?!.*[DC])"
)
"""The same behind the hour: "Tuesdays 18:00 UTC, on the first and third of the month", "twice a month: the 1st"."""
_NUMBERS = re.compile(
    r"(?P<numbers>[ON](?:[&-]+W?[ON])*)(?:W?M|(?=W?IW?))|(?<=[I_])[W:(&]{0,4}(?P<after>[ON](?:&+W?[ON])*)(?![)&]{0,2}W?D)|MW*(?P<of>N)|(?<=E)W?(?P<each>N)(?!D)"
    r"|(?<=^W:)W?(?P<labelled>N(?:&+W?N)*)[.]?$"
)
_DAY_LABEL = re.compile(r"days?$|tag|jour|d[ií]a|giorno|dag", re.IGNORECASE)
_PAIR = re.compile(r"(?<=W)(?P<numbers>(?:[ON]&W?)*N(?:&W?N)+|O&W?N)(?!W?M)")
_AHEAD = re.compile(r"(?P<numbers>N(?:&+W?N)*)(?=(?:&{1,2}|[(])[I_])")
"""A day of the month before the words for how often: "the 28th, monthly", "the 25th (each month)"."""
_LONE = re.compile(r"(?<=W)(?P<numbers>N)(?=[&W(]{0,2}C)(?!.*[DKT])")
"""A day of the month where nothing but its number says which: "on the 15th at 18:00"."""
_AGAIN = re.compile(
    r"(?:(?<=[&WE:.;-])|(?<=C[(])|(?<=Z[(]))(?P<places>O(?:[&-]+W?O)*)(?=W{0,2}M?[&:(W]{0,2}C|(?<=[(]O)[)])"
)
"""A place in the month without its weekday, which is that before it: "the first Monday ..., the third at"."""
_WORKING = re.compile(r"(?P<places>O(?:[&-]+W?O)*)W?(?P<days>K)W?M?")
_NUMBER_OF = {name: number for number, name in enumerate(PLACES[:5], 1)} | {"penultimate": -2, "last": -1}
_PLAIN = re.compile(
    r"(?:(?P<before>[IQ])[W&]{0,2})?(?P<other>E?-?[Al][W-]?)?(?P<days>(?:K|D(?:[&-]+D)*))"
    r"(?:[(](?P<turn>E?A)(?=[&)])|[W(]?(?P<behind>Q)[)]?)?"
)


def day_groups(used: ClauseWords) -> list[ClauseDays]:
    """Return the days that a clause names, in its order.

    The forms are tried from the most specific on, and each takes its words, so that a later form does not see them.
    """
    found: list[ClauseDays] = []
    forms = (
        in_week_of,
        days_after_number,
        days_after,
        days_later,
        hung_days,
        in_weeks,
        with_number,
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
    kept = [_in_doubt(with_rhythm(one, used), used.tokens) for one in refined(found, used.tokens)]
    kept = _choice_in_doubt(kept, used.tokens)
    for one in found:
        if (is_of_a_month(one, used.tokens) or is_of_some(one, found, used.tokens)) and not any(
            one.on == other.on for other in kept
        ):
            used.give_back(one.start, one.end)  # it is told
    return kept


def _in_doubt(days: ClauseDays, part: Sequence[Token]) -> ClauseDays:
    """Return the days. Of "the 2nd or 3rd Tuesday" only one may be meant, of "the 1st-3rd" only these two."""
    own = [token for token in part if days.start <= token.start < days.end]
    several = re.search(r"O-W?O", letters(own)) and not any(token.kind == "to" for token in own)
    if days.doubt or not (several or any(token.kind == "or" for token in own)):
        return days
    words = " ".join(token.text for token in own)
    return replace(days, doubt=f"“{words}” may mean only {'these two' if several else 'one of them'}")


def _choice_in_doubt(days: list[ClauseDays], part: Sequence[Token]) -> list[ClauseDays]:
    """Return the days. Of "a Monday or a Thursday" only one may be meant."""
    for one, other in pairwise(days):
        between = [token for token in part if one.end <= token.start < other.start]
        if {token.kind for token in between} == {"or", "word"} and all(map(_is_small, between)):
            words = " ".join(token.text for token in part if one.start <= token.start < other.end)
            doubt = f"“{words}” may mean only one of them"
            days = [replace(each, doubt=each.doubt or doubt) if each in {one, other} else each for each in days]
    return days


def _placed(used: ClauseWords) -> ClauseDays | None:
    """Return days by their place in the month. "every second Tuesday", without "of the month", is every two weeks."""
    match = _PLACES.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    places = places_of(taken)
    days = weekdays_of([t for t in taken if t.kind in {"weekday", "to"} or t.text in "-\u2013"])
    months = tuple(t.value for t in taken if t.kind == "month")
    if months and _is_remark(used, match):
        used.code[slice(*match.span("months"))] = [*match["months"]]  # they are left, and told
        months = ()
    months = months or next((t.value for t in taken if t.kind == "months"), ())
    end_of_days = match.start("behind") if match["behind"] else match.end()
    months = months or months_of_quarter(used, match.start(), end_of_days, places)
    start, end = taken[0].start, taken[-1].end
    if re.search(r"FW?$", used.before[: match.start()]):
        words = " ".join(t.text for t in used.tokens[max(match.start() - 2, 0) : match.end()])
        return ClauseDays(start=start, end=end, on=(), every="", doubt=f"no key says “{words}”")
    counted = ("second", "third", "fourth")
    if match["every"] and not match["of"] and not months and len(places) == 1 and places[0] in counted:
        intervals = {t.value for t in used.tokens if t.kind == "interval"}
        return _every_second(taken, tuple(days), 2 + counted.index(places[0]), intervals)
    own = _own_interval(used, match)
    every = own if own.endswith(("months", "year")) and not months else "month"
    doubt = f"“{own}” beside a place in the month: taken by the place" if "week" in own else ""
    on = tuple(f"{place} {day}" for place in places for day in days)
    return ClauseDays(start=start, end=end, on=on, every=every, months=months, doubt=doubt)


def _own_interval(used: ClauseWords, match: re.Match[str]) -> str:
    """Return the interval right before or behind some days, which is of them alone; "" for none."""
    name = next((name for name in ("before", "behind") if match[name]), "")
    return str(used.tokens[match.start(name)].value) if name else ""


def _is_remark(used: ClauseWords, match: re.Match[str]) -> bool:
    """Return whether a bracket tells something of the months in it: "(May on site)", "(Dec.: ...)"."""
    in_bracket = used.before[match.start("months") - 1] == "("
    return in_bracket and used.before[match.end() : match.end() + 1] in {"W", ":"}


def _again(used: ClauseWords) -> ClauseDays | None:
    """Return days with a place in the month, and the weekday of the place before."""
    for match in _AGAIN.finditer(used.text):
        before = list(re.finditer(r"OW?D", used.before[: match.start()]))
        if before and not is_month(used.tokens[match.end("places")]):  # "the second Monday of its first month"
            day = used.tokens[before[-1].end() - 1].value
            taken = used.take(*match.span("places"))
            on = tuple(f"{place} {day}" for place in places_of(taken))
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


def _in_bracket(used: ClauseWords) -> ClauseDays | None:
    """Return days with their place in a bracket: "Tuesdays (monthly, the third)", "monthly (2nd) | Thu"."""
    match = _IN_BRACKET.search(used.text)
    if not match or (match["only"] and not is_only("only-on", used.tokens[match.start("only")].text)):
        return None
    taken = used.take(*match.span())
    places = places_of(taken)
    days = weekdays_of([t for t in taken if t.kind in {"weekday", "to"} or t.text in "-\u2013"])
    on = tuple(f"{place} {day}" for place in places for day in days)
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every="month")


def _behind(used: ClauseWords) -> ClauseDays | None:
    """Return a weekday with its places in the month, which stand behind it, or behind its hour."""
    match = _BEHIND.search(used.text) or _BEHIND_HOUR.search(used.text)
    groups = match.groupdict() if match else {}
    if match is None or ("of" in groups and not (groups["of"] or groups["often"])):
        return None
    around = [*used.tokens[match.end("day") : match.start("places")], *used.tokens[match.end("places") : match.end()]]
    if "of" in groups and (
        any(map(is_week, around)) or not all(map(_is_small, around)) or is_told_more(used.tokens[match.end() :])
    ):
        return None  # "Tuesdays at 18:00, and on the first of the month", "in the first week of the month"
    (day,) = used.take(*match.span("day"))
    places = used.take(*match.span("places"))
    on = tuple(f"{place} {day.value}" for place in places_of(places))
    return ClauseDays(start=day.start, end=places[-1].end, on=on, every="month")


def _is_small(token: Token) -> bool:
    """Return whether a word between days and their places has no meaning of its own, and joins nothing."""
    return token.kind != "and" and (token.kind != "word" or is_only("small", token.text))


def _working(used: ClauseWords) -> ClauseDays | None:
    """Return working days by their place in the month, "the last working day", as a rule."""
    match = _WORKING.search(used.text)
    if not match:
        return None
    if used.tokens[match.start("days")].value == "weekend":
        return _of_weekend(used, match)
    taken = used.take(*match.span())
    places = ",".join(str(_NUMBER_OF[t.value]) for t in taken if t.kind == "ordinal")
    rule = f"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS={places}"
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="month", rrule=rule)


def _of_weekend(used: ClauseWords, match: re.Match[str]) -> ClauseDays:
    """Return the day of a month's weekend that the clause names: "the last weekend, starting on Saturday"."""
    taken = used.take(*match.span())
    words = " ".join(token.text for token in taken)
    places = [token.value for token in taken if token.kind == "ordinal"]
    if (place := used.text.find("D")) < 0:
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(), every="", doubt=f"no key says “{words}”")
    (day,) = used.take(place, place + 1)
    if re.search(r"EW?$", used.before[: match.start()]) and places == ["second"] and "M" not in used.before:
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=(day.value,), every="2 weeks")
    on = tuple(f"{place} {day.value}" for place in places)
    doubt = f"“{words}” may not always begin with it"
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every="month", doubt=doubt)


def _numbered(used: ClauseWords) -> ClauseDays | None:
    match = _NUMBERS.search(used.text) or (None if "D" in used.text else _PAIR.search(used.text))
    is_monthly = any(t.kind == "interval" and str(t.value).endswith(("month", "months")) for t in used.tokens)
    match = match or (_AHEAD.search(used.text) if is_monthly and "D" not in used.before else None)
    match = match or (_LONE.search(used.text) if not re.search(r"[DKT]", used.before) else None)
    if not match or (match.re is _LONE and used.tokens[match.start() - 1].text.lower() != "the"):
        return None
    groups = match.groupdict()
    if "O" in (groups.get("after") or "") and not re.search(r"I[W:(&]{0,4}$", used.before[: match.start("after")]):
        return None  # "every other Tuesday: first at 08:00"
    if groups.get("labelled") and not _DAY_LABEL.match(used.tokens[0].text):
        return None
    beside = used.tokens[max(match.start() - 1, 0) : match.end() + 1]
    if any(map(is_week, beside)) or is_month(beside[-1]):
        return None  # "monthly, 2nd week", "week 1 and 3 of the month", "quarterly (first month of the quarter)"
    taken = used.take(*match.span())
    numbers = [
        token.value if token.kind == "number" else _NUMBER_OF[token.value]
        for token in taken
        if token.kind in {"number", "ordinal"}
    ]
    start, end = taken[0].start, taken[-1].end
    if min(numbers) < 0 and any(is_day(token) for token in (*taken, *used.tokens[match.end() : match.end() + 1])):
        rule = f"FREQ=MONTHLY;BYMONTHDAY={','.join(map(str, numbers))}"
        return ClauseDays(start=start, end=end, on=(), every="month", rrule=rule)
    doubt = f"“the {taken[-1].text}” may be that of one month alone" if match.re is _LONE else ""
    return ClauseDays(start=start, end=end, on=tuple(n for n in numbers if n > 0), every="month", doubt=doubt)


def _plain(used: ClauseWords) -> ClauseDays | None:
    match = _PLAIN.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    every = "2 weeks" if match["other"] or match["turn"] else _own_interval(used, match) or "week"
    if several := next((t for t in taken if t.kind == "weekdays"), None):
        on = WEEKDAYS[5:] if several.value == "weekend" else WEEKDAYS[:5]
        return ClauseDays(start=taken[0].start, end=taken[-1].end, on=on, every=every)
    days = weekdays_of([t for t in taken if t.kind in {"weekday", "to", "mark"}])
    return ClauseDays(start=taken[0].start, end=taken[-1].end, on=tuple(dict.fromkeys(days)), every=every)
