"""Tell whose the links of a page are: which meeting each passage is about, and which the words around it name."""

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import cached_property
from operator import attrgetter

from ecgtool.learn.text.found import Found
from ecgtool.learn.text.line_links import links_to_site
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.placed_links import PlacedLink
from ecgtool.page import Page
from ecgtool.wording.page_words import find_words, is_only

_WORD = re.compile(r"[^\W\d]{4,}")
_NAME = re.compile(r"[^\W\d_]{3,}")
_CAPITALS = re.compile(r"(?:\b[^\W\d_a-z][\w-]*\s)+[\w-]+")
"""Words in capitals and the one behind them: "The Next Steering Committee meeting"."""


class PageLinks:
    """The links of a page by where they stand: whose they are, and what is around each.

    ``dated`` are the passages that name dates. The links of past meetings and of groups that have ended are left out.
    """

    def __init__(
        self, meetings: Sequence[Found], passages: Sequence[Passage], page: Page, dated: AbstractSet[Passage]
    ) -> None:
        self.meetings = meetings
        self.page = page
        self.passages = [one for one in passages if not (one.record or one.is_ended)]
        self.records = [one.start for one in passages if one.record]
        self.dated = dated
        self.names = LinkNames(meetings, page)
        self.linked = [passage for passage in self.passages if passage.links]
        self.links = {
            passage: [PlacedLink(link=link, passage=passage) for link in passage.links] for passage in self.passages
        }
        """The links of each passage."""
        self.on_site = {
            passage: [
                PlacedLink(link=link, passage=passage)
                for link in links_to_site(page, page.line_start(passage.places[0]), page.line_end(passage.places[-1]))
            ]
            for passage in self.passages
            if passage.places
        }
        """The links of each passage to other pages of the same site."""
        self.kinds = {link.url: link.kind(own=False) for links in self.links.values() for link in links}
        """What each link is for, as far as it tells by itself."""
        self._place()
        self._assign()

    def _place(self) -> None:
        """Sort the passages by the item above each, by block, and by section."""
        self.below: dict[Passage | None, list[Passage]] = {}
        self.by_block: dict[int, list[Passage]] = {}
        self.by_section: dict[object, list[Passage]] = {}
        for passage in self.passages:
            self.below.setdefault(passage.above, []).append(passage)
            self.by_block.setdefault(passage.block, []).append(passage)
            self.by_section.setdefault(passage.section, []).append(passage)

    def _assign(self) -> None:
        """Note which meetings each passage, block and section is about."""
        said = [(one, placed) for one in self.meetings for placed in one.said]
        self.owners: dict[Passage | None, list[Found]] = {}
        self.in_section: dict[object, list[Found]] = {}
        self.in_block: dict[int, set[Found]] = {}
        self.owned: dict[int, set[Passage]] = {}
        """The passages of each block that are of a meeting."""
        for one in self.meetings:
            for passage in dict.fromkeys(placed.passage for placed in one.said):
                self.owners.setdefault(passage, []).append(one)
                self.in_block.setdefault(passage.block, set()).add(one)
                self.owned.setdefault(passage.block, set()).add(passage)
            for section in {placed.passage.section for placed in one.said}:
                self.in_section.setdefault(section, []).append(one)
        self.rules: dict[object, list[Passage]] = {}
        for rule in sorted((placed.passage for _, placed in said), key=attrgetter("start")):
            self.rules.setdefault(rule.section, []).append(rule)
        telling = [(one, placed.passage) for one, placed in said if placed.clause.parts]
        self.with_rules = {passage for _, one in telling for passage in (one, one.above)}
        """The passages that say days or hours, or stand above one that does."""
        with_days = {placed.passage for _, placed in said if any(part.days for part in placed.clause.parts)}
        self.of_dates = {one for one in self.passages if one.cells or one.depth} & self.dated - with_days
        """The rows and items of single dates, which say no rule."""
        self._assign_parts(telling)

    def _assign_parts(self, telling: Iterable[tuple[Found, Passage]]) -> None:
        """Note which meetings the parts of the page are about, each a section with all that is below it."""
        self.part_of: dict[Passage, set[Found]] = {}
        """The meeting of each passage in whose section, with all that is below, there is no other one."""
        self.in_parts: set[Passage] = set()
        """The passages in whose sections, with all that is below, there are some of the meetings, and not all."""
        for part in self.page.sections:
            inside = {one for one, passage in telling if part.start <= passage.start < part.end}
            held = {passage for passage in self.passages if part.start <= passage.start < part.end}
            for inner in held if len(inside) == 1 else ():
                self.part_of.setdefault(inner, set()).update(inside)
            self.in_parts |= held if len(inside) == 1 or 0 < len(inside) < len(self.meetings) else set()

    def is_in_part(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage is in a section in which ``found`` is the only meeting."""
        return found in self.part_of.get(passage, ())

    def shares_section(self, found: Found) -> bool:
        """Return whether another meeting is in a section of this one."""
        return any(len(self.in_section[said.passage.section]) > 1 for said in found.said)

    @cached_property
    def unclaimed(self) -> dict[object, list[Passage]]:
        """The passages of each section that are of no meeting, and not below one of a meeting."""
        return {
            section: [
                p for p in found if p not in self.owners and p.above not in self.owners and not self.is_of_more(p)
            ]
            for section, found in self.by_section.items()
        }

    def elsewhere(self, found: Found) -> list[Passage]:
        """Return the passages with links that may be of ``found``, though they are in no section of a meeting.

        Those that tell of a group or an occasion by another name are not, nor the rows of other things.
        """
        free = [p for p in self.passages if p.links or self.on_site.get(p)]
        if len(self.meetings) > 1:
            free = [p for p in free if p.section not in self.in_section and not self.is_of_more(p)]
            free = [p for p in free if p not in self.dated]
            of_it = {found}
            free = [p for p in free if (self.part_of.get(p, set()) | self.named.get(p, set())) <= of_it]
        return [p for p in free if not self._is_of_another_thing(p, found)]

    def _repeats(self, passage: Passage) -> bool:
        """Return whether the rows of other dates have a link of a passage too, so that it is no single date's."""
        urls = {link.url for link in passage.links}
        rows = [p for p in self.linked if p in self.of_dates]
        return sum(any(link.url in urls for link in p.links) for p in rows) > 1

    def _is_of_another_thing(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage tells of another group or occasion, or is the row of a thing or a date."""
        if {passage, passage.above} & self.of_dates:
            return not self._repeats(passage)
        is_row = len(passage.cells) > 2 and bool(self.names.strange_words(passage.cells[:1], found))
        labels = [link.label for link in passage.links]
        return is_row or any(map(is_group, self.names.other_names(passage, labels, found)))

    @cached_property
    def named(self) -> dict[Passage, set[Found]]:
        """The meeting that the label, the item above or the section of each passage names, where it is only one.

        Meetings are named by the words that no other one of the page has, and outside of the sections with rules.
        """
        apart = [one for one in self.passages if one.section not in self.in_section and len(self.meetings) > 1]
        return {passage: found for passage in apart if len(found := self.names.meetings_named(passage)) == 1}

    def with_the_same_call(self, found: Found) -> list[Passage]:
        """Return the item or row above those of a meeting that have "the same link" as that, with a call."""
        own = next((said.passage for said in found.said if find_words("same-call", said.passage.text)), None)
        here = self.by_block.get(own.block, []) if own else []
        above = [p for p in here if own and p.start < own.start]
        return [p for p in above if self.has_call(p)][-1:]

    def has_call(self, passage: Passage) -> bool:
        """Return whether a passage has a link to a call."""
        return any(self.kinds[link.url] == "join" for link in passage.links)

    def calls_apart(self) -> list[PlacedLink]:
        """Return the links to calls in sections below those of the meetings, which may be for others as well."""
        below = [p for p in self.linked if p.section not in self.in_section and p in self.in_parts]
        below = [p for p in below if not {p, p.above} & self.dated]
        return [link for p in below for link in self.links[p] if self.kinds[link.url] == "join"]

    def unsure(self, kind: str, url: str) -> list[PlacedLink]:
        """Return a link of which no word says that it is of a kind; none where one to the same address has one."""
        found = [link for links in self.links.values() for link in links if link.url == url]
        return [] if any(link.is_sure(kind) for link in found) else found[:1]

    def is_of_more(self, passage: Passage) -> bool:
        """Return whether a passage is a row among those of several meetings, or below an item on something else."""
        above = passage.above
        is_nested = passage.depth > 1 and not (above and find_words("part", above.text))
        return is_nested or (bool(passage.cells) and len(self.owned.get(passage.block, ())) > 1)

    def followed(self, passage: Passage) -> set[Found]:
        """Return which meetings the rule in the list or paragraph of a passage, or above it in its section, is of.

        Below a list or a table it is none. What says that it is for all is below none either.
        """
        if passage.block in self.in_block:
            return self.in_block[passage.block]
        above = [p for p in self.rules.get(passage.section, ()) if p.start < passage.start][-1:]
        if not above or above[0].depth or above[0].cells or find_words("for-all", passage.text):
            return set()
        return self.in_block[above[0].block]

    def of_sisters(self, found: Found) -> list[Passage]:
        """Return the passages below a list item that names another meeting, beside the item above this one."""
        items = [p.above for p in (said.passage for said in found.said) if p.above and p.above.depth]
        words = {item: set(_WORD.findall(item.text.casefold())) for item in items}
        return [
            p
            for item in items
            for p in self.by_block.get(item.block, ())
            if p.above and p.above.depth == item.depth and p.above not in words
            if not find_words("part", p.above.text)
            if find_words("gatherings", p.above.text) or words[item] & set(_WORD.findall(p.above.text.casefold()))
        ]

    def is_of_another(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage is of another meeting, or below one that is."""
        owners = (*self.owners.get(passage, ()), *self.owners.get(passage.above, ()))
        return any(one is not found for one in owners)


class LinkNames:
    """What the meetings of a page are called, and what else is called beside its links."""

    def __init__(self, meetings: Sequence[Found], page: Page) -> None:
        self.meetings = meetings
        self.page = page

    def other_names(self, passage: Passage, labels: Iterable[str], found: Found) -> set[str]:
        """Return the words by which titles above a passage, its words for a meeting, or ``labels`` name another one.

        Not those of the meeting itself, of the titles above its rule, or that tell no group from another.
        """
        around = [(one, self.page.title(one.heading)) for one in self.page.sections]
        own = self._own_titles(found)
        apart = [title for one, title in around if one.start <= passage.start < one.end and title not in own]
        held = [text[0] for text in _CAPITALS.finditer(passage.text) if find_words("link-meets", text[0])]
        return self.strange_words((*apart, *held, *labels), found)

    def names_another(self, words: str, found: Found) -> bool:
        """Return whether words name a group or an occasion that is not this meeting: "Sprint planning notes"."""
        return any(map(is_group, self.strange_words([words], found)))

    def _own_titles(self, found: Found) -> list[str]:
        """Return the titles above the rule of a meeting."""
        rules = [said.passage.start for said in found.said]
        return [
            self.page.title(one.heading)
            for one in self.page.sections
            if any(one.start <= rule < one.end for rule in rules)
        ]

    def strange_words(self, texts: Iterable[str], found: Found) -> set[str]:
        """Return the words of texts that are not the meeting's own, and that tell one group from another."""
        own = (*self._own_titles(found), *_called(found), *(said.text for said in found.said))
        known = set(_NAME.findall(" ".join(own).casefold()))
        plain = ("any-group", "link-join", "link-place", "link-behind", "for-all", "notes-word")
        words = set(_NAME.findall(" ".join(texts).casefold()))
        return {word for word in words - known if not any(is_only(kind, word) for kind in plain)}

    def meetings_named(self, passage: Passage) -> set[Found]:
        """Return the meetings that the label, the item above or the title of a passage names."""
        for text in (passage.label, passage.above.text if passage.above else "", passage.title):
            words = {word for word in _NAME.findall(text.casefold()) if not is_only("any-group", word)}
            if found := {one for one, names in self._names.items() if 2 * len(names & words) >= max(len(words), 1)}:
                return found
        return set()

    @cached_property
    def _names(self) -> dict[Found, set[str]]:
        """The words that each meeting is called by, and no other."""
        words = {one: set(_NAME.findall(" ".join(_called(one)).casefold())) for one in self.meetings}
        return {
            one: own - set().union(*(others for other, others in words.items() if other != one))
            for one, own in words.items()
        }


def _called(found: Found) -> Iterator[str]:
    """Yield what a meeting may be called: its labels, the first cells of its rows, the items above, its sections."""
    for passage in (said.passage for said in found.said):
        yield from (passage.label, *passage.cells[:1], passage.above.text if passage.above else "", passage.title)


def is_group(word: str) -> bool:
    """Return whether a word is one for people who meet, or for what they meet for."""
    return is_only("people", word) or is_only("gatherings", word)


def is_on_another(link: PlacedLink, found: Found, page: PageLinks) -> bool:
    """Return whether a link is another meeting's of its passage: on the words of its rule, or next behind them.

    The only one of its kind is for all of them.
    """
    passage, span = link.passage, link.span
    owners = page.owners.get(passage, ())
    if len(owners) < 2 or span is None:
        return False
    start, end = span
    words = [(a, b, one) for one in owners for a, b in _words_of(one, passage)]
    nearest = {one for a, b, one in words if a < end and start < b}
    kind = page.kinds[link.url]
    if not nearest and sum(page.kinds[one.url] == kind for one in passage.links) > 1:
        last = max((a for a, _, _ in words if a < start), default=-1)
        nearest = {one for a, _, one in words if a == last}
    return bool(nearest) and found not in nearest


def _words_of(found: Found, passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield where in a passage the days and the hours of a meeting stand."""
    for said in found.said:
        for part in said.clause.parts if said.passage is passage else ():
            if part.days and part.days == found.days:
                yield said.at + part.days.start, said.at + part.days.end
            yield from ((said.at + hour.start, said.at + hour.end) for hour in part.hours if hour in found.hours)
