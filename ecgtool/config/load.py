"""Read a configuration: into its groups, or into one error with all its faults."""

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
from ecgtool.wording.spelling import first_of, nearest

_OFFERED = 8
"""An error that names groups names at most so many."""
_READ = 500
"""To look for a name, at most so many groups are read, since a person waits for the error."""


class Groups(Mapping[str, Group]):
    """The groups of a configuration by key. Each is made when it is first asked for.

    A file may have thousands, and most commands need one. To ask for a group raises a ConfigError where it, or
    another group of the same page, has a fault. The error then names the faults of all groups.
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
        """Return the group with that key.

        Raises:
            KeyError: there is none.
            ConfigError: it has a fault, or another group of its page has.
        """
        if key not in self._built:
            if key not in self._source_of:
                raise KeyError(key)
            tables = {one: self._source_of[one].tables[one] for one in self._order}
            try:
                self._make([key, *(same_page(key, tables) if len(tables) > 1 else ())])
            except ConfigError:
                self.check()  # raises with the faults of all groups at once
                raise
        return self._built[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

    def values(self) -> ValuesView[Group]:
        """Return every group.

        Raises:
            ConfigError: one has a fault.
        """
        self.check()
        return super().values()

    @property
    def first(self) -> SourceFile:
        """The file that includes the others."""
        return self._sources[0]

    @property
    def paths(self) -> list[Path]:
        """The files of the configuration; none for the group that is built in."""
        return [source.path for source in self._sources if source.path]

    def source_of(self, key: str) -> SourceFile:
        """Return the file in which the group stands, with its text."""
        return self._source_of[key]

    def made(self, keys: Sequence[str]) -> list[Group]:
        """Return the groups with these keys, made at once. Those of one page are all among them, or none.

        Raises:
            ConfigError: one has a fault. The error names the faults of all groups.
        """
        try:
            self._make(keys)
        except ConfigError:
            self.check()
            raise
        return [self._built[key] for key in keys]

    def check(self) -> None:
        """Check every key of every file.

        Raises:
            ConfigError: there are faults. Each has the file, the line and the key's full path.
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
    """An error: it is not clear which group is meant.

    ``abridged`` is whether the hint names only the first of many.
    """

    def __init__(self, problem: str, hint: str, names: Collection[str] = ()) -> None:
        super().__init__(problem, f"{hint}: {first_of(names, _OFFERED)}" if names else hint)
        self.abridged = len(names) > _OFFERED


class Config(NamedTuple):
    """The groups of a file and of the files that it includes. ``path`` is None for the group that is built in."""

    path: Path | None
    groups: Groups
    default_group: str | None
    site: SiteSettings = SiteSettings()

    def select(self, names: Sequence[str] = (), *, every: bool = False) -> list[Group]:
        """Return the groups with these names, every group, or the default one.

        Raises:
            WhichGroup: no group has such a name, or none is asked for and there is no default.
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
        """Return the file in which ``group`` stands. Edits of the group go there."""
        return self.groups.source_of(group.key).path or Path()

    def _unknown(self, name: str) -> WhichGroup:
        """Return the error that no group is called ``name``. Its hint names similar ones, or else all."""
        problem = f"no group {name!r}"
        if near := nearest(name, self.groups):
            return WhichGroup(problem, near.removeprefix("; "))
        holding = [key for key in self.groups if name and name.casefold() in key.casefold()] or self._called(name)
        if len(holding) == 1:
            return WhichGroup(problem, f'did you mean "{holding[0]}"?')
        return WhichGroup(problem, "there are", holding or self.groups)

    def _called(self, words: str) -> list[str]:
        """Return the keys of the groups whose names hold all ``words``; none where there are too many to read."""
        wanted = words.casefold().split()
        if not wanted or len(self.groups) > _READ:
            return []
        with suppress(ConfigError):
            return [
                key for key, group in self.groups.items() if all(word in group.name.casefold() for word in wanted)
            ]
        return []


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """Return the configuration in ``path``, all of it checked.

    Raises:
        UsageError: the file cannot be read.
        ConfigError: it has faults.
    """
    return load_text(files.read_text(path), path, environ)


def open_config(path: Path, environ: Mapping[str, str], names: Sequence[str] | None = None) -> Config:
    """Return the configuration in ``path``. Each group is checked only when it is first asked for.

    ``names`` are the groups that it is opened for, if not for all; empty for the default one. Then large files in
    which none of these stands are read only when something else is asked for, and their faults are told only then.

    Raises:
        UsageError: the file cannot be read.
        ConfigError: it is not TOML, or something outside the groups is wrong.
    """
    text = files.read_text(path)
    if names is not None and "include" in text:
        from ecgtool.config.lookup import open_part

        if part := open_part(text, path, environ, names, lambda: open_text(text, path, environ).groups):
            return part
    return open_text(text, path, environ)


def load_builtin() -> Config:
    """Return the configuration for where there is no file: the meeting of the OpenInfra Edge Computing Group."""
    return load_text(builtin_text(), None, {})


def builtin_text() -> str:
    """Return the text of the configuration for where there is no file."""
    return Path(__file__).with_name("builtin.toml").read_text("utf-8")


def load_text(text: str, path: Path | None, environ: Mapping[str, str]) -> Config:
    """Return the configuration in ``text``, all of it checked, as if it stood in ``path``.

    Raises:
        ConfigError: it has faults. Each has the file, the line and the key's full path.
    """
    config = open_text(text, path, environ)
    config.groups.check()
    return config


def open_text(text: str, path: Path | None, environ: Mapping[str, str]) -> Config:
    """Return the configuration in ``text``, as if it stood in ``path``; raises as ``open_config`` does."""
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
    """Yield a line for each group that stands in two files. It names both places."""
    first: dict[str, SourceFile] = {}
    for source in sources:
        for key in source.tables:
            if key in first:
                here, there = source.place(("groups", key)), first[key].place(("groups", key))
                yield f"{here}: groups.{key}: stands at {there} as well: take one of them out"
            else:
                first[key] = source
