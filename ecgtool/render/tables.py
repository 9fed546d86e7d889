"""Draw tables as wide as the terminal, with nothing cut.

Links and commands stay whole, so that they can be copied.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from rich.cells import cell_len, set_cell_size
from rich.console import Console, ConsoleOptions, RenderableType
from rich.console import Group as Stack
from rich.table import Table
from rich.text import Text

from ecgtool.render.changes import change_lines, on_every_clock
from ecgtool.render.groups import ListedGroup
from ecgtool.render.meeting import GroupMeeting, remarks
from ecgtool.render.plain import UNBROKEN, plain, wrapped
from ecgtool.render.terminal import whole
from ecgtool.schedule.changes import Change

ROOM = 32
"""A column narrower than this is hard to read. Its text goes below the row."""
_LONG_KEY = 24
"""A longer key stands above its row, so that the other columns have room."""
_GAP = 2


def coming_table(shown: Iterable[GroupMeeting]) -> RenderableType:
    """Return the meetings of one group, a row each: the date, the time on every clock, what is unusual."""
    table = _grid("bold", "")
    for one in shown:
        start = one.occurrence.local_start
        when = Text(on_every_clock(one.occurrence, one.zones_beside))
        for words in remarks(one, brief=True):
            when.append(f"\n! {plain(words)}", style="yellow")
        table.add_row(f"{start:%a} {start.date()}", when)
    return table


def change_list(changes: Sequence[Change], zones: Sequence[ZoneInfo]) -> RenderableType:
    """Return what changed, a line each."""
    styles = {"cancelled": "red", "moved": "yellow", "held": "green", "added": "green"}
    lines = change_lines(changes, zones)
    return Stack(*(Text(line, style=styles.get(line.partition(":")[0], "")) for line in lines))


def columns_table(text: str, heads: Sequence[str]) -> RenderableType:
    """Return lines with tabs between their columns as a table with ``heads``. "ok" is green, problems are red."""
    rows = [line.split("\t") for line in text.splitlines()]
    shown = [place for place in range(len(heads)) if any(row[place : place + 1] not in ([], [""]) for row in rows)]
    return _Columns(
        heads=[heads[place] for place in shown],
        rows=[[row[place] if place < len(row) else "" for place in shown] for row in rows],
    )


def groups_table(found: Iterable[ListedGroup]) -> RenderableType:
    """Return the groups, a row each: the key beside the name, the rule below it, and the next meeting."""
    rows = [(plain(one.group.key), plain(one.group.name), one.rule, one.next_words) for one in found]
    return _Groups(rows=rows)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Columns:
    """A table. Where it is too wide, each row is a paragraph, with its longest column below the others."""

    heads: Sequence[str]
    rows: Sequence[Sequence[str]]

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        widths = [max(map(cell_len, column)) for column in zip(self.heads, *self.rows, strict=True)]
        widest = widths.index(max(widths))
        room = options.max_width - sum(widths) + widths[widest] - _GAP * (len(widths) - 1)
        longest = max(cell_len(token) for row in self.rows for token in re.findall(UNBROKEN, row[widest]) or [""])
        if room >= widths[widest] or room >= max(ROOM, longest):
            yield self._table(widest, room)
        else:
            yield from self._paragraphs(widest, options.max_width)

    def _table(self, widest: int, room: int) -> Table:
        table = Table(box=None, padding=(0, _GAP, 0, 0), header_style="dim", show_edge=False, pad_edge=False)
        for head in self.heads:
            table.add_column(head, overflow="ignore", no_wrap=True)
        for row in self.rows:
            cells = [_cell(cell, head) for cell, head in zip(row, self.heads, strict=True)]
            cells[widest] = _cell("\n".join(wrapped(row[widest], room)), self.heads[widest])
            table.add_row(*cells)
        return table

    def _paragraphs(self, widest: int, width: int) -> Iterator[RenderableType]:
        for row in self.rows:
            cells = [_cell(cell, head) for cell, head in zip(row, self.heads, strict=True)]
            long = cells.pop(widest)
            beside = Text(" " * _GAP).join(cell for cell in (*cells, long) if cell)
            if cell_len(beside.plain) <= width:
                yield whole(beside)
            else:
                yield whole(Text(" " * _GAP).join(cell for cell in cells if cell))
                yield indented(long.plain, str(long.style), width)


@dataclass(frozen=True, kw_only=True, slots=True)
class _Groups:
    """The groups in three columns, with a long key above its row.

    Where that is too wide, all stands in one column.
    """

    rows: Sequence[tuple[str, str, str, str]]

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        keys = max((cell_len(key) for key, *_ in self.rows if cell_len(key) <= _LONG_KEY), default=0)
        room = options.max_width - keys - max(cell_len(when) for *_, when in self.rows) - 2 * _GAP
        room = min(room, max(cell_len(words) for row in self.rows for words in row[1:3]))
        for key, name, rule, when in self.rows:
            above = cell_len(key) > keys or room < ROOM
            if above:
                yield whole(Text(key, style="bold"))
            if room < ROOM:
                yield from (
                    indented(words, style, options.max_width)
                    for words, style in ((name, ""), (rule, "dim"), (when, "green"))
                )
                continue
            first, *rest = wrapped(name, room)
            head = Text.assemble((set_cell_size("" if above else key, keys), "bold"), " " * _GAP)
            yield whole(Text.assemble(head, set_cell_size(first, room), " " * _GAP, (when, "green")))
            below = [*((line, "") for line in rest), *((line, "dim") for line in wrapped(rule, room))]
            yield from (whole(Text(f"{' ' * (keys + _GAP)}{line}", style=style)) for line, style in below)


def indented(words: str, style: str, width: int) -> RenderableType:
    """Return ``words`` in indented lines of at most ``width`` columns."""
    lines = wrapped(words, width - _GAP)
    return Stack(*(whole(Text(f"{' ' * _GAP}{line}", style=style)) for line in lines))


def _cell(words: str, head: str) -> Text:
    styles = {"group": "bold", "is it well": "green" if words == "ok" else "red", "what to look at": "yellow"}
    return Text(words, style=styles.get(head, ""))


def _grid(*styles: str) -> Table:
    """Return a table without lines, whose last column takes the room that is left."""
    table = Table.grid(padding=(0, _GAP))
    for place, style in enumerate(styles):
        table.add_column(style=style, overflow="fold", no_wrap=place == 0)
    return table
