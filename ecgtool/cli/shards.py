"""Parts of all groups, for runs on several machines: no two of them write to the same place."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from ecgtool.errors import UsageError
from ecgtool.group import Group


def part_of(groups: Iterable[Group], shard: str) -> list[Group]:
    """Return the groups of the part ``I/N``, counted from 0: those whose place has the digest I, modulo N.

    A digest rather than a checksum, which leaves half of the parts empty where hosts are called wiki1, wiki2, ...

    Raises:
        UsageError: ``shard`` is no such part.
    """
    from hashlib import blake2b

    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", shard)
    number, parts = (int(match[1]), int(match[2])) if match else (0, 0)
    if number >= parts:
        raise UsageError(f"--shard {shard}: expected a part and how many there are", "such as 0/4, up to 3/4")
    digests = ((group, blake2b(_place(group).encode(errors="surrogateescape"), digest_size=8)) for group in groups)
    return [group for group, digest in digests if int.from_bytes(digest.digest()) % parts == number]


def _place(group: Group) -> str:
    """Return where the group is written: its wiki's host without a port, its file's real path, or else its key."""
    settings = group.wiki
    if settings and settings.file:
        return str(settings.file.resolve())
    if settings and settings.api:
        return (urlsplit(settings.api).hostname or "").lower()
    return group.key
