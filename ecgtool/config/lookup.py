"""Find a few groups in a large configuration of many files, without reading all of them as TOML.

To search a text takes a hundredth of the time that it takes to read it as TOML. So each file is searched for the keys
of the groups, and read only where one of them may stand. In any doubt everything is read: the groups are not found (a
key may be written with escapes), or something is wrong. What is wrong in a file that is not read stays unsaid.
"""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from ecgtool import files
from ecgtool.config.build import Top, build_top, named_page
from ecgtool.config.kinds import Faults
from ecgtool.config.load import Config, Groups
from ecgtool.config.sources import SourceFile, included_files, parsed
from ecgtool.errors import ConfigError, UsageError
from ecgtool.group import Group

_LARGE = 250_000
"""Up to so many characters, all files are read as TOML: that takes no longer than a person notices."""
_BETWEEN = 16
"""So many characters at most stand between two words of a title, even where they are written as escapes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Part:
    """The groups ``keys``, and the files that hold them, with the first file of the configuration before these.

    ``paths`` are all files of the configuration, read or not; ``top`` is what the first holds besides groups.
    """

    keys: Collection[str]
    sources: Sequence[SourceFile]
    paths: Sequence[Path]
    top: Top


class GroupsInPart(Groups):
    """The groups of a configuration of which a part was read. The rest is read when something else is asked for."""

    def __init__(self, part: Part, environ: Mapping[str, str], read_all: Callable[[], Groups]) -> None:
        super().__init__(part.sources, environ)
        self._part = part
        self._read_all = read_all

    @cached_property
    def _all(self) -> Groups:
        return self._read_all()

    def __getitem__(self, key: str) -> Group:
        """Return the group with that key; raises as ``Groups`` does, also for what is wrong in the rest."""
        return super().__getitem__(key) if key in self._part.keys else self._all[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    @property
    def paths(self) -> list[Path]:
        """The files of the configuration, read or not."""
        return [*self._part.paths]

    def source_of(self, key: str) -> SourceFile:
        """Return the file in which the group stands, with its text."""
        return super().source_of(key) if key in self._part.keys else self._all.source_of(key)

    def check(self) -> None:
        """Check every key of every file; raises as ``Groups`` does."""
        self._all.check()


def open_part(
    text: str, path: Path, environ: Mapping[str, str], names: Sequence[str], read_all: Callable[[], Groups]
) -> Config | None:
    """Return the configuration at ``path``, whose text is ``text``, of which only a part is read for now.

    The part has the groups ``names``, or the default one where there are no names. None where the configuration is
    small, or only the whole of it can say which groups these are, or what is wrong.
    """
    try:
        part = _find(parsed(text, path, is_included=False), path, names)
    except (ConfigError, UsageError):  # told together with whatever else is wrong
        return None
    if part is None:
        return None
    return Config(path, GroupsInPart(part, environ, read_all), part.top.default_group, part.top.site)


def _find(first: SourceFile, path: Path, names: Sequence[str]) -> Part | None:
    faults = Faults()
    texts = {included: files.read_text(included) for _, included in included_files(first, faults)}
    top = build_top(first, (), faults)
    keys = {*names, *([top.default_group] if top.default_group else ())}
    if faults.found or not keys or sum(map(len, texts.values())) < _LARGE:
        return None
    written = re.compile(rf"""(?:{"|".join(map(re.escape, keys))})["']?[ \t]*[].=]""")
    sources = [first, *_parsed(one for one in texts.items() if written.search(one[1]))]
    tables = [(key, source.tables[key]) for source in sources for key in source.tables if key in keys]
    if sorted(key for key, _ in tables) != sorted(keys):  # one of them stands nowhere, or twice
        return None
    if pages := {named_page(table) for _, table in tables} - {""}:  # two groups of a page are checked together
        known = {source.path for source in sources}
        sources += _parsed(one for one in texts.items() if one[0] not in known and _may_name(one[1], pages))
    return Part(keys=keys, sources=sources, paths=[path, *texts], top=top)


def _parsed(texts: Iterable[tuple[Path, str]]) -> list[SourceFile]:
    return [parsed(text, path, is_included=True) for path, text in texts]


def _may_name(text: str, pages: Iterable[str]) -> bool:
    """Return whether ``text`` may name one of the ``pages``, with underscores, say, or with escapes."""
    text = text.casefold()
    for page in pages:
        words = re.findall(r"[a-z0-9]+", page)
        if all(word in text for word in words) and re.search(f".{{1,{_BETWEEN}}}".join(words), text):
            return True
    return False
