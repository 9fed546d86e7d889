"""Simulate a run of very many groups: how long each shard works, and how many requests its wikis get.

No request is made. The program says which wiki is in which shard, and ``FIGURES`` how long a request takes. The page
says what is measured and what is assumed. ``python -m bench.shards`` writes it.
"""

import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from bench.report import Section
from ecgtool.cli.shards import part_of
from ecgtool.config.load import load_text
from ecgtool.group import Group

OUTPUT = Path(__file__).parents[1] / "docs" / "simulation.md"
WIKIS, GROUPS, SHARDS = 40, 100_000, 16
BATCH = 50
LOGIN = 4
"""Requests once a run and wiki: two tokens, the login, and who is logged in."""
READING, MAKING = 5.0, 10.0
"""The seconds that it takes to read the file of all groups, and to make all of them, as measured."""
PAGE = """\
# A hundred thousand groups

A dry run: no request was made. It reckons how long `ecg wiki bump --all --shard I/16` is at work on each of 16
machines, and how many requests the wikis get, where 100,000 groups have their pages on 40 wikis. `python -m
bench.shards` writes this page.

**Measured.** Which wiki is in which shard is what `--shard` says of hosts called `wiki0.example.org` to
`wiki39.example.org`: the fullest shard has five. A shard reads the file of all groups (19 MB), which takes 5 s of a
processor and 430 MB of memory, and makes its own of them; to make all takes 10 s more. A request to a MediaWiki on
the same machine takes 77 ms with all that `ecg` does for it ([200 pages](performance.md#many-pages-on-one-wiki) in
15.9 s), and a page takes 1.03 of them, with 50 pages read at once.

**Assumed.** A wiki far away takes 0.5 s a request, and none is busy, read-only or out of reach. Four requests log in,
once a run and wiki. In the busiest hour of a week one page in 30 is to be edited, since one meeting in 30 has just
ended.

Each shard does its wikis one after another and makes one request at a time, as [MediaWiki asks
of programs](https://www.mediawiki.org/wiki/API:Etiquette); no wiki is in two shards, so none gets two at once.

{table}
Runs that are hourly fit into their hour wherever the wikis are, but for the first one, which edits every page:
on Kubernetes a run ends after 15 minutes, and the next goes on where it was. More shards than wikis make
nothing faster: a wiki with 2,500 pages is edited page by page, which is 21 minutes where a request takes 0.5 s.
"""
WIKI = """
[groups.wiki{n}]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
wiki = {{ api = "https://wiki{n}.example.org/w/api.php", page = "Groups" }}
"""


class Figures(NamedTuple):
    """The figures of a simulated run: seconds of each request, with the program's own work for it."""

    name: str
    request: float


class Load(NamedTuple):
    """A kind of run, and the share of the pages that it has to edit."""

    name: str
    edited: float


FIGURES = (
    Figures("a wiki beside it (measured)", 0.077),
    Figures("a wiki far away (assumed)", 0.5),
)
LOADS = (
    Load("the first run, every page", 1),
    Load("the busiest hour, 1 page in 30", 1 / 30),
    Load("nothing to do", 0),
)


class Shard(NamedTuple):
    """What one shard does: its wikis, the requests to all of them, and its seconds."""

    wikis: int
    requests: int
    seconds: float


def simulated(figures: Figures, load: Load, *, shards: int = SHARDS) -> list[Shard]:
    """Return each shard's run. It takes its wikis one after another, with one request at a time (API:Etiquette)."""
    wikis = load_text("".join(WIKI.format(n=n) for n in range(WIKIS)), None, {}).groups
    return [_shard(part_of(wikis, f"{part}/{shards}"), figures, load) for part in range(shards)]


def _shard(wikis: Sequence[Group], figures: Figures, load: Load) -> Shard:
    pages = GROUPS // WIKIS
    edits = round(pages * load.edited)
    requests = math.ceil(pages / BATCH) + edits + (LOGIN if edits else 0)
    own = READING + MAKING * len(wikis) / WIKIS
    return Shard(len(wikis), len(wikis) * requests, own + len(wikis) * requests * figures.request)


def page() -> str:
    """Return the page: the slowest shard, one shard for all, and the requests, for each run and distance of wikis."""
    heads = ("run", "wikis", "the slowest shard", "all in one", "requests", "requests a group")
    about = f"{GROUPS:,} groups on {WIKIS} wikis, {GROUPS // WIKIS:,} pages each, in {SHARDS} shards."
    return PAGE.format(table=Section("How long, and how many requests", about, heads, list(_rows())).markdown)


def _rows() -> Iterator[list[str]]:
    for load in LOADS:
        for figures in FIGURES:
            found, alone = simulated(figures, load), simulated(figures, load, shards=1)
            requests = sum(shard.requests for shard in found)
            yield [
                load.name,
                figures.name,
                _minutes(max(shard.seconds for shard in found)),
                _minutes(alone[0].seconds),
                f"{requests:,}",
                f"{requests / GROUPS:.2f}",
            ]


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:,.1f} min"


if __name__ == "__main__":
    OUTPUT.write_text(page(), "utf-8")
