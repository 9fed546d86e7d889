"""Parts of all groups, for runs on several machines: no two of them write to the same place."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from ecgtool.config.load import Groups
from ecgtool.errors import UsageError
from ecgtool.group import Group


def part_of(groups: Groups, shard: str) -> list[Group]:
    """Return the groups of the part ``I/N``, counted from 0: those whose place has the digest I, modulo N.

    A digest rather than a checksum, which leaves half of the parts empty where hosts are called wiki1, wiki2, ... The
    place is read from the tables of the file, so that no group of another part has to be made.

    Raises:
        UsageError: ``shard`` is no such part.
        ConfigError: a group of the part has a fault.
    """
    from hashlib import blake2b

    match = re.fullmatch(r"(\d{1,6})/(\d{1,6})", shard)
    number, parts = (int(match[1]), int(match[2])) if match else (0, 0)
    if number >= parts:
        raise UsageError(f"--shard {shard}: expected a part and how many there are", "such as 0/4, up to 3/4")
    digests = ((key, blake2b(_place(groups, key).encode(errors="surrogateescape"), digest_size=8)) for key in groups)
    return groups.made([key for key, digest in digests if int.from_bytes(digest.digest()) % parts == number])


def _place(groups: Groups, key: str) -> str:
    """Return where the group is written: its wiki's host without a port, its file's real path, or else its key."""
    source = groups.source_of(key)
    table = source.tables[key]
    wiki = table.get("wiki") if isinstance(table, dict) else None
    file, api = (wiki.get("file"), wiki.get("api")) if isinstance(wiki, dict) else (None, None)
    if isinstance(file, str):
        return str((source.folder / Path(file)).resolve())
    if isinstance(api, str):
        return (urlsplit(api).hostname or "").lower()
    return key
