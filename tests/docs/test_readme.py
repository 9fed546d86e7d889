"""What the first screen of README promises, the tool does."""

import re
import subprocess
import sys
from pathlib import Path

from tests.docs.shown import ROOT

AFTER_THE_CLOCKS_CHANGED = "2026-03-09T12:00:00Z"


def test_the_lines_before_become_the_lines_after(tmp_path: Path) -> None:
    """A page of the wrong lines, learnt and bumped, is a page of the right ones."""
    shown = re.search(r"```diff\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)
    assert shown
    page = tmp_path / "tea.wiki"
    page.write_text("== Meetings ==\n" + "".join(re.findall(r"^-(.*\n)", shown[1], re.MULTILINE)), "utf-8")
    ecg = [sys.executable, "-m", "ecgtool"]
    for command in (["init", "--page", page.name], ["wiki", "bump"]):
        subprocess.run([*ecg, *command, "--now", AFTER_THE_CLOCKS_CHANGED], cwd=tmp_path, check=True)
    after = "".join(re.findall(r"^\+(.*\n)", shown[1], re.MULTILINE))
    assert page.read_text("utf-8") == f"== Meetings ==\n{after}"
