"""``ecg call join`` opens links to calls, and gives the program that it starts no secret."""

import subprocess
import sys
from pathlib import Path

import pytest

CONFIG = """
[groups.lab]
timezone = "UTC"
schedule = { every = "week", on = "Monday", at = "08:00" }
"""
PROGRAM = "import os, sys; print(sys.argv[1], sorted(os.environ), file=open('opened', 'w'))"
BROWSER = f'{sys.executable} -c "{PROGRAM}" %s'


def joined(folder: Path, link: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """The command, with a page that has this link, and without any desktop."""
    (folder / "ecg.toml").write_text(CONFIG)
    (folder / "page.wiki").write_text(f"== Call details ==\n* Join: {link}\n")
    own = {"PATH": "/nowhere", "PYTHONPATH": str(Path(__file__).parents[2]), "HOME": str(folder)}
    return subprocess.run(
        [sys.executable, "-m", "ecgtool", "call", "join", "--page", "page.wiki"],
        cwd=folder,
        env=own | environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )


def test_the_browser_gets_the_link_and_no_secret(tmp_path: Path) -> None:
    """Nothing of the environment that is for ecg goes on to it."""
    secrets = {"ECG_WIKI_PASSWORD": "s3cret", "ECG_WIKI_TOKEN": "t0ken", "ECG_PASSCODE": "123"}
    done = joined(tmp_path, "https://meet.example.org/j/1", BROWSER=BROWSER, **secrets)
    assert (done.returncode, done.stdout) == (0, "https://meet.example.org/j/1\n")
    opened = (tmp_path / "opened").read_text()
    assert opened.startswith("https://meet.example.org/j/1")
    assert "ECG_" not in opened
    assert "PATH" in opened


def test_no_browser(tmp_path: Path) -> None:
    """It is said, and the link is printed."""
    done = joined(tmp_path, "https://meet.example.org/j/1")
    assert (done.returncode, done.stdout) == (1, "https://meet.example.org/j/1\n")
    assert "no browser" in done.stderr


@pytest.mark.parametrize("link", ["file:///etc/passwd", "javascript:alert(1)", "ssh://host/", "vscode://x/y"])
def test_what_is_no_call(tmp_path: Path, link: str) -> None:
    """No other program is started, whatever the page names."""
    done = joined(tmp_path, link, BROWSER=BROWSER)
    assert done.returncode == 2
    assert not (tmp_path / "opened").exists()


@pytest.mark.parametrize("link", ["tel:+12025550101", "sip:lab@example.org", "zoommtg://example.org/join?confno=1"])
def test_what_is_one(tmp_path: Path, link: str) -> None:
    """By telephone or in a program for meetings."""
    (tmp_path / "ecg.toml").write_text(f'{CONFIG}call = {{ join = "{link}" }}\n')
    done = subprocess.run(
        [sys.executable, "-m", "ecgtool", "call", "join"],
        cwd=tmp_path,
        env={"PATH": "/nowhere", "PYTHONPATH": str(Path(__file__).parents[2]), "BROWSER": BROWSER},
        check=False,
        timeout=30,
    )
    assert done.returncode == 0
    assert (tmp_path / "opened").read_text().startswith(link)
