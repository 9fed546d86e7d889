"""How a page was kept, for a terminal: a strip of weeks for each year, and the table below it."""

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from ecgtool.history import Change, History
from ecgtool.render.history import cells, month_starts, summary, year_rows
from ecgtool.render.plain import plain

_WEEKS = 53
_LOOK = {
    "right": ("■", "green", "right"),
    "label": ("▲", "yellow", "something in the line was wrong"),
    "stale": ("✗", "bold red", "named a meeting that was over, for a day or more"),
    "none": ("·", "dim", "no line"),
}
"""Each state of a week: its sign, which differs without colour too, its colour, and what it means."""


def history_picture(history: History) -> RenderableType:
    """The page's name, the weeks of each year with a legend, the sum, and a row for each change."""
    states = {state for _, weeks in year_rows(history) for state in weeks.values()}
    return Group(
        Text(plain(history.page), style="bold"),
        *(line for year, weeks in year_rows(history) for line in _strip(year, weeks)),
        *(_legend(state) for state in _LOOK if state in states),
        Text(f"\n{summary(history)}\n"),
        _table(history),
    )


def _strip(year: int, weeks: dict[int, str]) -> tuple[Text, Text]:
    months = [" "] * (_WEEKS + 3)
    for week, name in month_starts(year).items():
        months[max(week, 0) : max(week, 0) + 3] = name
    strip = Text(f"{year}  ")
    for week in range(_WEEKS):
        sign, style, _ = _LOOK[weeks[week]] if week in weeks else (" ", "", "")
        strip.append(sign, style)
    return Text(f"      {''.join(months).rstrip()}", style="dim"), strip


def _legend(state: str) -> Text:
    sign, style, meaning = _LOOK[state]
    return Text.assemble("      ", (sign, style), f" {meaning}")


def _table(history: History) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for name in ("changed (UTC)", "user", "meeting", "stale", "wrong", "line"):
        table.add_column(name, justify="right" if name == "stale" else "left", overflow="fold")
    for change in history.changes:
        table.add_row(*(Text(cell) for cell in cells(change)), style=_style(change))
    return table


def _style(change: Change) -> str:
    if change.stale.days:
        return "red"
    return "yellow" if change.problems else ""
