"""Find the links of a meeting on its page: those on its own lines, beside them, and in its section."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter

from ecgtool.learn.found import Found
from ecgtool.learn.line_links import links_to_site
from ecgtool.learn.link_kinds import LinkKind, is_call_service, is_old, kind_of, link_spans, says_join
from ecgtool.learn.passages import Passage
from ecgtool.page import Page
from ecgtool.page.points import Link

_FOR_ALL = re.compile(
    r"\b(?:all|both|each|every|any|meetings|calls|sessions|alle|beide|tou(?:te)?s|todas?|todos|tutt[ie])\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d]{4,}")
_PART = re.compile(
    r"\b(?:links?|urls?|where|how|join|zoom|dial\w*|notes|minutes|agendas?|info\w*|details|location|place|record\w*|calendars?)\b",
    re.IGNORECASE,
)
"""What an item is called that is a part of what is said of a meeting, and no other meeting."""


@dataclass(frozen=True, kw_only=True)
class MeetingLinks:
    """The links of a meeting. The tuples of pairs are for the report, each link with its passage.

    ``is_own`` is whether the link to join is on the meeting's own lines, ``joined`` where it stands. ``around`` are
    the passages that are about this meeting alone. ``lent`` stand with another meeting.
    ``on_site`` lead to another page of the site, and ``doubtful`` to notes that may be those of earlier meetings.
    """

    join: str = ""
    is_own: bool = False
    joined: Passage | None = None
    around: tuple[Passage, ...] = ()
    notes: str = ""
    find_number: str = ""
    calendars: tuple[tuple[Passage, str], ...] = ()
    more: tuple[tuple[Passage, str], ...] = ()
    unused: tuple[tuple[Passage, str], ...] = ()
    lent: tuple[tuple[Passage, str], ...] = ()
    on_site: tuple[tuple[Passage, str], ...] = ()
    doubtful: tuple[tuple[Passage, str], ...] = ()


class PageLinks:
    """The links of a page by where they stand: whose they are, and what is around each."""

    def __init__(self, meetings: Sequence[Found], passages: Sequence[Passage], page: Page) -> None:
        self.meetings = meetings
        self.page = page
        self.passages = passages
        self.linked = [passage for passage in passages if passage.links]
        self.owners: dict[int, list[Found]] = {}
        self.in_section: dict[object, list[Found]] = {}
        self.in_block: dict[int, set[int]] = {}
        for one in meetings:
            for passage in {id(said.passage): said.passage for said in one.said}.values():
                self.owners.setdefault(id(passage), []).append(one)
                self.in_block.setdefault(passage.block, set()).add(id(one))
            for section in {said.passage.section for said in one.said}:
                self.in_section.setdefault(section, []).append(one)
        self.with_rules = {
            id(one)
            for found in meetings
            for said in found.said
            if said.clause.parts
            for one in (said.passage, said.passage.above)
        }
        """The passages that say days or hours, or stand above one that does."""
        self.rules: dict[object, list[Passage]] = {}
        for rule in sorted((said.passage for one in meetings for said in one.said), key=attrgetter("start")):
            self.rules.setdefault(rule.section, []).append(rule)
        self.below: dict[int, list[Passage]] = {}
        self.by_block: dict[int, list[Passage]] = {}
        self.by_section: dict[object, list[Passage]] = {}
        for passage in self.passages:
            self.below.setdefault(id(passage.above), []).append(passage)
            self.by_block.setdefault(passage.block, []).append(passage)
            self.by_section.setdefault(passage.section, []).append(passage)
        self.kinds = {
            link.url: kind_of(link, passage, own=False) for passage in self.linked for link in passage.links
        }
        """What each link is for, as far as it tells by itself."""

        rules = [(said.passage.start, one) for one in meetings for said in one.said if said.clause.parts]
        held = [(part, {id(one) for at, one in rules if part.start <= at < part.end}) for part in page.sections]
        self.parts = {id(one): [part for part, inside in held if inside == {id(one)}] for one in meetings}
        """The sections of each meeting in which no other one is, with all that is below them."""

    def is_in_part(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage is in a section in which ``found`` is the only meeting."""
        return any(part.start <= passage.start < part.end for part in self.parts[id(found)])

    def shares_section(self, found: Found) -> bool:
        """Return whether another meeting is in a section of this one."""
        return any(len(self.in_section[said.passage.section]) > 1 for said in found.said)

    @cached_property
    def unclaimed(self) -> dict[object, list[Passage]]:
        """The passages of each section that are of no meeting, and not below one of a meeting."""
        return {
            section: [p for p in found if id(p) not in self.owners and id(p.above) not in self.owners]
            for section, found in self.by_section.items()
        }

    def elsewhere(self, found: Found) -> list[Passage]:
        """Return the passages with links that may be of ``found``, though they are in no section of a meeting."""
        others = [one for one in self.meetings if one is not found]
        open_to = [p for p in self.linked if not others or p.section not in self.in_section]
        return [p for p in open_to if not any(self.is_in_part(p, one) for one in others)]

    def followed(self, passage: Passage) -> set[int]:
        """Return which meetings the rule above a passage in its section is of. Below a list or a table it is none.

        What says that it is for all is below none either.
        """
        above = [p for p in self.rules.get(passage.section, ()) if p.start < passage.start][-1:]
        if not above or above[0].depth or above[0].cells or _FOR_ALL.search(passage.text):
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
            if not _PART.search(p.above.text) and words[id(item)] & set(_WORD.findall(p.above.text.casefold()))
        ]

    def is_of_another(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage is of another meeting, or below one that is."""
        owners = (*self.owners.get(id(passage), ()), *self.owners.get(id(passage.above), ()))
        return any(one is not found for one in owners)


def links_of(found: Found, page: PageLinks) -> MeetingLinks:
    """Return the links of ``found``: on its own lines, then in its list, then in its section or on its page.

    Links of a section with several meetings belong to each of them, if there is only one to join, or one to notes.
    Notes of earlier meetings are taken where there are no others.
    """
    links = dict.fromkeys(("join", "notes", "numbers"), "")
    told: dict[str, list[tuple[Passage, str]]] = {key: [] for key in ("calendar", "more", "beside", "lent", "site")}
    is_own, joined, old = False, None, list[tuple[Passage, str]]()
    around: list[Passage] = []
    for tier in _tiers(found, page):
        around += tier.passages if tier.is_alone else ()
        said = _said_in(tier, found, page)
        old += [(one.passage, one.url) for one in said if one.is_old]
        for kind in [kind for kind in links if not links[kind]]:
            first = _first(kind, said, tier)
            if first is None:
                continue
            links[kind] = first.url
            told["lent"] += [(first.passage, first.url)] if tier.is_lent else []
            if kind == "join":
                is_own, joined = tier.is_own, first.passage
        told["site"] += _on_site(tier, page) if not (links["notes"] or tier.is_lent) else []
        told["more"] += [(one.passage, one.url) for one in said if one.kind == "join" and not tier.is_lent]
        told["calendar"] += [(one.passage, one.url) for one in said if one.kind == "calendar"]
        told["beside"] += [(one.passage, one.url) for one in said if one.kind != "converter" and tier.is_beside]
    sisters = [p for p in page.of_sisters(found) if id(p.above) not in page.with_rules]
    told["beside"] += [(p.above or p, link.url) for p in sisters for link in p.links]
    if old and not links["notes"] and not told["site"]:
        links["notes"] = old[0][1]
    taken = {*links.values()} | {url for key in ("calendar", "more") for _, url in told[key]}
    return MeetingLinks(
        join=links["join"],
        is_own=is_own,
        joined=joined,
        around=tuple(around),
        notes=links["notes"],
        find_number=links["numbers"],
        calendars=tuple(told["calendar"]),
        more=tuple(one for one in told["more"] if one[1] != links["join"]),
        unused=tuple(one for one in told["beside"] if one[1] not in taken),
        lent=tuple(told["lent"]),
        on_site=tuple(told["site"]),
        doubtful=tuple(one for one in old if one[1] == links["notes"]),
    )


@dataclass(frozen=True, kw_only=True)
class _SaidLink:
    """A link, what it is for, and whether it leads to notes of earlier meetings."""

    passage: Passage
    url: str
    kind: LinkKind
    is_old: bool


def _said_in(tier: "_Tier", found: Found, page: PageLinks) -> list[_SaidLink]:
    """Return the links in passages around a meeting that are not another one's."""
    return [
        _SaidLink(passage=passage, url=link.url, kind=kind, is_old=kind == "notes" and is_old(link, passage))
        for passage in tier.passages
        for link in passage.links
        if not _is_on_another(link, passage, found, page)
        for kind in (kind_of(link, passage, own=tier.is_own),)
    ]


def _first(kind: str, said: Sequence[_SaidLink], tier: "_Tier") -> _SaidLink | None:
    """Return the link of a kind to take, one to a service for calls first; None where there may be several."""
    fitting = sorted(
        (one for one in said if one.kind == kind and not one.is_old), key=lambda one: not is_call_service(one.url)
    )
    several = tier.is_shared and len({one.url for one in fitting}) > 1
    return fitting[0] if fitting and not several else None


def _on_site(tier: "_Tier", page: PageLinks) -> list[tuple[Passage, str]]:
    """Return the links to other pages of the site that are for notes, or to join."""
    spans = [
        (one, page.page.line_start(one.places[0]), page.page.line_end(one.places[-1]))
        for one in tier.passages
        if one.places
    ]
    return [
        (passage, link.url)
        for passage, start, end in spans
        for link in links_to_site(page.page, start, end)
        if kind_of(link, passage, own=tier.is_own) in {"join", "notes"} and not is_old(link, passage)
    ]


def _is_on_another(link: Link, passage: Passage, found: Found, page: PageLinks) -> bool:
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


@dataclass(frozen=True, kw_only=True)
class _Tier:
    """Passages around a meeting: those of its own rule, those shared with other meetings, or others near it."""

    passages: Sequence[Passage]
    is_own: bool = False
    is_beside: bool = False
    """Whether they are the meeting's own lines, or in its list or paragraph, so that each of their links is told."""
    is_shared: bool = False
    is_alone: bool = False
    """Whether they are about this meeting, and no other."""
    is_lent: bool = False
    """Whether they follow another meeting's rule, or none, so that they may be another's."""


def _tiers(found: Found, page: PageLinks) -> Iterator[_Tier]:
    """Yield the passages around a meeting, the nearest first. What several meetings share belongs to each of them."""
    own = [said.passage for said in found.said]
    seen = {id(passage) for passage in (*own, *page.of_sisters(found))}
    yield _Tier(
        passages=own, is_own=True, is_beside=True, is_alone=all(len(page.owners[id(one)]) == 1 for one in own)
    )

    def unseen(wanted: Iterable[Passage]) -> list[Passage]:
        new = [one for one in wanted if id(one) not in seen and not page.is_of_another(one, found)]
        seen.update(id(passage) for passage in new)
        return new

    above = [one.above for one in own if one.above]
    yield _Tier(passages=unseen(p for one in own for p in page.below.get(id(one), ())), is_beside=True, is_alone=True)
    yield _Tier(passages=unseen(above))
    parents = [one.above for one in own if one.above and one.depth > 1]
    yield _Tier(passages=unseen(p for parent in parents for p in page.below.get(id(parent), ())))
    blocks = [block for block in {one.block for one in own} if page.in_block[block] == {id(found)}]
    yield _Tier(
        passages=unseen(p for block in blocks for p in page.by_block.get(block, ())), is_beside=True, is_alone=True
    )
    shared = page.shares_section(found)
    around = page.unclaimed if shared else page.by_section
    sections = dict.fromkeys(one.section for one in own)
    near = [(p, page.followed(p)) for one in sections for p in around.get(one, ())] if shared else []
    yield _Tier(passages=unseen(p for p, before in near if before == {id(found)}), is_shared=True, is_alone=True)
    lent = [p for p, before in near if before and id(found) not in before]
    yield _Tier(
        passages=unseen(p for one in sections for p in around.get(one, ()) if p not in lent),
        is_shared=shared,
        is_alone=not shared,
    )
    part = [] if len(page.meetings) == 1 else [p for p in page.passages if page.is_in_part(p, found)]
    yield _Tier(passages=unseen(part), is_shared=True, is_alone=True)
    yield _Tier(passages=unseen(lent), is_shared=True, is_lent=True)
    yield from _far_tiers(found, page, unseen)


def _far_tiers(
    found: Found, page: PageLinks, unseen: Callable[[Iterable[Passage]], list[Passage]]
) -> Iterator[_Tier]:
    """Yield the passages with links to calls and notes in sections without a meeting."""
    rest = page.elsewhere(found)
    calls = [p for p in rest if any(is_call_service(link.url) or says_join(link.label) for link in p.links)]
    lasting = [p for p in rest if _has_lasting_notes(p)]
    if len(page.meetings) == 1:
        yield _Tier(passages=unseen(calls))
        yield _Tier(passages=unseen(lasting), is_shared=True)
    else:
        yield _Tier(passages=unseen(p for p in calls + lasting if _FOR_ALL.search(p.text)), is_shared=True)
        yield _Tier(passages=unseen(calls), is_shared=True, is_lent=True)


def _has_lasting_notes(passage: Passage) -> bool:
    """Return whether a passage links to notes, without a date. Notes of one meeting are not the group's."""
    return not re.search(r"\d", passage.text) and any(
        kind_of(link, passage, own=False) == "notes" for link in passage.links
    )
