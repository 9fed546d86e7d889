"""Make the Atom feed of the site (RFC 4287): an entry for each meeting, updated when its text changes."""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from heapq import merge
from html import escape
from itertools import islice
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from ecgtool.group import SiteSettings
from ecgtool.render.plain import utc_text
from ecgtool.site.meetings import Row

MOST = 100
"""The most meetings in the feed: the next of all groups together."""
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What no XML 1.0 document can hold (section 2.2), even escaped."""
_REPLACED = "\ufffd"
_ENTRY = re.compile(
    r"<entry>\n<id>(?P<id>[^<]*)</id>\n<updated>(?P<updated>[^<]*)</updated>\n(?P<rest>.*?)</entry>", re.DOTALL
)


def feed(groups: Iterable[Mapping[str, Any]], settings: SiteSettings, previous: str, now: datetime) -> str:
    """Return the feed of the groups' rows. ``previous`` is the last feed, from which the times of updates are known.

    An entry that is not in ``previous`` was updated when its group last met, since then it came onto the list. So
    without a last feed, too, the same meetings make the same feed.
    """
    before = {found["id"]: (found["rest"], found["updated"]) for found in _ENTRY.finditer(previous)}
    entries = []
    rows = merge(*(_dated(group) for group in groups), key=lambda one: one[1].start)
    for group, row in islice(rows, MOST):
        identity, rest = _urn(f"{group['identity']}/{row.id}"), _rest(group, row, settings)
        same, updated = before.get(identity, ("", ""))
        stamp = (updated if same == rest else utc_text(now)) if same else group["since"]
        entries.append((stamp, f"<entry>\n<id>{identity}</id>\n<updated>{stamp}</updated>\n{rest}</entry>\n"))
    head = _head(settings, max((stamp for stamp, _ in entries), default="2020-01-01T00:00:00Z"))
    return f"{head}{''.join(entry for _, entry in entries)}</feed>\n"


def _dated(group: Mapping[str, Any]) -> Iterator[tuple[Mapping[str, Any], Row]]:
    return ((group, row) for row in group["rows"])


def _head(settings: SiteSettings, updated: str) -> str:
    address = settings.base.rstrip("/") + "/" if settings.base else ""
    links = f'<link rel="self" href={_attribute(address + "feed.atom")}/>\n<link href={_attribute(address)}/>\n'
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n'
        f"<title>{_text(settings.title)}</title>\n<id>{_text(address) or _urn(settings.title)}</id>\n"
        f"{links if address else ''}<updated>{updated}</updated>\n<generator>ecg</generator>\n"
    )


def _rest(group: Mapping[str, Any], row: Row, settings: SiteSettings) -> str:
    """Return an entry's XML after its id and the time of its last change."""
    title = f"{'Cancelled: ' if row.status == 'cancelled' else ''}{group['name']}, {row.day}"
    utc = f" ({row.utc})" if row.utc else ""
    says = [f"{row.day}, {row.clock}{utc}", *_remarks(row), *row.topics]
    address = f"{settings.base.rstrip('/')}/{group['page']}#{row.id}" if settings.base else ""
    link = f"<link href={_attribute(address)}/>\n" if address else ""
    return (
        f"<title>{_text(title)}</title>\n<author><name>{_text(group['name'])}</name></author>\n{link}"
        f"<content>{_text(chr(10).join(says))}</content>\n"
    )


def _remarks(row: Row) -> Iterator[str]:
    words = {"moved": f"moved from {row.before}", "cancelled": "cancelled", "extra": "one meeting more"}
    if row.status in words:
        yield f"{words[row.status]}: {row.reason}" if row.reason else words[row.status]
    if row.clock_change:
        yield row.clock_change


def _urn(name: str) -> str:
    """Return an id made of ``name`` alone (RFC 4287, section 4.2.6): the same at any time and place."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, name)}"


def _text(text: str) -> str:
    return escape(_NOT_XML.sub(_REPLACED, text), quote=False)


def _attribute(text: str) -> str:
    return f'"{escape(_NOT_XML.sub(_REPLACED, text))}"'
