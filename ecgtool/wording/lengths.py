"""Read lengths of time as people write them: "90 minutes", "1.5 hours", "1h30", "PT1H30M".

``parse_duration`` reads a text that is nothing else; ``find_lengths`` looks through a line, and ``find_shifts`` finds
lengths by which something is earlier or later.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

_UNIT = (
    r"(?P<minutes>minutes?|mins?|Minuten|minuti|minutos|minuten|分鐘|分钟|分間|分)"
    r"|(?P<hours>hours?|hrs?|Stunden?|Std|heures?|horas?|or[ae]|小时|小時|時間)"
)
_COUNTS = {
    word: number
    for number, words in {
        1: "one an a ein eine einer une una uma un een 一", 2: "two zwei deux dos due duas twee 两 兩 二",
        3: "three drei trois tres tre três drie 三", 0.5: "半", 10: "ten zehn dix diez dieci dez tien",
        15: "fifteen fünfzehn quinze quince quindici vijftien", 20: "twenty zwanzig vingt veinte venti vinte twintig",
        25: "twenty-five", 30: "thirty dreißig trente treinta trenta trinta dertig", 40: "forty vierzig quarante",
        45: "forty-five fünfundvierzig quarante-cinq", 50: "fifty fünfzig cinquante",
        60: "sixty sechzig soixante sesenta sessanta sessenta zestig", 75: "seventy-five",
        90: "ninety neunzig quatre-vingt-dix noventa novanta negentig", 1.5: "anderthalb eineinhalb anderhalf",
    }.items()
    for word in words.split()
}  # fmt: skip
_HALF = r"(?:and\sa\shalf|et\sdemie?|y\smedia|e\smezz[ao]|e\smeia)"
_LENGTH = (
    r"(?<![./-])(?<!\d[,:])(?<![^\W\u3040-\u30ff\u4e00-\u9fff])(?<![点點時时前])(?<![点點時时]\s)(?<!\b[àa]s\s)(?<!\bà\s)(?<!\bthrough\s)(?!ahora\b)(?P<number>\d{1,3}(?:[.,]\d|½)?|"
    rf"half(?:\san)?|{'|'.join(sorted(_COUNTS, key=len, reverse=True)).replace('-', '[ -]')})"
    rf"(?P<and_a_half>\sand\sa\shalf|[个個]半)?(?:[\s-]|[个個]\s?)?(?:{_UNIT})(?![^\W\d_a-z\u3040-\u9fff])(?!\w*[a-z])(?P<half>\s{_HALF}|半)?(?P<quarter>\sand\sa\squarter)?"
    r"(?:\s?(?:and\s)?(?P<more>\d{1,2})\s?(?:minutes?|mins?|Minuten|分[钟鐘]?))?"
)
_IN_WORDS: Mapping[int, str] = {
    15: r"(?:a\s)?quarter\s(?:of\s)?an?\shour|a\squarter[\s-]hour|(?:eine\s)?Viertelstunde|"
    r"(?:un\s)?(?:quart\sd['\u2019]heure|cuarto\sde\shora|quarto\s(?:d['\u2019]ora|de\shora))|(?:een\s)?kwartier",
    30: r"(?:1/2|½)\s(?:an?\s)?hour|"
    r"(?:eine\s)?halbe\sStunde|(?:une\s)?demi-heure|media\shora|mezz['\u2019]?ora|meia\shora|(?:een\s)?half\suur",
    45: r"three[\s-]quarters\sof\san\shour|(?:eine\s)?dreiviertel\s?Stunde|trois\squarts\sd['\u2019]heure|"
    r"tres\scuartos\sde\shora|tre\squarti\sd['\u2019]ora|drie\skwartier",
    60: r"(?:een\suur|un['\u2019]ora)(?=\s(?:later|eerder|vroeger|più)\b)|"
    r"(?:(?<=\bper\s)|(?<=\bdura\s)|(?<=\bdi\s)|(?<=\bcirca\s))un['\u2019]ora(?!\se\s)|"
    r"(?:(?<=\bduurt\s)|(?<=\bduur:\s)|(?<=\bongeveer\s)|(?<=\bcirca\s))een\suur",
    75: r"un['\u2019]ora\se\sun\squarto",
    90: r"un['\u2019]ora\se\smezz[ao]|anderhalf\suur|(?:una\s)?hora\sy\smedia",
}
"""Lengths that are no number of units, by their minutes."""
_AWAY = (
    r"\s(?:(?P<later>later|später|plus\stard|más\starde|mais\starde|più\stardi)|earlier|sooner|früher|plus\stôt|"
    r"más\stemprano|mais\scedo|vroeger|eerder)\b"
)
"""What makes a length one by which something is earlier or later."""
_SIGNED = (
    r"(?<![\w:.-])(?P<sign>[+\u2212-])\s?(?P<count>[12])\s?(?:h|hrs?|hours?|Stunden?|heures?|horas?|or[ae]|uur)\b"
)
"""Such a length by its sign: "-1hr"."""
_NO_LENGTH = (
    rf"{_AWAY}|\s?(?:以?[前后後]|[帯目])|"
    r"\s(?:before|after|ahead|prior|in\sadvance|notice|ago|vor(?:her)?|avant|antes|prima)\b"
)
_SHORT_LENGTH = (
    r"(?:(?<=[(,;:~])|(?<=\bfor)|(?<=lasts)|(?<=lasting)|(?<=about)|(?<=\bup\sto)|(?<=\bmax)|(?<=\bmax\.)|(?<=maximum)|"
    r"(?<=at\smost)|(?<=more\sthan)|(?<=takes))\s?"
    r"(?P<hours>[1-4](?:[.,]5|½)?)\s?h(?:\s?(?P<minutes>\d\d)(?:\s?m(?:in)?)?)?(?=\s?[),;.]|$|\s(?:long|each|max|at\smost))"
)
_MINUTES = (
    r"(?<=[(,])\s?(?P<minutes>[1-9]\d{1,2}|5)\s?"
    r"(?:(?<=\d\d)(?:m|['\u2032\u2019])|(?<=[^\d]5\s)min(?:ute)?s?)(?=\s?[),;]|[.]?$)"
)
"""Minutes that are no length elsewhere: "(30m)" may be a way, and "5 minutes" a part of a meeting."""
_LASTING = (
    r"(?:duration|length|lasts|lasting|dauert?|durée|dure|pendant|duración|dura|durante|duração|durata|duurt?|gedurende)"
    r"\s?[:|]?\s(?:(?:de|di|da|van|von|ca\.?|env\.?|environ|etwa|circa|aprox\.?|ongeveer)\s){0,2}"
)
_FIGURES = (
    rf"(?:(?<=\()(?=\d:\d\d\s?(?:h|hrs?|hours?)\b)|\b{_LASTING})"
    r"(?P<time>(?P<hour>[0-4])(?:\s?[:hu]\s?(?P<minute>[0-5]\d)|\s?(?:h|u|uur)(?!\w)))(?!\s?[ap]\.?m)(?:\s?(?:h|hrs?|hours?)\b)?"
)
"""A length in figures, which is no clock time: in a bracket with its unit, or behind a word for it."""
_DURATION_NUMBER = r"(?P<number>[0-9]+(?:[.,][0-9]+)?|an?|half an?|one|two|three|four|five|six|seven|eight|nine|ten)"
_DURATION_UNIT = r"(?P<unit>days?|d|hours?|hrs?|hr|h|minutes?|mins?|min|m|seconds?|secs?|sec|s)"
_PART = rf"{_DURATION_NUMBER}\s*{_DURATION_UNIT}(?![a-z])\.?(?P<half>\s+and\s+a\s+half)?"
_WORDS = {
    word: n
    for n, word in enumerate(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), 1)
}
_SECONDS = {"d": 86_400, "h": 3600, "m": 60, "s": 1}
_ISO = r"P(?:([0-9]+)W)?(?:([0-9]+)D)?(?:T(?:([0-9]+)H)?(?:([0-9]+)M)?(?:([0-9]+)S)?)?"
_TEN_YEARS = 3650 * 86_400


@dataclass(frozen=True, kw_only=True, slots=True)
class Length:
    """A length of time in a text, and where it stands."""

    start: int
    end: int
    lasts: timedelta


def find_lengths(text: str) -> list[Length]:
    """Return the lengths of time in ``text``, in order: "30 minutes", "1.5 hours", "(1h)"."""
    found = [one for one in _worded_lengths(text) if not re.compile(_NO_LENGTH, re.IGNORECASE).match(text, one.end)]
    for match in re.finditer(_SHORT_LENGTH, text, re.IGNORECASE):
        minutes = int(match["hours"][0]) * 60 + 30 * (len(match["hours"]) > 1) + int(match["minutes"] or 0)
        found.append(Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=minutes)))
    brief = [
        Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=int(match["minutes"])))
        for match in re.finditer(_MINUTES, text)
    ]
    for match in re.finditer(_FIGURES, text, re.IGNORECASE):
        lasts = timedelta(hours=int(match["hour"]), minutes=int(match["minute"] or 0))
        found.append(Length(start=match.start("time"), end=match.end(), lasts=lasts))
    likely = (one for one in found if timedelta(minutes=10) <= one.lasts <= timedelta(hours=12))
    ordered = sorted((*likely, *brief), key=lambda one: (one.start, one.end))
    return [one for n, one in enumerate(ordered) if not any(one.start < other.end for other in ordered[:n])]


def find_shifts(text: str) -> list[Length]:
    """Return the lengths by which something is later in ``text``, "an hour later"; below zero if it is earlier."""
    away = re.compile(_AWAY, re.IGNORECASE)
    shifted = ((one, match) for one in _worded_lengths(text) if (match := away.match(text, one.end)))
    signed = (
        (match, int(match["count"]) * (1 if match["sign"] == "+" else -1))
        for match in re.finditer(_SIGNED, text, re.IGNORECASE)
    )
    return [
        *(
            Length(start=one.start, end=match.end(), lasts=one.lasts if match["later"] else -one.lasts)
            for one, match in shifted
        ),
        *(Length(start=match.start(), end=match.end(), lasts=timedelta(hours=hours)) for match, hours in signed),
    ]


def _worded_lengths(text: str) -> list[Length]:
    """Return the lengths in ``text`` that a unit or words name, whatever is said of them."""
    found = [
        Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=minutes))
        for minutes, words in _IN_WORDS.items()
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE)
    ]
    for match in re.finditer(_LENGTH, text, re.IGNORECASE):
        if any(one.start < match.end() and match.start() < one.end for one in found):
            continue
        number = match["number"].lower().replace(",", ".").replace("½", ".5")
        count = float(number) if number[0].isdigit() else _COUNTS.get(number.replace(" ", "-"), 0.5)
        count += 0.5 if match["and_a_half"] or match["half"] else 0.25 if match["quarter"] else 0
        if count >= 7 and match["hours"] and match["hours"].startswith(("heure", "hora")):
            continue  # "18 heures" is a clock time
        minutes = round(count * 60 if match["hours"] else count) + int(match["more"] or 0)
        found.append(Length(start=match.start(), end=match.end(), lasts=timedelta(minutes=minutes)))
    return found


def parse_duration(text: str) -> timedelta:
    """Return a length of time: "45m", "1h 30m", "90 min", "1:30", "1.5 hours", "PT1H30M" (RFC 5545, 3.3.6).

    Raises:
        ValueError: it is none, or has two readings. Its text is put after "expected ...".
    """
    written = " ".join(text.split())
    if re.fullmatch(r"[0-9]+", written):
        raise ValueError(f'; it can be read in two ways: "{written}m" or "{written}h"')
    if not written:
        raise ValueError
    if match := re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])(?:\s?(?:h|hrs?|hours))?", written, re.IGNORECASE):
        return timedelta(hours=int(match[1]), minutes=int(match[2]))
    if match := re.fullmatch(_ISO, written.upper()):
        weeks, days, hours, minutes, seconds = (int(part or 0) for part in match.groups())
        if any(part for part in match.groups()):
            return _length(weeks * 604_800 + days * 86_400 + hours * 3600 + minutes * 60 + seconds)
    return _length(_seconds(re.sub(r"([0-9])\s?h\s?([0-9]{1,2})$", r"\1h \2m", written.lower()).replace("½", ".5")))


def _seconds(text: str) -> float:
    """Return the seconds of numbers with units that follow one another, the larger units first: "1h 30m" -> 5400."""
    total, last = 0.0, 10**6
    rest = re.sub(r"^(?P<half>half) (?=hour|day|minute)", "half an ", text)
    while rest:
        match = re.match(_PART, rest)
        size = _SECONDS[match["unit"][0]] if match else 0
        if not match or not size < last:
            raise ValueError(f"; “{rest}” is no duration" if total else "")
        number = match["number"].replace(",", ".")
        halves = 0.5 if match["half"] else 0
        count = (
            0.5 if number.startswith("half") else 1 if number in {"a", "an"} else _WORDS.get(number) or float(number)
        )
        total, last = total + (count + halves) * size, size
        rest = re.sub(r"^(?:\s*and\s+|,\s*(?:and\s+)?|\s+)", "", rest[match.end() :])
    return total


def _length(seconds: float) -> timedelta:
    if seconds > _TEN_YEARS:
        raise ValueError("; that is too long")
    return timedelta(seconds=round(seconds))
