"""Make other people's words safe to show: they stay in their line and column, and do nothing to the terminal.

A page, a calendar or a server may hold anything: sequences that a terminal obeys (ECMA-48), marks that turn the
direction of writing (UAX 9), letters without width that hide what is really there (UTS 39, Unicode's tags).
"""

import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

_OBEYED = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_BREAKING = "\u2028\u2029"
_UNSEEN = "\xad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff"
_JOINERS = "(?<![^\x00-\x7f\\s])[\u200c\u200d]|[\u200c\u200d](?![^\x00-\x7f\\s])"
"""Zero-width joiners, except between two letters beyond ASCII, where some scripts and emoji need them."""
_CONTROLS = f"[{_OBEYED}\t\n\r{_BREAKING}\u202a-\u202e\u2066-\u2069]+"
_NOTHING = f"[{_UNSEEN}]+|{_JOINERS}"
UNBROKEN = r"\S*`[^`]*`[^\s`]*|\S+"
"""A word, or a whole command between backticks."""
_BEGINNING = "ecg: "
"""How every message on standard error begins."""
_NARROW = 20
HARMFUL = f"[{_OBEYED}{_BREAKING}{_UNSEEN}]|\r(?!\n)|{_JOINERS}"
"""A character that no terminal should get. Line ends and tabs are not among them."""
# Texts and not compiled expressions: to compile them takes a while, and few answers have such a character.


def plain(text: str) -> str:
    """Return ``text`` on one line, without control characters and without characters that nobody sees."""
    seen = text if text.isprintable() else re.sub(_NOTHING, "", re.sub(_CONTROLS, " ", text))
    return " ".join(seen.split())


def cell_width(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: two for a wide letter (UAX 11), none for an accent."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    return sum(1 + (east_asian_width(c) in "WF") for c in text if category(c) not in {"Mn", "Me", "Cf"})


def in_columns(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return a line for each row, with columns as wide as their widest cells and two spaces between them."""
    widths = [max(map(cell_width, cells)) for cells in zip(*rows, strict=True)]
    return [
        "  ".join(cell + " " * (width - cell_width(cell)) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def wrapped(words: str, width: int) -> Iterator[str]:
    """Yield ``words`` in lines of at most ``width`` columns. A longer link or command has a line of its own."""
    line = ""
    for token in re.findall(UNBROKEN, words):
        if line and cell_width(line) + 1 + cell_width(token) > width:
            yield line
            line = token
        else:
            line = f"{line} {token}" if line else token
    yield line


def in_lines(told: str, width: int) -> str:
    """Return a message of one line for a terminal of ``width`` columns: broken between words, and indented."""
    room = max(width - len(_BEGINNING), _NARROW)
    return _BEGINNING + f"\n{' ' * len(_BEGINNING)}".join(wrapped(told.removeprefix(_BEGINNING), room))


def one_line(text: str) -> str:
    """Return ``plain`` text that keeps a space at either end, where it joins other text."""
    start, end = text[:1] == " ", text[-1:] == " "
    return f"{' ' * start}{plain(text)}{' ' * end}" if text.strip() else " " * bool(text)


def escaped(text: str) -> str:
    r"""Return ``text`` with its lines. Each harmful character is written as an escape: "\x1b"."""
    return (
        text
        if _is_ordinary(text)
        else re.sub(HARMFUL, lambda found: found[0].encode("unicode_escape").decode(), text)
    )


def _is_ordinary(text: str) -> bool:
    """Return whether ``text`` is ASCII that can be printed, with line ends and tabs: most answers are."""
    return text.isascii() and text.translate({9: " ", 10: " "}).isprintable()


def coloured(line: str, *, finding: bool) -> str:
    """Return an error's ``line`` with a red beginning (yellow for a finding), and with what to type in bold."""
    who, colon, words = line.partition(": ")
    typed = re.sub("`[^`]*`", "\x1b[1m\\g<0>\x1b[0m", words)
    return f"\x1b[1;{33 if finding else 31}m{who}{colon.strip()}\x1b[0m {typed}"


def as_json(value: dict[str, Any]) -> str:
    """Return ``value`` as indented JSON in UTF-8. What is harmful to show is escaped (RFC 8259, section 7)."""
    import json

    text = json.dumps(value, indent=2, ensure_ascii=False)
    return text if _is_ordinary(text) else re.sub(HARMFUL, lambda found: json.dumps(found[0])[1:-1], text)


def utc_text(moment: datetime) -> str:
    """Return an instant to the second in UTC: "2026-06-08T16:30:00Z" (RFC 3339)."""
    return f"{moment.astimezone(UTC).isoformat(timespec='seconds').removesuffix('+00:00')}Z"
