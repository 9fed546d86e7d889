"""How the topics of a page are written, so that a new one looks like the others."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from ecgtool.page.model import Line, Page
from ecgtool.page.sections.topics import SEPARATORS, Entry
from ecgtool.wording.date_form import in_form, with_weekday
from ecgtool.wording.reading import find_date, nearest_date

_LONGEST = 2000
_SEPARATOR = re.compile(rf"[{SEPARATORS}]*")
_MARKS = re.compile(r"'{2,}|\*+|_+")
_BEFORE = re.compile(r"[*#:;+\s-]*(?:\[[ xX]\]\s*)?['*_]*[\s(\[]*(?:\w+,?\s+)?")
_BETWEEN = re.compile(rf"['*_{SEPARATORS}]*")


class NewTopic(NamedTuple):
    """A topic to add: its date, its title in plain text, and who brings it."""

    day: date
    title: str
    by: str = ""


class Form(NamedTuple):
    """What is ``before`` the date, how that is ``written``, what is ``between`` it and the title, and ``after`` it.

    ``padded`` dates have two digits before the 10th, ``dated`` ones their year.
    """

    before: str
    written: str
    between: str
    after: str
    padded: bool = True
    dated: bool = False

    def line(self, page: Page, topic: NewTopic, near: date) -> str:
        """The topic in this form, without a line break; with its year where it would be read as another's."""
        day = topic.day
        year = self.dated or day.year != near.year or nearest_date(day.month, day.day, near) != day
        when = in_form(self.written, day, year=year, padded=self.padded)
        by = f" ({page.escape(topic.by)})" if topic.by else ""
        return f"{with_weekday(self.before, day)}{when}{self.between}{page.escape(topic.title)}{self.after}{by}"


def form_of(page: Page, entries: Sequence[Entry], mark: str, near: date) -> Form:
    """The form of the last entry that has one; where none has, date and title in bold after ``mark``."""
    found = [form for entry in reversed(entries) if (form := form_of_line(page, entry.line, near))]
    days = re.findall(r"(?<!\d)\d{1,2}(?!\d)", " ".join(form.written for form in found))
    unpadded = any(len(day) == 1 for day in days) and not any(day.startswith("0") for day in days)
    dated = bool(found) and all(re.search(r"\d{4}", form.written) for form in found)
    bold = "**" if page.syntax == "markdown" else "'''"
    default = Form(f"{mark} {bold}", "December 08", f"{bold} - {bold}", bold)
    return (found[0] if found else default)._replace(padded=not unpadded, dated=dated)


def form_of_line(page: Page, line: Line, near: date) -> Form | None:
    """The form of a line that is a date, a separator and a title, with nothing but marks besides."""
    if line.text_end - line.text_start > _LONGEST:
        return None
    at = [position for span in page.visible(line.text_start, line.text_end) for position in range(*span)]
    text = "".join(page.text[position] for position in at)
    found = find_date(text, near)
    separator = _SEPARATOR.match(text, found.end) if found else None
    if not found or not separator or separator.end() >= len(text.rstrip()):
        return None
    before = page.text[line.start : at[found.start]]
    between = page.text[at[found.end - 1] + 1 : at[separator.end()]]
    if not (_BEFORE.fullmatch(before) and _BETWEEN.fullmatch(between)):
        return None
    marks = _MARKS.findall(f"{before[before.index(line.mark) + len(line.mark) :]}{found.day}{between}")
    return Form(before, text[found.start : found.end], between, marks[-1] if len(marks) % 2 else "")
