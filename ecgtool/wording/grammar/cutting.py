"""Cut the words of a sentence into clauses, each of which says one thing of when a group meets."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ecgtool.wording.grammar.tokens import Token
from ecgtool.wording.page_words import ends_with, is_only

_LETTERS = {
    "ordinal": "O", "weekday": "D", "number": "N", "clock": "C", "zone": "Z", "interval": "I", "unsure interval": "I",
    "every": "E", "other": "A", "of-month": "M", "month": "m", "date": "T", "unsure date": "T", "length": "L",
    "and": "&", "or": "&", "to": "-", "start": "S", "until": "U", "except": "X", "not": "n", "past": "p", "now": "w",
    "off": "f", "moved": "v", "season": "s", "odd": "o", "even": "e", "weekdays": "K", "after": "F", "private": "P",
    "vague": "V", "meet": "G", "next": "x", "last": "y", "poll": "q",
    "alternating": "l", "turns": "i",
    "then": "W", "proposed": "r", "early": "j",
    "count": "k", "shift": "h", "excepted": "Y", "bend": "W", "condition": "W", "switch": "R",
    "months": "M",
}  # fmt: skip
_MARKS = {",": "&", "/": "&", ";": ";", "(": "(", ")": ")", "[": "(", "]": ")", "-": "-", "\u2013": "-",
          "\u2014": "-", "=": "&", "|": "&", "、": "&", "\uff08": "(", "\uff09": ")", ":": ":"}  # fmt: skip
_OF_WEEKS = re.compile(r"[^C;]*D[^C;]*;[^;D]*[oe][^;D]*C[^;D]*")
"""One rule with a semicolon in it: "On Thursdays; odd weeks at 09:00, even weeks at 17:00"."""
_CLOCKS = re.compile(r"(?<=CZ);(?=CZ(?:[;.)]|$))")
"""A semicolon between an hour with its zone and another, which is all up to the next one."""
_IN_TURN = re.compile(r"[^C;]*D[^C;]*[li][^;D]*C[^;D]*(?:;[^;DT]*C[^;DT]*)+")
"""Hours in turn with semicolons between: "Mondays, taking turns: 09:00 for the east; 17:00 for the west"."""
_REASON = re.compile(r"[WS](?!W?d?&?T)[^CF;()&]*&(?=[^F]*$)(?=.*D.*C|.*C.*D)")
"""A clause before the main one that says why, and no rule: "As Mondays are taken, we meet on Tuesdays at 9:00"."""
_COUNTED = re.compile(r"OD[^DC]*;[^DC;]*(?:W|D)F")
"""Days counted from others before a semicolon: "the first Monday; we meet two days later"."""
_IN_BRACKET = re.compile(
    r"\((?=[^()]*S[W:]{0,3}T)(?=[^()]*[CD])[^()]*\)|\(W{0,2}d?&?T[:&W]{0,3}C[^()DS]*\)|\(C[&W]{0,2}d?T\)"
)
"""What holds from a date on, or on one date: "9:00 (10:00 from April 14)", "18:00 (20 March: 17:00)"."""
_RULE_IN_BRACKET = re.compile(r"\([W&]{0,3}(?P<day>D)[^();]*C[^();]*\)")
"""A bracket with a day and its hour: "one more day a week (Wednesdays 12:00)"."""
_OTHER_TIME = re.compile(
    r"\((?!U[W:]{0,3}C[ZW]*\))"
    r"(?:(?=[^()]*[pvfnr])(?=[^()]*[DCT])|(?=[^()]*U)(?=[^()]*[DC])|S[WT:]*T[^()]*[CD])[^()]*\)"
)
"""A bracket about another time than that of the rule, and not about its end: "10:30 (ends at 12:00)"."""
_NOT_ON = re.compile(r"\(nW?D(?:[&W]{1,2}D)*\)")
"""A bracket with weekdays that are left out of others: "Monday to Friday (not Wednesday)"."""
_CHANGE = re.compile(
    r"(?<=[CZ)])[&W]{0,2}(?=S[W:]{0,2}d?&?T[W:&]{0,3}[DC])|(?<=T)[)]&+(?=[^;]*(?:C[^;]*S[W:]{0,3}T|D[^;]*C))"
    r"|(?<=UT)&+(?=[^;]*(?:C[^;]*(?:S[W:]{0,3}T|t)|D[^;]*C))"
    r"|(?<=[CZ])&(?=CZ?S[W:]{0,2}T|v-CZ?[SW]{1,2}T)"
)
"""Where a rule ends and what follows holds from a date on, or where "until" a date ends and another hour follows."""


_UNTIL_AND_FROM = re.compile(r"(?<=D);(?=W?U[W:]{0,3}T[^;D]*C[^;D]*S[W:]{0,3}T[^;D]*C[^;D]*$)")
"""A semicolon between days and the hours of two times: "Fridays; until 31 March at 9:00, from 1 April at 8:00"."""


def letters(part: Sequence[Token]) -> str:
    """Return the kinds of the words as a text, a letter each: "2nd and 4th Monday" -> "O&OD"."""
    return "".join(_LETTERS.get(t.kind) or _MARKS.get(t.text, "W" if t.kind == "word" else ".") for t in part)


def cut_clauses(found: list[Token]) -> Iterator[list[Token]]:
    """Yield the clauses: cut at semicolons, at brackets about another time, and before a "now" after the past."""
    found = _with_commas(found)
    code = letters(found)
    by_weekday = code if re.search("[ON]", code) else _NOT_ON.sub(lambda bracket: "." * len(bracket[0]), code)
    for match in _OTHER_TIME.finditer(by_weekday):
        yield from cut_clauses(found[match.start() + 1 : match.end() - 1])
        yield from cut_clauses(found[: match.start()] + found[match.end() :])
        return
    for match in _IN_BRACKET.finditer(code):
        before = code[: match.start()]
        if "C" in before or ("D" in before and "D" in match[0] and not re.search("[C&]", match[0])):
            yield from cut_clauses(found[: match.start()] + found[match.end() :])
            yield from cut_clauses(found[match.start() + 1 : match.end() - 1])
            return
    for match in _RULE_IN_BRACKET.finditer(code):
        rest = found[: match.start()] + found[match.end() :]
        days = {token.value for token in rest if token.kind == "weekday"}
        if days and found[match.start("day")].value not in days and not any(token.kind == "clock" for token in rest):
            yield from cut_clauses(found[match.start() + 1 : match.end() - 1])
            yield from cut_clauses(rest)
            return
    is_reason = found and is_only("reason", found[0].text) and not any(is_only("at", one.text) for one in found[1:2])
    reason = _REASON.match(code) if is_reason else None
    if reason and found[reason.end() - 1].text == ",":
        yield found[: reason.end() - 1]
        yield from cut_clauses(found[reason.end() :])
        return
    is_one = _OF_WEEKS.fullmatch(code) or _IN_TURN.fullmatch(code) or _COUNTED.search(code)
    cut = None if is_one else _cut(found, code)
    if cut and cut.start() > 0:
        yield found[: cut.start()]
        yield from cut_clauses(found[cut.end() :])
    else:
        yield found


def _with_commas(found: Sequence[Token]) -> list[Token]:
    """Return the words with commas for semicolons between the hours of several clocks: "8 AM PST; 16:00 UTC"."""
    commas = {match.start() for match in _CLOCKS.finditer(letters(found))}
    others = {n for n in commas if found[n - 1].text != next(t.text for t in found[n:] if t.kind == "zone")}
    return [replace(token, text=",") if n in others else token for n, token in enumerate(found)]


def _cut(found: Sequence[Token], code: str) -> re.Match[str] | None:
    """Return the first place at which a clause ends and another begins; None where there is none."""
    mark = "W" if re.search(r"[li]", code) else "t"  # in turn, "then" begins nothing new
    then = "".join(mark if one.kind == "then" else letter for one, letter in zip(found, code, strict=True))
    then = _UNTIL_AND_FROM.sub("&", then)
    then = re.sub(r"\([^()]*\)", lambda bracket: bracket[0].replace(";", "."), then)
    but = next((n for n, one in enumerate(found) if is_only("but", one.text)), 0)
    if re.search(r"[fnp].*D", code[:but]) and re.search(r"D.*C", code[but:]):
        then = f"{then[:but]};{then[but + 1 :]}"  # "no longer on Mondays but on Tuesdays"
    forms = (
        r";",
        r"(?<=.)(?=w)" if "p" in code else r";",
        r"(?<=[CZ)])&?(?=[pr][prWG:&]{0,4}[DC])",
        r"(?<=[DCZW)])&(?=W?GW{0,2}[EDOK].*C)"
        if "p" in code
        else r";",  # "we gave up Sundays and meet on Mondays at 9:00"
        r"(?<=[CZw])&+(?=n[^;T]*D[^;T]*C)",
        r"(?<=[CZ)])&*(?=W{0,2}[nf][WG]{0,4}O(?:[&]+W?O)*W?DW{0,2}M?[.)]*(?:&[^C]*)?$)",  # "not on the first Friday"
        r"(?<=T)[)]?(?:&?(?=t)|&+(?=W{0,2}[DK][^;&]{0,4}t))" if "U" in code else r"(?<=T)&?(?=t)",
        r"(?<=[CZ])&(?=t[^;]*C)" if re.search(r"U.*T", code) else r";",
        r"(?<=[CZ)])&(?=t[^;]*[DK][^;]*C)" if "U" in code else r";",  # "until the holidays ..., then ..."
        r"(?<=[^X])[&(]*(?=X[^;CD]*T)" if re.search(r"[DK][^X]*C|C[^X]*[DK]", code) else r";",
        r"(?<=[CZ)])&?(?=[sW]{0,2}fW{0,2}[SU]?W{0,2}d?T)",  # "at 19:00, summer break from 13 July to 24 August"
        r"(?<=[CZh])&+(?=W{0,2}d?&?TW{0,4}[nf])" if re.search(r"T[^;]*[Ch]", code) else r";",
        r"(?<=[Tf)])&+(?=W{0,2}d?&?T[^nf]*[Ch][^nf]*$)" if re.search(r"[nf].*T|T.*f", code) else r";",
    )
    return (
        _after_past(found, then)
        or next(filter(None, (re.search(form, then) for form in forms)), None)
        or _change(found, then)
    )


def _after_past(found: Sequence[Token], code: str) -> re.Match[str] | None:
    """Return the place behind days that are past, where others follow; None where there is none.

    "Mondays were bad, so it is Tuesdays", "Mondays are history: now Tuesdays", but not "Tuesdays, formerly: Mondays";
    "Mondays at 9:00 until 2025, Tuesdays since", "We swapped Mondays at 9:00 for Tuesdays".
    """
    for cut in re.finditer(r"(?<=[CZ)p])&?W{0,2}&?(?=D)", code):
        before, words = code[: cut.start()], found[cut.start() : cut.end()]
        of_days = re.fullmatch(r"[^pD]*D[^pD]*[CZ)](p+)", before)
        if of_days and is_only("past-behind", found[of_days.start(1)].text):
            return cut
        if re.fullmatch(r"[^pD]*p[^pD]*D[^pD]*", before) and any(is_only("in-exchange", one.text) for one in words):
            return cut
    for cut in re.finditer(r"[:&]+(?=[^p]*D)", code):
        if re.fullmatch(r"[^pD]*D[^pD]*pW[^DC&:]*", code[: cut.start()]) and ":" not in cut[0]:
            return cut
        if re.fullmatch(r"[^pD]*D[^pD]*p", code[: cut.start()]) and ends_with("no-more", found[cut.start() - 1].text):
            return cut
    return None


def _change(found: Sequence[Token], code: str) -> re.Match[str] | None:
    """Return the place between a rule and what holds from a date on; None where there is none.

    "Tuesdays 19:00, from 14 April Wednesdays 19:00", "18:00 (until 30 March), 17:00 (from 6 April)". An hour on
    another clock is no other hour: "Tuesdays 17:00 UTC, from 4 March, 18:00 CET". Nor is one that
    alternates: each may have a date.
    """
    cut = _CHANGE.search(code)
    if (
        cut is None
        or re.search(r"[li]", code[: cut.start()])
        or not re.search(r"[DK].*(?:C|UT$)|C.*[DK]", code[: cut.start()])
    ):
        return None
    zones = [
        {token.text for token in part if token.kind == "zone"} for part in (found[: cut.start()], found[cut.end() :])
    ]
    same_days = not re.search(r"[DK]", code[cut.end() :])
    return None if same_days and all(zones) and not zones[0] & zones[1] else cut
