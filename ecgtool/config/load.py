"""Reading a configuration into its groups, or into one error with all its faults."""

from collections.abc import Collection, Iterator, Mapping, Sequence, ValuesView
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from ecgtool import files
from ecgtool.config.build import Surroundings, build_groups, build_top, check_lines, same_page
from ecgtool.config.kinds import Faults
from ecgtool.config.sources import SourceFile, read_sources
from ecgtool.errors import ConfigError, UsageError
from ecgtool.group import Group, SiteSettings
from ecgtool.wording.spelling import nearest

_OFFERED = 8
"""How many names are offered where there are more."""
_READ = 500
"""So many groups are read soon enough for a person who waits for an error."""


class Groups(Mapping[str, Group]):
    """The groups of a configuration by their keys, each made when it is first asked for.

    A file may have thousands, and most commands are about one. A fault of a group that is asked for, or of one that
    keeps the same page, raises a ConfigError that tells the faults of all.
    """

    def __init__(self, sources: Sequence[SourceFile], environ: Mapping[str, str]) -> None:
        self._sources = sources
        self._environ = environ
        self._source_of: dict[str, SourceFile] = {
            key: source for source in reversed(sources) for key in source.tables
        }
        self._order = list(dict.fromkeys(key for source in sources for key in source.tables))
        self._built: dict[str, Group] = {}

    def __getitem__(self, key: str) -> Group:
        """The group of that key; raises ConfigError where a fault is in the way."""
        if key not in self._built:
            if key not in self._source_of:
                raise KeyError(key)
            tables = {one: self._source_of[one].tables[one] for one in self._order}
            try:
                self._make([key, *(same_page(key, tables) if len(tables) > 1 else ())])
            except ConfigError:
                self.check()  # so that all faults are told at once
                raise
        return self._built[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

    def values(self) -> ValuesView[Group]:
        """Every group; raises ConfigError where one has a fault."""
        self.check()
        return super().values()

    @property
    def first(self) -> SourceFile:
        """The file that includes the others."""
        return self._sources[0]

    def file_of(self, key: str) -> Path | None:
        """The file in which the group stands."""
        return self._source_of[key].path

    def source_of(self, key: str) -> SourceFile:
        """The file in which the group stands, with its text."""
        return self._source_of[key]

    def check(self) -> None:
        """Check every key of every file.

        Raises:
            ConfigError: something is; each fault is told with the file, the line and the key's full path.
        """
        if len(self._built) < len(self._order):
            self._make(self._order)

    def _make(self, keys: Sequence[str]) -> None:
        made: dict[str, Group] = {}
        faults = {source: Faults() for source in map(id, self._sources)}
        wanted = set(keys)
        for source in self._sources:
            asked = [key for key in source.tables if key in wanted and self._source_of[key] is source]
            around = Surroundings(source.folder, self._environ)
            made |= build_groups(source, asked, around, faults[id(source)])
        if len(made) > 1:
            lines = Faults()
            check_lines(made.values(), lines)
            for fault in lines.found:
                faults[id(self._source_of[str(fault.path[1])])].found.append(fault)
        if told := [line for source in self._sources for line in source.lines(faults[id(source)])]:
            raise ConfigError(told)
        self._built |= made


class WhichGroup(UsageError):
    """It cannot be told which group is meant; ``abridged`` is whether the hint names but the first of many."""

    def __init__(self, problem: str, hint: str, names: Collection[str] = ()) -> None:
        super().__init__(problem, f"{hint}: {_some(names)}" if names else hint)
        self.abridged = len(names) > _OFFERED


class Config(NamedTuple):
    """The groups of a file and of those that it includes; ``path`` is None for the group that is built in."""

    path: Path | None
    groups: Groups
    default_group: str | None
    site: SiteSettings = SiteSettings()

    def select(self, names: Sequence[str] = (), *, every: bool = False) -> list[Group]:
        """The groups of these names, or every one, or the default one where neither is asked for.

        Raises:
            UsageError: no group has such a name, or there is no default.
        """
        if every:
            return list(self.groups.values())
        if not names and self.default_group is None:
            raise WhichGroup("there are several groups", "name one with --group, or take --all", self.groups)
        found = []
        for name in dict.fromkeys(names or (self.default_group or "",)):
            if name not in self.groups:
                raise self._unknown(name)
            found.append(self.groups[name])
        return found

    def file_of(self, group: Group) -> Path:
        """The file in which ``group`` stands, which is the one to edit."""
        return self.groups.file_of(group.key) or Path()

    def _unknown(self, name: str) -> WhichGroup:
        """Return the error that there is no group ``name``, with those that it may mean, or all there are."""
        problem = f"no group {name!r}"
        if near := nearest(name, self.groups):
            return WhichGroup(problem, near.removeprefix("; "))
        holding = [key for key in self.groups if name and name.casefold() in key.casefold()] or self._called(name)
        if len(holding) == 1:
            return WhichGroup(problem, f'did you mean "{holding[0]}"?')
        return WhichGroup(problem, "there are", holding or self.groups)

    def _called(self, words: str) -> list[str]:
        """The groups in whose names all ``words`` stand; none of very many, since each would have to be read."""
        wanted = words.casefold().split()
        if not wanted or len(self.groups) > _READ:
            return []
        with suppress(ConfigError):
            return [
                key for key, group in self.groups.items() if all(word in group.name.casefold() for word in wanted)
            ]
        return []


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Return the configuration in ``path``; raises as ``files.read_text`` and ``load_text`` do."""
    return load_text(files.read_text(path), path, environ)


def open_config(path: Path, environ: Mapping[str, str]) -> Config:
    """Return the configuration in ``path``; a group of it is checked when it is first asked for.

    Raises:
        ConfigError: it is no TOML, or something is wrong beside the groups.
    """
    return _opened(files.read_text(path), path, environ)


def load_builtin() -> Config:
    """The group that stands in for a file where there is none: the OpenInfra Edge Computing Group's meeting."""
    return load_text(builtin_text(), None, {})


def builtin_text() -> str:
    """The text that stands in for a file where there is none."""
    return Path(__file__).with_name("builtin.toml").read_text("utf-8")


def load_text(text: str, path: Path | None, environ: Mapping[str, str]) -> Config:
    """Return the configuration that ``text`` holds, all of it checked, as if it stood in ``path``.

    Raises:
        ConfigError: it has faults, each told with the file, the line and the key's full path.
    """
    config = _opened(text, path, environ)
    config.groups.check()
    return config


def _opened(text: str, path: Path | None, environ: Mapping[str, str]) -> Config:
    sources, lines = read_sources(text, path)
    groups = Groups(sources, environ)
    faults = Faults()
    top = build_top(sources[0], list(groups), faults)
    lines = [*sources[0].lines(faults), *lines, *(_twice(sources) if sources[1:] else ())]
    if not lines and not groups:
        lines = [f"{sources[0].name}:1: groups: missing: expected a table such as [groups.ecg]"]
    if lines:
        try:
            groups.check()
        except ConfigError as error:
            lines += error.lines
        raise ConfigError(lines)
    return Config(path, groups, top.default_group, top.site)


def _twice(sources: Sequence[SourceFile]) -> Iterator[str]:
    """A line for each group that stands in two files, which names both places."""
    first: dict[str, SourceFile] = {}
    for source in sources:
        for key in source.tables:
            if key in first:
                here, there = source.place(("groups", key)), first[key].place(("groups", key))
                yield f"{here}: groups.{key}: stands at {there} as well: take one of them out"
            else:
                first[key] = source


def _some(names: Collection[str]) -> str:
    more = f" and {len(names) - _OFFERED} more" if len(names) > _OFFERED else ""
    return ", ".join(list(names)[:_OFFERED]) + more
