"""Where the API of a wiki is, by what its pages say of it themselves (https://www.mediawiki.org/wiki/Manual:RSD)."""

import re
from html import unescape
from urllib.parse import urljoin, urlsplit

from ecgtool.targets.mediawiki.transport import Transport, user_agent
from ecgtool.targets.mediawiki.waiting import Patience

_HEAD = 500_000
"""Bytes of a page, among which its head is."""
_LINK = re.compile(r"<link\b[^<>]*>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"\b(rel|href)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'<>]+))", re.IGNORECASE)


def api_named_on(page: str, contact: str, patience: Patience) -> str:
    """Return the address of the API that the page at an address names in its head; empty where it names none.

    One on another host is none: whoever typed the address meant this one.

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
