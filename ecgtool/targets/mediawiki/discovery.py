"""Finding the API of a wiki by the link in the head of its pages (https://www.mediawiki.org/wiki/Manual:RSD)."""

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

    An API on another host does not count: whoever typed the address meant this host.

    Raises:
        EcgError: the host does not answer.
    """
    with Transport(page, user_agent(contact), patience) as transport:
        reply = transport.get({})
    for link in _LINK.findall(reply.body[:_HEAD].decode(errors="replace")):
        found = {name.lower(): unescape("".join(values)) for name, *values in _ATTRIBUTE.findall(link)}
        if found.get("rel", "").lower() == "edituri" and "href" in found:
            parts = urlsplit(urljoin(page, found["href"]))
            same = parts.netloc == urlsplit(page).netloc and parts.scheme in {"http", "https"}
            return f"{urlsplit(page).scheme}://{parts.netloc}{parts.path}" if same else ""
    return ""
