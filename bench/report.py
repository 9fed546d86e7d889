"""Write what was measured as a page of the documentation: tables in Markdown, and bars in a picture."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

from bench.timing import Measured, Spread

BAR, GAP, LEFT, WIDTH = 18, 8, 250, 760


class Section(NamedTuple):
    """A question, how it is measured in words, and the answer: a table with its heads."""

    title: str
    about: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    bars: Sequence[tuple[str, float, str]] = ()

    @property
    def markdown(self) -> str:
        """Return the section as Markdown."""
        lines = [self.heads, ["---"] * len(self.heads), *self.rows]
        table = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"## {self.title}\n\n{self.about}\n\n{table}\n"


def compared(title: str, about: str, found: Sequence[Measured]) -> Section:
    """Return a section that compares contenders with the first of them."""
    rows = [
        [one.contender.name, milliseconds(one.spread), ratio(one.times(found[0])), one.contender.note]
        for one in found
    ]
    bars = [
        (
            one.contender.name,
            one.spread.middle,
            f"{one.spread.middle * 1000:,.0f} ms, {one.times(found[0]).middle:.2f} times",
        )
        for one in found
    ]
    return Section(title, about, ("what runs", "time", "times as long", ""), rows, bars)


def milliseconds(spread: Spread) -> str:
    """Return the median in milliseconds, with the quartiles around it."""
    low, middle, high = (f"{seconds * 1000:,.0f}" for seconds in spread)
    return f"{middle} ms ({low} to {high})"


def ratio(spread: Spread) -> str:
    """Return the median of the ratios, with the quartiles around it."""
    return f"**{spread.middle:.2f}** ({spread.low:.2f} to {spread.high:.2f})"


def picture(sections: Iterable[Section]) -> str:
    """Return the bars of the sections as SVG. Each section has its own scale, and every bar begins at 0."""
    parts: list[str] = []
    top = 0
    for section in (section for section in sections if section.bars):
        top += 34
        parts.append(f'<text x="0" y="{top - 10}" class="title">{escape(section.title)}</text>')
        longest = max(value for _, value, _ in section.bars)
        for label, value, told in section.bars:
            width = max(1, (WIDTH - LEFT - 160) * value / longest)
            middle = top + BAR * 0.7
            parts.append(
                f'<text x="{LEFT - 8}" y="{middle:.0f}" text-anchor="end">{escape(label)}</text>'
                f'<rect x="{LEFT}" y="{top}" width="{width:.0f}" height="{BAR}" class="{_kind(label)}"/>'
                f'<text x="{LEFT + width + 6:.0f}" y="{middle:.0f}">{escape(told)}</text>'
            )
            top += BAR + GAP
    style = "text{font:12px sans-serif}.title{font-weight:bold}.ours{fill:#2f6f9f}.other{fill:#b8bec4}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {top}">\n<style>{style}</style>\n'
        f'<rect width="{WIDTH}" height="{top}" fill="white"/>\n' + "\n".join(parts) + "\n</svg>\n"
    )


def _kind(label: str) -> str:
    return "ours" if label.startswith("ecg") else "other"
