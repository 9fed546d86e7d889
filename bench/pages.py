"""How long pages take: an ordinary one, and one as large as MediaWiki allows."""

from functools import partial
from pathlib import Path

from bench.files import NOW, page, page_group
from bench.report import Section, milliseconds
from bench.startup import program
from bench.timing import Contender, Spread, measure

SIZES = {"empty": 0, "18 KB": 18_000, "2 MB": 2_000_000}
ROUNDS = 9
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
