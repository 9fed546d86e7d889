"""Write the scripts for completion in a shell, as the program makes them: ``python -m docs.completion``."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "completions"
FILES = {"bash": "ecg.bash", "zsh": "_ecg", "fish": "ecg.fish"}
_FIRST = {"zsh": "_ecg_completion\n"}  # zsh runs the whole file at the first Tab, which is to complete as well


def scripts() -> Iterator[tuple[Path, str]]:
    """Yield each shell's file and the script for it."""
    return ((FOLDER / name, _script(shell) + _FIRST.get(shell, "")) for shell, name in FILES.items())


def _script(shell: str) -> str:
    """Return the program's own script. Its first line is the one that zsh's compinit reads."""
    done = subprocess.run(
        [sys.executable, "-m", "ecgtool"],
        env={**os.environ, "_ECG_COMPLETE": f"source_{shell}"},
        capture_output=True,
        text=True,
        check=True,
    )
    return f"{done.stdout.strip()}\n"


if __name__ == "__main__":
    for path, script in scripts():
        path.write_text(script, "utf-8")
