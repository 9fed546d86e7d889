"""Take a date out of what stands around it where it was copied: a heading, a row of ``ecg next``, a mail, quotes.

Each step takes one wrapping off, or puts a form of the tool's own into the one that ``typed_dates`` reads.
"""

import re
from datetime import UTC, datetime, time, timedelta

from ecgtool.wording.languages import language
from ecgtool.wording.reading import Reading, read_weekday
from ecgtool.wording.templates import Template, parse_template, starting
from ecgtool.wording.typed_days import Around

_UNSEEN = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2212"), "-")
_MARKS = re.compile(
    r"<[^<>]*>|\{\{anchor[^{}]*\}\}|'''?|\*\*"  # elements and anchors in a heading, bold and italics
    r"|^[\s=#*|>+-]+(?!\s*\d+\s?[dw])|[\s=|]+$"  # of headings, lists, quoted mail and the lines of a diff
    r"|^[\s\[\"'`\u201c\u201e\u00ab\u2018]+|[\s\]\"'`\u201c\u201d\u00bb\u2019.,;:!]+$"
)
_LABEL = re.compile(r"(?P<label>[^\d:=]{1,60})\s*[:=]\s*(?=\S)")
_SPOKEN = re.compile(
    r"(?:(?:the|our|a)\s)?(?:(?:next|upcoming|coming|following)\s)?(?:[^\W\d_]+\s){0,2}?(?:meeting|call|session|sync)\s"
    r"(?:(?:is|will be|takes place|held)\s)*(?:on\s)?(?=\S)",
    re.IGNORECASE,
)
_UTC_IN_PARENTHESES = re.compile(r"(?P<local>.*\d.*?)\s?\((?P<utc>\d{1,2}:?\d{2}) UTC(?:,[^()]*)?\)")
_ROW = re.compile(
    r"(?P<local>\S+ \d{4}-\d{2}-\d{2}\s+\d{2}:\d{2} \S+)\s+\d{4}-\d{2}-\d{2} (?P<utc>\d{2}:\d{2}) UTC(?:\s.*)?"
)
_CELL = re.compile(r"\s*(?:\t|\|\||\u2502)\s*")


def unwrapped(text: str, around: Around) -> str:
    """Return the date in ``text`` without the outermost of what stands around it; ``text`` itself if nothing does."""
    steps = (
        said_by_heading(text, around), _of_heading(text, around), _without_marks(text), _without_label(text, around),
        _of_row(text),
    )  # fmt: skip
    if bare := next((step for step in steps if step and step != text), ""):
        return bare
    spoken = _SPOKEN.match(text)
    return text[spoken.end() :] if spoken else _UTC_IN_PARENTHESES.sub(r"\g<local> / \g<utc> UTC", text)


def _without_marks(text: str) -> str:
    return _MARKS.sub("", text.translate(_UNSEEN | _DASHES))


def said_by_heading(text: str, around: Around) -> str:
    """Return what a line of the group's own form says of its meeting, on its clock; "" where no line of it is whole.

    By its template, since a line may have the local date beside a time in UTC, or names in another order than usual.
    """
    template = _template(around)
    line = template.whole_in(text) if template else ""
    read = template.read(line, around.today, around.zone) if template and line else Reading()
    if not read.day:
        return ""
    if read.clock:
        utc = f" / {read.utc:%H%M} UTC" if read.utc else ""
        return f"{read.weekday or ''} {read.day} {read.clock:%H:%M} {read.label or ''}{utc}".strip()
    days = [read.day + timedelta(days=away) for away in (0, -1, 1)] if read.utc else []
    starts = [datetime.combine(day, read.utc or time(), UTC).astimezone(around.zone) for day in days]
    start = next((start for start in starts if start.date() == read.day), None)
    return f"{read.weekday or ''} {read.day} {f'{start:%H:%M}' if start else ''}".strip()


def _template(around: Around) -> Template | None:
    return parse_template(around.group.heading, around.language) if around.group else None


def _of_heading(text: str, around: Around) -> str:
    """Return a line that begins as the group's own without its fixed words."""
    template = _template(around)
    begun = starting(template.own_beginning).match(text) if template and template.own_beginning else None
    return text[begun.end() :].strip() if begun else ""


def _without_label(text: str, around: Around) -> str:
    """Return ``text`` without a label before it ("Next call: ..."), unless that tells something of a date itself."""
    labelled = _LABEL.match(text)
    if not labelled or read_weekday(labelled["label"]):
        return ""
    spoken, words = language(around.language), re.findall(r"[^\W\d_]+", labelled["label"])
    tells = any(spoken.weekday_named(word) is not None or spoken.month_named(word) for word in words)
    return "" if tells else text[labelled.end() :]


def _of_row(text: str) -> str:
    """Return the date and clock time of a row of ``ecg next``, or of a table on a page."""
    if row := _ROW.fullmatch(text):
        return f"{row['local']} / {row['utc']} UTC"
    first, *more = _CELL.split(text.strip(" |\u2502"))
    return f"{first} {more[0]}" if more else ""
