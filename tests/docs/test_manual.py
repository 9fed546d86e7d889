"""The manual page and ``--help`` say the same, of every command, each with an example that the program takes."""

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from docs.manual import every_command, manual
from tests.support import missing

ROOT = Path(__file__).parent.parent.parent
COMMANDS = {context.command_path: found for found, context in every_command()}


def test_the_manual_in_docs_is_the_current_one() -> None:
    """``make docs`` leaves docs/ecg.1 as it is."""
    assert (ROOT / "docs" / "ecg.1").read_text() == manual()


def test_the_manual_is_well_formed() -> None:
    """Groff has no warning about it."""
    program = shutil.which("groff")
    if not program:
        missing("groff: apt-get install groff")
    done = subprocess.run(
        [program, "-man", "-Tutf8", "-ww"], input=manual(), capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    assert "working group" in done.stdout


@pytest.mark.parametrize("name", COMMANDS)
def test_every_help_has_an_example_of_its_own(name: str) -> None:
    """The example begins with the command itself, and its options and arguments are ones that it takes."""
    example = re.search(r"Example: (.*)", COMMANDS[name].help or "")
    assert example, f"{name} --help has no example"
    words = shlex.split(re.split(r" \||&&|>", example[1])[0])
    path = name.split()
    assert words[: len(path)] == path
    with COMMANDS[name].make_context(name, words[len(path) :], resilient_parsing=False) as context:
        assert not context.args


def test_help_is_what_the_manual_says() -> None:
    """A command's help on the command line has the first words that the manual has of it."""
    done = subprocess.run(
        [sys.executable, "-m", "ecgtool", "cron", "render", "--help"], capture_output=True, text=True, check=True
    )
    about = (COMMANDS["ecg cron render"].help or "").split("\n")[0]
    assert about in " ".join(done.stdout.split())
    assert about.replace("-", "\\-") in manual()
