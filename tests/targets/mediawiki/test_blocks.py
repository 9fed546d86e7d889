"""Tests of blocks on a real MediaWiki: what it stores is what was written, and what it shows is what was meant."""

import re
from html import unescape
from pathlib import Path

import httpx
import pytest

from ecgtool.__main__ import run
from tests.mediawiki.server import SECRET, MediaWiki
from tests.targets.mediawiki.bench import RealBench

WORDS = "a | b || {{x}} <!-- /ecg:meetings --> ~~~~ [[c|]] |} '''d''' e\\u0301"
CONFIG = """
[groups.lab]
name = "{words}"
timezone = "America/Los_Angeles"
homepage = "https://example.org/lab"
schedule = {{ every = "week", on = "Monday", at = "08:00", skip = [{{ date = 2026-06-22, reason = "{words}" }}] }}
call = {{ join = "https://meet.example.org/lab", note = "{words}" }}
agenda = {{ topics = [{{ date = 2026-06-15, title = "{words}" }}] }}
wiki = {{ api = "{api}", page = "Lab blocks", username = "Chair@ecg" }}
"""
NAMES = ("next", "meetings", "schedule", "call", "groups")


def test_blocks_are_stored_and_shown(
    real: RealBench, mediawiki: MediaWiki, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All five, with words that mean something to a wiki: shown as they are, and a second bump changes nothing."""
    blocks = "".join(f"== {name} ==\n<!-- ecg:{name} -->\n<!-- /ecg:{name} -->\n\n" for name in NAMES)
    real.put(f"{blocks}== End ==\nLast words.", title="Lab blocks")
    (tmp_path / "ecg.toml").write_text(CONFIG.format(words=WORDS, api=mediawiki.api))
    environ = {"ECG_NOW": "2026-06-09T12:00:00Z", "ECG_WIKI_PASSWORD": SECRET, "XDG_STATE_HOME": str(tmp_path)}
    for name, value in (environ | {"ECG_WIKI_HOST": "127.0.0.1"}).items():
        monkeypatch.setenv(name, value)
    monkeypatch.chdir(tmp_path)
    assert run(["wiki", "bump"]) == 0
    assert run(["wiki", "bump", "--check"]) == 0
    assert run(["wiki", "check"]) == 0
    query = {"action": "parse", "page": "Lab blocks", "prop": "text", "format": "json", "formatversion": "2"}
    shown = httpx.get(mediawiki.api, params=query).json()["parse"]["text"]
    cells = [
        unescape(re.sub("<[^>]*>", "", cell)).strip() for cell in re.findall(r"<td>(.*?)</td>", shown, re.DOTALL)
    ]
    words = "a | b || {{x}} <!-- /ecg:meetings --> ~~~~ [[c|]] |} '''d''' \u00e9"
    assert shown.count("<table") == 2
    assert words in cells
    assert f"Cancelled: {words}" in cells
    assert re.findall(r'class="mw-headline"[^>]*>([^<]*)<', shown) == [*NAMES, "End"]
    assert "Last words." in shown
