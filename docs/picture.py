"""Draw the README's picture from what the tool really prints: ``python docs/picture.py`` writes ``docs/ecg.svg``."""

import os
import subprocess
import sys
import tempfile
from io import StringIO
from pathlib import Path
from shutil import copytree

from rich.console import Console
from rich.text import Text

ROOT = Path(__file__).parents[1]
PICTURE = ROOT / "docs" / "ecg.svg"
NOW = "2026-03-02T18:00:00Z"
COMMANDS = ("ecg next-meeting", "ecg wiki bump")
WIDTH = 92


def draw() -> str:
    """The picture as SVG: the commands and their output on a terminal, on the sample groups."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "examples"
        copytree(ROOT / "examples", work)
        for command in COMMANDS:
            console.print(Text.assemble(("$ ", "green"), (command, "bold")))
            console.print(Text.from_ansi(_output(command, work)))
    return console.export_svg(title="ecg", unique_id="ecg")


def _output(command: str, folder: Path) -> str:
    environ = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "TZ": "Europe/Berlin",
        "ECG_NOW": NOW,
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
    }
    return subprocess.run(command.split(), cwd=folder, env=environ, capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    PICTURE.write_text(draw(), "utf-8")
