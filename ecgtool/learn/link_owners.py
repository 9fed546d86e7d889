"""Tell whose the links of a page are: where a meeting's are looked for, in which order, and which are another's."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from ecgtool.learn.found import Found
from ecgtool.learn.link_kinds import is_sure, kind_of, link_spans
from ecgtool.learn.link_names import LinkNames, is_group
from ecgtool.learn.passages import Passage
from ecgtool.page import Page
from ecgtool.page.points import Link
from ecgtool.wording.page_words import find_words

_WORD = re.compile(r"[^\W\d]{4,}")


@dataclass(frozen=True, kw_only=True)
class Circle:
    """Passages around a meeting in which its links are looked for: its own rule, what is near it, what is shared."""

    passages: Sequence[Passage]
    is_own: bool = False
    is_beside: bool = False
    """Whether they are the meeting's own lines, or in its list or paragraph, so that each of their links is told."""
    is_shared: bool = False
    is_alone: bool = False
    """Whether they are about this meeting, and no other."""
    is_lent: bool = False
    """Whether they follow another meeting's rule, or none, so that they may be another's."""


class PageLinks:
    """The links of a page by where they stand: whose they are, and what is around each.

    ``dated`` are the ids of the passages that name dates.
    """

    def __init__(
        self, meetings: Sequence[Found], passages: Sequence[Passage], page: Page, dated: AbstractSet[int]
    ) -> None:
        self.meetings = meetings
        self.page = page
        self.passages = passages
        self.dated = dated
        self.names = LinkNames(meetings, page)
        self.linked = [passage for passage in passages if passage.links]
        self.kinds = {
            link.url: kind_of(link, passage, own=False) for passage in self.linked for link in passage.links
        }
        """What each link is for, as far as it tells by itself."""
        self._place()
        self._assign()

    def _place(self) -> None:
        """Sort the passages by the item above each, by block, and by section."""
        self.below: dict[int, list[Passage]] = {}
        self.by_block: dict[int, list[Passage]] = {}
        self.by_section: dict[object, list[Passage]] = {}
        for passage in self.passages:
            self.below.setdefault(id(passage.above), []).append(passage)
            self.by_block.setdefault(passage.block, []).append(passage)
            self.by_section.setdefault(passage.section, []).append(passage)

    def _assign(self) -> None:
        """Note which meetings each passage, block and section is about."""
        said = [(one, placed) for one in self.meetings for placed in one.said]
        self.owners: dict[int, list[Found]] = {}
        self.in_section: dict[object, list[Found]] = {}
        self.in_block: dict[int, set[int]] = {}
        for one in self.meetings:
            for passage in {id(placed.passage): placed.passage for placed in one.said}.values():
                self.owners.setdefault(id(passage), []).append(one)
                self.in_block.setdefault(passage.block, set()).add(id(one))
            for section in {placed.passage.section for placed in one.said}:
                self.in_section.setdefault(section, []).append(one)
        self.rules: dict[object, list[Passage]] = {}
        for rule in sorted((placed.passage for _, placed in said), key=attrgetter("start")):
            self.rules.setdefault(rule.section, []).append(rule)
        telling = [(one, placed.passage) for one, placed in said if placed.clause.parts]
        self.with_rules = {id(passage) for _, one in telling for passage in (one, one.above)}
        """The passages that say days or hours, or stand above one that does."""
        with_days = {id(placed.passage) for _, placed in said if any(part.days for part in placed.clause.parts)}
        self.of_dates = {id(one) for one in self.passages if one.cells or one.depth} & self.dated - with_days
        """The rows and items of single dates, which say no rule."""
        self.part_of: dict[int, set[int]] = {}
        """The meeting of each passage in whose section, with all that is below, there is no other one."""
        self.in_parts: set[int] = set()
        """The passages in whose sections, with all that is below, there are some of the meetings, and not all."""
        for part in self.page.sections:
            inside = {id(one) for one, passage in telling if part.start <= passage.start < part.end}
            held = {id(passage) for passage in self.passages if part.start <= passage.start < part.end}
            for inner in held if len(inside) == 1 else ():
                self.part_of.setdefault(inner, set()).update(inside)
            self.in_parts |= held if len(inside) == 1 or 0 < len(inside) < len(self.meetings) else set()

    def is_in_part(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage is in a section in which ``found`` is the only meeting."""
        return id(found) in self.part_of.get(id(passage), ())

    def shares_section(self, found: Found) -> bool:
        """Return whether another meeting is in a section of this one."""
        return any(len(self.in_section[said.passage.section]) > 1 for said in found.said)

    @cached_property
    def unclaimed(self) -> dict[object, list[Passage]]:
        """The passages of each section that are of no meeting, and not below one of a meeting."""
        return {
            section: [
                p
                for p in found
                if id(p) not in self.owners and id(p.above) not in self.owners and not self.is_of_more(p)
            ]
            for section, found in self.by_section.items()
        }

    def elsewhere(self, found: Found) -> list[Passage]:
        """Return the passages with links that may be of ``found``, though they are in no section of a meeting.

        Those that tell of a group or an occasion by another name are not, nor the rows of other things.
        """
        free = self.linked
        if len(self.meetings) > 1:
            free = [p for p in free if p.section not in self.in_section and not self.is_of_more(p)]
            free = [p for p in free if id(p) not in self.dated]
            of_it = {id(found)}
            free = [p for p in free if (self.part_of.get(id(p), set()) | self.named.get(id(p), set())) <= of_it]
        return [p for p in free if not self._is_of_another_thing(p, found)]

    def _repeats(self, passage: Passage) -> bool:
        """Return whether the rows of other dates have a link of a passage too, so that it is no single date's."""
        urls = {link.url for link in passage.links}
        rows = [p for p in self.linked if id(p) in self.of_dates]
        return sum(any(link.url in urls for link in p.links) for p in rows) > 1

    def _is_of_another_thing(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage tells of another group or occasion, or is the row of a thing or a date."""
        if {id(passage), id(passage.above)} & self.of_dates:
            return not self._repeats(passage)
        is_row = len(passage.cells) > 2 and bool(self.names.strange_words(passage.cells[:1], found))
        return is_row or any(map(is_group, self.names.other_names(passage, found)))

    @cached_property
    def named(self) -> dict[int, set[int]]:
        """The meeting that the label, the item above or the section of each passage names, where it is only one.

        Meetings are named by the words that no other one of the page has, and outside of the sections with rules.
        """
        apart = [one for one in self.passages if one.section not in self.in_section and len(self.meetings) > 1]
        return {id(passage): found for passage in apart if len(found := self.names.meetings_named(passage)) == 1}

    def with_the_same_call(self, found: Found) -> list[Passage]:
        """Return the item or row above those of a meeting that have "the same link" as that, with a call."""
        own = next((said.passage for said in found.said if find_words("same-call", said.passage.text)), None)
        here = self.by_block.get(own.block, []) if own else []
        above = [p for p in here if own and p.start < own.start]
        return [p for p in above if any(self.kinds[link.url] == "join" for link in p.links)][-1:]

    def calls_apart(self) -> list[tuple[Passage, str]]:
        """Return the links to calls in sections below those of the meetings, which may be for others as well."""
        below = [p for p in self.linked if p.section not in self.in_section and id(p) in self.in_parts]
        below = [p for p in below if not {id(p), id(p.above)} & self.dated]
        return [(p, link.url) for p in below for link in p.links if self.kinds[link.url] == "join"]

    def unsure(self, kind: str, url: str) -> list[Passage]:
        """Return where a link stands of which no word says that it is of a kind; none where one somewhere does."""
        found = [(passage, link) for passage in self.linked for link in passage.links if link.url == url]
        return [] if any(is_sure(kind, link, passage) for passage, link in found) else [one for one, _ in found[:1]]

    def is_of_more(self, passage: Passage) -> bool:
        """Return whether a passage is a row among those of several meetings, or below an item on something else."""
        above = passage.above
        is_nested = passage.depth > 1 and not (above and find_words("part", above.text))
        return is_nested or (bool(passage.cells) and len(self.in_block.get(passage.block, ())) > 1)

    def followed(self, passage: Passage) -> set[int]:
        """Return which meetings the rule above a passage in its section is of. Below a list or a table it is none.

        What says that it is for all is below none either.
        """
        above = [p for p in self.rules.get(passage.section, ()) if p.start < passage.start][-1:]
        if not above or above[0].depth or above[0].cells or find_words("for-all", passage.text):
            return set()
        return self.in_block[above[0].block]

    def of_sisters(self, found: Found) -> list[Passage]:
        """Return the passages below a list item that names another meeting, as the item above this one names it."""
        items = [p.above for p in (said.passage for said in found.said) if p.above and p.above.depth]
        words = {id(item): set(_WORD.findall(item.text.casefold())) for item in items}
        return [
            p
            for item in items
            for p in self.by_block.get(item.block, ())
            if p.above and p.above.depth == item.depth and id(p.above) not in words
            if not find_words("part", p.above.text) and words[id(item)] & set(_WORD.findall(p.above.text.casefold()))
        ]

    def is_of_another(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage is of another meeting, or below one that is."""
        owners = (*self.owners.get(id(passage), ()), *self.owners.get(id(passage.above), ()))
        return any(one is not found for one in owners)


def circles_of(found: Found, page: PageLinks) -> Iterator[Circle]:
    """Yield the passages around a meeting, the nearest first. What several meetings share belongs to each of them."""
    own = [said.passage for said in found.said]
    seen = {id(passage) for passage in (*own, *page.of_sisters(found))}

    def unseen(wanted: Iterable[Passage]) -> list[Passage]:
        new = [one for one in wanted if id(one) not in seen and not page.is_of_another(one, found)]
        seen.update(id(passage) for passage in new)
        return new

    rules = [said.passage for said in found.said if said.clause.parts]
    home = next((one.section for one in (*rules, *own)), None)
    yield from _near_circles([one for one in own if one.section is home], found, page, unseen)
    yield Circle(passages=page.with_the_same_call(found), is_lent=True)
    yield from _near_circles([one for one in own if one.section is not home], found, page, unseen)
    shared = page.shares_section(found)
    around = page.unclaimed if shared else page.by_section
    sections = dict.fromkeys(one.section for one in own)
    near = [(p, page.followed(p)) for one in sections for p in around.get(one, ())] if shared else []
    yield Circle(passages=unseen(p for p, before in near if before == {id(found)}), is_shared=True, is_alone=True)
    lent = [p for p, before in near if before and id(found) not in before]
    yield Circle(
        passages=unseen(p for one in sections for p in around.get(one, ()) if p not in lent),
        is_shared=shared,
        is_alone=not shared,
    )
    several = len(page.meetings) > 1
    part = [p for p in page.passages if several and page.is_in_part(p, found)]
    yield Circle(passages=unseen(part), is_shared=True, is_alone=True)
    named = [p for p in page.passages if page.named.get(id(p)) == {id(found)}]
    yield Circle(passages=unseen(named), is_shared=True, is_alone=True)
    yield Circle(passages=unseen(lent), is_shared=True, is_lent=True)
    yield from _far_circles(found, page, unseen)


def _near_circles(
    own: Sequence[Passage], found: Found, page: PageLinks, unseen: Callable[[Iterable[Passage]], list[Passage]]
) -> Iterator[Circle]:
    """Yield some of a meeting's own passages, and what is below them, above, and in their list or paragraph."""
    is_alone = all(len(page.owners[id(one)]) == 1 for one in own)
    yield Circle(passages=own, is_own=True, is_beside=True, is_alone=is_alone)
    below = unseen(p for one in own for p in page.below.get(id(one), ()))
    yield Circle(passages=below, is_beside=True, is_alone=True)
    yield Circle(passages=unseen(one.above for one in own if one.above))
    parents = [one.above for one in own if one.above and one.depth > 1]
    yield Circle(passages=unseen(p for parent in parents for p in page.below.get(id(parent), ())))
    blocks = [block for block in {one.block for one in own} if page.in_block[block] == {id(found)}]
    beside = unseen(p for block in blocks for p in page.by_block.get(block, ()))
    yield Circle(passages=beside, is_beside=True, is_alone=True)


def _far_circles(
    found: Found, page: PageLinks, unseen: Callable[[Iterable[Passage]], list[Passage]]
) -> Iterator[Circle]:
    """Yield the passages with links to calls and notes in sections without a meeting."""
    rest = page.elsewhere(found)
    calls = [p for p in rest if any(page.kinds[link.url] == "join" for link in p.links)]
    lasting = [p for p in rest if _has_lasting_notes(p)]
    if len(page.meetings) == 1:
        strange = [p for p in calls if page.names.other_names(p, found)]
        yield Circle(passages=unseen(p for p in calls if p not in strange))
        yield Circle(passages=unseen(strange), is_lent=True)
        yield Circle(passages=unseen(lasting), is_shared=True)
    else:
        for_all = [p for p in calls + lasting if find_words("for-all", p.text)]
        yield Circle(passages=unseen(for_all), is_shared=True)
        yield Circle(passages=unseen(calls + lasting), is_shared=True, is_lent=True)


def _has_lasting_notes(passage: Passage) -> bool:
    """Return whether a passage links to notes, without a date. Notes of one meeting are not the group's."""
    return not re.search(r"\d", re.sub(r"\w+://\S+", "", passage.text)) and any(
        kind_of(link, passage, own=False) == "notes" and is_sure("notes", link, passage) for link in passage.links
    )


def is_on_another(link: Link, passage: Passage, found: Found, page: PageLinks) -> bool:
    """Return whether a link is another meeting's of its passage: on the words of its rule, or next behind them.

    The only one of its kind is for all of them.
    """
    owners = page.owners.get(id(passage), ())
    if len(owners) < 2 or link not in (spans := link_spans(passage)):
        return False
    _, start, end = spans[link]
    words = [(a, b, one) for one in owners for a, b in _words_of(one, passage)]
    nearest = {id(one) for a, b, one in words if a < end and start < b}
    kind = page.kinds[link.url]
    if not nearest and sum(page.kinds[one.url] == kind for one in passage.links) > 1:
        last = max((a for a, _, _ in words if a < start), default=-1)
        nearest = {id(one) for a, _, one in words if a == last}
    return bool(nearest) and id(found) not in nearest


def _words_of(found: Found, passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield where in a passage the days and the hours of a meeting stand."""
    for said in found.said:
        for part in said.clause.parts if said.passage is passage else ():
            if part.days and part.days == found.days:
                yield said.at + part.days.start, said.at + part.days.end
            yield from ((said.at + hour.start, said.at + hour.end) for hour in part.hours if hour in found.hours)
