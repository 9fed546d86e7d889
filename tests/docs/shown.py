"""The commands that README and docs show, each with what it really prints.

A block marked ``console`` holds commands behind ``$``, lines that go on behind ``>``, and their output. Each page's
commands run one after another, at the moment of the demo, in a folder of their own: it begins as a copy of
``examples/``, or empty where the page says so in a comment. It is shown as ``~/meetings``, and ``ecg`` where pipx
puts it. ``python -m tests.docs.shown`` puts in what they print now.
"""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
NOW = "2026-03-02T18:00:00Z"
EMPTY = "<!-- The commands begin in an empty folder. -->"
PROGRAMS = Path(sys.executable).parent
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)
_COMMAND = re.compile(r"^\$ .*\n(?:>.*\n)*", re.MULTILINE)


def written() -> list[Path]:
    """Every page for users and contributors."""
    return [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("**/*.md"))]


def pages() -> Iterator[Path]:
    """Every page that shows commands and their output."""
    return (page for page in written() if "```console" in page.read_text("utf-8"))


def as_it_is(page: Path) -> str:
    """The text of ``page`` with the output that its commands print now."""
    text = page.read_text("utf-8")
    with TemporaryDirectory() as folder:
        work = Path(folder) / "meetings"
        if EMPTY in text:
            work.mkdir()
        else:
            shutil.copytree(ROOT / "examples", work)
        return _BLOCK.sub(lambda block: "".join(_run(shown, work) for shown in _COMMAND.findall(block[0])), text)


def _run(shown: str, folder: Path) -> str:
    """The command as it is shown, then its output."""
    environ = {
        "PATH": f"{PROGRAMS}:{os.environ['PATH']}",
        "HOME": str(folder.parent),
        "TZ": "UTC",
        "ECG_NOW": NOW,
        "COLUMNS": "100",
        "PYTHONUNBUFFERED": "1",  # both outputs in the order in which they are written
    }
    command = "\n".join(line[2:] for line in shown.splitlines())
    done = subprocess.run(
        ["bash", "-c", f"exec 2>&1\n{command}"],
        cwd=folder,
        env=environ,
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        timeout=60,
    )
    output = re.sub(r"^ecg: zone data .*\n", "", done.stdout, flags=re.MULTILINE)  # another one every few months
    output = output.replace(str(PROGRAMS), "~/.local/bin").replace(str(folder.parent), "~")
    return shown + output + ("\n" if output and not output.endswith("\n") else "")


if __name__ == "__main__":
    for page_shown in pages():
        page_shown.write_text(as_it_is(page_shown), "utf-8")
