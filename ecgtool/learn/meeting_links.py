"""Find the links of a meeting: those on its own lines, beside them, in its section, and farther off."""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from dataclasses import dataclass

from ecgtool.learn.found import Found
from ecgtool.learn.hosts import is_call_service
from ecgtool.learn.line_links import links_to_site
from ecgtool.learn.link_kinds import (
    LinkKind,
    is_form,
    is_old,
    is_sure,
    kind_of,
    link_spans,
    may_be_needed,
    says_join,
)
from ecgtool.learn.page_links import PageLinks
from ecgtool.learn.passages import Passage
from ecgtool.page.points import Link
from ecgtool.wording.page_words import find_words


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


def links_of(found: Found, page: PageLinks) -> MeetingLinks:
    """Return the links of ``found``: on its own lines, then in its list, then in its section or on its page.

    Links of a section with several meetings belong to each of them, if there is only one to join, or one to notes.
    Notes of earlier meetings are taken where there are no others.
    """
    links = dict.fromkeys(("join", "notes", "numbers"), "")
    told: dict[str, list[tuple[Passage, str]]] = {key: [] for key in ("calendar", "more", "beside", "lent", "site")}
    is_own, joined, old = False, None, list[tuple[Passage, str]]()
    tiers = list(_tiers(found, page))
    for tier in tiers:
        said = _said_in(tier, found, page)
        old += [(one.passage, one.url) for one in said if one.is_old and one.kind == "notes"]
        for kind in [kind for kind in links if not links[kind]]:
            first = _first(kind, said, tier)
            if first is None:
                continue
            links[kind] = first.url
            told["lent"] += [(first.passage, first.url)] if tier.is_lent and kind != "numbers" else []
            if kind == "join":
                is_own, joined = tier.is_own, first.passage
        wanted = {"calendar", *(kind for kind, url in links.items() if not url)}
        told["site"] += _on_site(tier, page, wanted) if not tier.is_lent else []
        told["more"] += [(one.passage, one.url) for one in said if one.kind == "join" and not tier.is_lent]
        told["calendar"] += [(one.passage, one.url) for one in said if one.kind == "calendar"]
        told["beside"] += [(one.passage, one.url) for one in said if _is_told(one, tier)]
    sisters = [p for p in page.of_sisters(found) if id(p.above) not in page.with_rules]
    told["beside"] += [(p.above or p, link.url) for p in sisters for link in p.links]
    if old and not links["notes"] and not told["site"]:
        links["notes"] = old[0][1]
    told["more"] += page.calls_apart() if not links["join"] else []
    taken = {*links.values()} | {url for key in ("calendar", "more") for _, url in told[key]}
    return MeetingLinks(
        join=links["join"],
        is_own=is_own,
        joined=joined,
        around=tuple(passage for tier in tiers if tier.is_alone for passage in tier.passages),
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
    """A link, what it is for, and whether it leads to notes of earlier meetings, and what to tell of it.

    ``asks`` is whether people register there, ``is_needed`` whether it may be one that a chair needs.
    """

    passage: Passage
    url: str
    kind: LinkKind
    is_old: bool
    asks: bool
    is_needed: bool


def _said_in(tier: "_Tier", found: Found, page: PageLinks) -> list[_SaidLink]:
    """Return the links in passages around a meeting that are not another one's."""
    links = [
        (passage, link, _kind_here(link, passage, found, page, tier))
        for passage in tier.passages
        for link in passage.links
        if not _is_on_another(link, passage, found, page)
    ]
    return [
        _SaidLink(
            passage=passage,
            url=link.url,
            kind=kind,
            is_old=is_old(link, passage),
            asks=is_form(link, passage),
            is_needed=may_be_needed(link, passage, kind, own=tier.is_own),
        )
        for passage, link, kind in links
    ]


def _kind_here(link: Link, passage: Passage, found: Found, page: PageLinks, tier: "_Tier") -> LinkKind:
    """Return what a link is for. Notes in the row of a date, or of another name, are those of one meeting."""
    kind = kind_of(link, passage, own=tier.is_own)
    is_named = find_words("notes-word", link.label) and page.names_another(link.label, found)
    is_others = id(passage) in page.of_dates or (is_named and not tier.is_beside)
    return "other" if kind == "notes" and is_others else kind


def _is_told(one: _SaidLink, tier: "_Tier") -> bool:
    """Return whether a link is told where it is not used: beside the rule, and around it a form."""
    return one.is_needed and (tier.is_beside or (tier.is_alone and one.asks))


def _first(kind: str, said: Sequence[_SaidLink], tier: "_Tier") -> _SaidLink | None:
    """Return the link of a kind to take, one to a service for calls first; None where there may be several."""
    fitting = sorted(
        (one for one in said if one.kind == kind and not one.is_old), key=lambda one: not is_call_service(one.url)
    )
    several = tier.is_shared and len({one.url for one in fitting}) > 1
    return fitting[0] if fitting and not several else None


def _on_site(tier: "_Tier", page: PageLinks, wanted: Container[str]) -> list[tuple[Passage, str]]:
    """Return the links to other pages of the site that are for what is ``wanted``."""
    spans = [
        (one, page.page.line_start(one.places[0]), page.page.line_end(one.places[-1]))
        for one in tier.passages
        if one.places and id(one) not in page.of_dates
    ]
    return [
        (passage, link.url)
        for passage, start, end in spans
        for link in links_to_site(page.page, start, end)
        if kind_of(link, passage, own=tier.is_own) in wanted or ("join" in wanted and says_join(link.url))
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
    several = len(page.meetings) > 1
    part = [p for p in page.passages if several and page.is_in_part(p, found)]
    yield _Tier(passages=unseen(part), is_shared=True, is_alone=True)
    named = [p for p in page.passages if page.named.get(id(p)) == {id(found)}]
    yield _Tier(passages=unseen(named), is_shared=True, is_alone=True)
    yield _Tier(passages=unseen(lent), is_shared=True, is_lent=True)
    yield from _far_tiers(found, page, unseen)


def _far_tiers(
    found: Found, page: PageLinks, unseen: Callable[[Iterable[Passage]], list[Passage]]
) -> Iterator[_Tier]:
    """Yield the passages with links to calls and notes in sections without a meeting."""
    rest = page.elsewhere(found)
    calls = [p for p in rest if any(page.kinds[link.url] == "join" for link in p.links)]
    lasting = [p for p in rest if _has_lasting_notes(p)]
    if len(page.meetings) == 1:
        strange = [p for p in calls if page.other_names(p, found)]
        yield _Tier(passages=unseen(p for p in calls if p not in strange))
        yield _Tier(passages=unseen(strange), is_lent=True)
        yield _Tier(passages=unseen(lasting), is_shared=True)
    else:
        for_all = [p for p in calls + lasting if find_words("for-all", p.text)]
        yield _Tier(passages=unseen(for_all), is_shared=True)
        yield _Tier(passages=unseen(calls + lasting), is_shared=True, is_lent=True)


def _has_lasting_notes(passage: Passage) -> bool:
    """Return whether a passage links to notes, without a date. Notes of one meeting are not the group's."""
    return not re.search(r"\d", re.sub(r"\w+://\S+", "", passage.text)) and any(
        kind_of(link, passage, own=False) == "notes" and is_sure("notes", link, passage) for link in passage.links
    )
