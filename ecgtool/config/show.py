"""List what is in force, key by key, and where each value comes from: the file, the environment, or a default."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ecgtool.config.keys import GROUP
from ecgtool.config.kinds import MISSING, Key, KeyPath, Table, dotted
from ecgtool.config.load import Config
from ecgtool.config.source import Source, locate, value_text
from ecgtool.config.sources import SourceFile
from ecgtool.group import Call, Group
from ecgtool.passcode import HIDDEN, text_without

_OPTIONAL = {"wiki", "announce", "follow", "sections"}
"""Tables that have no defaults: where one is missing, so is what it is about."""

_SECRET_VARIABLES = ("ECG_WIKI_PASSWORD", "ECG_WIKI_TOKEN", "ECG_SMTP_PASSWORD")
_VARIABLES = (
    "ECG_CONFIG",
    "ECG_NOW",
    "ECG_WIKI_HOST",
    "ECG_WIKI_USERNAME",
    "ECG_SMTP_HOST",
    "ECG_SMTP_USERNAME",
    *_SECRET_VARIABLES,
)


@dataclass(frozen=True, kw_only=True, slots=True)
class Setting:
    """A value in force at ``path``, with secrets hidden, and where it comes from.

    The path of an environment variable is its name: ("$ECG_WIKI_TOKEN",).
    """

    path: KeyPath
    value: Any
    origin: str

    @property
    def key(self) -> str:
        """The path as text: ``groups.ecg.schedule.skip[0].date``, or ``$ECG_WIKI_TOKEN``."""
        return str(self.path[0]) if self.of_environment else dotted(self.path)

    @property
    def of_environment(self) -> bool:
        """Whether it is a variable of the environment."""
        return str(self.path[0]).startswith("$")


@dataclass(frozen=True, kw_only=True, slots=True)
class Origins:
    """The places of the values in one file. ``name`` is the file's, and None for the group that is built in."""

    source: Source
    name: str | None
    environ: Mapping[str, str]

    @classmethod
    def of_file(cls, file: SourceFile, folder: Path, environ: Mapping[str, str]) -> "Origins":
        """Return the places in a file of the configuration.

        Its name is relative to ``folder`` where it is in there.
        """
        near = file.path and (file.path.relative_to(folder) if file.path.is_relative_to(folder) else file.path)
        return cls(source=locate(file.text), name=str(near) if near else None, environ=environ)

    def of(self, path: KeyPath) -> str:
        """Return where the value at ``path`` stands: ``ecg.toml:12``; ``built-in`` where there is no file."""
        if self.name is None:
            return "built-in"
        return f"{self.name}:{self.source.line_of(path) or 1}"


def settings(config: Config, environ: Mapping[str, str], groups: list[Group]) -> list[Setting]:
    """Return the values in force for ``groups``, secrets hidden. Environment variables come last."""
    first = config.groups.first
    origins = {first.name: Origins.of_file(first, first.folder, environ)}
    found = [*_default_group(first.data, config, origins[first.name])]
    for group in groups:
        path, source = ("groups", group.key), config.groups.source_of(group.key)
        if source.name not in origins:
            origins[source.name] = Origins.of_file(source, first.folder, environ)
        raw = _table(GROUP, source.tables[group.key], path, group, origins[source.name])
        found += [replace(one, value=_shown(one.path, one.value, group.call)) for one in raw]
    return [*found, *_variables(environ)]


def settings_toml(found: list[Setting]) -> str:
    """Return the settings as the text of a file. After each stands in a comment where it comes from."""
    tables: dict[KeyPath, list[str]] = {}
    for one in found:
        if one.of_environment:
            tables.setdefault((), []).append(f"# {one.key} is set")
        else:
            line = f"{one.path[-1]} = {value_text(one.value)}  # {one.origin}"
            tables.setdefault(one.path[:-1], []).append(line)
    return "\n".join(
        "\n".join([*_header(path), *lines, ""])
        for path, lines in sorted(tables.items(), key=lambda table: bool(table[0]))
    )


def _shown(path: KeyPath, value: Any, call: Call) -> Any:
    """Return ``value`` of the key at ``path`` without secrets. Of the address of ``ping``, only the host is left."""
    match value:
        case str() if path[-1] == "passcode":
            return HIDDEN
        case str() if path[-1] == "ping":
            return "{0.scheme}://{0.hostname}/{1}".format(urlsplit(value), HIDDEN)
        case str():
            return text_without(value, call)
        case list():
            return [_shown(path, member, call) for member in value]
        case dict():
            return {key: _shown((*path, key), member, call) for key, member in value.items()}
    return value


def _header(path: KeyPath) -> list[str]:
    if not path:
        return []
    keys = dotted(tuple(step for step in path if isinstance(step, str)))
    return [f"[[{keys}]]" if isinstance(path[-1], int) else f"[{keys}]"]


def _default_group(data: Mapping[str, Any], config: Config, origins: Origins) -> Iterator[Setting]:
    if "default_group" in data:
        yield Setting(path=("default_group",), value=data["default_group"], origin=origins.of(("default_group",)))
    elif config.default_group:
        yield Setting(path=("default_group",), value=config.default_group, origin="default")


def _table(table: Table, data: Mapping[str, Any], path: KeyPath, group: Group, origins: Origins) -> Iterator[Setting]:
    for name, key in table.keys.items():
        place = (*path, name)
        if isinstance(key.kind, Table):
            if name in data or name not in _OPTIONAL:
                yield from _table(key.kind, data.get(name, {}), place, group, origins)
        elif name == "username":
            yield from _username(data, place, group, origins)
        elif name in data:
            yield from _value(data[name], place, origins)
        elif (default := _default(place, key, group)) is not MISSING:
            yield Setting(path=place, value=default, origin="default")


def _value(value: Any, path: KeyPath, origins: Origins) -> Iterator[Setting]:
    if isinstance(value, dict) and path[-1] == "passcode":
        name = value.get("env", "")
        yield Setting(
            path=path, value=HIDDEN, origin=f"${name}" if origins.environ.get(name) else f"${name}, which is not set"
        )
    elif isinstance(value, list) and value and all(isinstance(member, dict) for member in value):
        for place, member in enumerate(value):
            for key, inner in member.items():
                yield Setting(path=(*path, place, key), value=inner, origin=origins.of((*path, place, key)))
    else:
        yield Setting(path=path, value=value, origin=origins.of(path))


def _default(path: KeyPath, key: Key, group: Group) -> Any:
    """Return the default of a key as a value; where it is written in words, what they mean for ``group``."""
    match path[2:]:
        case ("name",):
            return group.name
        case ("agenda", "source"):
            return "page" if group.agenda_on_page else "config"
    return key.default_value


def _username(data: Mapping[str, Any], path: KeyPath, group: Group, origins: Origins) -> Iterator[Setting]:
    """Yield the account for the wiki.

    It is the environment's where the password is from there too, or where the file names none.
    """
    theirs = origins.environ.get("ECG_WIKI_USERNAME", "")
    by_password = origins.environ.get("ECG_WIKI_PASSWORD") and not data.get("password_command")
    if theirs and group.wiki and group.wiki.api and (by_password or "username" not in data):
        yield Setting(path=path, value=theirs, origin="$ECG_WIKI_USERNAME")
    elif "username" in data:
        yield from _value(data["username"], path, origins)


def _variables(environ: Mapping[str, str]) -> Iterator[Setting]:
    for name in _VARIABLES:
        if value := environ.get(name):
            yield Setting(
                path=(f"${name}",), value=HIDDEN if name in _SECRET_VARIABLES else value, origin="environment"
            )
