"""Learn how to join a meeting of a page: the link, and the numbers and codes that stand with it."""

from collections.abc import Collection, Iterable, Iterator, Sequence

from ecgtool.group import Call
from ecgtool.learn.draft import Draft
from ecgtool.learn.found import Found
from ecgtool.learn.line_links import defined_without_scheme
from ecgtool.learn.link_kinds import is_call_service
from ecgtool.learn.link_owners import PageLinks
from ecgtool.learn.meeting_links import MeetingLinks
from ecgtool.learn.passages import Passage
from ecgtool.page import Page, Span, parse_page
from ecgtool.page.sections.call import call_in, call_within, leads_to_call, read_call
from ecgtool.page.sections.named import NamedSections
from ecgtool.wording.page_words import find_words

_SHORTEST_ID = 6
"""Digits of the shortest meeting ID where no link is with it. "Meeting number 12" counts the meetings."""


class PageCalls:
    """What a page says of how to join its meetings. Links that lead ``elsewhere`` join none of them."""

    def __init__(self, page: PageLinks, sections: NamedSections, elsewhere: Collection[str]) -> None:
        self.page = page
        self.sections = sections
        self.elsewhere = elsewhere

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
        is_whole = _has_codes(call) or leads_to_call(call.join)
        if is_main and own and not is_whole and not self.page.shares_section(found):
            within = self._to_join(call_within(self.sections, (own.start, own.end)))
            is_sure = self.page.kinds.get(within.join) == "join" or within.join == near.join
            within = within if is_sure else within._replace(join="")
            call = within if within != Call() else call
        is_apart = near.is_own or (near.to_join and near.to_join.passage in near.around)
        if is_apart and len(self.page.meetings) > 1 and call.join != near.join:
            call = Call(join=near.join)  # the codes are those of another call
        elif near.join and not leads_to_call(call.join):
            call = call._replace(join=near.join)
        if not _has_codes(call):
            shared = [stated] if call.join and stated.join == call.join else []
            codes = next((one for one in (*shared, *self._beside(near, call.join)) if _has_codes(one)), Call())
            call = codes._replace(join=call.join, note=call.note)
        return call if call.find_number else call._replace(find_number=near.find_number)

    def _to_join(self, call: Call) -> Call:
        return call._replace(join="") if call.join in self.elsewhere else call

    def _beside(self, near: MeetingLinks, join: str) -> Iterator[Call]:
        """Yield what is said in the passages around a meeting, and in those around its link."""
        for row in near.around:
            items = "\n".join(f"* {title}: {cell}" for title, cell in zip(row.titles, row.cells, strict=False))
            if find_words("code-words", " ".join(row.titles)):
                yield call_in(parse_page(items), [(0, len(items))])
        around = self._within(near.around)
        if join or _digits(around.meeting_id) >= _SHORTEST_ID or around.one_tap or around.dial_in:
            yield around
        if near.to_join is None:
            return
        page, passage = self.page, near.to_join.passage
        parts = [[passage, *page.below.get(passage, ())]]
        parts.append([one for one in page.by_block[passage.block] if one not in page.owners])
        parts += [] if passage.section in page.in_section else [page.by_section[passage.section]]
        yield from (call for part in parts if (call := self._within(part)).join in {"", join})

    def _within(self, passages: Iterable[Passage]) -> Call:
        lines = sorted({_lines_of(self.sections.page, passage) for passage in passages if passage.places})
        return call_in(self.sections.page, lines)


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
        if is_call_service(url) and url not in linked:
            place = page.page.text.casefold().find(f"[{name}]:")
            yield page.page.line_number(max(place, 0)), url


def _digits(text: str) -> int:
    return sum(character.isdigit() for character in text)


def _has_codes(call: Call) -> bool:
    return call._replace(join="", note="", find_number="") != Call()


def _lines_of(page: Page, passage: Passage) -> Span:
    """Return the span of the lines of a passage that has text."""
    return page.line_start(passage.places[0]), page.line_end(passage.places[-1])
