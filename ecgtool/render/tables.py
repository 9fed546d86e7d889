"""Tables on a terminal: as wide as it is, nothing cut, words that do not fit go on below."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ecgtool.render.changes import change_lines, on_every_clock
from ecgtool.render.meeting import GroupMeeting, remarks
from ecgtool.render.plain import plain
from ecgtool.schedule.changes import Change


def coming_table(shown: Iterable[GroupMeeting]) -> RenderableType:
    """The meetings of one group, a row each: the date, the hour on every clock, what is unusual."""
    table = _grid("bold", "")
    for one in shown:
        start = one.occurrence.local_start
        when = Text(on_every_clock(one.occurrence, one.zones))
        for words in remarks(one):
            when.append(f"\n! {plain(words)}", style="yellow")
        table.add_row(f"{start:%a} {start.date()}", when)
    return table


def change_list(changes: Sequence[Change], zones: Sequence[ZoneInfo]) -> RenderableType:
    """What changed, a line each."""
    styles = {"cancelled": "red", "moved": "yellow", "held": "green", "added": "green"}
    lines = change_lines(changes, zones)
    return Stack(*(Text(line, style=styles.get(line.partition(":")[0], "")) for line in lines))


def _grid(*styles: str) -> Table:
    """A table without lines, whose last column is as wide as there is room."""
    table = Table.grid(padding=(0, 2))
    for place, style in enumerate(styles):
        table.add_column(style=style, overflow="fold", no_wrap=place == 0)
    return table
