"""How long pages take: an ordinary one, one as large as MediaWiki allows, and those made to be slow."""

import sys
from functools import partial
from pathlib import Path

from bench.files import NOW, page, page_group
from bench.report import Section, milliseconds, ratio
from bench.startup import PEERS, program
from bench.timing import Contender, Spread, measure

SIZES = {"empty": 0, "18 KB": 18_000, "2 MB": 2_000_000}
ROUNDS = 9
HOSTILE_SIZES = (0, 1_000_000, 2_000_000)
HOSTILE_ROUNDS = 3
HOSTILE = (
    ("wikitext", "{{[["), ("wikitext", "<!--"), ("wikitext", "<nowiki>"), ("wikitext", "=\n"),
    ("markdown", "# a\n"), ("markdown", "`` `"), ("markdown", "a <!--\n"),
)  # fmt: skip
"""What opens again and again and is never closed: where each end is looked for anew, time grows with the square."""
COMMANDS = (
    ("agenda", "render", "-f", "text"),
    ("wiki", "check"),
    ("wiki", "bump", "--dry-run"),
    ("wiki", "bump"),
)


def sizes(folder: Path) -> Section:
    """To read, check and bump pages; what a page takes is the time beyond that of an empty one."""
    rows = [_row(folder, command) for command in COMMANDS]
    about = "A page in a file. In brackets is what it takes beyond an empty page: the start apart."
    return Section("Pages", about, ("command", *SIZES), rows)


def _row(folder: Path, command: tuple[str, ...]) -> list[str]:
    contenders = []
    for name, size in SIZES.items():
        file = page(folder / f"{name.replace(' ', '')}.wiki", size)
        config = str(page_group(folder, file))
        before = file.read_bytes()
        arguments = [program("ecg"), *command, "-c", config, "--now", NOW]
        contenders.append(Contender(name, arguments, prepare=partial(file.write_bytes, before)))
    empty, *others = measure(contenders, ROUNDS, folder)
    cells = [milliseconds(empty.spread)]
    for other in others:
        beyond = Spread.of([one - least for one, least in zip(other.seconds, empty.seconds, strict=True)])
        cells.append(f"{other.spread.middle * 1000:,.0f} ms (**{beyond.middle * 1000:,.0f} ms**)")
    return [f"`ecg {' '.join(command)}`", *cells]


def hostile(folder: Path) -> Section:
    """To read pages of one mark alone: twice the page, twice the time."""
    rows = [_hostile_row(folder, syntax, unit) for syntax, unit in HOSTILE]
    about = "Nothing but one mark, never closed: all headings and bold lines read, without the start. Linear is 2."
    return Section("Pages made to be slow", about, ("page", "1 MB", "2 MB", "times as long"), rows)


def _hostile_row(folder: Path, syntax: str, unit: str) -> list[str]:
    contenders = []
    for size in HOSTILE_SIZES:
        file = folder / f"{size}.page"
        file.write_text(unit * (size // len(unit)), encoding="utf-8")
        contenders.append(Contender(str(size), [sys.executable, str(PEERS / "read_page.py"), syntax, str(file)]))
    empty, one, two = measure(contenders, HOSTILE_ROUNDS, folder)
    beyond = [
        [seconds - start for seconds, start in zip(found.seconds, empty.seconds, strict=True)] for found in (one, two)
    ]
    times = Spread.of([long / short for short, long in zip(*beyond, strict=True)])
    return [f"{syntax} `{unit!r}`", *(milliseconds(Spread.of(seconds)) for seconds in beyond), ratio(times)]
