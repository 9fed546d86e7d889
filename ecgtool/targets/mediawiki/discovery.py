"""Finding the API of a wiki by the link in the head of its pages (https://www.mediawiki.org/wiki/Manual:RSD).

A wiki for phones is often on a host of its own, which shows the same pages
(https://www.mediawiki.org/wiki/Extension:MobileFrontend).
"""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from ecgtool.targets.mediawiki.transport import Transport, user_agent
from ecgtool.targets.mediawiki.waiting import Patience

_HEAD = 500_000
"""Bytes at the beginning of a page that are searched: its head is among them."""
_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(rel|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)


def api_named_on(page: str, contact: str, patience: Patience) -> str:
    """Return the address of the API that the page at an address names in its head; empty where it names none.

    An API on another host does not count: whoever typed the address meant this host, or the wiki of which that is
    the form for phones.

    Raises:
        EcgError: the host does not answer.
    """
    with Transport(page, user_agent(contact), patience) as transport:
        reply = transport.get({})
    for link in _LINK.findall(reply.body[:_HEAD].decode(errors="replace")):
        found = {name.lower(): unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(link)}
        if found.get("rel", "").lower() == "edituri" and "href" in found:
            typed, parts = urlsplit(page), urlsplit(urljoin(page, found["href"]))
            same = parts.netloc == typed.netloc or _is_for_phones(typed.hostname or "", parts.hostname or "")
            is_web = parts.scheme in {"http", "https"}
            return f"{typed.scheme}://{parts.netloc}{parts.path}" if same and is_web else ""
    return ""


def api_beside(page: str, api: str) -> str:
    """Return the address of the API, on the host of ``page`` where ``api`` has it on that host's form for phones."""
    host, found = urlsplit(page), urlsplit(api)
    beside = _is_for_phones(found.hostname or "", host.hostname or "")
    return found._replace(netloc=host.netloc).geturl() if beside else api


def _is_for_phones(host: str, of: str) -> bool:
    """Return whether ``host`` shows the pages of ``of`` on phones: "en.m.example.org" those of "en.example.org"."""
    labels = host.lower().split(".")
    rests = (".".join(labels[:place] + labels[place + 1 :]) for place in range(len(labels) - 2))
    full = {rest for place, rest in enumerate(rests) if labels[place] in {"m", "mobile"}}
    return bool({of.lower(), of.lower().removeprefix("www.")} & full)
