"""Write clock times that are in words in figures: "noon", "half past six am", "halb sieben", "las siete y media".

``find_clocks`` reads the figures then; every other character stays in its place. A word for a number is an hour only
where words around it say so: "at seven", "sieben Uhr", "from ten to five pm".
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import chain

from ecgtool.wording.vocabulary import word_table

WORDED_MARK = "\u2236"
"""What stands in the figures between hour and minute of a time that was said in words. It may be either half's."""
_SPACED = r"(?<=\d)(?:\s(?P<half>[点點時时])\s?半|\s?(?P<mark>[点點時时])\s(?P<minute>[0-5]\d)(?:\s?分)?)"
"""Chinese and Japanese minutes with spaces around them: "9 点半", "3 点 30 分"."""
_TWO_HOURS = r"(?<=\bat\s)(?P<hour>\d{1,2})(?P<and>\sand)(?=\s\d{1,2}(?::[0-5]\d)?\s?(?P<half>[ap])\.?m\b)"
"""An hour that the half of the day behind the next one is about, too: "at 9 and 10 am"."""
_WITH_COMMA = r"\b(?:ore|dalle|alle|h\.?)\s\d{1,2},[0-5]\d(?!\d)(?:\s?(?:[-\u2013]|alle)\s?\d{1,2},[0-5]\d(?!\d))?"
"""Italian times with a comma: "ore 18,30-20,00"."""
_UNIT = r"(?:Uhr|uur|heures?|horas?|h)"


def in_figures(text: str) -> str:
    """Return ``text`` with worded clock times in figures ("noon" as "12pm"). All other positions stay the same."""
    for match in re.finditer(_WITH_COMMA, text, re.IGNORECASE):
        text = text[: match.start()] + match[0].replace(",", ":") + text[match.end() :]
    if not _worded().search(text):
        return text
    text = _with_shifts(_with_noon(text))
    text = _with_numbers(text)
    for match in _of_day().finditer(text):
        half = ("am" if match["am"] else "pm").rjust(len(match["unit"]))
        text = text[: match.start("unit")] + half + text[match.end() :]
    for match in re.finditer(r"\b(?:[àa]s|à|las)\s+(\d{1,2})\s(?:heures?|horas?)(?:\s([0-5]\d)(?!\d))?", text):
        hour = f"{match[1]}h{match[2] or ''}".ljust(match.end() - match.start(1))
        text = text[: match.start(1)] + hour + text[match.end() :]
    return _with_ands(text)


def hour_words(kind: str) -> str:
    """Return an expression of the words of a kind that stand around hours."""
    return f"(?:{'|'.join(word_table('clocks')['words'][kind])})"


@cache
def _by_figures(kind: str) -> Mapping[str, str]:
    """Return the expressions of words, by the figures that they stand for."""
    return {figures: "|".join(forms) for figures, forms in word_table("clocks")[kind].items()}


@cache
def _numbers() -> Mapping[str, int]:
    return {word: int(number) for number, words in word_table("clocks")["numbers"].items() for word in words}


@cache
def _number() -> str:
    """Return the expression of a number in figures or in words."""
    return rf"(?:\d{{1,2}}(?![\d:.])|(?:{'|'.join(sorted(_numbers(), key=len, reverse=True))})(?!\w))"


@cache
def _lead() -> str:
    """Return the expression of what stands before an hour."""
    return rf"(?<!\w){hour_words('lead')}\s"


@cache
def _tail() -> str:
    """Return the expression of what stands after an hour and says that it is one."""
    return rf"(?=\s?{hour_words('tail')})"


@cache
def _worded() -> re.Pattern[str]:
    """Return the expression of any word that this module is about, to pass over most lines quickly."""
    shifts = chain(_by_figures("before").values(), _by_figures("after").values())
    words = "|".join(
        (*_by_figures("named").values(), *_numbers(), *shifts, hour_words("past"), hour_words("and"), _UNIT)
    )
    return re.compile(rf"(?<!\w)(?:{words}|at\snight)|刻|{_SPACED}|{_tail()}", re.IGNORECASE)


@cache
def _of_day() -> re.Pattern[str]:
    """Return the expression of an hour with the part of the day that it is in: "8 Uhr abends", "7 de la tarde"."""
    return re.compile(
        rf"(?<![\d.,])(?P<hour>\d{{1,2}}(?:[:.h\u2236][0-5]\d)?)"
        rf"(?P<unit>\s?{_UNIT}?\s+(?:(?P<am>{hour_words('morning')})|{hour_words('afternoon')}))(?!\w)",
        re.IGNORECASE,
    )


def _with_noon(text: str) -> str:
    for figures, words in _by_figures("named").items():
        form = rf"(?<!\w)(?<!12:00\s)(?:{words})(?P<half>\set\sdemie?)?(?![^\W\d_]|\S*ish\w)"
        for match in re.finditer(form, text, re.IGNORECASE):
            said = f"{figures[:2]}:30{figures[2:]}" if match["half"] else figures[: len(match[0])]
            text = text[: match.start()] + said.rjust(len(match[0])) + text[match.end() :]
    return text


def _with_shifts(text: str) -> str:
    """Return ``text`` with each "half past six pm" and "las siete y media" as hour and minute."""
    for match in _shift_before().finditer(text):
        minutes = _minutes_before(match)
        if minutes is None:  # "ten to five pm" is ten minutes before five, or from ten until five
            text = text[: match.start()] + re.sub(r"\w", "x", match[0]) + text[match.end() :]
        elif minutes:
            start = match.end("lead") if match["lead"] else match.start()
            text = text[:start] + _shifted(match["hour"], minutes, match.end() - start) + text[match.end() :]
    for match in _shift_after().finditer(text):
        start, minutes = match.end("lead"), _shift("after", match)
        text = text[:start] + _shifted(match["hour"], minutes, match.end() - start) + text[match.end() :]
    for match in re.finditer(_SPACED, text):
        minute = f"{match['half'] or match['mark']}{match['minute'] or '30'}"
        text = text[: match.start()] + minute.ljust(match.end() - match.start()) + text[match.end() :]
    for match in re.finditer(r"点[一三]刻", text):
        text = f"{text[: match.start()]}点{'15' if match[0][1] == '一' else '45'}{text[match.end() :]}"
    return text


@cache
def _shift_before() -> re.Pattern[str]:
    by = f"(?P<by>{'|'.join(_by_figures('before').values())})"
    way = f"(?P<way>{hour_words('past')}|{hour_words('before')})"
    counted = rf"(?P<count>{_number()})(?P<unit>\sminutes?)?\s{way}"
    return re.compile(rf"(?:(?P<lead>{_lead()})|(?<!\w))(?:{by}|{counted})\s(?P<hour>{_number()})", re.IGNORECASE)


@cache
def _shift_after() -> re.Pattern[str]:
    hour = rf"(?P<hour>{_number()})(?:\s?{_UNIT})?"
    by = "|".join(_by_figures("after").values())
    return re.compile(rf"(?P<lead>{_lead()}){hour}[\s-](?P<by>{by})(?!\w)", re.IGNORECASE)


def _shift(kind: str, match: re.Match[str]) -> int:
    """Return by how many minutes the words ``by`` of a match say that a time is off its hour."""
    span = match.span("by")
    forms = ((minutes, re.compile(form, re.IGNORECASE)) for minutes, form in _by_figures(kind).items())
    return next(int(minutes) for minutes, form in forms if form.fullmatch(match.string, *span))


def _minutes_before(match: re.Match[str]) -> int | None:
    """Return by how many minutes a time is off its hour, 0 where the match is a range, None where it may be both."""
    if match["by"]:
        return _shift("before", match) or None
    count, lead = _value(match["count"]), (match["lead"] or "").strip().lower()
    if re.fullmatch(hour_words("past"), match["way"], re.IGNORECASE):
        return count
    if match["way"].lower() != "to" or match["unit"] or count in {20, 25}:
        return -count
    if count not in {5, 10} or match["count"].isdigit() or lead in {"from", "between"}:
        return 0
    return -count if lead == "at" else None


def _shifted(hour: str, minutes: int, width: int) -> str:
    """Return the time so many minutes off an hour, as wide as its words were."""
    at = _value(hour) * 60 + minutes
    hours = at // 60 if at >= 13 * 60 else (at // 60 - 1) % 12 + 1
    return f"{hours}".ljust(width - 3) + f"{WORDED_MARK}{at % 60:02}"


def _value(number: str) -> int:
    """Return the value of a number in figures or in words."""
    return int(number) if number.isdigit() else _numbers()[number.lower()]


def _with_numbers(text: str) -> str:
    """Return ``text`` with the words for hours in figures."""
    for match in _number_as_hour().finditer(text):
        for name in ("only", "first", "last", "end", "led", "until"):
            if word := match[name]:
                figures = word if word.isdigit() else str(_numbers()[word.lower()]).rjust(len(word))
                text = text[: match.start(name)] + figures + text[match.end(name) :]
    return text


@cache
def _number_as_hour() -> re.Pattern[str]:
    """Return the expression of numbers that are hours: of a range, before a word for the day's part, after "at"."""
    to = rf"\s?{hour_words('to')}\s?"
    number, tail = _number(), _tail()
    return re.compile(
        rf"(?:(?<!\w)(?P<first>{number})|(?<=\d[ap]m)){to}(?P<last>{number}){tail}|(?<=\d[ap]m){to}(?P<end>{number})"
        rf"|(?<!\w)(?P<only>{number}){tail}"
        rf"|(?:{_lead()}|\bde\s(?={number}\sh(?:eu|o)r[ea]s?\s[àa]\b))(?P<led>{number})(?:{to}(?P<until>{number}))?",
        re.IGNORECASE,
    )


@cache
def _between() -> re.Pattern[str]:
    """Return the expression of an "and" that joins both ends of a range: "between 10:00 and 12:00"."""
    article = r"(?:las?|as|le)"
    return re.compile(
        rf"\b{hour_words('between')}\s(?:{article}\s)?\d[\d:.]*(?:\s?(?:h\d{{0,2}}|[ap]\.?m\.?|Uhr|uur))?"
        rf"\s(?P<and>{hour_words('and')}(?:\s{article})?)\s(?=\d)",
        re.IGNORECASE,
    )


def _with_ands(text: str) -> str:
    """Return ``text`` with each "and" of clock times as what it means: a range after "between", else two of them."""
    for match in re.finditer(_TWO_HOURS, text, re.IGNORECASE):
        text = text[: match.start("and")] + f"{match['half']}m &" + text[match.end("and") :]
    in_turn = rf"\b{hour_words('to-and-fro')}\s(?:\w+\s)?$"  # "switching between 10:00 and 16:00"
    for match in _between().finditer(text):
        if re.search(in_turn, text[: match.start()], re.IGNORECASE):
            continue
        text = text[: match.start("and")] + "-".center(len(match["and"])) + text[match.end("and") :]
    return text
