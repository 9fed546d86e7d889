"""Make the files of the site as bytes. The same groups, settings and instant make the same bytes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from operator import itemgetter
from typing import Any
from unicodedata import normalize

from ecgtool import ical
from ecgtool.errors import Finding, UsageError
from ecgtool.group import SiteSettings
from ecgtool.site.feed import feed
from ecgtool.site.meetings import SHOWN, Row, SiteGroup, group_values
from ecgtool.site.templates import Templates

_RESERVED = frozenset({"index", "all", "con", "prn", "aux", "nul"})
"""Names of the site's own files, or of devices of Windows."""
_NOT_IN_A_NAME = frozenset('<>:"/\\|?*')
_LONGEST = 120
"""The most bytes of a key. They leave room for an ending, and for a temporary name beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What the site is made of.

    ``previous`` are its files as they are now: the feed and the calendars build on them.
    """

    groups: Sequence[SiteGroup]
    settings: SiteSettings
    now: datetime
    previous: Mapping[str, bytes]


def check_keys(keys: Iterable[str]) -> None:
    """Check that each group has a file name of its own on any file system.

    Raises:
        UsageError: a key is no file name, or two keys differ only in case.
    """
    seen: dict[str, str] = {}
    for key in keys:
        name = normalize("NFC", key).casefold()
        if name in _RESERVED or not _is_name(key):
            raise UsageError(f"groups.{key}: the key is no name for a file of the site", "rename it in ecg.toml")
        if name in seen:
            raise UsageError(f"groups.{key}: its file would be that of groups.{seen[name]}", "rename one of them")
        seen[name] = key


def site_files(site: Site) -> dict[str, bytes]:
    """Return the files of the site by their names.

    Raises:
        UsageError: a key is no file name, or the user's own template has a fault.
    """
    check_keys(about.group.key for about in site.groups)
    values = [group_values(about, site.now) for about in site.groups]
    templates = Templates(site.settings)
    ordered = sorted(values, key=lambda one: (one["next"].start if one["next"] else "~", one["name"].casefold()))
    files = {"index.html": templates.page("index.html", groups=ordered, rows=_together(values)).encode()}
    for one in values:
        files[f"{one['key']}.html"] = templates.page("group.html", group=one, rows=one["rows"]).encode()
    files |= _calendars(site)
    before = site.previous.get("feed.atom", b"").decode(errors="replace")
    files["feed.atom"] = feed(values, site.settings, before, site.now).encode()
    files["meetings.json"] = _json(values).encode()
    return files


def _is_name(key: str) -> bool:
    printable = key.isprintable() and not _NOT_IN_A_NAME & set(key)
    return printable and key.strip(" .") == key != "" and len(key.encode()) <= _LONGEST


def _together(values: Iterable[Mapping[str, Any]]) -> list[Row]:
    """Return the rows of all groups in order, until a page is full: ``SHOWN`` meetings that are held."""
    chosen: list[Row] = []
    held = 0
    owned = ([(row, one) for row in one["rows"]] for one in values)
    for row, one in merge(*owned, key=lambda pair: pair[0].start):
        chosen.append(replace(row, group=one["name"], page=one["page"]))
        held += row.status != "cancelled"
        if held == SHOWN:
            break
    return chosen


def _calendars(site: Site) -> Iterator[tuple[str, bytes]]:
    groups = [about.group for about in site.groups]
    options = ical.Options(hide_passcode=True)
    exporter = ical.Exporter(site.now, options)
    for name, asked in (*((f"{group.key}.ics", [group]) for group in groups), ("all.ics", groups)):
        before = site.previous.get(name, b"").decode(errors="replace")
        try:
            yield name, exporter.export(asked, before).encode()
        except Finding:
            yield name, ical.without_meetings(asked, options).encode()


def _json(values: Iterable[Mapping[str, Any]]) -> str:
    told = [meeting for one in values for meeting in one["meetings"]]
    told.sort(key=itemgetter("start_utc", "group"))
    lines = ",\n".join(map(json.JSONEncoder(ensure_ascii=False, check_circular=False).encode, told))
    return f'{{"meetings": [\n{lines}\n]}}\n'
