"""Changes to a page's text: each replaces a span, and what no edit names stays as it is."""

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import PurePath
from typing import NamedTuple

_BREAK = re.compile(r"\r\n?|\n")
_RANGES = r"^@@ -(\d+)(.*) \+(\d+)(.* @@)"


class Edit(NamedTuple):
    """The text from ``start`` to before ``end`` becomes ``replacement``; positions are those of the old text."""

    start: int
    end: int
    replacement: str


def readable(text: str) -> str:
    """``text`` with the replacement character for each byte that is no UTF-8 (PEP 383), as browsers show it."""
    return text if text.isprintable() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits, which do not overlap, made in it; of two at one place the first given comes first."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += (text[done : edit.start], edit.replacement)
        done = edit.end
    return "".join((*parts, text[done:]))


def unified(old: str, new: str, name: str | PurePath) -> str:
    """The difference between two texts of a page in the unified format; empty where there is none."""
    if old == new:
        return ""
    import difflib

    start, rest = _window(old, new)
    before, after = (_lines(readable(text[start : len(text) - rest])) for text in (old, new))
    first = len(_BREAK.findall(old, 0, start))
    lines = (_shifted(line, first) for line in difflib.unified_diff(before, after, str(name), str(name), n=1))
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _window(old: str, new: str) -> tuple[int, int]:
    """How much at both ends of two texts is the same, in whole lines and less one line: difflib is slow."""
    same = _same(old, new)
    same_at_end = min(_same(old[::-1], new[::-1]), len(old) - same, len(new) - same)
    end = len(old) - same_at_end
    for _ in range(2):
        same = _line_start(old, same)
        found = _BREAK.search(old, end)
        end = found.end() if found else len(old)
    return same, len(old) - end


def _line_start(text: str, position: int) -> int:
    """Where the line begins that ends at ``position`` or holds it."""
    ended = text.endswith("\r\n", 0, position) + text.endswith(("\r", "\n"), 0, position)
    return max(text.rfind("\n", 0, position - ended), text.rfind("\r", 0, position - ended)) + 1


def _same(one: str, other: str) -> int:
    """How many characters at their start two texts have in common."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[low:middle] == other[low:middle] else (low, middle - 1)
    return low


def _shifted(line: str, by: int) -> str:
    return re.sub(_RANGES, lambda match: f"@@ -{int(match[1]) + by}{match[2]} +{int(match[3]) + by}{match[4]}", line)


def _lines(text: str) -> list[str]:
    ends = [0, *(match.end() for match in _BREAK.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(ends) if start < end]
