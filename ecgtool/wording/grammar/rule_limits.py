"""Take the limits around a rule from a clause: how often, from when until when, how long, and except when."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

from ecgtool.wording.grammar.clause import Clause, ClauseDays, ClauseWords, Terms
from ecgtool.wording.grammar.days_of_month import take_weeks
from ecgtool.wording.grammar.rhythms import doubt_of_last, set_rhythms_apart
from ecgtool.wording.grammar.tokens import Token, clock_of
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import WEEKDAYS, FoundDate
from ecgtool.wording.vocabulary import PLACES, UNITS

PAIRS = re.compile(r"[DK][^DKC]*C")
"""Days, each with an hour behind them."""
_WHOLE = re.compile(r"^(?!.*(?<!G)OL).*(?:[DCK].*L|L.*[DCK])|G[WOU(:-]{0,4}L|LW?G|^[W.-]{0,3}[:(&]?[W.-]{0,2}L[).]*$")
"""Forms in which a length is that of the whole meeting, and not of a part of it or of something else."""
_LENGTHS = re.compile(
    r"(?:duration|length|dauer|durée|duración|duração|durata|duur)$|所要時間|(?:会议|會議)?(?:时长|時長)",
    re.IGNORECASE,
)
"""Words with which a sentence begins that is about the length of the whole meeting."""
_MONTH_LIST = r"m(?:[&-]W{0,2}m)*"
_EXCEPT = re.compile(
    r"(?:X[:&]?|(?<=[(])n(?=W*[ODTm])|(?:^[.]?|(?<=&))n(?=Wm))W{0,2}(?:O(?:[&]+W?O)*W?(?:D(?!F)|[WK])?M?|LIST|[WT&DK]+)"
    r"|(?:(?:I(?=O))?O(?:[&]+W?O)*W?[DW]?M?|LIST|D(?:[&W]{1,2}D)*|(?<=[(])W{1,4})W?Y"
    r"|^[EW]{0,4}nW{1,2}LIST|(?:^|(?<=[&(:;.]))[EW]{0,4}(?:f|nW?G)[W:]{0,2}LIST|^W{0,2}LIST[:&]?[Ws]{0,3}nW(?=[W.]{0,2}$)|(?:^|(?<=[&(:;.]))W{0,2}LIST[:&]?[Ws]{0,3}(?:f|nW?G|GW{0,2}n)".replace(
        "LIST", _MONTH_LIST
    )
)
"""An exception: "except the first", "(the first one excepted)", "no meeting in August", "July and August: break"."""
_FROM_TO = re.compile(r"(?<![Xnfvx-])(?<![Xnfvx]W)d?(T)-d?(T)(?!-)")
"""Two dates with a dash, between which a group meets: no break, no list."""
_MONTHS = re.compile(r"(?<![UXnfvp-])(?<![SUXnfvp]W)m(?:[-U]m(?![-U])|(?:[&W]{1,2}m)+)")
"""Months that limit a rule to them: "in April, July and October", "March to November"."""
_ENDS_OF_PHRASE = "&();:.DKCZTLI"
"""Letters of the marks and words at which a phrase of a sentence ends."""
_OWN_INTERVAL = re.compile(r"I[W&]{0,2}D|(?:(?<=&)|(?<=&W))IW{0,4}O?D")
"""An interval before its days, where each of several days has an hour: "and biweekly on Fridays at 14:00"."""
_OF_LAST = re.compile(r"D(?P<joint>&)W?D(?P<bracket>[(])?$")
"""Days before what need not be of all: "Tuesdays, Thursdays every other week", "Mondays and Fridays (biweekly)"."""
_RHYTHMS = re.compile(
    r"(?:E(?=D)|(?P<before>I)[W&]{0,3})?(?P<places>O(?:[&-]+W?O)*W?)?D(?:[&-]+D)*(?:[W(]?(?P<behind>I)|W?(?P<month>M))?"
)
"""Days, each with how often right before or behind them: "every Monday and the first Friday of each quarter"."""
_QUARTER = re.compile(r"(?:W{1,2}(?P<month>O)W)?[&]?[IQ_]")
"""What follows a place in a quarter: "of the first month of the quarter"."""
_OF_ITS = re.compile(r"W{1,3}(?P<month>O)W")
"""What follows a place in a quarter that is named before: "quarterly, on the first Tuesday of its first month"."""
_MONTHS_IN_BRACKET = re.compile(r"I[(]m(?:&W{0,2}m)+[)]")
"""The months of a quarterly rule, which say when: "every quarter (January, April, July, October)"."""
_TWICE = {
    unit: re.compile(rf"(?:twice|two|zwei|deux|dos|duas|due|twee|2).*\b(?:{'|'.join(UNITS[unit])})", re.IGNORECASE)
    for unit in ("month", "week")
}
"""Words that two days are no doubt beside, "twice a month, on the first and third Monday", by their unit."""
_ENDS = {"first", "last"}
"""Labels of a first and a last date: "First: 2026-02-25"."""


def take_limits(clause: Clause, used: ClauseWords) -> None:
    """Take the limits around days and hours into the clause: first and last date, length, exceptions, how often."""
    clause.dates = tuple(t.value for t in clause.tokens if t.kind == "date")
    if not re.search(r"D.*h|h.*D", used.text):  # "Mondays at 9:00, from 4 May an hour later" has no first date
        _first_turn(clause, used)
        _limits(clause, used)
    several = len(PAIRS.findall(used.before)) > 1
    each = several and (used.text.count("L") > 1 or re.search(r"CZ?W{0,2}[(]L.*[DK].*C", used.before))
    is_whole = _WHOLE.search(used.before) or any(_LENGTHS.match(token.text) for token in used.tokens[:3])
    is_whole = is_whole or _is_of_subject(used)
    if not each and is_whole and (match := re.search(r"L", used.text)):
        (length,) = used.take(*match.span())
        counts = clause.in_turn and length.value == timedelta(hours=used.before.count("C"))  # "at two hours in turn"
        clause.terms = clause.terms if counts else replace(clause.terms, lasts=length.value)
    if (match := _EXCEPT.search(used.text)) and (in_month := re.match(r"W{0,2}m", used.text[match.end() :])):
        words = used.take(match.start(), match.end() + in_month.end())  # "except in the last week of December"
        clause.terms = replace(clause.terms, without_text=" ".join(t.text for t in words))
    elif match and not _is_year(used.tokens[match.end() :]):
        taken = used.take(*match.span())
        is_of_dates = any(t.kind == "number" for t in used.tokens[match.end() :])  # "no meeting in May on the 25th"
        months = [] if is_of_dates else _months_of(taken)
        without = (*(t.value for t in taken if t.kind == "ordinal"), *months)
        clause.terms = replace(clause.terms, without=without, without_text=" ".join(t.text for t in taken))
        weekend = WEEKDAYS[5:] if not without and any(t.value == "weekend" for t in taken) else ()
        used.left_out = (*(t.value for t in taken if t.kind == "weekday"), *weekend)
    _how_often(clause, used)
    if weeks := take_weeks(used):
        doubt = f"“{' '.join(token.text for token in weeks)}” may not always mean those days of the month"
        places = tuple(token.value for token in weeks if token.kind == "ordinal")
        clause.terms = clause.terms.completed_by(Terms(places=places, interval_doubt=doubt))


def _first_turn(clause: Clause, used: ClauseWords) -> None:
    """Take the date of one of several hours in turn: "now at 3:00, now at 15:00, starting at 3:00 on 5 March"."""
    forms = (r"S(?P<hour>C)Z?W{0,2}d?&?(?P<day>T)", r"SW?d?&?(?P<day>T)[(](?P<hour>C)Z?[)]")
    match = next(filter(None, (re.search(form, used.text) for form in forms)), None)
    if match and clause.in_turn and used.before.count("C") > 2:
        clause.terms = replace(clause.terms, first=used.tokens[match.start("day")].value)
        clause.first_at = clock_of(used.tokens[match.start("hour")]).at
        used.take(*match.span())


def _is_of_subject(used: ClauseWords) -> bool:
    """Return whether a length is that of what the sentence before is about: "It takes 45 minutes at most"."""
    before = used.tokens[: used.before.find("L")] if re.fullmatch(r"[EW]W{1,3}LW{0,3}[.]?", used.before) else []
    is_of_it = bool(before) and (before[0].kind == "every" or is_only("subject", before[0].text))
    return is_of_it and any(is_only("takes", one.text) for one in before)


def _is_year(words: Sequence[Token]) -> bool:
    """Return whether words begin with a year, of which alone an exception is then: "not in August 2026"."""
    return bool(words) and re.fullmatch(r"20\d\d", words[0].text) is not None


def _limits(clause: Clause, used: ClauseWords) -> None:
    """Take the first, the last and the end date into the clause."""
    if match := re.search(
        r"S(?:[WG:&(.s]|F(?=W?s)){0,6}d?[&]?(T)(?:[W]?-W?d?[&]?(?P<end>T))?|(T)[W)&]{0,3}S", used.text
    ):
        first = used.tokens[match.start(1) if match[1] else match.start(3)].value
        until = used.tokens[match.start("end")].value if match["end"] else None
        clause.terms = replace(clause.terms, first=first, until=until)
        used.take(*match.span())
    elif re.search(r"R.*D.*C", used.text) and used.text.count("T") == 1:  # "we move to Tuesdays at 9:00 on 7 April"
        place = used.text.index("T")
        clause.terms = replace(clause.terms, first=used.take(place, place + 1)[0].value)
    elif len(ranges := list(_FROM_TO.finditer(used.text))) == 1 and re.search(r"[DK].*C|C.*[DK]", used.text):
        first, until = (used.tokens[ranges[0].start(n)].value for n in (1, 2))
        clause.terms = replace(clause.terms, first=first, until=until)
        used.take(*ranges[0].span())
    elif (match := re.search(r"(?:^|[(])(O)[:&]+d?&?(?P<day>T)(?:[.]?$|[)])", used.text)) and (
        named := used.tokens[match.start(1)].value
    ) in _ENDS:
        clause.terms = replace(clause.terms, **{named: used.tokens[match.start("day")].value})
        used.take(*match.span())
    if (match := re.match(r"F(T)(?=[^;]*[DK])", used.text)) and is_only("after-date", used.tokens[0].text):
        day = used.take(*match.span())[-1].value
        clause.terms = clause.terms.completed_by(Terms(first=day._replace(day=day.day + timedelta(days=1))))
    if match := re.search(r"y[W:&(]{0,4}d?[&]?(T)", used.text):
        clause.terms = replace(clause.terms, last=used.tokens[match.start(1)].value)
        used.take(*match.span())
    if match := re.search(r"U[W:]{0,3}d?[&]?(T)", used.text):
        clause.terms = replace(clause.terms, until=used.tokens[match.start(1)].value)
        used.take(*match.span())


def _how_often(clause: Clause, used: ClauseWords) -> None:
    """Take how often, and in which weeks, into the clause. Two words for the same interval are both used."""
    if match := re.search(r"(?<!s)(?<!sW)V(?!W{0,2}s)", used.text):  # not "the clocks sometimes differ in summer"
        doubt = f"“{used.take(*match.span())[0].text}” is not understood"
        clause.terms = replace(clause.terms, interval_doubt=doubt)
    if doubt := set_rhythms_apart(used) or doubt_of_last(used):
        clause.terms = clause.terms.completed_by(Terms(interval_doubt=doubt))
    _set_rhythms_apart(used)
    for place in [n for n, letter in enumerate(used.code) if letter == "I"]:
        found = used.tokens[place]
        if found.value == "3 months" and (bracket := _MONTHS_IN_BRACKET.match(used.text, place)):
            used.take(place, place + 1)
            if "D" not in used.before:  # the days are on another line
                months = tuple(token.value for token in used.take(*bracket.span()) if token.kind == "month")
                clause.terms = clause.terms.completed_by(Terms(months=months))
            continue
        if clause.terms.interval and str(found.value) != clause.terms.interval:
            continue
        used.take(place, place + 1)
        doubt = f"“{found.text}” may mean every two months or twice a month" if "unsure" in found.kind else ""
        doubt = doubt or (_of_last(place, used) if found.value != "week" else "")
        clause.terms = clause.terms.completed_by(Terms(interval=str(found.value), interval_doubt=doubt))
    both = "o" in used.text and "e" in used.text and not re.search(r"[DKC]", used.before)
    for match in re.finditer(r"[oe]", used.text) if not both else ():  # "odd weeks online, even weeks in the hall"
        doubt = _of_last(match.start(), used)
        clause.terms = clause.terms.completed_by(Terms(parity=used.tokens[match.start()].kind, interval_doubt=doubt))
        used.take(*match.span())


def _of_last(place: int, used: ClauseWords) -> str:
    """Return a doubt for words behind days, in a bracket or after a comma between them; "" for no doubt."""
    match = _OF_LAST.search(used.before[:place])
    may_be = match is not None and (match["bracket"] or used.tokens[match.start("joint")].text == ",")
    return f"“{used.tokens[place].text}” may be said of the last of the days alone" if may_be else ""


def _set_rhythms_apart(used: ClauseWords) -> None:
    """Keep intervals for the days beside them where each of several days has its own: with the letter Q.

    "Fourth Thursday of the month and second Thursday of alternate months" are two rhythms.
    """
    own = (
        [match.start() for match in _OWN_INTERVAL.finditer(used.text)] if len(PAIRS.findall(used.before)) > 1 else []
    )
    found = list(_RHYTHMS.finditer(used.text))
    if len(found) > 1 and all(one[0][0] in "EI" or one["behind"] or one["month"] for one in found):
        own += [one.start(name) for one in found for name in ("before", "behind") if one[name]]
    for place in own:
        used.code[place] = "Q"


def take_month(clause: Clause, days: Sequence[ClauseDays], used: ClauseWords) -> None:
    """Take "of the month" for how often, where no place in the month is beside it: "one Thursday of each month"."""
    place = next((n for n, letter in enumerate(used.code) if letter == "M" and used.tokens[n].kind != "months"), -1)
    weekly = not clause.terms.interval and all(one.every == "week" for one in days)
    if place >= 0 and weekly and not re.search(r"ED|O", used.before):
        clause.terms = replace(clause.terms, interval="month")
        used.take(place, place + 1)


def settle_sorts_of_months(clause: Clause, used: ClauseWords) -> None:
    """Give each part of a clause its months, "8:00 in odd months, 20:00 in even months"; doubt those that are left.

    "Twice a month" is no doubt beside two days of the month, nor "twice a week" beside two weekdays.
    """
    sorts = [n for n, token in enumerate(used.tokens) if token.kind == "months" and used.code[n] == "M"]
    if 1 < len(sorts) == len(clause.parts) and all(part.days and part.days.every == "month" for part in clause.parts):
        months = [used.take(n, n + 1)[0].value for n in sorts]
        clause.parts = [
            replace(part, days=replace(part.days, months=own)) if part.days else part
            for part, own in zip(clause.parts, months, strict=True)
        ]
    elif sorts:
        doubt = f"“{used.tokens[sorts[0]].text}” is not understood"
        clause.terms = replace(clause.terms, interval_doubt=clause.terms.interval_doubt or doubt)
    vague = [token.text for token in clause.tokens if token.kind == "vague"]
    for every, form in _TWICE.items():
        on = {day for part in clause.parts if part.days and part.days.every == every for day in part.days.on}
        if len(on) == 2 and len(vague) == 1 and form.match(vague[0]):
            clause.terms = replace(clause.terms, interval_doubt="")


def months_of_quarter(used: ClauseWords, start: int, end: int, places: Sequence[str]) -> tuple[int, ...]:
    """Return the months of days in a quarter; none where it is named neither right before them nor behind.

    The days are from ``start`` to ``end``. "The first Tuesday of the quarter" is in its first month, the last one in
    its last.
    """
    of_its = _OF_ITS.match(used.text, end)
    if of_its and any(token.value == "3 months" for token in used.tokens[: of_its.start()]):
        month = used.take(*of_its.span("month"))[0].value
        return tuple(range({"first": 1, "second": 2, "third": 3, "last": 3}.get(month, 1), 13, 3))
    match = _QUARTER.match(used.text, end)
    is_behind = match is not None and is_only("of-quarter", used.tokens[match.end() - 1].text)
    before = re.search(r"[I_]W?$", used.text[:start])
    if not is_behind and not (before and is_only("of-quarter", used.tokens[before.start()].text)):
        return ()
    own = is_behind and match and match["month"]
    month = used.take(*match.span("month"))[0].value if match and own else "last" if "last" in places else "first"
    number = {"first": 1, "second": 2, "third": 3, "last": 3}.get(month, 0)
    return tuple(range(number, 13, 3)) if number else ()


def by_first(days: ClauseDays, first: FoundDate | None) -> ClauseDays:
    """Return days such as "every fourth Tuesday", weeks apart where the first date is no fourth Tuesday."""
    weeks = re.search(r"may also mean every (\d weeks)", days.doubt)
    if not weeks or first is None or len(days.on) != 1:
        return days
    place, _, day = str(days.on[0]).partition(" ")
    if day != WEEKDAYS[first.day.weekday()] or PLACES[(first.day.day - 1) // 7] == place:
        return days
    return replace(days, on=(day,), every=weeks[1], doubt="")


def _months_of(words: Sequence[Token]) -> list[int]:
    """Return the months that words name, with those between two of them: "July to September" -> [7, 8, 9]."""
    named = [token.value for token in words if token.kind == "month"]
    if len(named) == 2 and any(token.kind in {"to", "until"} or token.text in "-\u2013" for token in words):
        return [(named[0] + n - 1) % 12 + 1 for n in range((named[1] - named[0]) % 12 + 1)]
    return named


def _to_the_end(months: list[int], after: Sequence[str]) -> list[int]:
    """Return the months, with those in the same steps behind them where points follow: "(January, March, ...)"."""
    steps = {later - earlier for earlier, later in pairwise(months)}
    goes_on = "".join(after).lstrip(",").startswith(("...", "…", "etc", "usw"))
    return list(range(months[0], 13, steps.pop())) if goes_on and len(steps) == 1 and min(steps) > 0 else months


def _is_remark(used: ClauseWords, run: re.Match[str]) -> bool:
    """Return whether months stand in a phrase about something else than when: "with a guest in April and October"."""
    start = max((n for n in range(run.start()) if used.before[n] in _ENDS_OF_PHRASE), default=-1) + 1
    end = next((n for n in range(run.end(), len(used.tokens)) if used.before[n] in _ENDS_OF_PHRASE), len(used.tokens))
    words = [*used.tokens[start : run.start()], *used.tokens[run.end() : end]]
    meets = any(is_only("meets", token.text) for token in words)
    return not meets and any(
        (token.kind == "word" and not is_only("small", token.text) and not _is_before_months(token))
        or token.kind == "except"
        for token in words
    )


def _is_before_months(word: Token) -> bool:
    """Return whether a word or a mark stands before months to which a rule is limited."""
    return word.text in {"(", "|", ":", ","} or is_only("in-months", word.text)


def with_months(days: list[ClauseDays], used: ClauseWords) -> list[ClauseDays]:
    """Return the days. Months apart from the only ones are theirs: "In April and May on the first Monday"."""
    sorts = [n for n, token in enumerate(used.tokens) if token.kind == "months" and used.code[n] == "M"]
    if len(sorts) == len(days) == 1 and days[0].every == "month" and not days[0].months:
        return [replace(days[0], months=used.take(sorts[0], sorts[0] + 1)[0].value)]
    runs = list(_MONTHS.finditer(used.text))
    if len(days) != 1 or len(runs) != 1 or re.search(r"[nfXP]", used.before):
        return days
    if runs[0].start() and not _is_before_months(used.tokens[runs[0].start() - 1]):
        return days
    if days[0].every not in {"week", "month"} or days[0].months or days[0].rrule or _is_remark(used, runs[0]):
        return days
    if _is_year(used.tokens[runs[0].end() : runs[0].end() + 1]):
        return days
    months = _months_of(used.take(*runs[0].span()))
    months = _to_the_end(months, [token.text for token in used.tokens[runs[0].end() :]])
    return [replace(days[0], months=tuple(months))]
