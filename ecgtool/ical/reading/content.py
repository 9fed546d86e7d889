"""Content lines and components (RFC 5545, sections 3.1 and 3.4) of a file that may have faults."""

import quopri
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

_HEADER = re.compile(
    r'(?P<name>[A-Za-z][A-Za-z0-9-]*)(?P<parameters>(?:;(?:"[^"]*"|[^":])*)?):(?P<value>.*)', re.DOTALL
)
_UNQUOTED_ZONE = re.compile(r"(?P<name>[A-Za-z-]+)(?P<parameters>;TZID=[^\";]*?):(?P<value>\d{8}[^:]*)", re.DOTALL)
"""A TZID with a colon in it, such as ``(UTC-08:00) Pacific Time``, that should have stood in quotes."""
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)(?:=((?:"[^"]*"|[^";])*))?')
_BEGINS_LINE = re.compile(rb"([A-Za-z][A-Za-z0-9-]*)[;:]")
_LOWER_CASE = {b"begin", b"end", b"dtstart", b"dtend", b"duration", b"rrule", b"exdate", b"rdate", b"uid", b"summary"}
_QUOTED = re.compile(rb"[^:]*;ENCODING=QUOTED-PRINTABLE[;:]", re.IGNORECASE)
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, kw_only=True, slots=True)
class Property:
    """A content line; ``line`` is the number of its first line in the file. ``value`` is as it stands there."""

    name: str
    parameters: Mapping[str, str]
    value: str
    line: int

    @property
    def text(self) -> str:
        """The value as TEXT (section 3.3.11), its escapes undone."""
        return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], self.value)


@dataclass(kw_only=True, slots=True)
class Component:
    """What stands between BEGIN and END; ``is_whole`` is whether its END was there."""

    name: str
    line: int
    properties: dict[str, list[Property]] = field(default_factory=dict)
    components: list["Component"] = field(default_factory=list)
    is_whole: bool = False

    def all(self, name: str) -> list[Property]:
        """Return the properties of that name, in the order of the file."""
        return self.properties.get(name, [])

    def first(self, name: str) -> Property | None:
        """Return the first property of that name, or None."""
        return next(iter(self.all(name)), None)

    def text(self, name: str) -> str:
        """Return the text of the first property of that name that is not blank; empty where there is none."""
        return next((one.text for one in self.all(name) if one.value.strip()), "")


def read_components(data: bytes) -> list[Component]:
    """Return the components that the octets hold, in order.

    An END without its BEGIN is passed over. An END of an outer component ends those inside it too. A component
    without an END is returned, not whole.
    """
    top = Component(name="", line=0)
    stack = [top]
    for line in _properties(data):
        name = line.value.strip().upper()
        if line.name == "BEGIN":
            component = Component(name=name, line=line.line)
            stack[-1].components.append(component)
            stack.append(component)
        elif line.name == "END":
            if name in (component.name for component in stack[1:]):
                while stack[-1].name != name:
                    stack.pop()
                stack.pop().is_whole = True
        elif len(stack) > 1:
            stack[-1].properties.setdefault(line.name, []).append(line)
    return top.components


def _properties(data: bytes) -> Iterator[Property]:
    for number, octets in _content_lines(data):
        text = _decoded(octets)
        found = _UNQUOTED_ZONE.fullmatch(text) or _HEADER.fullmatch(text)
        if not found:
            continue
        parameters = {
            name.upper(): value.strip().strip('"') for name, value in _PARAMETER.findall(found["parameters"])
        }
        value = found["value"]
        if parameters.get("ENCODING", "").upper() == "QUOTED-PRINTABLE":  # vCalendar 1.0, and phones long after it
            value = _decoded(quopri.decodestring(octets.partition(b":")[2]), parameters.get("CHARSET", ""))
            value = value.replace("\r\n", "\n").replace("\n", "\\n")
        yield Property(name=found["name"].upper(), parameters=parameters, value=value, line=number)


def _content_lines(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Yield the unfolded lines, each with the number of its first line.

    They are unfolded before they are decoded, since a fold may lie inside a character. A line that begins no property
    goes on with the text before it: some programs write the line breaks of a description as they are.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        data = data.decode("utf-16", errors="replace").encode()
    first, pieces, is_quoted = 0, [b""], False
    for number, line in enumerate(data.removeprefix(b"\xef\xbb\xbf").splitlines(), 1):
        if is_quoted and pieces[-1].endswith(b"="):  # a soft line break (RFC 2045, section 6.7)
            pieces[-1:] = [pieces[-1][:-1], line]
        elif line[:1] in (b" ", b"\t"):
            pieces.append(line[1:])
        elif _begins(line):
            yield first, b"".join(pieces)
            first, pieces, is_quoted = number, [line], _QUOTED.match(line) is not None
        elif line.strip():
            pieces += [b"\\n", line]
    yield first, b"".join(pieces)


def _begins(line: bytes) -> bool:
    found = _BEGINS_LINE.match(line)
    return found is not None and (found[1].isupper() or found[1].lower() in _LOWER_CASE)


def _decoded(octets: bytes, charset: str = "") -> str:
    """Return the text of ``octets``: UTF-8, or else ``charset``, or else Windows-1252."""
    for encoding in filter(None, ("utf-8", charset)):
        try:
            return octets.decode(encoding)
        except (UnicodeDecodeError, LookupError):
            continue
    return octets.decode("cp1252", errors="replace")
