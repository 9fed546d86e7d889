"""The links that a page has for a meeting: to join it, to its notes, to a calendar; what a link is for, and whose."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from ecgtool.learn.found import Found
from ecgtool.learn.passages import Passage
from ecgtool.page.points import Link

LinkKind = Literal["join", "notes", "calendar", "converter", "other", ""]
_SERVICE = re.compile(
    r"://(?:[\w-]+\.)*(?:zoom[\w-]*|meet|meetpad|jitsi|webex|teams|bluejeans|bbb\w*|bigbluebutton|gotomeet\w*|whereby|"
    r"hangouts|talk|call|conf|conference|vc|videokonferenz|visio|skype|goto|meetup-call|senfcall|rooms?)\.",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[LinkKind, re.Pattern[str]], ...] = (
    (
        "calendar",
        re.compile(
            r"^webcal:|\.ics\b|\bcalend\w*|\bical\b|\bkalender\b|subscribe|agenda\.google|カレンダー|日历",
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
            r"record|youtube|playlist|archive|://(?:[\w-]+\.)*(?:video|videos|watch|tube|peertube|media)\.|/rec/|register|sign.?up|"
            r"\bforms?\b|survey|\bpolls?\b|doodle|\bchat\b|irc|slack|matrix|discord|mailing|\blists?\b|github|gitlab|issues?|wiki|"
            r"code.of.conduct|dial.?in.?numbers|numbers\b|phone|faq|help|test\b|tickets?|blog|slides|forum|anmeld|inscri|aufzeichnung|enregistre",
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
_JOIN = re.compile(
    r"\bjoin\b|\bcalls?\b|conference|\bconf\b|\bvideo\b|zoom|webex|\bteams\b|jitsi|\bmeet(?:ing)?\b|bluejeans|bbb|hangouts?|bridge|"
    r"\broom\b|\bwhere\b|location|\bplace\b|\blink\b|\burl\b|\bonline\b|\bhere\b|dial|\bvirtual|beitreten|teilnehmen|teilnahme|raum|wo\b|einwahl|"
    r"rejoindre|\blien\b|\bsalle\b|\boù\b|visio\w*|\bsala\b|unirse|enlace|dónde|entrar|onde|ligação|partecipa|collegamento|dove|stanza|"
    r"deelnemen|waar\b|vergaderruimte|参加|会議室|リンク|加入|会议室|入会|链接",
    re.IGNORECASE,
)
_CLOCK_ONLY = re.compile(
    r"[\W\d]*(?:\d{1,2}(?:[:.]?\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:UTC|GMT|[A-Z]{2,4})?)[\W\d]*", re.IGNORECASE
)


@dataclass(frozen=True, kw_only=True)
class MeetingLinks:
    """The links of a meeting; ``calendars`` and ``more`` are told, with the passages that they stand in."""

    join: str = ""
    notes: str = ""
    calendars: tuple[tuple[Passage, str], ...] = ()
    more: tuple[tuple[Passage, str], ...] = ()


def links_of(found: Found, meetings: Sequence[Found], passages: Sequence[Passage]) -> MeetingLinks:
    """Return the links of ``found``: on its own lines, then in its list, then in its section or on its page."""
    join = notes = ""
    calendars: list[tuple[Passage, str]] = []
    more: list[tuple[Passage, str]] = []
    for near, tier in _tiers(found, meetings, passages):
        said = [(passage, link, kind_of(link, passage, own=near)) for passage in tier for link in passage.links]
        joins = [(passage, link.url) for passage, link, kind in said if kind == "join"]
        joins.sort(key=lambda one: not _SERVICE.search(one[1]))
        noted = [link.url for _, link, kind in said if kind == "notes"]
        if joins and join and near:
            more += [one for one in joins if one[1] != join]
        join = join or (joins[0][1] if joins else "")
        notes = notes or (noted[0] if noted else "")
        calendars += [(passage, link.url) for passage, link, kind in said if kind == "calendar"]
    return MeetingLinks(join=join, notes=notes, calendars=tuple(calendars), more=tuple(more))


def kind_of(link: Link, passage: Passage, *, own: bool) -> LinkKind:
    """Return what a link is for, by its address, its words, and the label before it; ``own`` on the rule's line."""
    label = link.label or ""
    if re.search(r"\.ics\b|^webcal:", link.url):
        return "calendar"
    if _SERVICE.search(link.url) and not re.search(r"/rec/|record", link.url + label, re.IGNORECASE):
        return "other" if _said(label) in {"calendar", "other"} and not _JOIN.search(label) else "join"
    context = passage.label or _before(passage, label)
    column = _column(passage, link)
    by_words = _said(label) or _said("://" + link.url.partition("://")[2]) or ("join" if _JOIN.search(label) else "")
    if by_words:
        return by_words
    if own and label and _CLOCK_ONLY.fullmatch(label):
        return "converter"
    joins = _JOIN.search(context) or _JOIN.search(column) or (own and _is_rule(label))
    return _said(context) or _said(column) or ("join" if joins else "")


def _said(text: str) -> LinkKind:
    """What words or an address say that a link is for; nothing where they do not, or that it is a call."""
    return next((kind for kind, form in _KINDS if text and form.search(text)), "")


def _is_rule(label: str) -> bool:
    """Whether a link's words are those of a rule, so that the link leads into the meeting."""
    return bool(re.search(r"\d", label) and re.search(r"[^\W\d_]{5,}", label))


def _before(passage: Passage, label: str) -> str:
    """The words right before a link, which may say what it is for: "Notes: https://..."."""
    position = passage.text.find(label or "http")
    return re.split(r"[.;,|]", passage.text[: max(position, 0)])[-1]


def _column(passage: Passage, link: Link) -> str:
    """The title of the table's column that a link stands in."""
    for title, cell in zip(passage.titles, passage.cells, strict=False):
        if cell and (cell == link.label or link.url in cell):
            return title
    return ""


def _tiers(
    found: Found, meetings: Sequence[Found], passages: Sequence[Passage]
) -> Iterator[tuple[bool, list[Passage]]]:
    """The passages around a meeting, the nearest first; what several meetings share belongs to all of them."""
    own = [said.passage for said in found.said]
    seen = {id(passage) for passage in own}
    yield True, own
    others = {id(said.passage) for one in meetings if one is not found for said in one.said}

    def unseen(wanted: Sequence[Passage]) -> list[Passage]:
        new = [passage for passage in wanted if id(passage) not in seen and id(passage) not in others]
        seen.update(id(passage) for passage in new)
        return new

    yield False, unseen([p for p in passages if p.above and any(p.above is one for one in own)])
    yield False, unseen([one.above for one in own if one.above])
    parents = {id(one.above) for one in own if one.above and one.depth > 1}
    yield False, unseen([p for p in passages if p.above and id(p.above) in parents])
    shared = {p.block for one in meetings if one is not found for said in one.said for p in [said.passage]}
    yield False, unseen([p for p in passages if p.block in {one.block for one in own} - shared])
    sections = {id(one.section) for one in own}
    alone = not any(id(said.passage.section) in sections for one in meetings if one is not found for said in one.said)
    if alone or len(meetings) == 1:
        yield False, unseen([p for p in passages if id(p.section) in sections])
    if len(meetings) == 1:
        yield (
            False,
            unseen(
                [
                    p
                    for p in passages
                    if any(_SERVICE.search(link.url) or _JOIN.search(link.label or "") for link in p.links)
                ]
            ),
        )
