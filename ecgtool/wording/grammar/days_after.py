"""Find the days in a clause that are counted from other days: "two days after the third Tuesday"."""

import re
from collections.abc import Sequence

from ecgtool.wording.grammar.clause import ClauseDays, ClauseWords
from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import is_only
from ecgtool.wording.reading import WEEKDAYS
from ecgtool.wording.vocabulary import COUNTS, PLACES, UNITS

_AFTER = re.compile(r"(?P<day>D[&W]?|W)F(?:W?D[(:&])?(?P<place>O)(?P<base>D)(?:[(]OD[)])?M?")
_HUNG = re.compile(r"(?P<day>D)F(?:[EA]?W|(?=[&.:(]|$))|(?P<next>W)F[&W]{0,4}D|(?P<work>K)FW?O?DM?")
"""A day that hangs on something else: "the Tuesday before each release", "the day after the Monday call"."""
_IN_WEEK = re.compile(r"(?P<day>D)(?P<between>[WF]{2,6}?)(?P<place>O)(?P<base>D)M?")
_AFTER_NUMBER = re.compile(
    r"(?:(?P<place>O)(?P<other>W)?)?(?P<day>[DK])(?P<on>W&)?(?P<after>F)W?(?P<number>[NO])(?!D)M?"
)
"""A day counted from a day of the month: "the first Monday after the 10th", ""the Friday on or after the 13th"."""
_AFTER_ANOTHER = re.compile(r"FD(?=[&W(]{0,3}C)|DW{2,4}(?=[&W(]{0,3}C)")
_BEFORE = re.compile(r"before|preced|\bvor\b|avant|antes|prima", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"lunch|dinner|work|school|class|office|hours|noon|midday|midnight", re.IGNORECASE)
_LATER = re.compile(
    r"(?P<place>O)(?P<base>D)W?M?[^DCO]*?(?:(?P<day>W)F(?:[&W(]{0,4}D)?|(?P<next>D)F(?:[&(]W{0,3}W?F)?)"
)
"""Days counted from others that stand before them: "the draw is on the second Tuesday, we meet two days later"."""


def days_after(used: ClauseWords) -> ClauseDays | None:
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
    return _days_from(taken, place, base, distance)


def days_after_number(used: ClauseWords) -> ClauseDays | None:
    """Return the first weekday, or working day, after a day of the month as a rule with the dates it can be on."""
    match = _AFTER_NUMBER.search(used.text)
    if not match:
        return None
    taken = used.take(*match.span())
    day, number = (used.tokens[match.start(name)] for name in ("day", "number"))
    is_before = bool(_BEFORE.search(used.tokens[match.start("after")].text))
    place = used.tokens[match.start("place")].value if match["place"] else "first"
    days = range(_number(number) + (0 if match["on"] else 1), _number(number) + 8)
    days = days[:3] if match["day"] == "K" else days[:7]
    start, end, words = taken[0].start, taken[-1].end, " ".join(t.text for t in taken)
    is_open = is_before or match["other"] or place != "first" or number.value == "last" or day.value == "weekend"
    is_several = match["day"] == "D" and not match["place"] and day.text.lower().endswith("s")
    if is_open or is_several or days[-1] > 28:
        return ClauseDays(start=start, end=end, on=(), every="", doubt=f"no key says “{words}”")
    codes = "MO,TU,WE,TH,FR" if match["day"] == "K" else str(day.value)[:2].upper()
    rule = f"FREQ=MONTHLY;BYDAY={codes};BYMONTHDAY={','.join(map(str, days))}" + ";BYSETPOS=1" * (match["day"] == "K")
    return ClauseDays(start=start, end=end, on=(), every="month", rrule=rule)


def _number(token: Token) -> int:
    """Return the day of the month that a word is: 2 for "2nd"."""
    return token.value if isinstance(token.value, int) else PLACES.index(str(token.value)) + 1


def days_later(used: ClauseWords) -> ClauseDays | None:
    """Return the days that a clause counts from others before it: "the second Tuesday, ... two days later"."""
    for match in _LATER.finditer(used.text):
        base = WEEKDAYS.index(used.tokens[match.start("base")].value)
        if match["next"]:
            distance = (WEEKDAYS.index(used.tokens[match.start("next")].value) - base) % 7 or 7
        else:
            distance = _days_away(used.tokens, match.start("day"))
        if distance:
            place = used.tokens[match.start("place")].value
            return _days_from(used.take(*match.span()), place, base, distance)
    return None


def in_week_of(used: ClauseWords) -> ClauseDays | None:
    """Return the days in the weeks of others: "Friday of the week of the second Monday"."""
    for match in _IN_WEEK.finditer(used.text):
        between = [token.text.lower() for token in used.tokens[match.start("between") : match.end("between")]]
        if any(word.startswith("week") for word in between):
            day, base = (WEEKDAYS.index(used.tokens[match.start(name)].value) for name in ("day", "base"))
            place = used.tokens[match.start("place")].value
            distance = day - base + 7 * any(word.startswith(("after", "following")) for word in between)
            return _days_from(used.take(*match.span()), place, base, distance)
    return None


def _days_from(taken: Sequence[Token], place: str, base: int, distance: int) -> ClauseDays:
    """Return the days at a distance from a weekday with its place in the month, as a rule with their dates."""
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
    unit = 1 if is_day(tokens[place]) else 7 if is_week(tokens[place]) else 0
    many = int(before) if before.isdigit() else COUNTS.get(before, 0)
    return unit * (many or (0 if word.endswith("s") else 1))


def hung_days(used: ClauseWords) -> ClauseDays | None:
    """Return a doubt for a day that hangs on what no rule knows: "the Tuesday before each release"."""
    for match in _HUNG.finditer(used.text):
        first, last = used.tokens[match.start()], used.tokens[match.end() - 1]
        each = any(t.kind in {"every", "other"} for t in used.tokens[match.start() : match.end()])
        one_day = (match["day"] or match["work"]) and (each or not first.text.lower().endswith("s"))
        if (one_day and not _TIME_OF_DAY.match(last.text)) or (match["next"] and is_day(first)):
            taken = used.take(*match.span())
            words = " ".join(t.text for t in taken)
            return ClauseDays(start=first.start, end=last.end, on=(), every="", doubt=f"no key says “{words}”")
    return _away_from_another(used)


def _away_from_another(used: ClauseWords) -> ClauseDays | None:
    """Return a doubt for a meeting that is counted from another thing: "Call: two days after the release, 17:00".

    So is one on "the following Wednesday", or on "the Thursday of the same week".
    """
    for match in _AFTER_ANOTHER.finditer(used.text if used.before.count("D") == 1 else ""):
        beside = used.tokens[match.start() : match.end()]
        day = next(token for token in beside if token.kind == "weekday")
        is_same = any(is_only("same-week", " ".join(one.text for one in beside[n:])) for n in range(1, len(beside)))
        if not day.text.lower().endswith("s") and (is_same or is_only("following", beside[0].text)):
            taken = used.take(*match.span())
            words = " ".join(token.text for token in taken)
            return ClauseDays(
                start=taken[0].start, end=taken[-1].end, on=(), every="", doubt=f"no key says “{words}”"
            )
    for match in re.finditer(r"WF(?=[^G]*C)", used.text if not re.search(r"[DNTK]", used.before) else ""):
        place = match.start()
        if "G" in used.before[:place] and _days_away(used.tokens, place):
            taken = used.take(place, used.text.index("C", place))
            words = " ".join(token.text for token in taken if token.kind != "mark")
            return ClauseDays(
                start=taken[0].start, end=taken[-1].end, on=(), every="", doubt=f"no key says “{words}”"
            )
    return None


def is_day(token: Token) -> bool:
    """Return whether a word is that for a day, such as "day" or "Tag"."""
    return token.text.lower().startswith(UNITS["day"])


def is_week(token: Token) -> bool:
    """Return whether a word is that for a week, such as "weeks" or "Woche"."""
    return token.text.lower().startswith(UNITS["week"])


def is_month(token: Token) -> bool:
    """Return whether a word is that for a month, such as "month" or "Monat"."""
    return token.kind == "word" and token.text.lower().startswith(UNITS["month"])
