"""Draw pictures of what the tool really prints on a terminal: ``python -m docs.picture`` writes them into docs."""

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
NOW = "2026-03-02T18:00:00Z"
WIDTH = 92
PICTURES = {
    "ecg": ("ecg next-meeting", "ecg wiki bump"),
    "init": ("ecg init --page tidal.wiki --config learnt.toml",),
    "list": ("ecg list",),
    "cancel": ("ecg cancel 2026-03-23 --reason holiday",),
    "status": ("ecg status --all",),
    "follow": ("ecg follow check",),
    "reminder": ("ecg announce render --date 2026-03-09",),
}
"""The commands of each picture, by its name."""
_MORE = """
[groups.tidal.announce]
to = "tidal-sensors@lists.example.org"
sender = "Tidal chairs <chairs@example.org>"
[groups.tidal.follow]
ics = "harbour.ics"
match = "Tidal Sensors"
"""


def file_of(name: str) -> Path:
    """Return the file of the picture with that name."""
    return ROOT / "docs" / f"{name}.svg"


def draw(name: str) -> str:
    """Return a picture as SVG: its commands and their output on a terminal, on the sample groups."""
    console = Console(record=True, width=WIDTH, file=StringIO(), force_terminal=True)
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "examples"
        copytree(ROOT / "examples", work)
        with (work / "ecg.toml").open("a", encoding="utf-8") as file:
            file.write(_MORE)
        for command in PICTURES[name]:
            console.print(Text.assemble(("$ ", "green"), (command, "bold")))
            console.print(Text.from_ansi(_output(command, work)))
    return console.export_svg(title="ecg", unique_id=name)


def _output(command: str, folder: Path) -> str:
    environ = {
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
        "TZ": "Europe/Berlin",
        "ECG_NOW": NOW,
        "FORCE_COLOR": "1",
        "TERM": "xterm-256color",
        "COLUMNS": str(WIDTH),
    }
    done = subprocess.run(command.split(), cwd=folder, env=environ, capture_output=True, text=True, check=False)
    if done.returncode > 1:  # 1 is a finding: `ecg status` shows what is wrong
        done.check_returncode()
    return done.stdout


if __name__ == "__main__":
    for name in PICTURES:
        file_of(name).write_text(draw(name), "utf-8")
