"""Tell what a link is for: to join a call, to its notes, to a calendar."""

import re
from functools import lru_cache
from typing import Literal

from ecgtool.learn.passages import Passage
from ecgtool.page.points import Link
from ecgtool.wording.clocks import find_clocks

LinkKind = Literal["join", "notes", "calendar", "converter", "numbers", "chat", "other", ""]
_SERVICE = re.compile(
    r"://(?:[\w-]+\.)*(?:zoom[\w-]*|meet|meetings?|feishu|larksuite|voovmeeting|meetpad|jitsi|webex|teams|bluejeans|bbb\w*|bigbluebutton|gotomeet\w*|whereby|"
    r"hangouts|talk|call|conf|conference|vc|videokonferenz|visio|skype|goto|meetup-call|senfcall|mumble|gather)\.|://[^/]*slack\.com/huddle",
    re.IGNORECASE,
)
_ANY_HOST = re.compile(r"://(?:[\w-]+\.)*(?:meetings?|talk|call|conf|conference|vc)\.", re.IGNORECASE)
"""Hosts for calls that may as well hold what was said in them."""
_CHAT = re.compile(
    r"\b(?:chat|irc|slack|matrix|discord|gitter|zulip|telegram|libera|mattermost|element|rocket\.?chat|xmpp|signal|whatsapp)\b",
    re.IGNORECASE,
)
_OF_CALLS = re.compile(r"^(?!.*\bjoin\b).*\b(?:calls|meetings)\W*$", re.IGNORECASE)
"""The words of a link to what is said of several calls."""
_ROOM_OF_A_HOUSE = re.compile(r"\W*(?:the\s)?(?:room|hall|raum|saal|salle|sala)\s[\w.-]*\d[\w.-]*\W*", re.IGNORECASE)
_KINDS: tuple[tuple[LinkKind, re.Pattern[str]], ...] = (
    ("chat", _CHAT),
    (
        "other",
        re.compile(
            r"\bjoin\s(?:[\w'-]+\s){0,2}(?:lists?|club|group|community|project|team|organi[sz]ation|society|association|"
            r"channel)\b|newsletter|\bforms?\b|\brsvp\b|://(?:[\w-]+\.)*(?:news|forms?|support|groups|lists?)\.",
            re.IGNORECASE,
        ),
    ),
    (
        "calendar",
        re.compile(
            r"^webcal:|\.ics\b|\bcalend\w*|\binvit(?:es?|ations?)\b|\bical\b|\bkalender\b|subscribe|agenda\.google|カレンダー|日历",
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
            r"record|youtu\.?be|://(?:[\w-]+\.)*(?:maps?|osm|openstreetmap|photos?|shop|weather)\.|\bmaps?\b|directions|photos?\b|\bmeeting\s(?:rules|pages?|points?|info\w*|polic\w+|guid\w+|places?)\b|membership|\brules\b|newcomers?\b|\bpress\b|"
            r"\barticles?\b|donat(?:e|ion)|who.is.who|\bcharter\b|\babout\b|playlist|archive|\blogs?\b|transcript|\bwatch\b|://(?:[\w-]+\.)*(?:videos|tube|peertube|media)\.|/rec/|register|sign.?up|"
            r"survey|\bpolls?\b|doodle|mailing|\blists?\b|github|gitlab|issues?|wiki|"
            r"\bdetails\b|\bevents?\b|\binfo(?:rmation)?\b|code.of.conduct|dial.?in.?numbers|numbers\b|phone|faq|help|test\b|tickets?|blog|slides|forum|anmeld|inscri|aufzeichnung|enregistre",
            re.IGNORECASE,
        ),
    ),
    (
        "notes",
        re.compile(
            r"\bnotes?\b|(?<!\d[\s-])minutes|\bagendas?\b|etherpad|\bpads?\b|hackmd|hedgedoc|cryptpad|://(?:[\w-]+\.)*(?:notes|pad|md)\.|"
            r"://(?:[\w-]+\.)*docs?\.[^/]+/(?:document|d|p)/|\b(?:google|meeting|shared|running|live)\sdoc(?:ument)?s?\b|"
            r"^\W*(?:(?:the|this|our|a)\s)?doc(?:ument)?\W*$|protokoll\w*|notizen|comptes?[\s-]rendus?|ordre\sdu\sjour|\bactas?\b|\batas?\b|verbal[ei]|notulen|"
            r"tagesordnung|mitschrift|appunti|notas|pauta|議事録|議題|アジェンダ|会议记录|會議記錄|纪要|议程",
            re.IGNORECASE,
        ),
    ),
)
_CALENDAR_URL = re.compile(
    r"\.ics\b|/ics\b|^webcal:|://(?:[\w-]+\.)*(?:tockify|calendly|calendar)\.|://zoom[^/]+/meetings/[a-z]|/calendar/?$|[?&]view=(?:week|month)\b",
    re.IGNORECASE,
)
_NUMBERS_URL = re.compile(r"zoomconference|zoom\.\w+/u/|/tel(?:ephone)?numbers|[\w-]+-?numbers/?$", re.IGNORECASE)
_JOIN = re.compile(
    r"\bjoin\b|\bvoice\b|\bcalls?\b|conference|konferenz|conférence|\bconf\b|\bvideo\b|vidéo|zoom|webex|\bteams\b|jitsi|\bmeet(?:ing)?\b|bluejeans|bbb|hangouts?|bridge|"
    r"\broom\b|\bdial(?:s|ing|led)?\b|\bvirtual|beitreten|besprechung|sitzung|r[eé]uni(?:on|ón|ão)|riunione|vergadering|teilnehmen|teilnahme|raum|\bwo\b|einwahl|"
    r"rejoindre|\bsalle\b|\boù\b|visio\w*|\bsala\b|unirse|enlace|\bdónde\b|entrar\b|\bonde\b|ligação|partecipa|collegamento|\bdove\b|stanza|"
    r"deelnemen|\bwaar\b|vergaderruimte|参加|会議室|加入|会议(?:室|链接|地址)|會議(?:室|連結)|入会|直播|ミーティング(?:リンク|ルーム|に)|会議(?:リンク|に)",
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
_HOUR_BEFORE = re.compile(r"\d(?:\s?[ap]\.?m\.?)?(?:\s[\w/]+){0,2}\W*$", re.IGNORECASE)
"""An hour right before a link that is called "here"."""
_NOTES_HOST = re.compile(
    r"://(?:[\w-]+\.)*(?:(?:notes|pad|md|etherpad|hackmd|hedgedoc|cryptpad)\.|docs?\.[^/]+/(?:document|d|p)/)",
    re.IGNORECASE,
)
_KEPT = re.compile(
    r"\b(?:wiki|git(?:hub|lab)|issues?|mailing|lists?|forum|blog|archives?|discussions?)\b", re.IGNORECASE
)
"""Words of a link that say where something is kept, and not what it is."""
_ASKS = re.compile(
    r"\b(?:send|write|post|propose|suggest|ask|e-?mail|submit|announced?|discuss|subscribe|join|follow)\b",
    re.IGNORECASE,
)
"""Words before a link to where people write something themselves."""
_LOG = re.compile(r"\b(?:logs?|records?|protocol|write-?up)\b", re.IGNORECASE)
"""Words of notes that may be those of a video as well."""
_AT = re.compile(r"\b(?:at|in|by|en|sur|su|à|a)\s*$", re.IGNORECASE)
"""Words before a bare address of the call. Before a link with words of its own, they may name a hall."""
_NOTES_ARE = re.compile(
    r"\b(?:notes|minutes|agendas?)\s?[:\uff1a]\W*$|\b(?:notes|(?<!\d[\s-])minutes|agendas?)\b(?:.*\W)?(?:are|is|be|at|in|on|here|see|found|available|published|posted|kept|via|from)(?:\s(?:the|our|an?|this))?\W*$",
    re.IGNORECASE,
)
_OLD = re.compile(
    r"\b(?:previous|past|old(?:er)?|former|earlier|prior|archived?|historic\w*|ältere|frühere|alte|anciens?|anteriores|antigu[ao]s)\b",
    re.IGNORECASE,
)
_CALLED = re.compile(rf"(?:{_JOIN.pattern})(?:\s+us)?(?:\s+(?:at|on|in|via|here|under))?\W*$", re.IGNORECASE)
"""Words right before a link that call it that of a call: "Join at https://..."."""
_INVITES = re.compile(r"^(?!.*\b(?:calend|ical|ics\b)).*\binvit", re.IGNORECASE)
"""Words on an invitation and no calendar: whom to ask for one."""
_HOME = re.compile(
    r"://(?:[\w-]+\.)*?(?:zoom[\w-]*(?:\.[\w-]+)*|webex|teams\.microsoft|meet\.google|meet\.jit|whereby|discord|slack)\.\w+/?$",
    re.IGNORECASE,
)
"""The front page of a service, where no call is."""
_HOW_TO = re.compile(
    r"\bhow\sto\s(?!join|attend|connect|dial|participate|take\spart)|\b(?:more|learn)\s(?:on|about)\b", re.IGNORECASE
)
"""Words before a link to what explains a thing."""
_LABEL_BEFORE = re.compile(
    r"(?:^|[,(\u2013\u2014-]\s)\W*([^\W\d_]+(?:[ \t-][^\W\d_]+){0,3})\s?[:\uff1a](?!//)[^:\uff1a]*$"
)
"""The label of a part of a line, up to a link: "Tuesdays at noon UTC. Logs: see https://..."."""
_MEETS = re.compile(r"\b(?:meets?|meeting|held|takes?\splace|gather\w*)\b", re.IGNORECASE)
_NEAR = 40
"""So many characters before and after a link may tell what it is for."""
_FAR = 400
"""In so many of them its sentence is looked for."""
_CLOCK_ONLY = re.compile(
    r"[\W\d]*(?:\d{1,2}(?:[:.]?\d\d)?\s?(?:[ap]\.?m\.?)?\s?(?:UTC|GMT|[A-Z]{2,4})?)[\W\d]*", re.IGNORECASE
)


def kind_of(link: Link, passage: Passage, *, own: bool) -> LinkKind:
    """Return what a link is for. ``own`` is on the rule's line.

    An address that is only that of a calendar or a service for calls says so by itself. Otherwise the words of the
    link go before the title of its line, column or row, that before the address, and that before the words around.
    """
    before, after = _around(passage, link)
    labelled = _LABEL_BEFORE.search(_sentence_before(passage, link))
    is_in_label = 0 < link_spans(passage).get(link, (0, 0, 0))[2] <= len(passage.label)
    title = labelled[1] if labelled else (passage.label if not is_in_label else "") or _title(passage, link)
    kind = _by_address(link, title) or _by_words(link) or _by_place(link, title, before, after, own=own)
    if kind == "chat":
        is_held = (
            _is_place(title) or _is_below_its_name(passage, link) or (own and _is_held_at(passage, link, before))
        )
        return "join" if is_held else "other"
    return "other" if _HOW_TO.search(before) and not is_call_service(link.url) else kind


def says_notes(link: Link, passage: Passage) -> bool:
    """Return whether words at a link, or its section's title, say that it is for notes, and not its host alone."""
    before, after = _around(passage, link)
    return any(_said(words) == "notes" for words in (link.label, before, after, passage.label, passage.title))


def is_old(link: Link, passage: Passage) -> bool:
    """Return whether the words of a link, or the label before it, say that it is of earlier meetings."""
    labelled = _LABEL_BEFORE.search(_sentence_before(passage, link))
    return bool(_OLD.search(link.label) or (labelled and _OLD.search(labelled[1])))


def _by_place(link: Link, title: str, before: str, after: str, *, own: bool) -> LinkKind:
    """Return what the title of a link's line, column or row, its address and the words around say that it is for."""
    label = link.label
    if own and label and _CLOCK_ONLY.fullmatch(label):
        return "converter"
    notes: LinkKind = "notes" if _NOTES_ARE.search(before) else ""
    if _KEPT.search(label):
        is_notes = "notes" in {notes, _said(title)} and not _ASKS.search(before)
        return "notes" if is_notes else "other"
    in_address = _said(_address(link))
    called: LinkKind = "join" if _CALLED.search(before) and in_address not in {"calendar", "converter"} else ""
    rest = after if not label or _PLACE.search(label) else ""
    joins = _is_place(title) or (
        own
        and (
            _is_rule(label)
            or _LEADS.search(before)
            or (not label and _AT.search(before))
            or (_PLACE.fullmatch(label) and _HOUR_BEFORE.search(before))
        )
    )
    near = _said(before) if not _INVITES.search(before) else "other"
    said = _said(title) or notes or called or in_address or near or _said(rest)
    return said or ("join" if joins else "")


def _by_address(link: Link, title: str) -> LinkKind:
    """Return what an address says that it is for, as far as that is sure."""
    said = _said(link.label)
    if "..." in link.url or _HOME.search(link.url):  # a mark for an address that is to come
        return "other"
    if _CALENDAR_URL.search(link.url):
        return "calendar"
    if _NUMBERS_URL.search(link.url):
        return "numbers"
    if is_call_service(link.url) and not re.search(r"/rec/|record", link.url + link.label, re.IGNORECASE):
        said = said or (_said(title) if _ANY_HOST.search(link.url) else "")
        is_said = said == "calendar" or (said in {"notes", "other"} and not _is_place(title))
        return said if is_said and not says_join(link.label) else "join"
    return "notes" if _NOTES_HOST.search(link.url) and (not said or _LOG.search(link.label)) else ""


def _by_words(link: Link) -> LinkKind:
    """Return what the words of a link say that it is for, and not only where it is kept."""
    said = _said(link.label)
    if said == "other" and _KEPT.search(link.label):
        return ""
    if said == "other" and re.search(r"\b(?:notes|minutes|agendas?)\b", link.label, re.IGNORECASE):
        return "notes"  # "notes and recordings", "agenda and connection info"
    if _ROOM_OF_A_HOUSE.fullmatch(link.label):
        return "other"
    if _OF_CALLS.search(link.label):
        return said or "other"
    return said or (says_join(link.label) and (_said(_address(link)) or "join")) or ""


def _is_place(title: str) -> bool:
    """Return whether a title is that of where the meeting is."""
    is_called = _PLACE.search(title) and not re.search(r"[^\W\d_]{4,}", _PLACE.sub("", title))
    return bool(_JOIN.search(title) or is_called)


def _is_below_its_name(passage: Passage, link: Link) -> bool:
    """Return whether a link to a chat is all of an item below one that names the chat: "on our Discord server"."""
    name = _CHAT.search(link.url)
    above = passage.above.text.casefold() if passage.above else ""
    return bool(name and name[0].casefold() in above and passage.text == link.url)


def _is_held_at(passage: Passage, link: Link, before: str) -> bool:
    """Return whether a sentence that says when leads up to a link to a chat: "Mondays at 15:00 UTC on [Discord]"."""
    sentence = _sentence_before(passage, link)
    says_when = re.search(r"\d\s?(?:[:h]\d\d|[ap]\.?m\b|UTC)", sentence, re.IGNORECASE) or _MEETS.search(sentence)
    return bool(_LEADS.search(before) and says_when and not _ASKS.search(sentence))


def is_call_service(url: str) -> bool:
    """Return whether an address is that of a service for calls."""
    return bool(_SERVICE.search(url))


def is_chat(url: str) -> bool:
    """Return whether an address is that of a chat in writing."""
    return bool(_CHAT.search(url)) and not is_call_service(url)


def says_join(words: str) -> bool:
    """Return whether words say that a link joins a call."""
    return bool(_JOIN.search(words))


def _address(link: Link) -> str:
    return "://" + link.url.partition("://")[2]


def _said(text: str) -> LinkKind:
    """Return what words or an address say that a link is for; "" where they do not say, or say that it is a call."""
    return next((kind for kind, form in _KINDS if text and form.search(text)), "")


def _is_rule(label: str) -> bool:
    """Return whether a link's words are a rule. Such a link leads to the meeting."""
    return bool(find_clocks(label) and re.search(r"[^\W\d_]{5,}", label))


@lru_cache(maxsize=1)  # the links of a passage are asked for one after another
def link_spans(passage: Passage) -> dict[Link, tuple[int, int, int]]:
    """Return where in the text the link before each link ends, where it begins itself, and where it ends."""
    spans: dict[Link, tuple[int, int, int]] = {}
    end = 0
    for link in passage.links:
        shown = link.label or link.url
        if (start := passage.text.find(shown, end)) >= 0:
            spans.setdefault(link, (end, start, start + len(shown)))
            end = start + len(shown)
    return spans


def _around(passage: Passage, link: Link) -> tuple[str, str]:
    """Return the words right before and after a link in its sentence: "Notes: https://...".

    The words before another link are that one's, unless there is no word between the two.
    """
    last, start, end = _span(passage, link)
    before = _sentence_before(passage, link)
    after = re.split(r"[.;|](?=\s|$)", passage.text[end : end + _FAR])[0]
    between = before[-(start - last) :] if last < start else ""
    return (between if re.search(r"[^\W\d]{4}", between) else before)[-_NEAR:], after[:_NEAR]


def _sentence_before(passage: Passage, link: Link) -> str:
    """Return the words before a link in its sentence."""
    _, start, _ = _span(passage, link)
    return re.split(r"[.;|](?=\s)", passage.text[max(0, start - _FAR) : start])[-1]


def _span(passage: Passage, link: Link) -> tuple[int, int, int]:
    """Return where a link stands in the text, as ``link_spans`` does, also for one to a page of the same site."""
    start = max(passage.text.find(link.label), 0) if link.label else 0
    return link_spans(passage).get(link, (0, start, start + len(link.label)))


def _title(passage: Passage, link: Link) -> str:
    """Return what a table calls a link: the first cell of a row of two, or the title of its column."""
    row = passage.cells[:1] if len(passage.cells) == 2 and link.label != passage.cells[0] else ()
    cells = zip(passage.titles, passage.cells, strict=False)
    column = [title for title, cell in cells if cell and (cell == link.label or link.url in cell)][:1]
    return next((text for text in (*row, *column) if _said(text) or _JOIN.search(text) or _PLACE.search(text)), "")
