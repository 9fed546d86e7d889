"""The template of the line that names a meeting. It renders the line, and reads one back.

A template is fixed text with fields in braces: ``Next meeting: {month} {day:02}, {year}``. Doubled braces are braces.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from functools import cache, lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo

from ecgtool.group import Group
from ecgtool.schedule.occurrences import Occurrence
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.languages import ENGLISH, Language, in_english, language, names_pattern
from ecgtool.wording.reading import OFFSET, LineParts, Reading, read_line


class Subject(NamedTuple):
    """What a line is about: a meeting, and its group's name and call link."""

    occurrence: Occurrence
    name: str = ""
    join: str = ""


def twelve_hour(moment: datetime) -> str:
    """Return a clock time as people write it: 8am, 8:30am, 12pm at noon, 12am at midnight."""
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


_WORD = r"[^\W\d_]+"
_DATE = r"\d{4}-\d{2}-\d{2}"
FIELDS = {
    "weekday": _WORD,
    "month": _WORD,
    "month_abbr": _WORD,
    "day": r"\d{1,2}",
    "day:02": r"\d{1,2}",
    "ordinal": r"\d{1,2}(?:st|nd|rd|th)",
    "year": r"\d{4}",
    "time": r"\d{1,2}(?::\d{2})?\s?[ap]m",
    "time24": r"\d{1,2}:\d{2}",
    "tz": rf"{OFFSET}|[A-Za-z]+|[+-]\d{{2}}(?:\d{{2}})?",
    "utc": r"\d{4}",
    "utc_colon": r"\d{1,2}:\d{2}",
    "utc_weekday": _WORD,
    "utc_date": _DATE,
    "date": _DATE,
    "name": r".*?",
    "join": r"\S*",
    "slot": r".*?",
}
"""Each field, with an expression of everything that may stand in it."""
_MAY_BE_EMPTY = ("name", "join", "slot")
ZONED = ("time", "time24", "tz", "weekday")
"""The fields that can be of another zone's clock: ``{time:America/New_York}``."""


class Template(NamedTuple):
    """A template in pieces: fixed text, each with the field after it, or None at the end.

    Names are written in ``language`` (BCP 47), and read in it and in English. A line that is found by the line
    ``above`` it ("Next meeting") needs no fixed words of its own.
    """

    pieces: tuple[tuple[str, str | None], ...]
    language: str = ""
    above: str = ""

    @property
    def beginning(self) -> str:
        """The text by which a line is found: the line above it, or the fixed text before the first field."""
        return self.above or self.own_beginning

    @property
    def own_beginning(self) -> str:
        """The fixed text before the first field, without spaces at its ends."""
        fixed = ""
        for text, field in self.pieces:
            fixed += text
            if field:
                break
        return fixed.strip()

    @property
    def fields(self) -> frozenset[str]:
        """The names of its fields: "day", "time:America/New_York"."""
        return frozenset("day" if field == "day:02" else field for _, field in self.pieces if field)

    @property
    def tells_date(self) -> bool:
        """Whether a line of this form has the date of the meeting."""
        days = {"day", "ordinal"}
        months = {"month", "month_abbr"}
        return bool(self.fields & {"date", "utc_date"} or (self.fields & days and self.fields & months))

    def render(self, subject: Subject) -> str:
        """Return the line for a meeting."""
        held = subject.occurrence
        values = {"name": subject.name, "join": subject.join, "slot": held.slot or "", None: ""}
        return "".join([text + values[field] for text, field in _dated(self, held.start, held.zone)])

    def begins(self, line: str) -> bool:
        """Return whether ``line`` begins as this template does, whatever follows. Case and spaces do not count."""
        return bool(starting(self.beginning).match(line))

    def read(self, line: str, near: date, zone: ZoneInfo) -> Reading:
        """Return what ``line`` says of a meeting, in this form or in any other.

        A date without a year is the one nearest to ``near``. ``zone`` is the zone of the group.
        """
        text = line.strip()
        match = _pattern(self).fullmatch(text)
        loose = cache(
            lambda: read_line(in_english(line, self.language), near)
        )  # only where the form leaves something open: it takes its time
        spoken = language(self.language) if self.language else ENGLISH
        if not match:
            return loose()
        return LineParts(match.groupdict(), self.pieces, spoken, near, zone).reading(loose)

    def whole_in(self, text: str) -> str:
        """Return the part of ``text`` that has this form with all of its fields; "" where none has."""
        match = _pattern(self).search(text)
        return match[0] if match else ""

    def find(self, text: str) -> tuple[int, int] | None:
        """Return the span within ``text`` of this form, or from its first fixed words to its last; or None."""
        match = _pattern(self).search(text) or _frame(self).search(text)
        return match.span() if match else None


def heading_line(group: Group, occurrence: Occurrence) -> str:
    """Return the line that names ``occurrence``. It is the same on the group's page, in JSON and in mails."""
    template = parse_template(group.heading, group.language)
    line = template.render(Subject(occurrence, group.name, group.call.join))
    return f"{template.above.rstrip(' :')}: {line}" if template.above else line


@lru_cache(maxsize=1024)
def parse_template(text: str, language: str = "") -> Template:
    """Return the template in ``text``. Fixed words before a line break are the line above the one that it renders.

    Raises:
        ValueError: a field is unknown, and the nearest is named; or a brace has no other half.
    """
    pieces: list[tuple[str, str | None]] = []
    fixed = ""
    above = re.match(r"(?P<words>[^{}\n]*[^{}\n\s][^{}\n]*)\n", text)
    for part in re.split(r"(\{\{|\}\}|\{[^{}]*\})", text[above.end() :] if above else text):
        if part in {"{{", "}}"}:
            fixed += part[0]
        elif part.startswith("{") and part.endswith("}"):
            name = part[1:-1]
            pieces.append((fixed, name if name in FIELDS else _elsewhere(name)))
            fixed = ""
        elif "{" in part or "}" in part:
            raise ValueError("a brace stands alone; {{ and }} are braces")
        else:
            fixed += part
    words = " ".join(above["words"].split()) if above else ""
    return Template((*pieces, (fixed, None)) if fixed else tuple(pieces), language, words)


@lru_cache(maxsize=64)
def _spoken(template: Template) -> Language:
    """Return the language, with its months as this form needs them: beside a day, or alone."""
    spoken = language(template.language)
    return spoken if template.fields & {"day", "ordinal"} else spoken._replace(months=spoken.months_alone)


def starting(words: str) -> re.Pattern[str]:
    """Return the expression of a line that begins with ``words``. Case and spaces do not count."""
    edge = r"(?!\w)" if words[-1:].isalnum() else ""
    return re.compile(rf"\s*{_spaced(words)}{edge}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _pattern(template: Template) -> re.Pattern[str]:
    """Return the expression of the whole form.

    A field is a group of its name, one of another zone ``zoned`` and its place. Where a field may be empty, so may
    the space before it, or the one after it at the beginning.
    """
    named = set[str]()
    names_alone = any(field in {"name", "slot"} for _, field in template.pieces)
    pattern, begun = "", False
    for place, (text, field) in enumerate(template.pieces):
        begun = begun or bool(text.strip())
        pattern += re.sub(r"(?:\\\s|\s)+", r"\\s+" if begun else r"(?:\\s+|\\A)", re.escape(text))
        if field:
            name = field.partition(":")[0]
            group = name if field in FIELDS else f"zoned{place}"
            known = field if field in FIELDS else name
            written = FIELDS[known]
            if template.language or (names_alone and written == _WORD):
                written = _field_pattern(known, language(template.language), only_names=names_alone)
            one = f"(?:{written})" if group in named else f"(?P<{group}>{written})"
            may_be_empty = field in _MAY_BE_EMPTY
            spaced = may_be_empty and pattern.endswith(r"\s+")
            pattern = rf"{pattern[:-3]}(?:\s+{one})?" if spaced else pattern + one
            begun = begun or not may_be_empty
            named.add(group)
    return re.compile(pattern, re.IGNORECASE)


@lru_cache(maxsize=64)
def _frame(template: Template) -> re.Pattern[str]:
    """Return the expression of the fixed words at both ends, with a little between; it needs both to match."""
    first, last = _spaced(template.beginning), _spaced(template.pieces[-1][0]) if not template.pieces[-1][1] else ""
    return re.compile(rf"{first}\b.{{1,60}}?\b{last}" if first and last else r"(?!)", re.IGNORECASE)


def _spaced(fixed: str) -> str:
    return r"\s+".join(re.escape(word) for word in fixed.split())


def _elsewhere(name: str) -> str:
    """Return the name of a field of another zone's clock, with the zone as the IANA database spells it.

    Raises:
        ValueError: there is no such zone, or no such field.
    """
    zoned, _, zone = name.partition(":")
    if zoned in ZONED and zone:
        from ecgtool.wording.zone_names import zone_named

        try:
            return f"{zoned}:{zone_named(zone).key}"
        except ValueError as error:
            raise ValueError(f"{{{name}}}: there is no zone {zone}{error}") from error
    near = get_close_matches(name, FIELDS, n=1, cutoff=0)
    raise ValueError(f"no field {{{name}}}; the nearest is {{{near[0]}}}")


class _Start(NamedTuple):
    """The start of a meeting, on a clock and in UTC, and the language to write it in."""

    local: datetime
    utc: datetime
    spoken: Language


_WRITTEN: Mapping[str, Callable[[_Start], str]] = {
    "weekday": lambda at: at.spoken.weekdays[at.local.weekday()],
    "month": lambda at: at.spoken.months[at.local.month - 1],
    "month_abbr": lambda at: at.spoken.months_abbreviated[at.local.month - 1],
    "day": lambda at: f"{at.local.day}",
    "day:02": lambda at: f"{at.local.day:02}",
    "ordinal": lambda at: at.spoken.ordinals[at.local.day],
    "year": lambda at: f"{at.local.year:04}",
    "time": lambda at: twelve_hour(at.local),
    "time24": lambda at: f"{at.local.hour:02}:{at.local.minute:02}",
    "tz": lambda at: abbreviation(at.local),
    "utc": lambda at: f"{at.utc.hour:02}{at.utc.minute:02}",
    "utc_colon": lambda at: f"{at.utc.hour:02}:{at.utc.minute:02}",
    "utc_weekday": lambda at: at.spoken.weekdays[at.utc.weekday()],
    "utc_date": lambda at: f"{at.utc.date()}",
    "date": lambda at: f"{at.local.date()}",
}
"""The text of each field about the start."""


@lru_cache(maxsize=1024)  # many groups meet at the same hour, and a meeting is named in several places
def _dated(form: Template, start: datetime, zone: ZoneInfo) -> Sequence[tuple[str, str | None]]:
    """Return the pieces of ``form`` for a meeting at that instant, on the clock of ``zone``.

    Of its fields only those are left that are about something else.
    """
    at = _Start(start.astimezone(zone), start, _spoken(form) if form.language else ENGLISH)
    pieces, fixed = list[tuple[str, str | None]](), ""
    for text, field in form.pieces:
        fixed += text
        if field in _MAY_BE_EMPTY:
            pieces.append((fixed, field))
            fixed = ""
        elif field:
            name, _, elsewhere = (field, "", "") if field in _WRITTEN else field.partition(":")
            fixed += _WRITTEN[name](at._replace(local=start.astimezone(ZoneInfo(elsewhere))) if elsewhere else at)
    return (*pieces, (fixed, None))


def _field_pattern(name: str, spoken: Language, *, only_names: bool) -> str:
    """Return the expression of a field.

    Names of the language come before any word, since some have spaces in them. With ``only_names``, no other word is
    a weekday or a month, as where words of any sort may stand beside it.
    """
    own = FIELDS[name]
    forms = {"weekday": "weekday_forms", "month": "month_forms"}.get(name.removeprefix("utc_").removesuffix("_abbr"))
    if forms and (only_names or not spoken.is_english):
        others = names_pattern(getattr(ENGLISH, forms)) if only_names else own
        return f"{names_pattern(getattr(spoken, forms))}|{others}"
    ordinal = rf"{own}|\d{{1,2}}(?:\.|[^\W\d_]{{1,3}}|º)?"
    return ordinal if name == "ordinal" and not spoken.is_english else own
