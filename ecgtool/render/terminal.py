"""Draw what a terminal shows, with rich: panels and colours where it has them."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderableType
from rich.console import Group as Stack
from rich.panel import Panel
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from ecgtool.render.document import Block, Bullets, Document, DocumentTable, Entry, Inline, Paragraph, Title, Words
from ecgtool.render.meeting import GroupMeeting, remarks
from ecgtool.render.plain import HARMFUL, one_line, plain
from ecgtool.schedule.zone_data import abbreviation
from ecgtool.wording.zone_labels import each_clock

_FRAME = 6
"""The columns that a panel takes for its lines, and for the gap behind its labels."""

Clock = Callable[[datetime], datetime]
"""A function from an instant to the time on the reader's own clock."""


def drawn(renderable: RenderableType, *, width: int | None = None) -> str:
    """Return ``renderable`` as it looks on standard output. NO_COLOR, FORCE_COLOR and COLUMNS are obeyed."""
    console = Console(width=width, highlight=False, emoji=False, markup=False)
    console.width = console.width or 80  # COLUMNS=0, as some shells set it, is no width to draw in
    with console.capture() as captured:
        console.print(_Harmless(renderable=renderable), crop=False)
    return captured.get()


@dataclass(frozen=True, kw_only=True, slots=True)
class _Harmless:
    """``renderable`` without anything in its words that a terminal would obey, whoever wrote them.

    Only ASCII links are kept as links (OSC 8), so that none leads elsewhere than it looks.
    """

    renderable: RenderableType

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[Segment]:
        for text, style, control in console.render(self.renderable, options):
            link = (style and style.link) or ""
            safe = link.isascii() and link.isprintable()
            yield Segment(re.sub(HARMFUL, "", text), style if safe or not style else style.update_link(None), control)


def meeting_panels(shown: Iterable[GroupMeeting], now: datetime, reader: Clock) -> RenderableType:
    """Return each meeting in a panel: when, on which clocks, how to join, what is unusual."""
    return Stack(*(_Meeting(one=one, now=now, reader=reader) for one in shown))


def document_text(document: Document) -> RenderableType:
    """Return a document as lines of a terminal, with bold titles and strong words, and links to click."""
    lines = [line for block in document for line in (*_block_lines(block), Text())]
    return Stack(*(_Line(text=line) for line in lines[:-1]))


@dataclass(frozen=True, kw_only=True, slots=True)
class _Line:
    """A line that is broken between words.

    With a word wider than the terminal, such as a link, it is not broken at all.
    """

    text: Text

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        longest = max(map(cell_len, self.text.plain.split()), default=0)
        yield whole(self.text) if longest > options.max_width else self.text


def whole(text: Text) -> Text:
    """Return ``text`` so that rich does not break it. The terminal itself wraps it, and copies it in one piece."""
    text.no_wrap, text.overflow = True, "ignore"
    return text


def until_words(delta: timedelta) -> str:
    """Return how long it takes until then: "in 6 days 22 hours", "in 25 minutes", or "now"."""
    if delta <= timedelta():
        return "now"
    days, hours, minutes = delta.days, delta.seconds // 3600, delta.seconds // 60 % 60
    units = [(days, "day"), (hours, "hour")] if days else [(hours, "hour"), (minutes, "minute")]
    words = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in units if count]
    return f"in {' '.join(words)}" if words else "in less than a minute"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Meeting:
    """A meeting in a panel. A link that does not fit into it stands below, in one piece."""

    one: GroupMeeting
    now: datetime
    reader: Clock

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        link = plain(self.one.group.call.join)
        labels = max(len(label) for label, _ in (*_times(self.one, self.reader), ("join", "")))
        fits = labels + len(link) + _FRAME <= options.max_width
        yield _panel(self.one, self.now, self.reader, link if fits else "")
        if not fits:
            yield whole(Text.assemble(("  join  ", "dim"), _link(link)))


def _link(link: str) -> Text:
    return Text(link, style=f"bold cyan link {link}" if link.startswith("http") else "bold cyan")


def _panel(one: GroupMeeting, now: datetime, reader: Clock, link: str) -> Panel:
    start = one.occurrence.local_start
    rows = Table.grid(padding=(0, 2))
    rows.add_column(style="dim", justify="right")
    rows.add_column(overflow="fold")
    when = Text(f"{start:%A}, {start:%B} {start.day}, {start.year}", style="bold")
    when.append(f"  {until_words(one.occurrence.start - now)}", style="green")
    rows.add_row("", when)
    for label, time in _times(one, reader):
        rows.add_row(label, time)
    if link:
        rows.add_row("join", _link(link))
    for words in remarks(one, brief=True):
        rows.add_row(Text("!", style="bold yellow"), Text(words, style="yellow"))
    return Panel(rows, title=Text(plain(one.group.name), style="bold"), title_align="left", expand=False)


def _times(one: GroupMeeting, reader: Clock) -> Iterator[tuple[str, str]]:
    """Yield the time on its own clock, in UTC, and in the group's and the members' zones, each once.

    The reader's own is marked.
    """
    start, end = one.occurrence.local_start, one.occurrence.local_end
    own = reader(one.occurrence.start)
    zones = each_clock((one.occurrence.zone, ZoneInfo("UTC"), *one.zones_beside))
    moments = [(names, one.occurrence.start.astimezone(zone)) for zone, names in zones.items()]
    if own.isoformat() not in {moment.isoformat() for _, moment in moments}:
        moments.append(("your time", own))
    for label, moment in moments:
        until = f" to {end:%H:%M}" if moment is moments[0][1] else ""
        day = f"  {moment:%A}" if moment.date() != start.date() else ""
        yours = "  your time" if label != "your time" and moment.isoformat() == own.isoformat() else ""
        yield label, f"{moment:%H:%M}{until} {abbreviation(moment)}{day}{yours}"


def _block_lines(block: Block) -> list[Text]:
    match block:
        case Title():
            return [Text(plain(block.text), style="bold cyan" if block.level == 1 else "bold")]
        case Paragraph():
            return [_inline(block.content)]
        case Bullets():
            return _entry_lines(block.entries, 0)
        case DocumentTable():
            return [Text("  ").join(_inline(cell) for cell in row) for row in block.rows]


def _entry_lines(entries: tuple[Entry, ...], depth: int) -> list[Text]:
    lines = []
    for entry in entries:
        lines.append(Text(f"{'  ' * depth}• ").append_text(_inline(entry.content)))
        lines += _entry_lines(entry.children, depth + 1)
    return lines


def _inline(content: tuple[Inline, ...]) -> Text:
    line = Text()
    for part in content:
        if isinstance(part, Words):
            line.append(one_line(part.text), style="bold" if part.strong else "")
        else:
            address = plain(part.address)
            line.append(plain(part.text) or address, style=f"cyan link {address}" if address else "cyan")
    return line


_STYLES = {"---": "bold", "+++": "bold", "@@ ": "cyan"}
_CHANGED = {"+": "green", "-": "red"}
_OF_DIFFERENCES = " +-@\\"
"""How the lines of a difference in the unified format begin."""


def page_picture(text: str) -> RenderableType:
    """Return a difference with removed lines in red and added ones in green; its lines are not broken.

    Other lines, such as findings, are broken between words.
    """
    lines = (
        Text(one_line(line), style=_STYLES.get(line[:3]) or _CHANGED.get(line[:1], "")) for line in text.splitlines()
    )
    return Stack(*(whole(line) if line.plain[:1] in _OF_DIFFERENCES else line for line in lines))
