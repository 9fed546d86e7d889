"""The commands that README and docs show, each with what it really prints.

A block marked ``console`` holds commands behind ``$`` and their output. Each page's commands run one after another in
a folder of their own that begins as a copy of ``examples/``, at the moment of the demo. ``python -m tests.docs.shown``
puts in what they print now.
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
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.MULTILINE | re.DOTALL)


def pages() -> Iterator[Path]:
    """Every page that shows commands."""
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("**/*.md"))):
        if "```console" in page.read_text("utf-8"):
            yield page


def as_it_is(page: Path) -> str:
    """The text of ``page`` with the output that its commands print now."""
    with TemporaryDirectory() as folder:
        work = Path(folder) / "examples"
        shutil.copytree(ROOT / "examples", work)
        return _BLOCK.sub(lambda block: _run_block(block[0], work), page.read_text("utf-8"))


def _run_block(block: str, folder: Path) -> str:
    commands = [line[2:] for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {command}\n{_output(command, folder)}" for command in commands)


def _output(command: str, folder: Path) -> str:
    environ = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "HOME": str(folder),
        "TZ": "UTC",
        "ECG_NOW": NOW,
        "COLUMNS": "100",
    }
    done = subprocess.run(
        ["bash", "-c", command], cwd=folder, env=environ, capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout + done.stderr


if __name__ == "__main__":
    for shown in pages():
        shown.write_text(as_it_is(shown), "utf-8")
