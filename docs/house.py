"""Draw the map of the house from the table of who may import whom: ``python -m docs.house``.

Each folder stands above all that it imports. A line leads to each of these that it does not reach over another.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from tests.test_layers import CORE, PAGES, ROOMS

PICTURE = Path(__file__).parent / "house.svg"
WIDTH, ROW, BOX, HEIGHT = 940, 62, 108, 30
COLOURS = {"core": "#dceefb", "pages": "#e3f4dc", "edges": "#fdeccb"}
_OUTSIDE = {"__main__", "ecgtool"}
_HEAD = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" font-family="sans-serif" font-size="14"'
    ' text-anchor="middle">\n<title>The rooms of ecgtool: each stands above all that it imports</title>\n'
    '<rect width="{width}" height="{height}" fill="#ffffff"/>\n'
)


class Place(NamedTuple):
    """The middle of a folder's box."""

    x: float
    y: float


def draw() -> str:
    """Return the map as SVG, row by row. Folders that import nothing are at the bottom."""
    rooms = {room: others - _OUTSIDE for room, others in ROOMS.items() if room not in _OUTSIDE}
    graph: dict[str, set[str]] = {**rooms, "cli": set(rooms)}
    rows = _rows(graph)
    places = dict(_places(rows))
    parts = (*_lines(graph, places), *(_box(room, place) for room, place in places.items()), *_legend(len(rows)))
    return _HEAD.format(width=WIDTH, height=len(rows) * ROW + 30) + "\n".join(parts) + "\n</svg>\n"


def _rows(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Return the folders in rows, the highest row first.

    A row is the length of the longest chain of imports below it.
    """

    @cache
    def level(room: str) -> int:
        return 1 + max((level(other) for other in graph[room]), default=-1)

    highest = max(level(room) for room in graph)
    return [sorted(room for room in graph if level(room) == row) for row in range(highest, -1, -1)]


def _places(rows: list[list[str]]) -> Iterator[tuple[str, Place]]:
    for number, row in enumerate(rows):
        for index, room in enumerate(row):
            yield room, Place(WIDTH * (index + 1) / (len(row) + 1), number * ROW + ROW / 2)


def _lines(graph: Mapping[str, set[str]], places: Mapping[str, Place]) -> Iterator[str]:
    for room, others in graph.items():
        for other in sorted(others - _reached_over(graph, others)):
            upper, lower = places[room], places[other]
            bend = (upper.y + lower.y) / 2
            yield (
                f'<path d="M{upper.x:.0f} {upper.y:.0f} C{upper.x:.0f} {bend:.0f} {lower.x:.0f} {bend:.0f}'
                f' {lower.x:.0f} {lower.y:.0f}" fill="none" stroke="#b8bec4"/>'
            )


def _reached_over(graph: Mapping[str, set[str]], rooms: set[str]) -> set[str]:
    below = set().union(*(graph[room] for room in rooms))
    return below | _reached_over(graph, below) if below else below


def _box(room: str, place: Place) -> str:
    colour = COLOURS["core" if room in CORE else "pages" if room in PAGES else "edges"]
    return (
        f'<rect x="{place.x - BOX / 2:.0f}" y="{place.y - HEIGHT / 2:.0f}" width="{BOX}" height="{HEIGHT}" rx="6"'
        f' fill="{colour}" stroke="#6a737d"/><text x="{place.x:.0f}" y="{place.y + 5:.0f}">{room}</text>'
    )


def _legend(rows: int) -> Iterator[str]:
    for index, (name, colour) in enumerate(COLOURS.items()):
        x, y = 20 + index * 90, rows * ROW + 8
        yield (
            f'<rect x="{x}" y="{y}" width="14" height="14" fill="{colour}" stroke="#6a737d"/>'
            f'<text x="{x + 20}" y="{y + 12}" text-anchor="start">{name}</text>'
        )


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
