"""Content lines (RFC 5545, section 3.1): text escaped once, links never, folds at 75 octets between characters."""

import re
from collections.abc import Iterable
from datetime import datetime

_BREAK = "\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]"
_CONTROL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]"
_NOT_IN_LINK = r'[\s"<>\\^`{|}]'
_LINK = r"[A-Za-z][A-Za-z0-9+.-]*:\S"


def compact(moment: datetime) -> str:
    """Return ``moment`` as a DATE-TIME value without a zone (section 3.3.5), such as 20260608T090000."""
    day = f"{moment.year:04}{moment.month:02}{moment.day:02}"
    return f"{day}T{moment.hour:02}{moment.minute:02}{moment.second:02}"


def paragraph(text: str) -> str:
    """Return ``text`` as a TEXT value (section 3.3.11): line breaks are kept, other control characters left out."""
    clean = text if text.isprintable() else re.sub(_CONTROL, "", re.sub(_BREAK, "\n", text))
    escaped = clean.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\n", "\\n")


def phrase(text: str) -> str:
    """Return ``text`` as a TEXT value of one line."""
    return paragraph(on_one_line(text))


def on_one_line(text: str) -> str:
    """Return ``text`` without line breaks and other control characters, and with single spaces."""
    words = " ".join(text.split())
    return words if words.isprintable() else re.sub(_CONTROL, "", words)


def link_text(text: str) -> str:
    """Return ``text`` as a URI value (section 3.3.13), which is never escaped; empty where it is none."""
    text = text.strip()
    clean = text if text.isprintable() else re.sub(f"{_CONTROL}|[\t\n]", "", text)
    return re.sub(_NOT_IN_LINK, percent, clean) if re.match(_LINK, clean) else ""


def percent(match: re.Match[str]) -> str:
    """Return what was matched in percent-encoding (RFC 3986, section 2.1)."""
    return "".join(f"%{octet:02X}" for octet in match[0].encode())


def parameter(text: str) -> str:
    """Return ``text`` as a quoted parameter value (section 3.2), which can hold no double quote, but a single one."""
    return '"' + on_one_line(text).replace('"', "'").replace("^", "^^") + '"'


def stream(lines: Iterable[str]) -> str:
    """Return the content lines as one text, folded and each ended by CR LF."""
    short = [line if len(line) <= 75 and line.isascii() else "\r\n ".join(_pieces(line.encode())) for line in lines]
    return "\r\n".join([*short, ""])


def unfolded(stream: str) -> list[str]:
    """Return the content lines of a stream, whichever line ends it has."""
    return re.sub(r"\n[ \t]", "", stream.replace("\r\n", "\n")).split("\n")


def _pieces(octets: bytes) -> Iterable[str]:
    start, room = 0, 75
    while start < len(octets):
        end = start + room
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # the middle of a character in UTF-8
            end -= 1
        yield octets[start:end].decode()
        start, room = end, 74
