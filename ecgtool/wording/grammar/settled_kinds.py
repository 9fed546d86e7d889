"""Give words the kinds that they have beside the others of their clause."""

import re
from dataclasses import replace
from itertools import pairwise

from ecgtool.wording.grammar.cutting import letters
from ecgtool.wording.grammar.rule_limits import PAIRS
from ecgtool.wording.grammar.settled_past import settle_past
from ecgtool.wording.grammar.tokens import Token, clock_of
from ecgtool.wording.page_words import is_only

_OF_REASONS = frozenset({"weekday", "clock", "ordinal", "every", "other", "weekdays"})
"""Kinds of words that would make a rule of a reason."""
_DENIED = re.compile(r"(?<=[&(])n[WFU-]{0,2}(?:D(?:&+W?D)*(?![^&;]{0,3}C)|CZ?)")
"""Days or an hour of which words say that they are not meant."""


def settle_kinds(part: list[Token]) -> None:
    """Give words the kinds that they have beside the others: "from Monday to Friday" is a range of days."""
    for match in re.finditer(r"l(?=W?D)", letters(part)):
        behind = re.search(r"D[^DC]{0,3}$", letters(part)[: match.start()]) or len(PAIRS.findall(letters(part))) > 1
        if behind and part[match.start()].text.lower() == "alternate":  # "and alternate Thursdays", without turns
            part[match.start()] = replace(part[match.start()], kind="other")
    _settle_every_other(part)
    _settle_rest(part)
    _settle_weeks(part)
    _settle_replaced(part)
    _settle_denied(part)
    _settle_turns(part)
    _settle_reasons(part)
    settle_past(part)
    _settle_weekends(part)
    _settle_starts(part)
    _settle_bounds(part)
    for match in re.finditer(r"(?<=D)v(?=D)", letters(part)):  # "Mon → Thu"
        part[match.start()] = replace(part[match.start()], kind="to")
    for match in re.finditer(r"(?<=D)[US](?=DW{0,2}(?![&]?T))|(?<=O)U(?=W?O)", letters(part)):
        part[match.start()] = replace(part[match.start()], kind="to")


def _settle_every_other(part: list[Token]) -> None:
    """Take an adjective beside a weekday for how often: "sábados alternos", "an alternierenden Samstagen"."""
    days = [n for n, one in enumerate(part) if one.kind == "weekday"]
    for n in {place for day in days for place in (day - 1, day + 1) if 0 <= place < len(part)}:
        if part[n].kind in {"word", "alternating"} and is_only("every-other", part[n].text):
            part[n] = replace(part[n], kind="interval", value="2 weeks")


def _settle_rest(part: list[Token]) -> None:
    """Take "other" for a mere word where it is all but those named: "All other Mondays", "the other Mondays"."""
    for n, one in enumerate(part[1:-1], 1):
        is_plural = part[n + 1].kind == "weekday" and part[n + 1].text.endswith("s")
        if one.kind == "other" and is_plural and is_only("rest-of", part[n - 1].text):
            part[n] = replace(one, kind="word")


def _settle_starts(part: list[Token]) -> None:
    """Take "from" for a mere word where no date is behind it, or hours of the date before it.

    "Strike 11 March from your calendars", "on 17 March from 15:00 to 17:00".
    """
    for match in re.finditer(r"S(?!.{0,6}[TDmC])|(?<=T)S(?=W?(?P<hours>C))", letters(part)):
        is_of_hours = match["hours"] is None or clock_of(part[match.start("hours")]).lasts
        if is_of_hours and is_only("from-date", part[match.start()].text):
            part[match.start()] = replace(part[match.start()], kind="word")


def _settle_weeks(part: list[Token]) -> None:
    """Take a word for every two weeks for even ones beside odd ones: "单周周二, 双周周四"."""
    has_odd = any(one.kind == "odd" for one in part)
    for n, one in enumerate(part) if has_odd else ():
        if one.kind == "interval" and is_only("pair-of-weeks", one.text):
            part[n] = replace(one, kind="even")


def _settle_replaced(part: list[Token]) -> None:
    """Take for a mere word the day in whose place another is named: "in place of Mondays, it is on Thursdays"."""
    if not any(one.kind == "date" for one in part):
        for match in re.finditer(r"v(?=W?(D).*D)", letters(part)):
            if is_only("instead", part[match.start()].text):
                part[match.start(1)] = replace(part[match.start(1)], kind="word")


def _settle_denied(part: list[Token]) -> None:
    """Take days and hours behind a "not" for those left out of others before, or else for mere words.

    "Monday to Friday, not on Wednesdays", but "Thursdays, not Tuesdays", "at 10:00 UTC, not at 12:00 UTC".
    """
    for match in _DENIED.finditer(letters(part)):
        before, start, end = letters(part)[: match.start()], match.start(), match.end()
        is_of_all = re.search(r"D[-U]D|K", before) or any(one.value == "day" for one in part[:start])
        if "D" in match[0] and is_of_all:
            part[start] = replace(part[start], kind="except")
        elif ("C" if "C" in match[0] else "D") in before:
            part[start:end] = [replace(one, kind="word") if one.kind != "mark" else one for one in part[start:end]]


def _settle_reasons(part: list[Token]) -> None:
    """Take for mere words the days and hours of a reason beside those of a rule.

    "Fridays, because on Thursdays Tom has choir, at 13:00 UTC".
    """
    starts = [n for n, one in enumerate(part) if is_only("because", one.text)]
    for start in starts:
        end = next((n for n in range(start, len(part)) if part[n].kind in {"mark", "and"}), len(part))
        if any(one.kind == "weekday" for one in (*part[:start], *part[end:])):
            part[start:end] = [
                replace(one, kind="word") if one.kind in _OF_REASONS else one for one in part[start:end]
            ]


def _settle_turns(part: list[Token]) -> None:
    """Take "the other" and "the next" beside words of turns for such words: "one week 9:00, the other 17:00"."""
    if any(one.kind == "turns" for one in part):
        for n, (before, one) in enumerate(pairwise(part), 1):
            if one.kind in {"other", "next", "bend"} and before.text.lower() == "the":
                part[n] = replace(one, kind="turns")


def _settle_weekends(part: list[Token]) -> None:
    """Take weekends that are only named as no exception, "daily, weekends too", for mere words."""
    if not any(one.kind == "interval" and one.value == "day" for one in part):
        return
    for n, one in enumerate(part):
        beside = part[max(n - 2, 0) : n + 3]
        if one.kind == "weekdays" and any(is_only("also", other.text) for other in beside):
            part[n] = replace(one, kind="word")


def _settle_bounds(part: list[Token]) -> None:
    """Take words before and behind a date for its bounds: "6 April 2026 onward: Mondays", "... and later"."""
    for match in re.finditer(r"(?<=T)&?W(?=[&:;.)]|$)", letters(part)):
        if is_only("onward", part[match.end() - 1].text):
            part[match.end() - 1] = replace(part[match.end() - 1], kind="start")
    if re.match("-T", letters(part)):  # "to 28 March 2026 | Wednesday"
        part[0] = replace(part[0], kind="until")
