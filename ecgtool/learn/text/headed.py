"""Read headings that are labels, "### Time" above "17:00 UTC", as the labels of the lines below them."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from ecgtool.learn.text.labels import is_field
from ecgtool.learn.text.passages import Passage
from ecgtool.page import Page, Section
from ecgtool.wording.page_words import find_words, is_only

_LONG = 160
"""A text of so many characters says more than the value of a label."""


def with_headed_labels(passages: Sequence[Passage], page: Page) -> Iterator[Passage]:
    """Yield the passages, those below headings that are labels as lines with these, together in one list.

    They are where two or more headings that follow one another name parts of a rule, with one short text below each.
    """
    below: dict[Section, list[Passage]] = {}
    for passage in passages:
        if passage.section and not passage.is_heading:
            below.setdefault(passage.section, []).append(passage)
    labels = {one for one in page.sections if _is_label(page, one, below.get(one, ()))}
    made: dict[Passage, Passage] = {}
    for is_run, run in groupby(page.sections, lambda one: one in labels):
        sections = list(run)
        fields = [one for one in sections if _names_part(page.title(one.heading))]
        if is_run and len(fields) > 1 and len({one.heading.level for one in sections}) == 1:
            made |= {below[one][0]: _labelled(below[one][0], page, one, below[sections[0]][0]) for one in sections}
    yield from (made.get(passage, passage) for passage in passages)


def _is_label(page: Page, section: Section, below: Sequence[Passage]) -> bool:
    """Return whether a heading names a part of a rule, or a link, and has one short text below it."""
    title = page.title(section.heading)
    is_short = len(below) == 1 and len(below[0].text) < _LONG and not (below[0].cells or below[0].label)
    return is_short and bool(_names_part(title) or find_words("part", title))


def _names_part(title: str) -> bool:
    """Return whether a title names a part of a rule: "Time", "Date"."""
    return is_field(title) or is_only("parameter", title)


def _labelled(passage: Passage, page: Page, section: Section, first: Passage) -> Passage:
    """Return a passage with the title of its section as its label, in the list of the ``first`` one."""
    title = page.title(section.heading)
    outer = [one for one in page.sections if one.start <= section.heading.start < one.end and one is not section]
    return replace(
        passage,
        text=f"{title}: {passage.text}",
        places=[passage.places[0]] * (len(title) + 2) + passage.places,
        label=title,
        depth=1,
        block=first.block,
        section=outer[-1] if outer else None,
        title=page.title(outer[-1].heading) if outer else "",
    )
