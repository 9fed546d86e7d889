"""Tell what an address, or words, say by themselves that a link is for: a call, its notes, a calendar, a chat."""

import re
from typing import Literal

from ecgtool.page.sections.call import is_call_service
from ecgtool.wording.page_words import find_words, is_only, page_words

LinkKind = Literal["join", "notes", "calendar", "converter", "numbers", "chat", "other", ""]
"""What a link is for: to join a call, its notes, the numbers to dial. "" where nothing says so."""
_HOST = r"://(?:[\w-]+\.)*"
_ROOM = re.compile(r"zoom[^/]*/[jw]/\d{6,}|://meet\.google\.com/[a-z]{3}-|/meetup-join/", re.IGNORECASE)
_REGISTER = re.compile(r"/(?:meetings?|webinars?)/regist(?:er|ration)\b", re.IGNORECASE)
_CALL_BY_NAME = re.compile(rf"{_HOST}(?:meetings?|talk|call|conf|conference|vc)\.", re.IGNORECASE)
_CALL_HOME = re.compile(
    r"://(?:[\w-]+\.)*?(?:zoom[\w-]*(?:\.[\w-]+)*|webex|teams\.microsoft|meet\.google|meet\.jit|whereby|discord|slack|skype|jitsi|bigbluebutton|gotomeeting|bluejeans|mumble)\.\w+/?$"
    r"|microsoft\.com/(?:[\w-]+/)*microsoft-teams|teams\.microsoft\.com/(?:meetingoptions|usp)\b|gotomeeting\.com/install\b|zoom\.\w+/(?:download|test|support|hc)\b"
    r"|://(?:support|help)\.(?:[\w-]+\.)*(?:zoom|webex|microsoft|google)\.",
    re.IGNORECASE,
)
"""The front pages of services, and those on how to use them."""
_CHAT = re.compile(
    r"\b(?:chat|irc|slack|matrix|discord|gitter|zulip|telegram|libera|communityinviter|mattermost|element|rocket\.?chat|xmpp|signal|whatsapp)\b",
    re.IGNORECASE,
)
_FEED = re.compile(r"\.ics\b|/ics\b|^webcal:", re.IGNORECASE)
_CALENDAR = re.compile(
    rf"{_FEED.pattern}|{_HOST}(?:tockify|calendly|calendar)\.|://zoom[^/]+/meetings/[a-z]|/(?:calendar|events|eventos|kalender|termine)/?$|[?&]view=(?:week|month)\b",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    r"zoomconference|zoom\.\w+/u/|dialininfo|globalcallin|dialin\.teams\.|://tel\.meet/|/tel(?:ephone)?numbers|[\w-]+-?numbers/?$",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(
    rf"{_HOST}(?:(?:notes|pad|md|etherpad|hackmd|hedgedoc|cryptpad)\.|docs?\.[^/]+/(?:document|d|p)/"
    r"|(?:feishu|larksuite)\.\w+/(?:docx?|docs|wiki|minutes)/|shimo\.im/docs/|docs\.qq\.com/doc/|paper\.dropbox\.com/doc/)",
    re.IGNORECASE,
)
_NO_MEETING = re.compile(
    rf"{_HOST}(?:(?:twitter|x|linkedin|facebook|instagram|reddit|youtube|github|gitlab|wikipedia)\.(?:com|org)|"
    r"youtu\.be|mastodon\.\w+|bsky\.app|(?:groups|lists?|discourse)\.[^/]+\.\w+)(?:/|$)",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[LinkKind, str, str], ...] = (
    ("other", "link-away", rf"{_HOST}(?:news|forms?|support|groups|lists?)\.|/mailman/"),
    ("calendar", "link-calendar", r"^webcal:|\.ics\b|agenda\.google"),
    (
        "converter",
        "link-converter",
        rf"timeanddate|worldtime|time\.is|everytimezone|dateful|savvytime|arewemeetingyet|{_HOST}(?:clock|time|times|uhr)\.",
    ),
    (
        "other",
        "link-other",
        rf"youtu\.?be|{_HOST}(?:maps?|osm|openstreetmap|photos?|shop|weather|videos|tube|peertube|media)\.|/rec/|github|gitlab",
    ),
    (
        "notes",
        "link-notes",
        rf"etherpad|hackmd|hedgedoc|cryptpad|{_HOST}(?:notes|pad|md)\.|{_HOST}docs?\.[^/]+/(?:document|d|p)/",
    ),
)
"""What a link is for, by the kind of its words, or by its address; the first that fits."""


def kind_said(text: str) -> LinkKind:
    """Return what words or an address say that a link is for; "" where they do not say, or say that it is a call."""
    if find_chat(text):
        return "chat"
    by_kind = (
        kind for kind, words, address in _KINDS if find_words(words, text) or re.search(address, text, re.IGNORECASE)
    )
    return next(by_kind, "notes" if is_only("link-doc", text) else "")


def kind_of_address(url: str) -> LinkKind:
    """Return what the part of an address behind its scheme says that a link is for."""
    return kind_said("://" + url.partition("://")[2])


def says_join(words: str) -> bool:
    """Return whether words say that a link joins a call."""
    return find_words("link-join", words) is not None


def names_place(title: str) -> bool:
    """Return whether a title is that of where the meeting is: "Where", "Zoom room"."""
    rest = re.sub(page_words("link-place"), "", title, flags=re.IGNORECASE)
    is_called = rest != title and not re.search(r"[^\W\d_]{4,}", rest)
    return is_called or says_join(title)


def is_room(url: str) -> bool:
    """Return whether an address is that of one room of a service for calls."""
    return bool(_ROOM.search(url))


def is_to_register(url: str) -> bool:
    """Return whether an address of a service for calls is that to register at for one."""
    return bool(_REGISTER.search(url))


def may_hold_notes(url: str) -> bool:
    """Return whether an address is that of a host for calls that may as well hold what was said in them."""
    return bool(_CALL_BY_NAME.search(url))


def is_for_documents(url: str) -> bool:
    """Return whether an address is that of a host where people write together."""
    return bool(_DOCUMENT.search(url))


def is_home_page(url: str) -> bool:
    """Return whether an address is the front page of a service, or one on how to use it, where no call is."""
    return bool(_CALL_HOME.search(url))


def is_calendar(url: str) -> bool:
    """Return whether an address is only that of a calendar."""
    return bool(_CALENDAR.search(url))


def is_feed(url: str) -> bool:
    """Return whether an address is that of a calendar as a program reads it, and not that of a page that shows it."""
    return bool(_FEED.search(url))


def shows_no_meeting(url: str) -> bool:
    """Return whether an address is that of a profile, code, a film or a mailing list, where nobody meets."""
    return bool(_NO_MEETING.search(url))


def lists_numbers(url: str) -> bool:
    """Return whether an address is that of a list of numbers to dial."""
    return bool(_NUMBERS.search(url))


def find_chat(text: str) -> re.Match[str] | None:
    """Return the name of a chat in writing in an address or in words, or None."""
    return _CHAT.search(text)


def is_chat(url: str) -> bool:
    """Return whether an address is that of a chat in writing."""
    return bool(_CHAT.search(url)) and not is_call_service(url)
