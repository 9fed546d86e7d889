"""Measure how long pages take: an ordinary one, one as large as MediaWiki allows, and those made to be slow."""

import sys
from datetime import date, timedelta
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
"""Marks that are opened again and again, and never closed. Where each end is looked for anew, time is quadratic."""
COMMANDS = (
    ("agenda", "render", "-f", "text"),
    ("wiki", "check"),
    ("wiki", "bump", "--dry-run"),
    ("wiki", "bump"),
)


LEARNT = {
    "prose": (
        0,
        1_000_000,
        2_000_000,
        "We looked at the sensors and at the tides, and wrote down what they said.\n\n",
    ),
    "meetings": (0, 2_500, 5_000, "- Team {number}: {day}s at {hour}:00 UTC, every week\n"),
    "past dates": (0, 2_500, 5_000, "- March {hour}, 2019: notes of {number}\n"),
}
"""Pages to learn from: how large (characters of prose, or lines), and what they are made of."""
LEARNT_ROUNDS = 3
TOPICS = (0, 2_000, 4_000)
TOPIC_ROUNDS = 5
TOPIC = "* '''{day:%B %d, %Y}''' - '''{title} {number}'''\n"
EDITS = (
    ("wiki", "check"),
    ("wiki", "bump", "--dry-run"),
    ("agenda", "add", "Sensors", "--dry-run"),
    ("agenda", "done", "Tides 3", "--dry-run"),
)


def sizes(folder: Path) -> Section:
    """Return the times to read, check and bump pages, and how much more than an empty page each takes."""
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


def doubled(folder: Path) -> Section:
    """Return the times to check, bump and edit pages of more and more topics.

    Twice the topics should take twice as long.
    """
    rows = [_doubled_row(folder, title, command) for title in ("Tides", "Cancelled") for command in EDITS[:2]]
    rows += [_doubled_row(folder, "Tides", command) for command in EDITS[2:]]
    about = "A page with so many coming topics, or dates that it cancels; without the start. Linear is 2."
    return Section("Pages of many topics", about, ("command", *(f"{n:,}" for n in TOPICS[1:]), "times as long"), rows)


def _doubled_row(folder: Path, title: str, command: tuple[str, ...]) -> list[str]:
    first = date(2027, 1, 4)
    contenders = []
    for count in TOPICS:
        file = page(folder / f"{title}{count}.wiki", 0)
        days = ((number, first + timedelta(days=7 * (number % 1500))) for number in range(count))
        topics = "".join(TOPIC.format(day=day, title=title, number=number) for number, day in days)
        file.write_text(f"{file.read_text('utf-8')}\n== Upcoming topics ==\n{topics or '* '}\n", encoding="utf-8")
        config = str(page_group(folder, file))
        arguments = [program("ecg"), *command, "-c", config, "--now", NOW]
        contenders.append(Contender(str(count), ["sh", "-c", '"$@" > out; exit 0', "sh", *arguments]))
    empty, *others = measure(contenders, TOPIC_ROUNDS, folder)
    beyond = [
        [seconds - start for seconds, start in zip(found.seconds, empty.seconds, strict=True)] for found in others
    ]
    times = Spread.of([long / short for short, long in zip(*beyond, strict=True)])
    what = "cancelled" if title == "Cancelled" else "topics"
    cells = (milliseconds(Spread.of(seconds)) for seconds in beyond)
    return [f"`ecg {' '.join(command)}`, {what}", *cells, ratio(times)]


def hostile(folder: Path) -> Section:
    """Return the times to read pages of one mark alone. Twice the page should take twice as long."""
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


def learnt(folder: Path) -> Section:
    """Return the times to learn from large pages. Twice the page should take twice as long."""
    rows = [_learnt_row(folder, what) for what in LEARNT]
    about = "`ecg init --page` on a page of one meeting and so much more; without the start. Linear is 2."
    return Section("Large pages to learn from", about, ("page", "half", "all", "times as long"), rows)


def _learnt_row(folder: Path, what: str) -> list[str]:
    *sizes, line = LEARNT[what]
    contenders = []
    for size in sizes:
        count = size // len(line) if what == "prose" else size
        days = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
        more = (line.format(number=n, day=days[n % 5], hour=8 + n % 9) for n in range(count))
        file = folder / f"{what.replace(' ', '')}{size}.md"
        file.write_text(f"# Lab\n\nMondays at 15:00 UTC\n\n{''.join(more)}", encoding="utf-8")
        arguments = [
            program("ecg"),
            "init",
            "--page",
            str(file),
            "--dry-run",
            "-c",
            str(folder / "none.toml"),
            "--now",
            NOW,
        ]
        contenders.append(Contender(str(size), arguments))
    empty, half, whole = measure(contenders, LEARNT_ROUNDS, folder)
    beyond = [
        [seconds - start for seconds, start in zip(found.seconds, empty.seconds, strict=True)]
        for found in (half, whole)
    ]
    times = Spread.of([long / short for short, long in zip(*beyond, strict=True)])
    cells = (milliseconds(Spread.of(seconds)) for seconds in beyond)
    return [f"{sizes[-1]:,} {'characters of' if what == 'prose' else 'lines of'} {what}", *cells, ratio(times)]
