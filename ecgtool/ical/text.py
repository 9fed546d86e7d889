"""Content lines (RFC 5545, section 3.1): text escaped once, links never, folds at 75 octets between characters."""

import re
from collections.abc import Iterable

_BREAK = re.compile("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPES = str.maketrans({"\\": r"\\", ";": r"\;", ",": r"\,", "\n": r"\n"})
_NOT_IN_LINK = re.compile(r'[\s"<>\\^`{|}]')
_LINK = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S")


def paragraph(text: str) -> str:
    """``text`` as a TEXT value (section 3.3.11): line breaks are kept, other control characters left out."""
    return _CONTROL.sub("", _BREAK.sub("\n", text)).translate(_ESCAPES)


def phrase(text: str) -> str:
    """``text`` as a TEXT value of one line."""
    return paragraph(one_line(text))


def one_line(text: str) -> str:
    """``text`` without line breaks and other control characters, and with single spaces."""
    return _CONTROL.sub("", " ".join(text.split()))


def link(text: str) -> str:
    """``text`` as a URI value (section 3.3.13), which is never escaped; empty where it is none."""
    clean = _CONTROL.sub("", text.strip())
    return _NOT_IN_LINK.sub(lambda match: f"%{ord(match[0]):02X}", clean) if _LINK.match(clean) else ""


def parameter(text: str) -> str:
    """``text`` as a quoted parameter value; a double quote, which none can hold, is a single one (section 3.2)."""
    return '"' + one_line(text).replace('"', "'").replace("^", "^^") + '"'


def stream(lines: Iterable[str]) -> str:
    """The lines folded and ended as they are sent."""
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def unfolded(stream: str) -> list[str]:
    """The content lines of a stream, whichever line ends it has."""
    return re.split(r"\r?\n", re.sub(r"\r?\n[ \t]", "", stream))


def _folded(line: str) -> str:
    if len(line) <= 75 and line.isascii():
        return line
    return "\r\n ".join(_pieces(line.encode()))


def _pieces(octets: bytes) -> Iterable[str]:
    start, room = 0, 75
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # the middle of a character in UTF-8
            end -= 1
        yield octets[start:end].decode()
        start, room = end, 74
