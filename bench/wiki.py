"""Measure how long it takes to bump the pages of many groups on one wiki, beside the usual libraries."""

import re
import shutil
import sys
from pathlib import Path

from bench.files import NOW, STALE
from bench.report import Section, milliseconds, ratio
from bench.startup import PEERS, program
from bench.timing import Contender, measure
from tests.mediawiki.server import SECRET, MediaWiki

PAGES = 200
ROUNDS = 3
PAGE = f"== {STALE} ==\n\nWelcome.\n\n== Agenda ==\n\n* News\n"
NEXT = "Next meeting: Monday (June 15, 2026), 8am PDT / 1500 UTC"
GROUP = """
[groups.g{n}]
timezone = "America/Los_Angeles"
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
wiki = {{ api = "{api}", page = "Group {n}", username = "Chair@ecg", password_command = ["echo", "{secret}"] }}
"""
PYWIKIBOT = """
family_files["local"] = "{api}"
usernames["local"]["local"] = "Chair"
password_file = "passwords.py"
put_throttle = minthrottle = maxthrottle = 0
family = mylang = "local"
"""


def bumps(folder: Path) -> Section:
    """Return the times to bump all pages. The wiki is reset before each run."""
    (folder / "wiki").mkdir()
    wiki = MediaWiki(folder / "wiki").start()
    try:
        wiki.put_all({f"Group {n}": PAGE for n in range(PAGES)})
        return _section(folder, wiki)
    finally:
        wiki.stop()


def _section(folder: Path, wiki: MediaWiki) -> Section:
    shutil.copytree(wiki.folder / "data", folder / "data")
    log = wiki.folder / "server.log"
    requests: list[int] = []

    def count() -> None:
        requests.append(len(re.findall(r"\]: (?:GET|POST) ", log.read_text("utf-8", errors="replace"))))

    def again() -> None:
        count()  # those of the run before
        shutil.rmtree(wiki.folder / "data")
        shutil.copytree(folder / "data", wiki.folder / "data")
        log.write_bytes(b"")

    contenders = [one._replace(prepare=again) for one in _contenders(folder, wiki.api)]
    found = measure(contenders, ROUNDS, folder)
    count()
    rows = [
        [one.contender.name, milliseconds(one.spread), ratio(one.times(found[0])), f"{number / PAGES:.2f}", told]
        for one, number, told in zip(found, requests[-len(found) :], (c.note for c in contenders), strict=True)
    ]
    bars = [(one.contender.name, one.spread.middle, f"{one.spread.middle:.1f} s") for one in found]
    about = (
        f"{PAGES} groups, each with a page of its own on a real MediaWiki on the same machine; each page is edited."
    )
    heads = ("what runs", "time", "times as long", "requests a group", "")
    return Section("Many pages on one wiki", about, heads, rows, bars)


def _contenders(folder: Path, api: str) -> list[Contender]:
    config = folder / "wiki.toml"
    config.write_text("".join(GROUP.format(n=n, api=api, secret=SECRET) for n in range(PAGES)), encoding="utf-8")
    (folder / "user-config.py").write_text(PYWIKIBOT.format(api=api), encoding="utf-8")
    (folder / "passwords.py").write_text(f'("Chair", BotPassword("ecg", "{SECRET}"))\n', encoding="utf-8")
    for name in ("user-config.py", "passwords.py"):
        (folder / name).chmod(0o600)
    mwclient = [sys.executable, str(PEERS / "bump_mwclient.py"), api, str(PAGES), NEXT, "Chair@ecg", SECRET]
    bump = [program("ecg"), "wiki", "bump", "--all", "-c", str(config), "--now", NOW]
    return [
        Contender("ecg wiki bump --all", ["env", "ECG_WIKI_HOST=127.0.0.1", *bump]),
        Contender("mwclient", mwclient, "edits by the clock of the script; the line and its date are given to it"),
        Contender(
            "pywikibot",
            [sys.executable, str(PEERS / "bump_pywikibot.py"), str(PAGES), NEXT],
            "reads 50 pages at once, as ecg does; without its wait of 10 s before each edit; likewise",
        ),
    ]
