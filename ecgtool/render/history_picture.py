"""Draw how a page was kept, for a terminal: a strip of weeks for each year, and the table below it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, Group, RenderableType
from rich.table import Table
from rich.text import Text

from ecgtool.render.history import COLUMNS, cells, summary
from ecgtool.render.plain import plain
from ecgtool.render.tables import ROOM, indented
from ecgtool.upkeep.history import History, LineChange, State

_WEEKS = 53
_LOOK: dict[State, tuple[str, str, str]] = {
    "right": ("■", "green", "right"),
    "label": ("▲", "yellow", "something in the line was wrong"),
    "stale": ("✗", "bold red", "named a meeting that was over, for a day or more"),
    "none": ("·", "dim", "no line"),
}
"""Each state of a week: its sign, which is told apart without colour too, its colour, and what it means."""


def history_picture(history: History) -> RenderableType:
    """Return the page's name, the weeks of each year with a legend, the summary, and a row for each change."""
    years = _years(history)
    states = {state for weeks in years.values() for state in weeks.values()}
    return Group(
        Text(plain(history.page), style="bold"),
        *(line for year, weeks in years.items() for line in _strip(year, weeks)),
        *(_legend(state) for state in _LOOK if state in states),
        Text(f"\n{summary(history)}\n"),
        _Changes(history=history),
    )


def _years(history: History) -> dict[int, dict[int, State]]:
    """Return the states of each year's weeks by their ISO number. A week belongs to the year of its Thursday."""
    years: dict[int, dict[int, State]] = {}
    for week in history.weeks():
        year, number, _ = week.monday.isocalendar()
        years.setdefault(year, {})[number] = week.state
    return years


def _strip(year: int, weeks: dict[int, State]) -> tuple[Text, Text]:
    signs = (_LOOK[weeks[week]][:2] if week in weeks else (" ", "") for week in range(1, _WEEKS + 1))
    return Text(f"      {_months(year)}", style="dim"), Text.assemble(f"{year}  ", *signs)


def _months(year: int) -> str:
    """Return the names of the months, each above the week of its first day."""
    columns = " " * (_WEEKS + 2)
    for first in (date(year, month, 1) for month in range(1, 13)):
        week = max(0, (first - date.fromisocalendar(year, 1, 1)).days // 7)
        columns = f"{columns[:week]}{first:%b}{columns[week + 3 :]}"
    return columns.rstrip()


def _legend(state: State) -> Text:
    sign, style, meaning = _LOOK[state]
    return Text.assemble("      ", (sign, style), f" {meaning}")


@dataclass(frozen=True, kw_only=True, slots=True)
class _Changes:
    """A row for each change. On a narrow terminal, the line of the page stands below its row."""

    history: History

    def __rich_console__(self, _: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        rows = [(cells(change), _style(change)) for change in self.history.changes]
        beside = zip(COLUMNS[:-1], *(row[:-1] for row, _ in rows), strict=True)
        if sum(max(map(cell_len, column)) + 2 for column in beside) + ROOM <= options.max_width:
            yield _table(self.history)
            return
        for row, style in rows:
            yield Text("  ".join(cell for cell in row[:-1] if cell != "-"), style=style)
            yield indented(row[-1], style, options.max_width)


def _table(history: History) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in COLUMNS:
        table.add_column(name, justify="right" if name == "stale" else "left", overflow="fold")
    for change in history.changes:
        table.add_row(*(Text(cell) for cell in cells(change)), style=_style(change))
    return table


def _style(change: LineChange) -> str:
    if change.stale.days:
        return "red"
    return "yellow" if change.problems else ""
