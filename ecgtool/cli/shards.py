"""Parts of all groups, for runs on several machines of which no two write to one place."""

import re
import zlib
from collections.abc import Iterable
from urllib.parse import urlsplit

from ecgtool.errors import UsageError
from ecgtool.group import Group


def part_of(groups: Iterable[Group], shard: str) -> list[Group]:
    """Return the groups of the part ``I/N``, counted from 0: those whose place has the checksum I, modulo N.

    Raises:
        UsageError: ``shard`` is no such part.
    """
    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", shard)
    number, parts = (int(match[1]), int(match[2])) if match else (0, 0)
    if number >= parts:
        raise UsageError(f"--shard {shard}: expected a part and how many there are", "such as 0/4, up to 3/4")
    return [group for group in groups if zlib.crc32(_place(group).encode(errors="surrogateescape")) % parts == number]


def _place(group: Group) -> str:
    """Where the group is written: its wiki's host without a port, its file's real path, or else nowhere but here."""
    settings = group.wiki
    if settings and settings.file:
        return str(settings.file.resolve())
    if settings and settings.api:
        return (urlsplit(settings.api).hostname or "").lower()
    return group.key
