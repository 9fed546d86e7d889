"""Measure everything, print it, and write docs/performance.md with its picture."""

import os
import platform
import shutil
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from bench import pages, parsers, scale, startup
from bench.report import Section, picture

DOCS = Path(__file__).parents[1] / "docs"
PROGRAMS = ("ecgtool", "typer", "yaml2ical", "yaml2ics", "khal", "mwclient", "pywikibot")
WGUTILS = "wgutils@1.2.5"
ABOUT = """\
# Performance

What `make bench` measured here: {here}. Each number is the median of several runs, with the quartiles around it; a
ratio is taken round by round, since what is compared runs in turn. Your numbers will be others, the ratios hardly.

![Times as bars: the shorter, the faster](performance.svg)
"""


def main() -> None:
    """Measure section by section."""
    parts: list[Section] = []
    with TemporaryDirectory() as name:
        _npm(Path(name))
        for section in _sections(Path(name)):
            print(section.markdown, flush=True)
            parts.append(section)
    (DOCS / "performance.svg").write_text(picture(parts), encoding="utf-8")
    text = "\n".join([ABOUT.format(here=_here()), *(section.markdown for section in parts)])
    (DOCS / "performance.md").write_text(text, encoding="utf-8")


def _sections(folder: Path) -> Iterator[Section]:
    for number, part in enumerate(
        (
            startup.starts,
            startup.exports,
            scale.growth,
            scale.exports,
            pages.sizes,
            pages.doubled,
            pages.hostile,
            pages.learnt,
            parsers.growths,
        )
    ):
        place = folder / str(number)
        place.mkdir()
        yield part(place)
    from bench import wiki
    from tests.mediawiki.server import why_not

    if reason := why_not():
        print(f"left out: {reason}", file=sys.stderr)
        return
    place = folder / "many"
    place.mkdir()
    yield wiki.bumps(place)


def _npm(folder: Path) -> None:
    """Install wgutils with npm, where there is npm."""
    npm = shutil.which("npm")
    if npm:
        subprocess.run([npm, "install", "--silent", "--prefix", str(folder / "npm"), WGUTILS], check=False)
    else:
        print("left out: wgutils, which needs npm", file=sys.stderr)


def _here() -> str:
    programs = ", ".join(f"{name} {version(name)}" for name in PROGRAMS)
    return f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} processors; {programs}"


if __name__ == "__main__":
    main()
