"""Choose the links of a meeting out of those around it, the nearest first, and note what is to be told of others.

A link's way: ``line_links`` finds it in a line, ``link_kinds`` knows what its address or words say by themselves,
``placed_links`` what they say where it stands, ``link_owners`` which meetings its passage is about. Here each meeting
chooses, ``calls`` adds the numbers and codes, and ``page_tables`` writes the keys and the sentences.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from ecgtool.learn.links.owners import PageLinks, is_on_another
from ecgtool.learn.text.found import Found
from ecgtool.learn.text.link_kinds import (
    LinkKind,
    is_calendar,
    is_chat,
    is_for_documents,
    lists_numbers,
    names_place,
    says_join,
)
from ecgtool.learn.text.passages import Passage
from ecgtool.learn.text.placed_links import PlacedLink
from ecgtool.page.sections.call import is_call_service
from ecgtool.wording.page_words import find_words

_SEVERAL = 3
"""So many links to notes beside one another are those of single meetings."""
_TAKEN = ("join", "notes", "numbers")
"""The kinds of links of which a meeting has one."""


@dataclass(frozen=True, kw_only=True)
class Circle:
    """Passages around a meeting in which its links are looked for: its own rule, what is near it, what is shared."""

    passages: Sequence[Passage]
    is_own: bool = False
    """Whether they are the meeting's own lines."""
    is_beside: bool = False
    """Whether they are those, or in its list or paragraph, so that each of their links is told."""
    is_shared: bool = False
    """Whether other meetings may have them too, so that one of several links is taken for none."""
    is_alone: bool = False
    """Whether they are about this meeting, and no other."""
    is_lent: bool = False
    """Whether they follow another meeting's rule, or none, so that they may be another's."""


@dataclass(frozen=True, kw_only=True)
class MeetingLinks:
    """The links of a meeting, and those that are to be told of it.

    ``is_own`` is whether the link to join is on the meeting's own lines. ``around`` are the passages that are about
    this meeting alone. ``lent`` stand with another meeting.
    ``on_site`` lead to another page of the site, and ``doubtful`` to notes that may be those of earlier meetings.
    """

    to_join: PlacedLink | None = None
    is_own: bool = False
    around: tuple[Passage, ...] = ()
    notes: str = ""
    find_number: str = ""
    calendars: tuple[PlacedLink, ...] = ()
    more: tuple[PlacedLink, ...] = ()
    unused: tuple[PlacedLink, ...] = ()
    lent: tuple[PlacedLink, ...] = ()
    on_site: tuple[PlacedLink, ...] = ()
    doubtful: tuple[PlacedLink, ...] = ()

    @property
    def join(self) -> str:
        """The address of the call, or ""."""
        return self.to_join.url if self.to_join else ""


def links_of(found: Found, page: PageLinks) -> MeetingLinks:
    """Return the links of ``found``: on its own lines, then in its list, then in its section or on its page.

    Links of a section with several meetings belong to each of them, if there is only one to join, or one to notes.
    Notes of earlier meetings are taken where there are no others.
    """
    chosen: dict[str, tuple[PlacedLink, Circle]] = {}
    told: dict[str, list[PlacedLink]] = {key: [] for key in ("calendar", "more", "beside", "site", "old", "named")}
    circles = list(circles_of(found, page))
    for circle in circles:
        kinds = _kinds_in(circle, found, page)
        firsts = {kind: _first(kind, kinds, circle) for kind in _TAKEN if kind not in chosen}
        if circle.is_beside and "notes" in chosen and not chosen["notes"][0].is_sure("notes"):
            again = _first("notes", kinds, circle)
            firsts |= {"notes": again} if again and again.is_sure("notes") else {}
        chosen |= {kind: (link, circle) for kind, link in firsts.items() if link}
        wanted = {"calendar", *_TAKEN} - chosen.keys()
        told["site"] += _on_site(circle, page, wanted) if not circle.is_lent else []
        for link, kind in kinds.items():
            for why in _why_told(link, kind, circle):
                told[why].append(link)
        told["beside"] += _other_notes(firsts.get("notes"), kinds)
        told["named"] += [link for link in kinds if circle.is_alone and _names_another(link, found, page, circle)]
    told["beside"] += _of_sisters(found, page)
    urls = {kind: link.url for kind, (link, _) in chosen.items()}
    if told["old"] and "notes" not in urls and not told["site"]:
        urls["notes"] = told["old"][0].url
    told["more"] += page.calls_apart() if "join" not in urls else []
    told["beside"] += told["named"] if "notes" not in urls else []
    taken = {*urls.values()} | {link.url for key in ("calendar", "more") for link in told[key]}
    to_join, joined_in = chosen.get("join", (None, None))
    return MeetingLinks(
        to_join=to_join,
        is_own=joined_in is not None and joined_in.is_own,
        around=tuple(passage for circle in circles if circle.is_alone for passage in circle.passages),
        notes=urls.get("notes", ""),
        find_number=urls.get("numbers", ""),
        calendars=tuple(told["calendar"]),
        more=tuple(link for link in told["more"] if link.url != urls.get("join")),
        unused=tuple(link for link in told["beside"] if link.url not in taken),
        lent=tuple(link for kind, (link, circle) in chosen.items() if circle.is_lent and kind != "numbers"),
        on_site=tuple(told["site"]),
        doubtful=tuple(link for link in told["old"] if link.url == urls.get("notes")),
    )


def _kinds_in(circle: Circle, found: Found, page: PageLinks) -> dict[PlacedLink, LinkKind]:
    """Return the links in passages around a meeting that are not another one's, with what each is for."""
    links = (link for passage in circle.passages for link in page.links.get(passage, ()))
    return {link: _kind_here(link, found, page, circle) for link in links if not is_on_another(link, found, page)}


def _kind_here(link: PlacedLink, found: Found, page: PageLinks, circle: Circle) -> LinkKind:
    """Return what a link is for. Notes in the row of a date, or of another name, are those of one meeting."""
    kind = link.kind(own=circle.is_own)
    is_of_one = find_words("notes-of-one", f"{link.sentence_before} {link.link.label}")
    is_others = link.passage in page.of_dates or is_of_one or _names_another(link, found, page, circle)
    return "other" if kind == "notes" and is_others else kind


def _names_another(link: PlacedLink, found: Found, page: PageLinks, circle: Circle) -> bool:
    """Return whether the words of a link, apart from the rule, call it the notes of another group or occasion."""
    is_notes = not circle.is_beside and find_words("notes-word", link.link.label)
    return bool(is_notes) and page.names.names_another(link.link.label, found)


def _of_sisters(found: Found, page: PageLinks) -> Iterator[PlacedLink]:
    """Yield the links below items beside the meeting's that name another one, of which the page says no rule."""
    for passage in page.of_sisters(found):
        if passage.above not in page.with_rules:
            links = (one for one in page.links[passage] if one.may_be_needed(page.kinds[one.url], own=False))
            yield from (PlacedLink(link=one.link, passage=passage.above or passage) for one in links)


def _why_told(link: PlacedLink, kind: LinkKind, circle: Circle) -> Iterator[str]:
    """Yield as what a link may be told: notes of earlier meetings, another call, a calendar, one beside the rule.

    Around the rule only a form, and what is labelled as the place, are told; a chat there is no call.
    """
    if kind == "notes" and link.is_old:
        yield "old"
    if kind == "join" and not circle.is_lent and (circle.is_beside or not is_chat(link.url)):
        yield "more"
    if kind == "calendar":
        yield "calendar"
    is_near = circle.is_beside or (circle.is_alone and (link.is_form or names_place(link.passage.label)))
    if is_near and link.may_be_needed(kind, own=circle.is_own):
        yield "beside"


def _first(wanted: str, kinds: Mapping[PlacedLink, LinkKind], circle: Circle) -> PlacedLink | None:
    """Return the link of a kind to take; None where there may be several.

    One to a service for calls, or of a document, goes first, then one with a label for notes; of several the only one
    whose address says so.
    """
    fitting = sorted(
        (link for link, kind in kinds.items() if kind == wanted and not link.is_old),
        key=lambda link: (
            not is_call_service(link.url),
            wanted == "notes" and (not is_for_documents(link.url), not link.is_for_notes),
        ),
    )
    if circle.is_shared and len({_document(one.url) for one in fitting}) > 1:
        says_so = {"notes": is_for_documents, "join": is_call_service}.get(wanted, lists_numbers)
        fitting = [one for one in fitting if says_so(one.url)]
        fitting = fitting if len({_document(one.url) for one in fitting}) == 1 else []
    return fitting[0] if fitting else None


def _other_notes(taken: PlacedLink | None, kinds: Mapping[PlacedLink, LinkKind]) -> list[PlacedLink]:
    """Return the links to notes in the paragraph or list of those that are taken, if they are but a few."""
    block = taken.passage.block if taken else -1
    others = [
        one for one, kind in kinds.items() if kind == "notes" and one.passage.block == block and one is not taken
    ]
    return others if len(others) < _SEVERAL else []


def _document(url: str) -> str:
    """Return an address without the place on its page, and without how a document is shown there."""
    return re.sub(r"(?:/edit|/view)?(?:\?usp=\w+)?(?:#.*)?$", "", url)


def _on_site(circle: Circle, page: PageLinks, wanted: Container[str]) -> list[PlacedLink]:
    """Return the links to other pages of the site that are for what is ``wanted``."""
    links = [link for p in circle.passages if p not in page.of_dates for link in page.on_site.get(p, ())]
    return [
        link
        for link in links
        if link.kind(own=circle.is_own) in wanted
        or ("join" in wanted and says_join(link.url))
        or (circle.is_own and find_words("meetings-title", link.link.label))
    ]


def circles_of(found: Found, page: PageLinks) -> Iterator[Circle]:
    """Yield the passages around a meeting, the nearest first. What several meetings share belongs to each of them."""
    own = [said.passage for said in found.said]
    seen = {*own, *page.of_sisters(found)}

    def unseen(wanted: Iterable[Passage]) -> list[Passage]:
        new = [one for one in wanted if one not in seen and not page.is_of_another(one, found)]
        seen.update(new)
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
    yield Circle(passages=unseen(p for p, before in near if before == {found}), is_shared=True, is_alone=True)
    lent = [p for p, before in near if before and found not in before]
    yield Circle(
        passages=unseen(p for one in sections for p in around.get(one, ()) if p not in lent),
        is_shared=shared,
        is_alone=not shared,
    )
    several = len(page.meetings) > 1
    part = [p for p in page.passages if several and page.is_in_part(p, found)]
    yield Circle(passages=unseen(part), is_shared=True, is_alone=True)
    named = [p for p in page.passages if page.named.get(p) == {found}]
    yield Circle(passages=unseen(named), is_shared=True, is_alone=True)
    yield Circle(passages=unseen(lent), is_shared=True, is_lent=True)
    yield from _far_circles(found, page, unseen)


def _near_circles(
    own: Sequence[Passage], found: Found, page: PageLinks, unseen: Callable[[Iterable[Passage]], list[Passage]]
) -> Iterator[Circle]:
    """Yield some of a meeting's own passages, and what is below them, above, and in their list or paragraph."""
    is_alone = all(len(page.owners[one]) == 1 for one in own)
    yield Circle(passages=own, is_own=True, is_beside=True, is_alone=is_alone)
    below = unseen(p for one in own for p in page.below.get(one, ()))
    yield Circle(passages=below, is_beside=True, is_alone=True)
    yield Circle(passages=unseen(one.above for one in own if one.above))
    parents = [one.above for one in own if one.above and one.depth > 1]
    is_only = all(page.in_block[one.block] == {found} for one in own)
    yield Circle(passages=unseen(p for parent in parents for p in page.below.get(parent, ())), is_alone=is_only)
    blocks = [block for block in {one.block for one in own} if page.in_block[block] == {found}]
    beside = unseen(p for block in blocks for p in page.by_block.get(block, ()))
    yield Circle(passages=beside, is_beside=True, is_alone=True)


def _far_circles(
    found: Found, page: PageLinks, unseen: Callable[[Iterable[Passage]], list[Passage]]
) -> Iterator[Circle]:
    """Yield the passages with links to calls and notes in sections without a meeting."""
    rest = page.elsewhere(found)
    calls = [p for p in rest if page.has_call(p)]
    lasting = [p for p in rest if _has_lasting_notes(p, page)]
    if len(page.meetings) == 1:
        labels = {p: [one.label for one in p.links if page.kinds[one.url] in {"join", ""}] for p in calls}
        strange = [p for p in calls if page.names.other_names(p, labels[p], found)]
        hours = [p for p in strange if find_words("special-meeting", f"{p.title} {p.text}")]  # "Office hours"
        yield Circle(passages=unseen(p for p in calls if p not in strange))
        yield Circle(passages=unseen(p for p in strange if p not in hours), is_lent=True)
        calendars = [p for p in rest if any(is_calendar(link.url) for link in p.links)]
        yield Circle(passages=unseen(lasting + calendars), is_shared=True)
    else:
        for_all = [
            p
            for p in calls + lasting
            if find_words("for-all", " ".join((p.title, *(link.sentence for link in page.links.get(p, ())))))
        ]
        yield Circle(passages=unseen(for_all), is_shared=True)
        yield Circle(passages=unseen(calls + lasting), is_shared=True, is_lent=True)


def _has_lasting_notes(passage: Passage, page: PageLinks) -> bool:
    """Return whether a passage links to notes, without a date. Notes of one meeting are not the group's."""
    return not re.search(r"(?<!\w)\d", re.sub(r"\w+://\S+", "", passage.text)) and any(
        link.kind(own=False) == "notes" and link.is_sure("notes")
        for link in (*page.links.get(passage, ()), *page.on_site.get(passage, ()))
    )
