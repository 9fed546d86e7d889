"""Find where tables, values and array members stand in the text of a TOML file, so that an edit touches nothing else.

The text has been read as TOML before. This module finds places in it and writes values for it, but checks nothing.
"""

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

import tomli

from ecgtool.config.kinds import KeyPath
from ecgtool.text_edit import Text

_TRIVIA = re.compile(r"(?:[ \t\r\n\ufeff]+|#[^\n]*)*")
_KEY = re.compile(r'"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'|[^\s.=\[\]"\']+')
_STRING = re.compile(
    r'"""(?:\\[\s\S]|[^\\])*?"{3,5}|\'\'\'[\s\S]*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\''
)  # fmt: skip
_PLAIN = re.compile(r"[^,\]}#\s]+(?: \d{2}:[^,\]}#\s]+)?")
_BARE = r"[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*"
_BARE_KEYS = re.compile(rf"{_BARE}(?=\])")
_ONE_LINE = re.compile(rf"({_BARE})[ \t]*=[ \t]*({_STRING.pattern}|(?![\[{{'\"]){_PLAIN.pattern})")
"""The most usual keys and values. Other ones are read bit by bit, which takes six times as long."""
_NEXT_HEADER = re.compile(
    r"""^[ \t]*\[{1,2}[ \t]*(?:(?:groups|site)\b|["'](?:groups|site)["'][ \t]*\.)""", re.MULTILINE
)  # fmt: skip


@dataclass(frozen=True, kw_only=True, slots=True)
class Header:
    """A line such as ``[groups.ecg]`` or ``[[groups.ecg.schedule.skip]]``.

    ``keys`` is the text between the brackets.
    """

    path: KeyPath
    keys: str
    start: int
    end: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Node:
    """A value, which stands from ``start`` to ``end``. Its key begins at ``key``; a member of an array has none.

    ``section`` is the place of the header that it stands under, -1 before the first.
    """

    path: KeyPath
    key: int
    start: int
    end: int
    section: int


class Source(Text):
    """The text of a TOML file with the positions of its headers and values, in the order of the text."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.headers: list[Header] = []
        self.nodes: list[Node] = []

    def node(self, path: KeyPath) -> Node | None:
        """Return the value at ``path``, or None. A table under a header of its own is not a value."""
        return next((node for node in self.nodes if node.path == path), None)

    def members(self, path: KeyPath) -> list[Node]:
        """Return the values directly in the array or inline table at ``path``, or under its header."""
        return [node for node in self.nodes if node.path[:-1] == path]

    def place(self, path: KeyPath) -> int | None:
        """Return the place (from 0) of the header of the table at ``path``, or None."""
        return next((place for place, header in enumerate(self.headers) if header.path == path), None)

    def line_of(self, path: KeyPath) -> int | None:
        """Return the number of the line on which the value or table at ``path`` begins, or None."""
        start = self._starts.get(path)
        return None if start is None else self.line_number(start)

    @cached_property
    def _starts(self) -> dict[KeyPath, int]:
        """The position where each value begins; of a table with headers, that of the first."""
        headers = {header.path: header.start for header in reversed(self.headers)}
        return headers | {node.path: node.start for node in reversed(self.nodes)}


def locate(text: str, groups: Collection[str] | None = None) -> Source:
    """Return the places of everything in ``text``, which is TOML; with ``groups``, of other groups perhaps less."""
    reader = _Reader(Source(text), groups)
    reader.read_all()
    return reader.source


class _Reader:
    def __init__(self, source: Source, groups: Collection[str] | None) -> None:
        self.source = source
        self._groups = groups
        self._text = source.text
        self._at = 0
        self._prefix: KeyPath = ()
        self._array_sizes: dict[KeyPath, int] = {}

    def read_all(self) -> None:
        self._skip()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                self._header()
                self._pass_over()
            else:
                self._entry(self._prefix)
            self._skip()

    def _pass_over(self) -> None:
        """Go on to the next header where the table is one of a group that is not asked for."""
        # A line that begins with "[groups" is a header, unless it stands in a text of several lines: no array holds a
        # word without quotes.
        top, key = (*self._prefix, "", "")[:2]
        if self._groups is None or top != "groups" or not key or key in self._groups:
            return
        found = _NEXT_HEADER.search(self._text, self._at)
        end = found.start() if found else len(self._text)
        if not any(self._text.find(quotes, self._at, end) >= 0 for quotes in ('"""', "'''")):
            self._at = end

    def _skip(self) -> None:
        self._at = _end(_TRIVIA, self._text, self._at)

    def _header(self) -> None:
        start = self._at
        brackets = 2 if self._text.startswith("[[", start) else 1
        self._at += brackets
        keys_start = self._at
        bare = _BARE_KEYS.match(self._text, keys_start)
        keys = tuple(bare[0].split(".") if bare else self._keys())
        self._at = bare.end() if bare else self._at
        raw = self._text[keys_start : self._at].strip()
        self._at += brackets
        self._prefix = self._resolved(keys, array=brackets == 2)
        self.source.headers.append(Header(path=self._prefix, keys=raw, start=start, end=self._at))

    def _resolved(self, keys: tuple[str, ...], *, array: bool) -> KeyPath:
        """Return the path that a header names.

        Where it leads through an array of tables, its last member is meant.
        """
        path: KeyPath = ()
        for place, key in enumerate(keys):
            path = (*path, key)
            if array and place == len(keys) - 1:
                self._array_sizes[path] = self._array_sizes.get(path, 0) + 1
            if path in self._array_sizes:
                path = (*path, self._array_sizes[path] - 1)
        return path

    def _keys(self) -> Iterator[str]:
        while True:
            self._skip()
            end = _end(_KEY, self._text, self._at)
            yield _unquoted(self._text[self._at : end])
            self._at = end
            self._skip()
            if self._text[self._at] != ".":
                return
            self._at += 1

    def _entry(self, prefix: KeyPath) -> None:
        key = self._at
        if one_line := _ONE_LINE.match(self._text, key):
            self._at = one_line.end()
            self._add((*prefix, *one_line[1].split(".")), key, one_line.start(2))
            return
        path = (*prefix, *self._keys())
        self._at += 1
        self._skip()
        self._value(path, key)

    def _value(self, path: KeyPath, key: int) -> None:
        start = self._at
        match self._text[start]:
            case "[":
                self._array(path)
            case "{":
                self._inline_table(path)
            case '"' | "'":
                self._at = _end(_STRING, self._text, start)
            case _:
                self._at = _end(_PLAIN, self._text, start)
        self._add(path, key, start)

    def _add(self, path: KeyPath, key: int, start: int) -> None:
        section = len(self.source.headers) - 1
        self.source.nodes.append(Node(path=path, key=key, start=start, end=self._at, section=section))

    def _array(self, path: KeyPath) -> None:
        place = 0
        while self._next_member("]"):
            self._value((*path, place), self._at)
            place += 1

    def _inline_table(self, path: KeyPath) -> None:
        while self._next_member("}"):
            self._entry(path)

    def _next_member(self, closing: str) -> bool:
        """Step to the next member, across bracket and comma. Return whether there is one."""
        if self._text[self._at] != closing:
            self._at += self._text[self._at] in "[{,"
            self._skip()
        if self._text[self._at] == ",":
            self._at += 1
            self._skip()
        if self._text[self._at] != closing:
            return True
        self._at += 1
        return False


def _end(pattern: re.Pattern[str], text: str, start: int) -> int:
    match = pattern.match(text, start)
    return match.end() if match else start


def _unquoted(key: str) -> str:
    return str(tomli.loads(f"key = {key}")["key"]) if key[:1] in {'"', "'"} else key


def value_text(value: Any) -> str:
    """Return ``value`` as TOML 1.1 on one line. A time has seconds only where they are not 0."""
    match value:
        case bool():
            text = str(value).lower()
        case dict():
            text = inline_table(value)
        case list() | tuple():
            text = f"[{', '.join(value_text(member) for member in value)}]"
        case datetime():
            text = value.isoformat(timespec="seconds" if value.second else "minutes")
        case str():
            text = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
        case _:
            text = str(value)
    return text


def inline_table(values: Mapping[str, Any], *, padded: bool = True) -> str:
    """Return ``values`` as an inline table of TOML."""
    pad = " " if padded else ""
    return "{" + pad + ", ".join(f"{key} = {value_text(value)}" for key, value in values.items()) + pad + "}"
