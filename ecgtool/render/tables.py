"""Tables on a terminal: as wide as it is, nothing cut, words that do not fit go on below."""

from collections.abc import Iterable, Sequence
from zoneinfo import ZoneInfo

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from ecgtool.render.changes import change_lines, on_every_clock
from ecgtool.render.groups import ListedGroup
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


def columns_table(text: str, heads: Sequence[str]) -> RenderableType:
    """Lines whose columns are parted by tabs, as a table with ``heads``; what is well is green, what is not red."""
    rows = [line.split("\t") for line in text.splitlines()]
    shown = [place for place in range(len(heads)) if any(row[place : place + 1] not in ([], [""]) for row in rows)]
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for place in shown:
        table.add_column(heads[place], overflow="fold", no_wrap=place == 0)
    for row in rows:
        table.add_row(*(_cell(row[place] if place < len(row) else "", heads[place]) for place in shown))
    return table


def _cell(words: str, head: str) -> Text:
    styles = {"group": "bold", "is it well": "green" if words == "ok" else "red", "what to look at": "yellow"}
    return Text(words, style=styles.get(head, ""))


def groups_table(found: Iterable[ListedGroup]) -> RenderableType:
    """The groups, a row each: the key beside the name, the rule below it, and the next meeting."""
    table = _grid("bold", "", "green")
    for one in found:
        name = Text(plain(one.group.name))
        name.append(f"\n{one.rule}", style="dim")
        table.add_row(plain(one.group.key), name, one.next_words)
    return table


def _grid(*styles: str) -> Table:
    """A table without lines, whose last column is as wide as there is room."""
    table = Table.grid(padding=(0, 2))
    for place, style in enumerate(styles):
        table.add_column(style=style, overflow="fold", no_wrap=place == 0)
    return table
