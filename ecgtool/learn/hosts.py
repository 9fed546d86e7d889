"""Tell what the host of an address says by itself: a service for calls, for documents, a calendar, a chat."""

import re
from urllib.parse import parse_qs, urlsplit

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
_CALENDAR_URL = re.compile(
    r"\.ics\b|/ics\b|^webcal:|://(?:[\w-]+\.)*(?:tockify|calendly|calendar)\.|://zoom[^/]+/meetings/[a-z]|/calendar/?$|[?&]view=(?:week|month)\b",
    re.IGNORECASE,
)
_NUMBERS_URL = re.compile(r"zoomconference|zoom\.\w+/u/|/tel(?:ephone)?numbers|[\w-]+-?numbers/?$", re.IGNORECASE)
_NOTES_HOST = re.compile(
    r"://(?:[\w-]+\.)*(?:(?:notes|pad|md|etherpad|hackmd|hedgedoc|cryptpad)\.|docs?\.[^/]+/(?:document|d|p)/)",
    re.IGNORECASE,
)
_HOME = re.compile(
    r"://(?:[\w-]+\.)*?(?:zoom[\w-]*(?:\.[\w-]+)*|webex|teams\.microsoft|meet\.google|meet\.jit|whereby|discord|slack|skype|jitsi|bigbluebutton|gotomeeting|bluejeans|mumble)\.\w+/?$",
    re.IGNORECASE,
)
"""The front page of a service, where no call is."""
_ELSEWHERE = re.compile(
    r"://(?:[\w-]+\.)*(?:(?:twitter|x|linkedin|facebook|instagram|reddit|youtube|github|gitlab|wikipedia)\.(?:com|org)|"
    r"youtu\.be|mastodon\.\w+|bsky\.app|(?:groups|lists?|discourse)\.[^/]+\.\w+)(?:/|$)",
    re.IGNORECASE,
)
"""Hosts of profiles, code, films and lists of members, where nobody meets."""
_WITHOUT_SCHEME = re.compile(r"(?:[a-z\d-]+\.)+[a-z]{2,}/\w", re.IGNORECASE)


def is_call_service(url: str) -> bool:
    """Return whether an address is that of a service for calls."""
    return bool(_SERVICE.search(url))


def may_hold_notes(url: str) -> bool:
    """Return whether an address is that of a host for calls that may as well hold what was said in them."""
    return bool(_ANY_HOST.search(url))


def is_for_documents(url: str) -> bool:
    """Return whether an address is that of a host where people write together."""
    return bool(_NOTES_HOST.search(url))


def is_home_page(url: str) -> bool:
    """Return whether an address is the front page of a service, where no call is."""
    return bool(_HOME.search(url))


def is_calendar(url: str) -> bool:
    """Return whether an address is only that of a calendar."""
    return bool(_CALENDAR_URL.search(url))


def shows_no_meeting(url: str) -> bool:
    """Return whether an address is that of a profile, code, a film or a mailing list."""
    return bool(_ELSEWHERE.search(url))


def lists_numbers(url: str) -> bool:
    """Return whether an address is that of a list of numbers to dial."""
    return bool(_NUMBERS_URL.search(url))


def find_chat(text: str) -> re.Match[str] | None:
    """Return the name of a chat in writing in an address or in words, or None."""
    return _CHAT.search(text)


def is_chat(url: str) -> bool:
    """Return whether an address is that of a chat in writing."""
    return bool(_CHAT.search(url)) and not is_call_service(url)


def with_scheme(url: str) -> str:
    """Return an address that people wrote without "https://", with it; a path on the same site as it is.

    It is known for an address by its host: one for calls or documents.
    """
    whole = f"https://{url}"
    known = is_call_service(whole) or is_for_documents(whole)
    return whole if known and _WITHOUT_SCHEME.match(url) else url


def without_redirect(url: str) -> str:
    """Return the address to which one of a search engine's leads: "https://www.google.com/url?q=..."."""
    parts = urlsplit(url) if "/url?" in url else None
    target = parse_qs(parts.query).get("q", [""])[0] if parts and ".google." in f".{parts.netloc}" else ""
    return target if target.startswith("http") else url
