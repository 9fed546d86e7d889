"""Learn how to join a meeting of a page: the link, and the numbers and codes that stand with it."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from ecgtool.group import Call
from ecgtool.learn.draft import Draft
from ecgtool.learn.links.of_meeting import MeetingLinks
from ecgtool.learn.links.owners import PageLinks
from ecgtool.learn.text.found import Found
from ecgtool.learn.text.line_links import defined_without_scheme
from ecgtool.learn.text.link_kinds import is_home_page, lists_numbers
from ecgtool.learn.text.passages import Passage
from ecgtool.page import Page, Span, parse_page
from ecgtool.page.sections.call import call_in, call_within, is_call_service, read_call
from ecgtool.page.sections.named import NamedSections
from ecgtool.wording.page_words import find_words

_SHORTEST_ID = 6
"""Digits of the shortest meeting ID where no link is with it. "Meeting number 12" counts the meetings."""


class PageCalls:
    """What a page says of how to join its meetings. The links ``of_others`` join another meeting, with its codes."""

    def __init__(self, page: PageLinks, sections: NamedSections, of_others: Collection[str]) -> None:
        self.page = page
        self.sections = sections
        self.of_others = of_others

    def stated(self, below: Span | None) -> Call:
        """Return what the page's section on the call says, or the part ``below`` the line for the next meeting.

        A rule is no note on the call, since its hour may change.
        """
        said = [one.passage for found in self.page.meetings for one in found.said if one.passage.places]
        rules = [_lines_of(self.sections.page, passage) for passage in said]
        return self._to_join(read_call(self.sections, below, rules))

    def of(self, found: Found, near: MeetingLinks, stated: Call, *, is_main: bool) -> Call:
        """Return how to join a meeting: the main one as the page has ``stated``, and one with the same link."""
        call = stated if is_main else Call()
        own = found.said[0].passage.section if found.said else None
        is_whole = _has_codes(call) or is_call_service(call.join)
        if is_main and own and not is_whole and not self.page.shares_section(found):
            end = next((start for start in self.page.records if own.start <= start < own.end), own.end)
            within = self._to_join(call_within(self.sections, (own.start, end)))
            is_sure = self.page.kinds.get(within.join) == "join" or within.join == near.join
            within = within if is_sure else within._replace(join="")
            call = within if within != Call() else call
        is_apart = near.is_own or (near.to_join and near.to_join.passage in near.around)
        if is_apart and len(self.page.meetings) > 1 and call.join != near.join:
            call = Call(join=near.join)  # the codes are those of another call
        elif near.join and not is_call_service(call.join):
            call = call._replace(join=near.join)
        call = call if _is_of(call, call.join) else Call(join=call.join, note=call.note)
        if not _has_codes(call):
            shared = [stated] if call.join and stated.join == call.join else []
            beside = (one for one in self._beside(near, call.join) if _is_of(one, call.join))
            codes = next((one for one in (*shared, *beside) if _has_codes(one)), Call())
            call = codes._replace(join=call.join, note=call.note)
        return call if call.find_number else call._replace(find_number=near.find_number)

    def _to_join(self, call: Call) -> Call:
        if call.join in self.of_others:
            return Call()
        placed = [link for links in self.page.links.values() for link in links if link.url == call.join]
        if placed and all(link.is_old or link.is_guide for link in placed):
            return call._replace(join="")
        return call if self.page.kinds.get(call.join, "") in {"join", ""} else call._replace(join="")

    def _beside(self, near: MeetingLinks, join: str) -> Iterator[Call]:
        """Yield what is said beside a meeting's link, in the passages around the meeting, and around its link.

        Of the only meeting of a page it is also what a section without dates says of a call by phone.
        """
        for row in near.around:
            items = "\n".join(f"* {title}: {cell}" for title, cell in zip(row.titles, row.cells, strict=False))
            if find_words("code-words", " ".join(row.titles)):
                yield call_in(parse_page(items), [(0, len(items))])
        page, passage = self.page, near.to_join.passage if near.to_join else None
        if passage and (call := self._within([passage, *page.below.get(passage, ())])).join in {"", join}:
            yield call
        around = self._within(near.around)
        if join or _digits(around.meeting_id) >= _SHORTEST_ID or around.one_tap or around.dial_in:
            yield around
        parts = [[one for one in page.by_block.get(passage.block, ()) if one not in page.owners]] if passage else []
        parts += [page.by_section[passage.section]] if passage and passage.section not in page.in_section else []
        yield from (call for part in parts if (call := self._within(part)).join in {"", join})
        for part in page.by_section.values() if len(page.meetings) == 1 else ():
            call = self._within([] if page.dated & {*part} else part)
            if call.one_tap or (call.dial_in and call.meeting_id + call.passcode):
                yield call if call.join in {"", join} else Call()

    def _within(self, passages: Iterable[Passage]) -> Call:
        lines = sorted({_lines_of(self.sections.page, passage) for passage in passages if passage.places})
        return self._to_join(call_in(self.sections.page, lines))


def unlearnt_codes(page: Page, passages: Iterable[Passage], drafts: Sequence[Draft]) -> Iterator[tuple[int, str]]:
    """Yield the line of each meeting ID or pass code that no draft has, and which of the two it is."""
    calls = [draft.table.get("call", {}) for draft in drafts]
    known = {str(call.get(key, "")) for call in calls for key in ("meeting_id", "passcode")}
    for passage in passages:
        if not passage.places or not find_words("code-words", passage.text):
            continue
        call = call_in(page, [_lines_of(page, passage)])
        number = page.line_number(passage.places[0])
        if _digits(call.meeting_id) >= _SHORTEST_ID and call.meeting_id not in known:
            yield number, "a meeting ID"
        if call.passcode and call.passcode not in known:
            yield number, "a pass code"


def unlearnt_calls(page: PageLinks, drafts: Sequence[Draft]) -> Iterator[tuple[Passage, str]]:
    """Yield each link to a service for calls that no draft has and that none of them tells, with where it stands."""
    told = " ".join(sentence for draft in drafts for sentence in draft.unknown)
    known = {draft.table.get("call", {}).get("join", "") for draft in drafts}
    for passage in page.linked:
        for link in passage.links if passage not in page.dated else ():
            is_call = page.kinds[link.url] == "join" and is_call_service(link.url)
            if is_call and link.url not in known and link.url not in told:
                known.add(link.url)
                yield passage, link.url


def unused_definitions(page: PageLinks) -> Iterator[tuple[int, str]]:
    """Yield the line and the address of each call that Markdown defines a link to, and that no line links to."""
    linked = {link.url for passage in page.linked for link in passage.links}
    for name, url in {**page.page.definitions, **defined_without_scheme(page.page)}.items():
        if is_call_service(url) and not (lists_numbers(url) or is_home_page(url)) and url not in linked:
            place = page.page.text.casefold().find(f"[{name}]:")
            yield page.page.line_number(max(place, 0)), url


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _is_of(call: Call, join: str) -> bool:
    """Return whether a meeting ID may be that of a link, which says its own: "zoom.us/j/12345678901"."""
    own = re.search(r"/[jw]/(\d{9,12})\b", join)
    return not own or not call.meeting_id or own[1] == re.sub(r"\D", "", call.meeting_id)


def _has_codes(call: Call) -> bool:
    return call._replace(join="", note="", find_number="") != Call()


def _lines_of(page: Page, passage: Passage) -> Span:
    """Return the span of the lines of a passage that has text."""
    return page.line_start(passage.places[0]), page.line_end(passage.places[-1])
