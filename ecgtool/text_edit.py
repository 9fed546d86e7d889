"""A text, the lines in it, and changes to it: one mechanism for pages and for ``ecg.toml``.

A text is never rebuilt from its parts. A change is a list of edits by position, so that every byte which no edit
names stays as it is: line breaks, blanks, comments, and bytes that are no UTF-8.

Lines end at LF, CR LF and CR, which is how ``StringIO`` has them with ``newline=""``; ``str.splitlines`` knows more.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from io import StringIO
from itertools import accumulate, takewhile
from operator import eq
from pathlib import PurePath
from typing import NamedTuple

DIRECTION_MARKS = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Characters that are not seen and turn the direction of writing. Google pastes them around numbers."""
_NOWIKI = r"(?is)<nowiki>.*?</nowiki>|<!--.*?-->"
_CHANGED = r"(?i)~{3,5}|\{\{\s*(?:safe)?subst\s*:|\[\[(?:[^\[\]|\n]+\||\|[^\[\]|\n]+)\]\]"
_RANGES = r"^@@ -(\d+)(.*) \+(\d+)(.* @@)"


class Edit(NamedTuple):
    """The text from ``start`` to before ``end`` becomes ``replacement``; positions are those of the old text."""

    start: int
    end: int
    replacement: str


class Text:
    """A text and where its lines are: LF, CR LF and CR end one. Positions count characters from 0, lines from 1."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def newline(self) -> str:
        """The break that new lines of the text get: CR LF where it has any, else LF."""
        return "\r\n" if "\r\n" in self.text else "\n"

    @cached_property
    def _line_starts(self) -> list[int]:
        """Where each line begins; found once, so that the numbers of all lines take linear time together."""
        with_last = StringIO(f"{self.text}.", newline="")  # the dot: there is a last line, and it has no break
        *starts, _ = accumulate(map(len, with_last), initial=0)
        return starts

    def line_number(self, position: int) -> int:
        """Return the number of the line that holds ``position``."""
        return bisect_right(self._line_starts, position)

    def line_start(self, position: int) -> int:
        """Return where the line begins that holds ``position``."""
        return self._line_starts[self.line_number(position) - 1]

    def line_end(self, position: int) -> int:
        """Return where the line after the one that holds ``position`` begins, or the end of the text."""
        number = self.line_number(position)
        return self._line_starts[number] if number < len(self._line_starts) else len(self.text)

    def insert_lines(self, position: int, lines: Sequence[str]) -> Edit:
        """Return the edit that puts ``lines``, given without breaks, at the start of a line or the end of the text.

        After a last line without a break the new lines end without one too.
        """
        new = self.newline.join(lines)
        is_open = position > 0 and self.text[position - 1] not in "\r\n"
        return Edit(position, position, f"{self.newline}{new}" if is_open else f"{new}{self.newline}")

    def replace_lines(self, start: int, end: int, lines: Sequence[str]) -> Edit:
        """Return the edit that replaces the lines from ``start`` to ``end`` by ``lines``; the last break stays."""
        old = self.text[start:end].rstrip("\r\n")
        return Edit(start, start + len(old), self.newline.join(lines))

    def remove_lines(self, start: int, end: int) -> Edit:
        """Return the edit that takes away the lines from ``start``, where one begins, to ``end``, where another does.

        ``end`` may be the end of the text. If no break stood there, the line that becomes the last has none either.
        """
        if start and end == len(self.text) and self.text[end - 1] not in "\r\n":
            start -= 2 if self.text.endswith("\r\n", 0, start) else 1
        return Edit(start, end, "")


def readable(text: str) -> str:
    """Return ``text`` with U+FFFD for each byte that is no UTF-8 (PEP 383), as browsers show it."""
    return text if text.isprintable() else re.sub("[\ud800-\udfff]", "\ufffd", text)


def composed(text: str) -> str:
    """Return ``text`` as MediaWiki stores it, in Unicode's form NFC: "e" with an accent is one character.

    What is no character (U+FFFE, U+FFFF) it stores as U+FFFD.
    """
    return text if text.isascii() else unicodedata.normalize("NFC", re.sub("[\ufffe\uffff]", "\ufffd", text))


def replaced_on_saving(text: str) -> str:
    """Return the first signature, substitution or empty link label that saving replaces in wikitext; "" for none."""
    found = re.search(_CHANGED, re.sub(_NOWIKI, " ", text))
    return found[0] if found else ""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """Return ``text`` after the edits, which do not overlap; of two at one place the first given comes first."""
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: (edit.start, edit.end)):
        parts += (text[done : edit.start], edit.replacement)
        done = edit.end
    return "".join((*parts, text[done:]))


def unified(old: str, new: str, name: str | PurePath) -> str:
    """Return the difference between two texts in the unified format with one line around; "" where there is none."""
    if old == new:
        return ""
    import difflib

    before, after = list(StringIO(old, newline="")), list(StringIO(new, newline=""))
    # difflib is slow on a long page: it gets only the part that differs, with a line around it at either end.
    same = _same(before, after)
    same_at_end = min(_same(before[::-1], after[::-1]), len(before) - same, len(after) - same)
    first, last = max(same - 1, 0), max(same_at_end - 1, 0)
    old_lines, new_lines = (
        [readable(line) for line in lines[first : len(lines) - last]] for lines in (before, after)
    )
    difference = difflib.unified_diff(old_lines, new_lines, str(name), str(name), n=1)
    lines = (_shifted(line, first) for line in difference)
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _same(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many lines at their start two texts have in common."""
    return sum(takewhile(bool, map(eq, one, other)))


def _shifted(line: str, by: int) -> str:
    """Return a line of a difference with ``by`` added to its line numbers: "@@ -1 +1 @@" -> "@@ -8 +8 @@" for 7."""
    return re.sub(_RANGES, lambda match: f"@@ -{int(match[1]) + by}{match[2]} +{int(match[3]) + by}{match[4]}", line)
