"""Choose the links of a meeting out of those around it, the nearest first, and note what is to be told of others."""

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass

from ecgtool.learn.found import Found
from ecgtool.learn.hosts import is_call_service, is_chat, is_for_documents
from ecgtool.learn.line_links import links_to_site
from ecgtool.learn.link_kinds import (
    LinkKind,
    has_field_for_notes,
    is_form,
    is_old,
    kind_of,
    may_be_needed,
    says_join,
)
from ecgtool.learn.link_owners import Circle, PageLinks, circles_of, is_on_another
from ecgtool.learn.passages import Passage
from ecgtool.page.points import Link
from ecgtool.wording.page_words import find_words

_TAKEN = ("join", "notes", "numbers")
"""The kinds of links of which a meeting has one."""


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
    chosen: dict[str, tuple[_SaidLink, Circle]] = {}
    told: dict[str, list[tuple[Passage, str]]] = {key: [] for key in ("calendar", "more", "beside", "site", "old")}
    circles = list(circles_of(found, page))
    for circle in circles:
        said = _said_in(circle, found, page)
        firsts = {kind: _first(kind, said, circle) for kind in _TAKEN if kind not in chosen}
        chosen |= {kind: (one, circle) for kind, one in firsts.items() if one}
        wanted = {"calendar", *_TAKEN} - chosen.keys()
        told["site"] += _on_site(circle, page, wanted) if not circle.is_lent else []
        told["old"] += [(one.passage, one.url) for one in said if one.is_old and one.kind == "notes"]
        told["more"] += [(one.passage, one.url) for one in said if _may_join(one, circle)]
        told["calendar"] += [(one.passage, one.url) for one in said if one.kind == "calendar"]
        told["beside"] += [(one.passage, one.url) for one in said if _is_told(one, circle)]
    sisters = [p for p in page.of_sisters(found) if id(p.above) not in page.with_rules]
    told["beside"] += [(p.above or p, link.url) for p in sisters for link in p.links]
    urls = {kind: one.url for kind, (one, _) in chosen.items()}
    if told["old"] and "notes" not in urls and not told["site"]:
        urls["notes"] = told["old"][0][1]
    told["more"] += page.calls_apart() if "join" not in urls else []
    taken = {*urls.values()} | {url for key in ("calendar", "more") for _, url in told[key]}
    join = chosen.get("join")
    return MeetingLinks(
        join=urls.get("join", ""),
        is_own=join is not None and join[1].is_own,
        joined=join[0].passage if join else None,
        around=tuple(passage for circle in circles if circle.is_alone for passage in circle.passages),
        notes=urls.get("notes", ""),
        find_number=urls.get("numbers", ""),
        calendars=tuple(told["calendar"]),
        more=tuple(one for one in told["more"] if one[1] != urls.get("join")),
        unused=tuple(one for one in told["beside"] if one[1] not in taken),
        lent=tuple((one.passage, one.url) for one, at in chosen.values() if at.is_lent and one.kind != "numbers"),
        on_site=tuple(told["site"]),
        doubtful=tuple(one for one in told["old"] if one[1] == urls.get("notes")),
    )


@dataclass(frozen=True, kw_only=True)
class _SaidLink:
    """A link, what it is for, and whether it leads to notes of earlier meetings, and what to tell of it.

    ``asks`` is whether people register there, ``is_needed`` whether it may be one that a chair needs,
    ``is_named`` whether a label or a title calls it the notes.
    """

    passage: Passage
    url: str
    kind: LinkKind
    is_old: bool
    asks: bool
    is_needed: bool
    is_named: bool


def _said_in(circle: Circle, found: Found, page: PageLinks) -> list[_SaidLink]:
    """Return the links in passages around a meeting that are not another one's."""
    links = [
        (passage, link, _kind_here(link, passage, found, page, circle))
        for passage in circle.passages
        for link in passage.links
        if not is_on_another(link, passage, found, page)
    ]
    return [
        _SaidLink(
            passage=passage,
            url=link.url,
            kind=kind,
            is_old=is_old(link, passage),
            asks=is_form(link, passage),
            is_named=has_field_for_notes(link, passage),
            is_needed=may_be_needed(link, passage, kind, own=circle.is_own),
        )
        for passage, link, kind in links
    ]


def _kind_here(link: Link, passage: Passage, found: Found, page: PageLinks, circle: Circle) -> LinkKind:
    """Return what a link is for. Notes in the row of a date, or of another name, are those of one meeting."""
    kind = kind_of(link, passage, own=circle.is_own)
    is_named = find_words("notes-word", link.label) and page.names.names_another(link.label, found)
    is_others = id(passage) in page.of_dates or (is_named and not circle.is_beside)
    return "other" if kind == "notes" and is_others else kind


def _may_join(one: _SaidLink, circle: Circle) -> bool:
    """Return whether a link may be the call where another one was taken. Where people only write is none."""
    return one.kind == "join" and not circle.is_lent and not (is_chat(one.url) and not circle.is_beside)


def _is_told(one: _SaidLink, circle: Circle) -> bool:
    """Return whether a link is told where it is not used: beside the rule, and around it a form."""
    return one.is_needed and (circle.is_beside or (circle.is_alone and one.asks))


def _first(kind: str, said: Sequence[_SaidLink], circle: Circle) -> _SaidLink | None:
    """Return the link of a kind to take; None where there may be several.

    One to a service for calls, or with a label for notes, goes first; of several for notes the only document.
    """
    fitting = sorted(
        (one for one in said if one.kind == kind and not one.is_old),
        key=lambda one: (not is_call_service(one.url), kind == "notes" and not one.is_named),
    )
    if circle.is_shared and len({_document(one.url) for one in fitting}) > 1:
        fitting = [one for one in fitting if kind == "notes" and is_for_documents(one.url)]
        fitting = fitting if len({_document(one.url) for one in fitting}) == 1 else []
    return fitting[0] if fitting else None


def _document(url: str) -> str:
    """Return an address without the place on its page, and without how a document is shown there."""
    return re.sub(r"(?:/edit|/view)?(?:\?usp=\w+)?(?:#.*)?$", "", url)


def _on_site(circle: Circle, page: PageLinks, wanted: Container[str]) -> list[tuple[Passage, str]]:
    """Return the links to other pages of the site that are for what is ``wanted``."""
    spans = [
        (one, page.page.line_start(one.places[0]), page.page.line_end(one.places[-1]))
        for one in circle.passages
        if one.places and id(one) not in page.of_dates
    ]
    return [
        (passage, link.url)
        for passage, start, end in spans
        for link in links_to_site(page.page, start, end)
        if kind_of(link, passage, own=circle.is_own) in wanted or ("join" in wanted and says_join(link.url))
    ]
