"""The upcoming topics of a page whose date in figures can be read in two ways: ``11.12.: Tides``."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from ecgtool.page.sections.named import NamedSections
from ecgtool.page.sections.topics import TopicEntry, read_entries
from ecgtool.wording.date_form import date_readings
from ecgtool.wording.languages import language

_DAY_FIRST = "en-GB"
"""A language in which every such date is one."""


def doubtful_entries(sections: NamedSections, near: date) -> Iterator[TopicEntry]:
    """Yield the entries that are read as none, since two dates can be meant; their ``days`` are both.

    There are none where the group's language tells. A date without a year is the one nearest to ``near``.
    """
    if language(sections.language).order:
        return
    page = sections.page
    sure = {entry.start for entry in read_entries(sections, near)}
    for entry in read_entries(NamedSections(page, sections.names, _DAY_FIRST), near):
        line = entry.line
        text = entry.row.cells[0] if entry.row else page.plain(line.text_start, line.text_end)
        days = date_readings(text, near)
        if days and entry.start not in sure:
            yield replace(entry, days=tuple((day, day) for day in days))
