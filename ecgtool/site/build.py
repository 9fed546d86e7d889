"""The files of the site, each as its bytes: the same groups, settings and instant make the same bytes."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from operator import attrgetter, itemgetter
from typing import Any
from unicodedata import normalize

from ecgtool import ical
from ecgtool.errors import Finding, UsageError
from ecgtool.group import SiteSettings
from ecgtool.site.feed import feed
from ecgtool.site.meetings import SHOWN, Row, SiteGroup, group_values
from ecgtool.site.templates import Templates

_RESERVED = frozenset({"index", "all", "con", "prn", "aux", "nul"})
"""Names that the site itself has, or that Windows keeps for its devices."""
_NOT_IN_A_NAME = frozenset('<>:"/\\|?*')
_LONGEST = 120
"""Bytes of a key that leave room for an ending, and for a temporary name beside it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Site:
    """What the site is made of; ``previous`` are the files that it has now, for what they remember."""

    groups: Sequence[SiteGroup]
    settings: SiteSettings
    now: datetime
    previous: Mapping[str, bytes]


def check_keys(keys: Iterable[str]) -> None:
    """See that each group has a file name of its own, on any computer's file system.

    Raises:
        UsageError: a key is no file name, or two are one where capitals do not count.
    """
    seen: dict[str, str] = {}
    for key in keys:
        name = normalize("NFC", key).casefold()
        if name in _RESERVED or not _is_name(key):
            raise UsageError(f"groups.{key}: the key is no name for a file of the site", "rename it in ecg.toml")
        if name in seen:
            raise UsageError(f"groups.{key}: its file would be that of groups.{seen[name]}", "rename one of them")
        seen[name] = key


def build(site: Site) -> dict[str, bytes]:
    """The files of the site by their names.

    Raises:
        UsageError: a key is no name for a file, or a template of the user's own has a fault.
    """
    check_keys(about.group.key for about in site.groups)
    values = [group_values(about, site.now) for about in site.groups]
    templates = Templates(site.settings)
    ordered = sorted(values, key=lambda one: (_first_start(one), one["name"].casefold()))
    texts = {
        "index.html": templates.page("index.html", groups=ordered, rows=_together(values)),
        **{f"{one['key']}.html": templates.page("group.html", group=one, rows=one["rows"]) for one in values},
        **dict(_calendars(site)),
        "feed.atom": feed(
            values, site.settings, site.previous.get("feed.atom", b"").decode(errors="replace"), site.now
        ),
        "meetings.json": _json(values),
    }
    return {name: text.encode() for name, text in texts.items()}


def _is_name(key: str) -> bool:
    printable = key.isprintable() and not _NOT_IN_A_NAME & set(key)
    return printable and key.strip(" .") == key != "" and len(key.encode()) <= _LONGEST


def _first_start(values: Mapping[str, Any]) -> str:
    """The start of the group's next meeting, in an order of text; after all others where none is to come."""
    return next((row.start for row in values["rows"] if row.status != "cancelled"), "~")


def _together(values: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of all groups until as many meetings are held as a page shows."""
    chosen: list[Row] = []
    held = 0
    for row in merge(*(one["rows"] for one in values), key=attrgetter("start")):
        chosen.append(row)
        held += row.status != "cancelled"
        if held == SHOWN:
            break
    return chosen


def _calendars(site: Site) -> Iterator[tuple[str, str]]:
    groups = [about.group for about in site.groups]
    options = ical.Options(hide_passcode=True)
    exporter = ical.Exporter(site.now, options)
    for name, asked in (*((f"{group.key}.ics", [group]) for group in groups), ("all.ics", groups)):
        before = site.previous.get(name, b"").decode(errors="replace")
        try:
            yield name, exporter.export(asked, before)
        except Finding:
            yield name, ical.without_meetings(asked, options)


def _json(values: Iterable[Mapping[str, Any]]) -> str:
    told = [meeting for one in values for meeting in one["meetings"]]
    told.sort(key=itemgetter("start_utc", "group"))
    lines = ",\n".join(map(json.JSONEncoder(ensure_ascii=False).encode, told))
    return f'{{"meetings": [\n{lines}\n]}}\n'
