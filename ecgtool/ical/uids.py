"""UIDs (RFC 5545, section 3.8.4.7): unique in the world, and the same for as long as a group has its calendar."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from ecgtool.group import Group
from ecgtool.ical.text import percent

_OF_A_KEY = re.compile(r"([^.@]*)(?:\.[^@]*)?(@[^@]+)")
"""A UID that is made of a group's key, the part of its schedule, and a host."""
_RULE_PART = r"(?:[+-]?\d{0,2}[A-Z]{2}|-?\d{1,2})"
_WITH_PARTS = re.compile(
    r"(?P<base>.+?)(?:\.slot-(?P<slot>[^.]*))?"
    rf"(?:\.(?:(?:from|on)-\d{{8}}|extra-\d{{8}}(?:T\d{{4}})?|{_RULE_PART}(?:-{_RULE_PART})*))*"
)
"""The part before the host: that of all the group's UIDs, its slot, and the parts of that slot's schedule."""


def uid(group: Group, part: str = "") -> str:
    """Return the UID of ``part`` of the group's schedule; without a part, that of its first series.

    It is made from ``ical.uid``, or else from the group's key and the host of its homepage or wiki, or else from the
    key and a hash of name and zone, so that a group elsewhere with the same key has another UID.
    """
    base = group.ical.uid or f"{_key(group)}@{_host(group)}"
    local, at, host = base.rpartition("@") if "@" in base else (base, "", "")
    return _plain(f"{local}.{part}{at}{host}" if part else base)


def with_uid_in(uids: Collection[str], group: Group) -> Group:
    """Return ``group`` with the UID that it has among ``uids`` already, even where ``uid`` would now make another."""
    own = uid(group)
    if group.ical.uid or own in uids:  # at once in most cases: a calendar of all groups has thousands to look through
        return group
    key = _key(group)
    named = [one for one in uids if one.startswith(key)]
    bases = {key + found[2] for one in named if (found := _OF_A_KEY.fullmatch(one)) and found[1] == key}
    if not bases or own in bases:
        return group
    return group._replace(ical=group.ical._replace(uid=min(bases)))


def of_slot(group: Group, name: str) -> Group:
    """Return ``group`` with the UIDs of the slot ``name``."""
    return group._replace(ical=group.ical._replace(uid=uid(group, f"slot-{_fit(name)}")))


def _key(group: Group) -> str:
    return _fit(group.key)


def _host(group: Group) -> str:
    for address in (group.homepage, group.wiki.api if group.wiki else ""):
        if host := urlsplit(address).hostname if address else None:
            return host
    of = f"{group.name}\n{group.schedule.zone.key}"
    return f"{sha256(of.encode(errors='surrogatepass')).hexdigest()[:16]}.ecgtool"


def _fit(text: str) -> str:
    """Return ``text`` with the characters that part a UID encoded, so that no two texts become the same."""
    return re.sub(r"[^A-Za-z0-9_-]", percent, text)


def _plain(text: str) -> str:
    """Return ``text`` with the characters encoded that would have to be escaped in a property."""
    return re.sub(r"[^A-Za-z0-9_.@%{}:/+=~!$'()*?&#-]", percent, text)


@dataclass(frozen=True, kw_only=True, slots=True)
class UidParts:
    """The parts of a UID that ``uid`` made: the ``base`` of all UIDs of the group, and the slot, "" for the first."""

    base: str
    slot: str


def parts_of(text: str) -> UidParts:
    """Return the parts of a UID that this program made; any other is a base as a whole."""
    local, at, host = text.rpartition("@") if "@" in text else (text, "", "")
    found = _WITH_PARTS.fullmatch(local)
    base, slot = (found["base"], found["slot"] or "") if found else (local, "")
    return UidParts(base=f"{base}{at}{host}", slot=unquote(slot))
