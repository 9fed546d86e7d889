"""A configuration file becomes groups, or an error that tells all its faults."""

from collections.abc import Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ecgtool import files
from ecgtool.config.build import Surroundings, build
from ecgtool.config.faults import Faults, KeyPath
from ecgtool.config.toml import parse
from ecgtool.errors import ConfigError, UsageError
from ecgtool.group import Group, SiteSettings
from ecgtool.wording.spelling import nearest

if TYPE_CHECKING:
    from ecgtool.config.source import Source


class Config(NamedTuple):
    """The groups of a file; ``path`` is None for the group that is built in."""

    path: Path | None
    groups: Mapping[str, Group]
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
            known = ", ".join(self.groups)
            raise UsageError("there are several groups", f"name one with --group, or take --all: {known}")
        return [self._group(name) for name in dict.fromkeys(names or (self.default_group or "",))]

    def _group(self, name: str) -> Group:
        if name not in self.groups:
            near = nearest(name, self.groups).removeprefix("; ")
            raise UsageError(f"no group {name!r}", near or f"there are: {', '.join(self.groups)}")
        return self.groups[name]


def load(path: Path, environ: Mapping[str, str]) -> Config:
    """The configuration that stands in ``path``; raises as ``files.read_text`` and ``load_text`` do."""
    return load_text(files.read_text(path), path, environ)


def load_builtin() -> Config:
    """The group that stands in for a file where there is none: the OpenInfra Edge Computing Group's meeting."""
    return load_text(builtin_text(), None, {})


def builtin_text() -> str:
    """The text that stands in for a file where there is none."""
    return Path(__file__).with_name("builtin.toml").read_text("utf-8")


def load_text(text: str, path: Path | None, environ: Mapping[str, str]) -> Config:
    """The configuration that ``text`` is, as if it stood in ``path``.

    Raises:
        ConfigError: it has faults, each told with the file, the line and the key's full path.
    """
    name = str(path) if path else "the built-in group"
    try:
        data = parse(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # ValueError: also a number of too many digits
        line = getattr(error, "lineno", None)
        raise ConfigError([f"{name}{f':{line}' if line else ''}: not TOML: {error}"]) from error
    faults = Faults()
    built = build(data, Surroundings(path.parent if path else Path(), environ), faults)
    if faults.found:
        raise ConfigError(_in_lines(faults, text, name))
    if not built.groups:
        raise ConfigError([f"{name}:1: groups: missing: expected a table such as [groups.ecg]"])
    return Config(path, built.groups, built.default_group, built.site)


def _in_lines(faults: Faults, text: str, name: str) -> list[str]:
    """The faults in the order of the file's lines: ``ecg.toml:12: groups.ecg.schedule.at: ...``."""
    from ecgtool.config.source import locate

    source = locate(text)
    found = [(_line(source, fault.path), fault) for fault in faults.found]
    return [f"{name}:{line}: {fault}" for line, fault in sorted(found, key=itemgetter(0))]


def _line(source: "Source", path: KeyPath) -> int:
    """The line of the value at ``path``; of what is missing, that of the table that lacks it."""
    ways = (path[:length] for length in range(len(path), 0, -1))
    return next((line for way in ways if (line := source.line_of(way))), 1)
