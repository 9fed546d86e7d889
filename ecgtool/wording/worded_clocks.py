"""Write clock times that are in words in figures: "noon", "half past six am", "8 Uhr abends", "between 4 and 5 pm".

``clocks`` reads the figures then; every other character stays in its place.
"""

import re

_NAMED = {
    "12pm": r"(?:12\s)?(?:noon|midday)|12\sUhr\smittags|mittags|midi|mediod[ií]a|meio-?dia|mezzogiorno",
    "12am": r"(?:12\s)?midnight|mitternacht|minuit|medianoche|meia-?noite|mezzanotte",
}
_WORDED = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_MINUTES = {"five": "05", "ten": "10", "twenty": "20"}
_PARTS = (
    rf"\b(?:a\s)?(?:(?P<part>half|quarter)\s(?P<past>past|to)|(?P<minutes>five|ten|twenty)\spast)\s(?P<number>{'|'.join(_WORDED)}|\d{{1,2}})"
    r"(?=\s?(?:[ap]\.?m\b|in\sthe\s(?:morning|afternoon|evening)))"
)
_BETWEEN = (
    r"\b(?:between|zwischen|entre|tra|fra|tussen)\s(?:(?:las?|as|le)\s)?\d[\d:.]*(?:\s?(?:h\d{0,2}|[ap]\.?m\.?|Uhr|uur))?"
    r"\s(?P<and>(?:and|und|et|y|e|en)(?:\s(?:las?|as|le))?)\s(?=\d)"
)
"""An "and" that joins both ends of a range: "between 10:00 and 12:00"."""
_TWO_HOURS = r"(?<=\bat\s)(?P<hour>\d{1,2})(?P<and>\sand)(?=\s\d{1,2}(?::[0-5]\d)?\s?(?P<half>[ap])\.?m\b)"
"""An hour that the half of the day behind the next one is about, too: "at 9 and 10 am"."""
_OF_DAY = (
    r"(?<![\d.,])(?P<hour>\d{1,2}(?:[:.h][0-5]\d)?)(?P<unit>\s?(?:Uhr|uur|heures?|horas?|h)?\s(?:"
    r"(?P<am>morgens|vormittags|früh|du\smatin|de\sla\smañana|da\smanhã|di\smattina|del\smattino|['\u2019]s\s(?:ochtends|morgens))|"
    r"(?:abends|nachmittags|du\ssoir|de\sl['\u2019]après-midi|de\sla\s(?:tarde|noche)|da\s(?:tarde|noite)|di\ssera|"
    r"del\spomeriggio|['\u2019]s\s(?:avonds|middags|namiddags)|at\snight)))(?!\w)"
)
"""An hour with the part of the day that it is in: "8 Uhr abends", "7 de la tarde"."""


def in_figures(text: str) -> str:
    """Return ``text`` with worded clock times in figures ("noon" as "12pm"). All other positions stay the same."""
    for figures, words in _NAMED.items():
        for match in re.finditer(rf"(?<!\w)(?<!12:00\s)(?:{words})(?![^\W\d_])", text, re.IGNORECASE):
            text = text[: match.start()] + figures[: len(match[0])].rjust(len(match[0])) + text[match.end() :]
    for match in re.finditer(_OF_DAY, text, re.IGNORECASE):
        half = ("am" if match["am"] else "pm").rjust(len(match["unit"]))
        text = text[: match.start("unit")] + half + text[match.end() :]
    for match in re.finditer(r"\b(?:[àa]s|à|las)\s(\d{1,2})\s(?:heures?|horas?)(?:\s([0-5]\d)(?!\d))?", text):
        hour = f"{match[1]}h{match[2] or ''}".ljust(match.end() - match.start(1))
        text = text[: match.start(1)] + hour + text[match.end() :]
    text = _with_ands(text)
    for match in re.finditer(_PARTS, text, re.IGNORECASE):
        text = text[: match.start()] + _of_parts(match).rjust(len(match[0])) + text[match.end() :]
    for match in re.finditer(rf"\b({'|'.join(_WORDED)})(?=\s?(?:[ap]\.?m\b|o'?clock\b))", text, re.IGNORECASE):
        number = str(_WORDED.index(match[1].lower()) + 1).rjust(len(match[1]))
        text = text[: match.start()] + number + text[match.end() :]
    return text


def _with_ands(text: str) -> str:
    """Return ``text`` with each "and" of clock times as what it means: a range after "between", else two of them."""
    for match in re.finditer(_TWO_HOURS, text, re.IGNORECASE):
        text = text[: match.start("and")] + f"{match['half']}m &" + text[match.end("and") :]
    for match in re.finditer(_BETWEEN, text, re.IGNORECASE):
        text = text[: match.start("and")] + "-".center(len(match["and"])) + text[match.end("and") :]
    return text


def _of_parts(match: re.Match[str]) -> str:
    """Return a match of "half past six" or "quarter to nine" in figures: "6:30", "8:45"."""
    said = match["number"].lower()
    hour = int(said) if said.isdigit() else _WORDED.index(said) + 1
    if match["minutes"]:
        return f"{hour}:{_MINUTES[match['minutes'].lower()]}"
    if match["past"].lower() == "to":
        return f"{(hour - 2) % 12 + 1}:{30 if match['part'].lower() == 'half' else 45}"
    return f"{hour}:{30 if match['part'].lower() == 'half' else 15}"
