"""Changes to a page's text: each replaces a span, and what no edit names stays as it is."""

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath

from ecgtool.page.model import readable

_BREAK = re.compile(r"(?<=\n)|(?<=\r)(?!\n)")


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """The text from ``start`` to before ``end`` becomes ``replacement``; positions are those of the old text."""

    start: int
    end: int
    replacement: str


def apply(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with the edits, which do not overlap, made in it."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits):
        parts += (text[done : edit.start], edit.replacement)
        done = edit.end
    return "".join((*parts, text[done:]))


def unified(old: str, new: str, name: str | PurePath) -> str:
    """The difference between two texts of a page in the unified format; empty where there is none."""
    lines = difflib.unified_diff(_shown(readable(old)), _shown(readable(new)), str(name), str(name), n=1)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _shown(text: str) -> list[str]:
    return [line for line in _BREAK.split(text) if line]
