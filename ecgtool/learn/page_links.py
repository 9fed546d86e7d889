"""Find a meeting's links on a page: to join it, to its notes, to a calendar."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from ecgtool.learn.found import Found
from ecgtool.learn.passages import Passage
from ecgtool.page.points import Link

LinkKind = Literal["join", "notes", "calendar", "converter", "numbers", "other", ""]
_SERVICE = re.compile(
    r"://(?:[\w-]+\.)*(?:zoom[\w-]*|meet|meetings?|feishu|larksuite|voovmeeting|meetpad|jitsi|webex|teams|bluejeans|bbb\w*|bigbluebutton|gotomeet\w*|whereby|"
    r"hangouts|talk|call|conf|conference|vc|videokonferenz|visio|skype|goto|meetup-call|senfcall|rooms?)\.",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[LinkKind, re.Pattern[str]], ...] = (
    (
        "calendar",
        re.compile(
            r"^webcal:|\.ics\b|\bcalend\w*|\binvit\w*|\bical\b|\bkalender\b|subscribe|agenda\.google|カレンダー|日历",
            re.IGNORECASE,
        ),
    ),
    (
        "converter",
        re.compile(
            r"timeanddate|worldtime|time\.is|everytimezone|dateful|savvytime|convert|://(?:[\w-]+\.)*(?:clock|time|times|uhr)\.|"
            r"\b(?:your|local|other)\s(?:time|zone)s?|time\s?zones?|elsewhere|world\sclock|arewemeetingyet|countdown",
            re.IGNORECASE,
        ),
    ),
    (
        "other",
        re.compile(
            r"record|youtube|://(?:[\w-]+\.)*(?:maps?|osm|openstreetmap|photos?|shop|weather)\.|\bmaps?\b|directions|photos?\b|\bmeeting\s(?:rules|pages?|points?|info\w*|polic\w+|guid\w+|places?)\b|membership|\brules\b|newcomers?\b|\bpress\b|"
            r"\barticles?\b|donat(?:e|ion)|who.is.who|\bcharter\b|\babout\b|playlist|archive|\blogs?\b|transcript|://(?:[\w-]+\.)*(?:video|videos|watch|tube|peertube|media)\.|/rec/|register|sign.?up|"
            r"\bforms?\b|survey|\bpolls?\b|doodle|\bchat\b|irc|slack|matrix|discord|mailing|\blists?\b|github|gitlab|issues?|wiki|"
            r"\bdetails\b|\bevents?\b|\binfo(?:rmation)?\b|code.of.conduct|dial.?in.?numbers|numbers\b|phone|faq|help|test\b|tickets?|blog|slides|forum|anmeld|inscri|aufzeichnung|enregistre",
            re.IGNORECASE,
        ),
    ),
    (
        "notes",
        re.compile(
            r"\bnotes?\b|minutes|\bagendas?\b|etherpad|\bpads?\b|hackmd|hedgedoc|cryptpad|://(?:[\w-]+\.)*(?:docs?|notes|pad|md)\.|"
            r"\bdocs?\b|document\b|protokoll\w*|notizen|compte[s-]*rendus?|ordre\sdu\sjour|\bactas?\b|\batas?\b|verbal[ei]|notulen|"
            r"tagesordnung|mitschrift|appunti|notas|pauta|議事録|議題|会议记录|纪要|议程",
            re.IGNORECASE,
        ),
    ),
)
_CALENDAR_URL = re.compile(r"\.ics\b|/ics\b|^webcal:|://(?:[\w-]+\.)*(?:tockify|calendly|calendar)\.", re.IGNORECASE)
_NUMBERS_URL = re.compile(r"zoomconference|zoom\.\w+/u/|/tel(?:ephone)?numbers|dial-?in-?numbers", re.IGNORECASE)
_JOIN = re.compile(
    r"\bjoin\b|\bcalls?\b|conference|\bconf\b|\bvideo\b|zoom|webex|\bteams\b|jitsi|\bmeet(?:ing)?\b|bluejeans|bbb|hangouts?|bridge|"
    r"\broom\b|dial|\bvirtual|beitreten|teilnehmen|teilnahme|raum|wo\b|einwahl|"
    r"rejoindre|\bsalle\b|\boù\b|visio\w*|\bsala\b|unirse|enlace|dónde|entrar|onde|ligação|partecipa|collegamento|dove|stanza|"
    r"deelnemen|waar\b|vergaderruimte|参加|会議室|加入|会议室|入会|直播",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"\bwhere\b|location|\bplace\b|\blink\b|\burl\b|\bonline\b|\bhere\b|\bthis\b|\blien\b|リンク|链接", re.IGNORECASE
)
"""Words of a link that do not say where it leads. As a label before it, they say that it is the call's."""
_LEADS = re.compile(
    r"(?:\b(?:via|on|using|join|through|over|auf|unter|über|per)\s*(?:(?:the|our|this|a|der|dem)\s*)?|"
    r"\d\s*(?:\w{2,4}\s*)?[(\u2013\u2014-]\s*)$",
    re.IGNORECASE,
)
"""Words before a link to the call: "at 15:00 UTC on [...]"."""
_NOTES_HOST = re.compile(r"://(?:[\w-]+\.)*(?:docs?|notes|pad|md|etherpad|hackmd|hedgedoc|cryptpad)\.", re.IGNORECASE)
_LOG = re.compile(r"\b(?:logs?|records?|protocol|write-?up)\b", re.IGNORECASE)
"""An address of notes, and words that may be theirs as well as those of a video."""
_AT = re.compile(r"\b(?:at|in|by|en|sur|su|à|a)\s*$", re.IGNORECASE)
"""Words before a bare address of the call. Before a link with words of its own, they may name a hall."""
_NEAR = 40
"""So many characters before and after a link may tell what it is for."""
_CLOCK_ONLY = re.compile(
    r"[\W\d]*(?:\d{1,2}(?:[:.]?\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:UTC|GMT|[A-Z]{2,4})?)[\W\d]*", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class MeetingLinks:
    """The links of a meeting. ``calendars``, ``more`` and ``unused`` are for the report, each with its passage."""

    join: str = ""
    notes: str = ""
    find_number: str = ""
    calendars: tuple[tuple[Passage, str], ...] = ()
    more: tuple[tuple[Passage, str], ...] = ()
    unused: tuple[tuple[Passage, str], ...] = ()


class PageLinks:
    """The links of a page by where they stand: whose they are, and what is around each."""

    def __init__(self, meetings: Sequence[Found], passages: Sequence[Passage]) -> None:
        self.meetings = meetings
        self.passages = [passage for passage in passages if passage.links]
        self.owners: dict[int, list[Found]] = {}
        self.in_section: dict[object, list[Found]] = {}
        self.in_block: dict[int, set[int]] = {}
        for one in meetings:
            for passage in {id(said.passage): said.passage for said in one.said}.values():
                self.owners.setdefault(id(passage), []).append(one)
                self.in_block.setdefault(passage.block, set()).add(id(one))
            for section in {said.passage.section for said in one.said}:
                self.in_section.setdefault(section, []).append(one)
        self.below: dict[int, list[Passage]] = {}
        self.by_block: dict[int, list[Passage]] = {}
        self.by_section: dict[object, list[Passage]] = {}
        for passage in self.passages:
            self.below.setdefault(id(passage.above), []).append(passage)
            self.by_block.setdefault(passage.block, []).append(passage)
            self.by_section.setdefault(passage.section, []).append(passage)
        self.kinds = {
            link.url: kind_of(link, passage, own=False) for passage in self.passages for link in passage.links
        }
        """What each link is for, as far as it tells by itself."""

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

    def is_of_another(self, passage: Passage, found: Found) -> bool:
        """Return whether a passage is of another meeting, or below one that is."""
        owners = (*self.owners.get(id(passage), ()), *self.owners.get(id(passage.above), ()))
        return any(one is not found for one in owners)


def links_of(found: Found, page: PageLinks) -> MeetingLinks:
    """Return the links of ``found``: on its own lines, then in its list, then in its section or on its page.

    Links of a section with several meetings belong to each of them, if there is only one to join, or one to notes.
    """
    links = dict.fromkeys(("join", "notes", "numbers"), "")
    told: dict[str, list[tuple[Passage, str]]] = {"calendar": [], "more": [], "unused": []}
    for tier in _tiers(found, page):
        said = [
            (passage, link.url, kind_of(link, passage, own=tier.is_own))
            for passage in tier.passages
            for link in passage.links
            if not _is_on_another(link, passage, found, page.owners.get(id(passage), ()))
        ]
        for kind in links:
            fitting = list(dict.fromkeys(url for _, url, each in said if each == kind))
            fitting.sort(key=lambda url: not _SERVICE.search(url))
            if not links[kind] and fitting and not (tier.is_shared and len(fitting) > 1):
                links[kind] = fitting[0]
        others = [(passage, url) for passage, url, kind in said if kind == "join" and url != links["join"]]
        told["more"] += others if tier.is_own or tier.is_shared else []
        told["calendar"] += [(passage, url) for passage, url, kind in said if kind == "calendar"]
        told["unused"] += [(p, url) for p, url, kind in said if kind in {"other", ""} and tier.is_own]
    return MeetingLinks(
        join=links["join"],
        notes=links["notes"],
        find_number=links["numbers"],
        calendars=tuple(told["calendar"]),
        more=tuple(told["more"]),
        unused=tuple(told["unused"]),
    )


def kind_of(link: Link, passage: Passage, *, own: bool) -> LinkKind:
    """Return what a link is for: by its address, its words and the label before it. ``own`` is on the rule's line."""
    label = link.label or ""
    if _CALENDAR_URL.search(link.url):
        return "calendar"
    if _NUMBERS_URL.search(link.url):
        return "numbers"
    if _SERVICE.search(link.url) and not re.search(r"/rec/|record", link.url + label, re.IGNORECASE):
        return "other" if _said(label) in {"calendar", "other"} and not _JOIN.search(label) else "join"
    is_log = _NOTES_HOST.search(link.url) and (not _said(label) or _LOG.search(label))
    by_words: LinkKind = (
        "notes"
        if is_log
        else _said(label) or _said("://" + link.url.partition("://")[2]) or ("join" if _JOIN.search(label) else "")
    )
    if by_words:
        return by_words
    if own and label and _CLOCK_ONLY.fullmatch(label):
        return "converter"
    before, after = _around(passage, label or link.url)
    context, column = passage.label or before, _column(passage, link)
    means = _said(context) or _said(column) or (_said(after) if not label or _PLACE.search(label) else "")
    joins = (
        any(form.search(text) for form in (_JOIN, _PLACE) for text in (passage.label, column))
        or re.search(rf"(?:{_JOIN.pattern})\W*$", before, re.IGNORECASE)
        or (own and (_is_rule(label) or _LEADS.search(before) or (not label and _AT.search(before))))
    )
    return means or ("join" if joins else "")


def _said(text: str) -> LinkKind:
    """Return what words or an address say that a link is for; "" where they do not say, or say that it is a call."""
    return next((kind for kind, form in _KINDS if text and form.search(text)), "")


def _is_rule(label: str) -> bool:
    """Return whether a link's words are a rule. Such a link leads to the meeting."""
    return bool(re.search(r"\d", label) and re.search(r"[^\W\d_]{5,}", label))


def _around(passage: Passage, label: str) -> tuple[str, str]:
    """Return the words right before and after a link in its sentence: "Notes: https://..."."""
    start = passage.text.find(label)
    if start < 0:
        return "", ""
    before = re.split(r"[.;|](?=\s)", passage.text[:start])[-1]
    after = re.split(r"[.;|](?=\s|$)", passage.text[start + len(label) :])[0]
    return before[-_NEAR:], after[:_NEAR]


def _is_on_another(link: Link, passage: Passage, found: Found, owners: Sequence[Found]) -> bool:
    """Return whether a link is on the words of another meeting's rule, and not on those of this one."""
    start = passage.text.find(link.label) if link.label else -1
    if start < 0:
        return False

    def is_on(one: Found) -> bool:
        return any(a < start + len(link.label) and start < b for a, b in _words_of(one, passage))

    return not is_on(found) and any(is_on(one) for one in owners if one is not found)


def _words_of(found: Found, passage: Passage) -> Iterator[tuple[int, int]]:
    """Yield where in a passage the days and the hours of a meeting stand."""
    for said in found.said:
        for part in said.clause.parts if said.passage is passage else ():
            if part.days and part.days == found.days:
                yield said.at + part.days.start, said.at + part.days.end
            yield from ((said.at + hour.start, said.at + hour.end) for hour in part.hours if hour in found.hours)


def _column(passage: Passage, link: Link) -> str:
    """Return the title of the table's column that a link is in; "" for none."""
    for title, cell in zip(passage.titles, passage.cells, strict=False):
        if cell and (cell == link.label or link.url in cell):
            return title
    return ""


@dataclass(frozen=True, kw_only=True)
class _Tier:
    """Passages around a meeting: those of its own rule, those shared with other meetings, or others near it."""

    passages: Sequence[Passage]
    is_own: bool = False
    is_shared: bool = False


def _tiers(found: Found, page: PageLinks) -> Iterator[_Tier]:
    """Yield the passages around a meeting, the nearest first. What several meetings share belongs to each of them."""
    own = [said.passage for said in found.said]
    seen = {id(passage) for passage in own}
    yield _Tier(passages=own, is_own=True)

    def unseen(wanted: Iterable[Passage]) -> list[Passage]:
        new = [one for one in wanted if id(one) not in seen and not page.is_of_another(one, found)]
        seen.update(id(passage) for passage in new)
        return new

    above = [one.above for one in own if one.above]
    yield _Tier(passages=unseen(p for one in own for p in page.below.get(id(one), ())))
    yield _Tier(passages=unseen(above))
    parents = [one.above for one in own if one.above and one.depth > 1]
    yield _Tier(passages=unseen(p for parent in parents for p in page.below.get(id(parent), ())))
    blocks = [block for block in {one.block for one in own} if page.in_block[block] == {id(found)}]
    yield _Tier(passages=unseen(p for block in blocks for p in page.by_block.get(block, ())))
    shared = page.shares_section(found)
    around = page.unclaimed if shared else page.by_section
    sections = dict.fromkeys(one.section for one in own)
    yield _Tier(passages=unseen(p for one in sections for p in around.get(one, ())), is_shared=shared)
    if len(page.meetings) == 1:
        rest = [
            p
            for p in page.passages
            if any(_SERVICE.search(link.url) or _JOIN.search(link.label or "") for link in p.links)
        ]
        yield _Tier(passages=unseen(rest))
        yield _Tier(passages=unseen(p for p in page.passages if _has_lasting_notes(p)), is_shared=True)


def _has_lasting_notes(passage: Passage) -> bool:
    """Return whether a passage links to notes, without a date. Notes of one meeting are not the group's."""
    return not re.search(r"\d", passage.text) and any(
        kind_of(link, passage, own=False) == "notes" for link in passage.links
    )
