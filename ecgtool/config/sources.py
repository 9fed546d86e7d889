"""The files of a configuration: where the first is found, which files it includes, and the tables in them.

TOML is read so that a date that does not exist is a fault of its key, and not of the whole file.
"""

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import tomli

from ecgtool import files
from ecgtool.config.kinds import Faults, KeyPath, excerpt
from ecgtool.errors import ConfigError, UsageError

if TYPE_CHECKING:
    from ecgtool.config.source import Source


FILE_NAME = "ecg.toml"
_CLOCK = r"\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?"
_DATE_LIKE = rf"\d{{4}}-\d{{2}}-\d{{2}}(?:[Tt ]{_CLOCK}(?:[Zz]|[+-]\d{{2}}:\d{{2}})?)?|{_CLOCK}"


class SourceFile(NamedTuple):
    """A file of the configuration, with its text and its tables. ``name`` is what messages call it.

    ``path`` is None for the text that is built in. ``is_included`` is whether another file includes it.
    """

    path: Path | None
    name: str
    text: str
    data: Mapping[str, Any]
    is_included: bool = False

    @property
    def folder(self) -> Path:
        """The folder that paths in the file are relative to."""
        return self.path.parent if self.path else Path()

    @property
    def tables(self) -> Mapping[str, Any]:
        """The table of each group by its key; none where ``groups`` is no table."""
        groups = self.data.get("groups")
        return groups if isinstance(groups, dict) else {}

    def lines(self, faults: Faults) -> list[str]:
        """Return the faults as lines, in the order of the file: ``ecg.toml:12: groups.ecg.schedule.at: ...``."""
        if not faults.found:
            return []
        found = zip(self.line_numbers([fault.path for fault in faults.found]), faults.found, strict=True)
        return [f"{self.name}:{line}: {fault}" for line, fault in sorted(found, key=itemgetter(0))]

    def line_numbers(self, paths: Sequence[KeyPath]) -> list[int]:
        """Return the line of the value at each path; where it is missing, the line of the table that lacks it."""
        from ecgtool.config.source import locate

        source = locate(self.text, {str(path[1]) for path in paths if path[1:]})
        return [_line(source, path) for path in paths]

    def place(self, path: KeyPath) -> str:
        """Return the file and line of the value at ``path``: ``groups/edge.toml:3``."""
        from ecgtool.config.source import locate

        return f"{self.name}:{_line(locate(self.text), path)}"


def read_sources(text: str, path: Path | None) -> tuple[list[SourceFile], list[str]]:
    """Return the file at ``path``, whose text is ``text``, then the files that it includes; and the faults met.

    Raises:
        ConfigError: ``text`` is not TOML.
    """
    first = parsed(text, path, is_included=False)
    if "include" not in first.data:
        return [first], []
    faults = Faults()
    found, lines = [first], list[str]()
    for place, included in included_files(first, faults):
        try:
            found.append(parsed(files.read_text(included), included, is_included=True))
        except ConfigError as error:
            lines += error.lines
        except UsageError as error:
            faults.add(("include", place), str(error))
    lines = [*first.lines(faults), *lines]
    return found, lines


def included_files(first: SourceFile, faults: Faults) -> Iterator[tuple[int, Path]]:
    """Yield the files that ``first`` includes, each once, with its place in the array. Adds to ``faults``."""
    seen = {first.path.resolve()} if first.path else set()
    for place, path in _included(first, faults):
        try:
            real = path.resolve()
        except (OSError, RuntimeError, ValueError):  # links that lead in a circle, or a name that no file can have
            faults.add(("include", place), f"{path} leads to no file")
            continue
        if real not in seen:
            seen.add(real)
            yield place, path


def _included(first: SourceFile, faults: Faults) -> Iterator[tuple[int, Path]]:
    """Yield the files that ``include`` names, each with its place in that array.

    Names without wildcards may be missing.
    """
    named = first.data.get("include")
    for place, pattern in enumerate(named if isinstance(named, list) else ()):
        if not isinstance(pattern, str) or not pattern.strip():
            continue  # the fault is added where the keys are read
        if first.path is None:
            faults.add(("include", place), "the built-in group includes no files")
        elif re.search(r"[*?[]", pattern):
            try:
                yield from ((place, one) for one in sorted(first.folder.glob(pattern)) if one.is_file())
            except (NotImplementedError, ValueError):  # what pathlib raises for "/a/*" and for a pattern that is none
                faults.add(("include", place), f"{excerpt(pattern)}: expected a pattern relative to this file")
        else:
            yield place, first.folder / pattern


def parsed(text: str, path: Path | None, *, is_included: bool) -> SourceFile:
    """Return the file at ``path``, whose text is ``text``, with its tables.

    Raises:
        ConfigError: it is not TOML.
    """
    name = str(path) if path else "the built-in group"
    try:
        data = parse_toml(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:  # ValueError: also a number of too many digits
        if isinstance(error, tomli.TOMLDecodeError) and (line := _line_of_open_quote(text, error)):
            raise ConfigError([f"{name}:{line}: not TOML: a quote is opened there and not closed"]) from error
        line = getattr(error, "lineno", 0)
        raise ConfigError([f"{name}{f':{line}' if line else ''}: not TOML: {error}"]) from error
    return SourceFile(path, name, text, data, is_included)


def _line_of_open_quote(text: str, error: tomli.TOMLDecodeError) -> int:
    """Return the line of a quote that is never closed, or 0 where ``error`` is about something else.

    The reader stops at the end of the file. But the lines up to the one with the quote, and any more of them, give
    the same error, and fewer lines do not. So that line is found by bisection.
    """
    if error.pos < len(error.doc) or not re.match("Expected ['\"]|Unterminated string", error.msg):
        return 0

    def has_it(count: int) -> bool:
        try:
            tomli.loads("".join(lines[:count]))
        except tomli.TOMLDecodeError as other:
            return other.msg == error.msg
        return False

    lines = text.splitlines(keepends=True)
    return bisect_left(range(1, len(lines) + 1), 1, key=has_it) + 1


def _line(source: "Source", path: KeyPath) -> int:
    """Return the line of the value at ``path``; where it is missing, the line of the table that lacks it."""
    ways = (path[:length] for length in range(len(path), 0, -1))
    return next((line for way in ways if (line := source.line_of(way))), 1)


def find(
    named: Path | None, environ: Mapping[str, str], folder: Path, own: Callable[[], Path] | None = None
) -> Path | None:
    """Return the configuration file to use, or None.

    It is ``named``, else ``$ECG_CONFIG``, else ``ecg.toml`` in ``folder`` or a parent of it, else in the user's own
    folder, for which ``own`` is called only then.

    Raises:
        UsageError: the file that is named does not exist.
    """
    if named or environ.get("ECG_CONFIG"):
        path = named or Path(environ["ECG_CONFIG"])
        if not _is(path.exists):
            raise UsageError(f"{path}: no such file", "name one with --config")
        return path
    return next((path for path in _places(folder, own) if _is(path.is_file)), None)


def _is(question: Callable[[], bool]) -> bool:
    """Return the answer of ``question``; False where a folder may not be read, or no file can have that name."""
    try:
        return question()
    except OSError:
        return False


def _places(folder: Path, own: Callable[[], Path] | None) -> Iterator[Path]:
    for parent in (folder, *folder.parents):
        yield parent / FILE_NAME
    if own:
        with suppress(RuntimeError):  # a user without a home folder
            yield own() / FILE_NAME


def parse_toml(text: str) -> dict[str, Any]:
    """Return the tables in ``text``. A date or clock time that does not exist comes as a string.

    Raises:
        tomli.TOMLDecodeError: it is not TOML 1.1. The error names line and column.
    """
    while True:
        try:
            return tomli.loads(text)
        except tomli.TOMLDecodeError as error:
            quoted = _quote_impossible(text, error.pos)
            if quoted is None:
                raise
            text = quoted


def _quote_impossible(text: str, position: int) -> str | None:
    """Return ``text`` with quotes around the date at ``position``, where the reader stopped; None without one."""
    line_start = text.rfind("\n", 0, position) + 1
    for match in re.compile(_DATE_LIKE).finditer(text, line_start):
        if match.start() > position:
            return None
        if position <= match.end() and text[match.start() - 1] != '"':
            return f'{text[: match.start()]}"{match.group()}"{text[match.end() :]}'
    return None
