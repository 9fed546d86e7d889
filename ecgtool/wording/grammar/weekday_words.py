"""Find the weekdays in a text, in full, cut short, and by their first letters."""

import re
from collections.abc import Iterator
from functools import cache

from ecgtool.wording import languages
from ecgtool.wording.reading import WEEKDAY, WEEKDAYS, weekday_named
from ecgtool.wording.vocabulary import word_table

_MORE_WEEKDAYS = {
    "de": "{}(?:s|(?:abend|morgen|(?:vor|nach)?mittag|nacht)s?|en?)?", "fr": "{}s?", "es": "{}s?", "it": "{}",
    "nl": "{}(?:s|en|(?:ochtend|morgen|(?:na)?middag|avond|nacht)(?:en|s)?)?",
}  # fmt: skip
_OTHER_PLURALS = {"it": {"sabati": 5, "domeniche": 6}}
"""Plurals of weekdays that end otherwise than their names, with their numbers."""
_SHORT_GERMAN = r"(?<!\w)(?P<short>Mo|Di|Mi|Do|Fr|Sa|So)\.?(?=\s?(?:[/,&+\u2013-]|\d|und\s|um\s|bis\s|\x00))"
_PORTUGUESE = (
    r"(?<!\w)(?P<pt>segunda|terça|terca|quarta|quinta|sexta|sábado|sabado|domingo)s?(?:-feiras?|\sfeiras?)?(?!\w)"
    r"|(?<!\w)(?P<name>[2-6])\.?[ªa]s?(?=(?:\s(?:e|a)|,)\s[2-6]\.?[ªa])|(?<!\w)(?P<short>[2-6])\.?[ªa]s?[-\s]feiras?(?!\w)"
    r"|(?:(?<=[2-6]ª\se\s)|(?<=[2-6]ª\sa\s)|(?<=[2-6]ª,\s)|(?<=\x00\s)|(?<=\bàs\s)|(?<=\bas\s))(?P<at>[2-6])ªs?(?!\w)"
)
_PORTUGUESE_DAYS = {
    "segunda": 0, "terça": 1, "terca": 1, "quarta": 2, "quinta": 3, "sexta": 4, "sábado": 5, "sabado": 5,
    "domingo": 6, "2": 0, "3": 1, "4": 2, "5": 3, "6": 4,
}  # fmt: skip


_POINT = r"(?:(?<=\b\w{3})|(?<=\b\w{4})|(?<=\b\w{5}))\.(?=\s?[a-z\d\x00,&/(\u2013\u2192-])"
"""The point of a weekday that is cut short, in the middle of a sentence: "Mon. to Fri."."""
_TWO = r"(?:Mo|Tu|We|Th|Fr|Sa|Su)"
_INITIALS = (
    rf"(?<!\w)(?:{_TWO}(?:(?:\s?[-\u2013/,&+]\s?|\s(?:to|and)\s){_TWO})+|"
    r"(?:M|W|Th|Tu)(?:/(?:M|Tu?|W|Th|F))+|T/Th|M\s?[-\u2013]\s?F)(?!\w)"
    rf"|(?:^|(?<=\|\s)){_TWO}(?=\s\|)"
)
"""Weekdays by their first letters, several of them together, or one in a cell: "Mo-Fr", "M/W/F"."""
_BY_INITIALS = {"M": 0, "Mo": 0, "T": 1, "Tu": 1, "W": 2, "We": 2, "Th": 3, "F": 4, "Fr": 4, "Sa": 5, "Su": 6}
_NO_FEAST = r"(?<!good\s)(?<!easter\s)(?<!black\s)(?<!whit\s)(?<!ash\s)(?<!holy\s)(?<!maundy\s)(?<!palm\s)"
"""Before a weekday: it is not one by name only, such as Good Friday."""
_CJK = {
    name: number
    for number, row in enumerate(("月一", "火二", "水三", "木四", "金五", "土六", "日天"))
    for name in row
}


def find_weekdays(text: str, language: str) -> Iterator[tuple[int, int, int]]:
    """Yield where each weekday begins and ends in ``text``, and its number. Monday is 0."""
    if language == "en":
        yield from _english(text)
        return
    if language in {"ja", "zh"}:  # "双周会议: Friday 11:00"
        yield from _english(text)
    known = _forms(language)
    for match in _foreign(language).finditer(text):
        if match.lastgroup == "row":
            days = re.compile(r"\w{2,}\.?").finditer(text, *match.span())
            yield from ((*day.span(), number) for day in days if (number := known.get(_plain(day[0]))) is not None)
            continue
        found = match.groupdict()
        word = _plain(found.get("name") or found.get("short") or found.get("pt") or found.get("at") or "")
        yield *match.span(), next(table[word] for table in (_PORTUGUESE_DAYS, known, _CJK) if word in table)


def _english(text: str) -> Iterator[tuple[int, int, int]]:
    for match in re.finditer(
        rf"{_NO_FEAST}\b({WEEKDAY})(?:\(s\)|s?\b)(?:{_POINT})?(?!-(?!{WEEKDAY}s?\b))", text, re.IGNORECASE
    ):
        if (match[1][0].isupper() or len(match[1]) > 4) and not _is_surname(match):
            yield match.start(), match.end(), WEEKDAYS.index(weekday_named(match[1][:3]))
    for group in re.finditer(_INITIALS, text):
        for match in re.finditer(r"[A-Z][a-z]?", group[0]):
            yield group.start() + match.start(), group.start() + match.end(), _BY_INITIALS[match[0]]


def _is_surname(match: re.Match[str]) -> bool:
    """Return whether "Sun" is a person's, by a first name beside it and no hour: "Chen Sun, chair", "Sun Wei"."""
    before = re.search(r"(?<!\w)[A-Z][a-z]+(?=\s$)", match.string[: match.start()]) if match[0] == "Sun" else None
    has_hour = re.match(r"[^|;()]{0,12}[\d\x00]", match.string[match.end() :])
    if match[0] == "Sun" and re.match(r"\s[A-Z][a-z]+(?=\W*(?:$|[,;|]))", match.string[match.end() :]) and not before:
        return not has_hour and not re.search(r"\d", match.string)
    return before is not None and not has_hour and before[0].lower() not in word_table("en")["names"]["none"]


def _plain(word: str) -> str:
    """Return a weekday as the tables have it."""
    return word.rstrip(".").casefold()


@cache
def _foreign(language: str) -> re.Pattern[str]:
    if language == "ja":
        day, joined = "[月火水木金土日]", "[・、~\u301c\uff5e-]"
        alone = rf"(?:(?<![^\x00\s:\uff1a])(?=\w{joined}{day})|(?<={joined}))(?P<pt>{day})(?={joined}|[\s\x00]|$)"
        alone += rf"|(?<![^\s:\uff1a])(?P<at>{day})(?=\s\x00)"  # "水 18:45"
        return re.compile(rf"{alone}|(?P<name>{day})曜日?|[(\uff08](?P<short>{day})[)\uff09]")
    if language == "zh":
        return re.compile(
            r"(?:星期|礼拜|禮拜|周|週)(?P<name>[一二三四五六日天])(?![次回])"
        )  # "每周一次" is how often
    if language == "pt":
        return re.compile(f"{_PORTUGUESE}|{_row(language)}", re.IGNORECASE)
    full = "|".join(re.escape(name) for name in _forms(language) if len(name) > 3)
    named = rf"(?<!\w){_MORE_WEEKDAYS[language].format(f'(?P<name>(?i:{full}))')}(?!\w)"
    return re.compile(f"{named}|{_SHORT_GERMAN if language == 'de' else _row(language)}")


def _forms(language: str) -> dict[str, int]:
    """Return the numbers of the weekdays by their names in a language, some of them in the plural."""
    return {**languages.language(language).weekday_forms, **_OTHER_PLURALS.get(language, {})}


def _row(language: str) -> str:
    """Return the expression of weekdays that are cut short: several in a row, or one before an hour or a date."""
    short = "|".join(name for name in languages.language(language).weekday_forms if 1 < len(name) < 4)
    day = rf"(?i:{short})\.?"
    joined = r"(?:\s?[-\u2013/,&+]\s?|\s(?:a|à|al|au|e|et|y|en|tot)\s)"
    return rf"(?P<row>(?<!\w){day}(?:(?:{joined}{day})+(?!\w)|(?=,?\s?\x00)))"
