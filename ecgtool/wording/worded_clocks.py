"""Write clock times that are in words in figures: "noon", "half past six am", "halb sieben", "las siete y media".

``find_clocks`` reads the figures then; every other character stays in its place. A word for a number is an hour only
where words around it say so: "at seven", "sieben Uhr", "from ten to five pm".
"""

import re
from collections.abc import Iterable, Mapping
from functools import cache

WORDED_MARK = "\u2236"
"""What stands in the figures between hour and minute of a time that was said in words. It may be either half's."""
_NAMED = {
    "12pm": r"(?:12\s)?(?:noon|midday)|12\sUhr\smittags|mittags|midi|mediod[ií]a|meio-?dia|mezzogiorno",
    "12am": r"(?:12\s)?midnight|mitternacht|minuit|medianoche|meia-?noite|mezzanotte",
}
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one eins ein une una uma een één", "two zwei deux dos due duas twee",
            "three drei trois tres três tre drie", "four vier quatre cuatro quattro quatro",
            "five fünf cinq cinco cinque vijf", "six sechs seis sei zes",
            "seven sieben sept siete sette sete zeven", "eight acht huit ocho otto oito",
            "nine neun neuf nueve nove negen", "ten zehn dix diez dieci dez tien", "eleven elf onze once undici",
            "twelve zwölf douze doce dodici doze twaalf", "dreizehn treize dertien", "vierzehn quatorze veertien",
            "fifteen fünfzehn quinze quince vijftien", "sechzehn seize zestien", "siebzehn dix-sept zeventien",
            "achtzehn dix-huit dieciocho diciotto dezoito achttien",
            "neunzehn dix-neuf diecinueve diciannove dezenove negentien",
            "twenty zwanzig vingt veinte venti vinte twintig",
        ),
        1,
    )
    for word in words.split()
} | {"twenty-five": 25, "twenty five": 25, "fünfundzwanzig": 25}  # fmt: skip
_NUMBER = rf"(?:\d{{1,2}}(?![\d:.])|(?:{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})(?!\w))"
_LEAD = (
    r"(?<!\w)(?:at|from|between|around|about|by|um|von|ab|gegen|zwischen|om|van|rond|tussen|à|vers|dès|(?:de|a|entre|hacia|sobre)\slas?|"
    r"alle|dalle|verso\sle|tra\sle|[àa]s|das)\s"
)
"""A word or two before an hour."""
_TAIL = (
    r"(?=\s?(?:[ap]\.?m\b|o'?clock\b|Uhr\b|uur\b|in\sthe\s(?:morning|afternoon|evening)|at\snight|morgens|vormittags|"
    r"nachmittags|abends|du\s(?:matin|soir)|de\sl['\u2019]après-midi|de\sla\s(?:mañana|tarde|noche)|da\s(?:manhã|tarde|noite)|"
    r"di\s(?:mattina|sera)|del\s(?:mattino|pomeriggio)|['\u2019]s\s(?:ochtends|morgens|middags|namiddags|avonds)))"
)
"""What after an hour says that it is one."""
_SHIFTS_BEFORE: Mapping[str, int | None] = {
    r"(?:a\s)?half\spast": 30, r"(?:a\s)?quarter\s(?:past|after)": 15, r"(?:a\s)?quarter\s(?:to|before)": -15,
    "halb": -30, r"(?<=om\s)half": -30, r"half|quarter\sof": None, "dreiviertel": -15,
    r"viertel\snach": 15, r"viertel\svor": -15, r"kwart\sover": 15, r"kwart\svoor": -15,
    r"(?:um\s)?quarto\spara\sas": -15,
}  # fmt: skip
_SHIFTS_AFTER: Mapping[str, int] = {
    r"et\sdemie?": 30, r"et\squart": 15, r"moins\s(?:le\s|un\s)?quart": -15, r"y\smedia": 30, r"y\scuarto": 15,
    r"menos\scuarto": -15, r"e\smezz[ao]": 30, r"e\sun\squarto": 15, r"meno\sun\squarto": -15, r"e\smeia": 30,
    "thirty": 30, "fifteen": 15, r"forty[\s-]five": 45, r"(?:y\s|e\s)?(?:quince|quinze)": 15, r"y\sdiez": 10,
    r"e\sdez": 10,
}  # fmt: skip
"""Words before or after an hour, and by how many minutes the time is off it; None where people differ: "half six"."""
_TO = r"(?:to|till|until|bis|tot|a(?:\slas)?|à|alle|às|[-\u2013])"
_SPACED = r"(?<=\d)(?:\s(?P<half>[点點時时])\s?半|\s?(?P<mark>[点點時时])\s(?P<minute>[0-5]\d)(?:\s?分)?)"
"""Chinese and Japanese minutes with spaces around them: "9 点半", "3 点 30 分"."""
_BETWEEN = (
    r"\b(?:between|zwischen|entre|tra|fra|tussen)\s(?:(?:las?|as|le)\s)?\d[\d:.]*(?:\s?(?:h\d{0,2}|[ap]\.?m\.?|Uhr|uur))?"
    r"\s(?P<and>(?:and|und|et|y|e|en)(?:\s(?:las?|as|le))?)\s(?=\d)"
)
"""An "and" that joins both ends of a range: "between 10:00 and 12:00"."""
_TO_AND_FRO = re.compile(
    r"\b(?:alterna|switch|swap|chang|rotat|mov|var[iy]|flip|toggl|go|ab?wechsel|wechsel|pendel|(?:af)?wissel|cambi|mud)\w*\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Before "between", words that make its hours two, which take turns: "switching between 10:00 and 16:00"."""
_TWO_HOURS = r"(?<=\bat\s)(?P<hour>\d{1,2})(?P<and>\sand)(?=\s\d{1,2}(?::[0-5]\d)?\s?(?P<half>[ap])\.?m\b)"
"""An hour that the half of the day behind the next one is about, too: "at 9 and 10 am"."""
_OF_DAY = (
    r"(?<![\d.,])(?P<hour>\d{1,2}(?:[:.h\u2236][0-5]\d)?)(?P<unit>\s?(?:Uhr|uur|heures?|horas?|h)?\s+(?:"
    r"(?P<am>morgens|vormittags|früh|du\smatin|de\sla\smañana|da\smanhã|di\smattina|del\smattino|['\u2019]s\s(?:ochtends|morgens))|"
    r"(?:abends|nachmittags|du\ssoir|de\sl['\u2019]après-midi|de\sla\s(?:tarde|noche)|da\s(?:tarde|noite)|di\ssera|"
    r"del\spomeriggio|['\u2019]s\s(?:avonds|middags|namiddags)|at\snight)))(?!\w)"
)
"""An hour with the part of the day that it is in: "8 Uhr abends", "7 de la tarde"."""


def in_figures(text: str) -> str:
    """Return ``text`` with worded clock times in figures ("noon" as "12pm"). All other positions stay the same."""
    if not _worded().search(text):
        return text
    text = _with_shifts(_with_noon(text))
    text = _with_numbers(text)
    for match in re.finditer(_OF_DAY, text, re.IGNORECASE):
        half = ("am" if match["am"] else "pm").rjust(len(match["unit"]))
        text = text[: match.start("unit")] + half + text[match.end() :]
    for match in re.finditer(r"\b(?:[àa]s|à|las)\s+(\d{1,2})\s(?:heures?|horas?)(?:\s([0-5]\d)(?!\d))?", text):
        hour = f"{match[1]}h{match[2] or ''}".ljust(match.end() - match.start(1))
        text = text[: match.start(1)] + hour + text[match.end() :]
    return _with_ands(text)


@cache
def _worded() -> re.Pattern[str]:
    """Return the expression of any word that this module is about, to pass over most lines quickly."""
    shifts = (*_SHIFTS_BEFORE, *_SHIFTS_AFTER)
    words = "|".join((*_NAMED.values(), *_NUMBERS, *shifts, r"past|and|und|et|heures?|horas?|at\snight"))
    return re.compile(rf"(?<!\w)(?:{words})|刻|{_SPACED}|{_TAIL}", re.IGNORECASE)


def _with_noon(text: str) -> str:
    for figures, words in _NAMED.items():
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
        start, minutes = match.end("lead"), _SHIFTS_AFTER[_form(_SHIFTS_AFTER, match)]
        text = text[:start] + _shifted(match["hour"], minutes, match.end() - start) + text[match.end() :]
    for match in re.finditer(_SPACED, text):
        minute = f"{match['half'] or match['mark']}{match['minute'] or '30'}"
        text = text[: match.start()] + minute.ljust(match.end() - match.start()) + text[match.end() :]
    for match in re.finditer(r"点[一三]刻", text):
        text = f"{text[: match.start()]}点{'15' if match[0][1] == '一' else '45'}{text[match.end() :]}"
    return text


@cache
def _shift_before() -> re.Pattern[str]:
    by = f"(?P<by>{'|'.join(_SHIFTS_BEFORE)})"
    counted = rf"(?P<count>{_NUMBER})(?P<unit>\sminutes?)?\s(?P<way>past|to|nach|vor|over|voor)"
    return re.compile(rf"(?:(?P<lead>{_LEAD})|(?<!\w))(?:{by}|{counted})\s(?P<hour>{_NUMBER})", re.IGNORECASE)


@cache
def _shift_after() -> re.Pattern[str]:
    hour = rf"(?P<hour>{_NUMBER})(?:\s?(?:heures?|horas?|h))?"
    return re.compile(rf"(?P<lead>{_LEAD}){hour}[\s-](?P<by>{'|'.join(_SHIFTS_AFTER)})(?!\w)", re.IGNORECASE)


def _form(forms: Iterable[str], match: re.Match[str]) -> str:
    """Return which of the expressions is what ``by`` of a match holds."""
    return next(form for form in forms if re.compile(form, re.IGNORECASE).fullmatch(match.string, *match.span("by")))


def _minutes_before(match: re.Match[str]) -> int | None:
    """Return by how many minutes a time is off its hour, 0 where the match is a range, None where it may be both."""
    if match["by"]:
        return _SHIFTS_BEFORE[_form(_SHIFTS_BEFORE, match)]
    count, way, lead = _value(match["count"]), match["way"].lower(), (match["lead"] or "").strip().lower()
    if way != "to":
        return count if way in {"past", "nach", "over"} else -count
    if match["unit"] or count in {20, 25}:
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
    return int(number) if number.isdigit() else _NUMBERS[number.lower()]


def _with_numbers(text: str) -> str:
    """Return ``text`` with the words for hours in figures."""
    for match in _numbers().finditer(text):
        for name in ("only", "first", "last", "end", "led", "until"):
            if word := match[name]:
                figures = word if word.isdigit() else str(_NUMBERS[word.lower()]).rjust(len(word))
                text = text[: match.start(name)] + figures + text[match.end(name) :]
    return text


@cache
def _numbers() -> re.Pattern[str]:
    """Return the expression of numbers that are hours: of a range, before a word for the day's part, after "at"."""
    to = rf"\s?{_TO}\s?"
    until = rf"(?:{to}(?P<until>{_NUMBER}))?"
    return re.compile(
        rf"(?:(?<!\w)(?P<first>{_NUMBER})|(?<=\d[ap]m)){to}(?P<last>{_NUMBER}){_TAIL}|(?<=\d[ap]m){to}(?P<end>{_NUMBER})"
        rf"|(?<!\w)(?P<only>{_NUMBER}){_TAIL}"
        rf"|(?:{_LEAD}|\bde\s(?={_NUMBER}\sh(?:eu|o)r[ea]s?\s[àa]\b))(?P<led>{_NUMBER}){until}",
        re.IGNORECASE,
    )


def _with_ands(text: str) -> str:
    """Return ``text`` with each "and" of clock times as what it means: a range after "between", else two of them."""
    for match in re.finditer(_TWO_HOURS, text, re.IGNORECASE):
        text = text[: match.start("and")] + f"{match['half']}m &" + text[match.end("and") :]
    for match in re.finditer(_BETWEEN, text, re.IGNORECASE):
        if _TO_AND_FRO.search(text[: match.start()]):
            continue
        text = text[: match.start("and")] + "-".center(len(match["and"])) + text[match.end("and") :]
    return text
