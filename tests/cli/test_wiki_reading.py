"""Tests of ``ecgtool.cli.wiki_reading``: a page by the address that a browser shows; nothing is written there."""

import json
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from tests.served import served
from tests.targets.mediawiki.hostile import saying, serving

PAGE = """\
Mondays at 8am PDT / 1500 UTC
=== Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC ===
* Join: https://meet.example.org/lab
"""


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in, on June 2, 2026."""
    monkeypatch.setenv("ECG_NOW", "2026-06-02T12:00:00Z")
    return folder


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("/w", "/wiki/Lab_group"),
        ("/w", "/w/index.php?title=Lab_group&action=edit"),
        ("/w", "/w/index.php/Lab_group"),
        ("/w", "/w/api.php?action=query&titles=Lab%20group"),
        ("", "/wiki/Lab_group#Agenda"),
        ("/team", "/team/index.php?title=Lab_group"),
        ("/team/w", "/team/wiki/Lab_group"),
        ("/mediawiki", "/mediawiki/index.php/Lab_group"),
    ],
)
def test_from_a_wiki(place: str, address: str, folder: Path) -> None:
    """The address from the browser is enough, wherever the wiki has its API; nothing is written there."""
    with served(place) as (wiki, base, _):
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", base + address]) == 0
        assert len(wiki.pages["Lab group"]) == 1
    text = (folder / "ecg.toml").read_text()
    assert f'api = "{base}{place}/api.php"' in text
    assert 'page = "Lab group"' in text


@pytest.mark.parametrize(
    ("shown", "kept"),
    [
        ("/wiki/Lab_group?oldid=101&diff=prev#Agenda", "/wiki/Lab_group"),
        ("/wiki/Lab_group?action=edit&section=2", "/wiki/Lab_group"),
        ("/w/index.php?title=Lab_group&oldid=101&action=history#x", "/w/index.php?title=Lab_group"),
        ("/w/index.php?oldid=5&title=Lab_group", "/w/index.php?title=Lab_group"),
    ],
)
def test_the_page_s_lasting_address_is_kept(shown: str, kept: str, folder: Path) -> None:
    """Neither a revision nor a difference, an action or a place on the page."""
    with served() as (wiki, base, _):
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", base + shown]) == 0
        assert f'homepage = "{base}{kept}"' in (folder / "ecg.toml").read_text()


@pytest.mark.parametrize(
    ("server", "kept"),
    [
        ("http://lab.example.org", "http://lab.example.org/wiki/Lab_group"),
        ("http://intranet", "{base}/wiki/Lab_group"),
        ("http://127.0.0.2", "{base}/wiki/Lab_group"),
        ("", "{base}/wiki/Lab_group"),
    ],
)
def test_the_wiki_s_own_host_is_kept(server: str, kept: str, folder: Path) -> None:
    """The wiki knows at which host its pages are at home; one that only its own network knows is no address."""
    with served() as (wiki, base, _):
        wiki.server = server
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab_group?oldid=101"]) == 0
        text = (folder / "ecg.toml").read_text()
    assert f'homepage = "{kept.format(base=base)}"' in text
    assert f'api = "{base}/w/api.php"' in text


HEAD = '<link rel="stylesheet" href="/x"><link href="{}/odd/api.php?action=rsd" type="application/x" rel=EditURI>'


def test_a_page_names_its_api(folder: Path) -> None:
    """Where it is in no usual place."""
    with served("/odd", page=f"<html><head>{HEAD.format('')}", status=200) as (wiki, base, _):
        wiki.put("Lab group", PAGE)
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab_group"]) == 0
    assert f'api = "{base}/odd/api.php"' in (folder / "ecg.toml").read_text()


def test_a_page_names_no_other_host(folder: Path) -> None:
    """Whoever typed the address meant that one: what the page says of another is not asked."""
    with (
        served("/odd") as (_, other, asked),
        served("/nowhere", page=HEAD.format(other.removeprefix("http:")), status=200) as (_, base, tried),
    ):
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab_group"]) == 2
    assert tried
    assert asked == []
    assert list(folder.iterdir()) == []


def test_a_host_that_fails_is_asked_no_further(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bot check, or nobody there: the first place tells, and no hint names a key of the file that is not there."""
    with served("/nowhere", page="<title>Just a moment...</title>", status=403) as (_, base, asked):
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab"]) == 4
        assert len(asked) == 2
    assert "Cloudflare" in capsys.readouterr().err
    for address, code in (("http://wiki.example.org/wiki/Lab", 2), (f"{base}/wiki/Lab", 5)):
        assert run(["init", "--from-wiki", address]) == code
        assert "wiki.api" not in capsys.readouterr().err
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("blocked", "this computer's address is blocked (blocked), it says “An open proxy.”"),
        ("readapidenied", "reading here needs an account that may (readapidenied), it says “An open proxy.”"),
        ("notloggedin", "reading here needs an account that may (notloggedin), it says “An open proxy.”"),
    ],
)
def test_a_page_that_nobody_may_read(folder: Path, capsys: pytest.CaptureFixture[str], code: str, words: str) -> None:
    """It is told why, and that a saved page will do; no password is asked for, nor a key of the file named."""
    body = json.dumps({"error": {"code": code, "info": "An open proxy."}}).encode()
    with serving(saying("Content-Type: application/json", body)) as base:
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab"]) == 4
    assert capsys.readouterr().err == f"ecg: {words}: save the page as a file, and take `ecg init --page`\n"
    assert list(folder.iterdir()) == []


def test_earlier_revisions_tell_the_rhythm(folder: Path) -> None:
    """Where the page does not say how often, its own past does."""
    with served() as (wiki, base, _):
        for day in ("March 17", "April 21", "May 19", "June 16"):
            wiki.put("Lab", f"'''Next meeting: {day}, 2026 at 1300 UTC'''")
        assert run(["init", "--from-wiki", f"{base}/wiki/Lab"]) == 0
    assert 'on = "third Tuesday"' in (folder / "ecg.toml").read_text()


def test_a_page_that_is_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing page is exit 3, an address that is none 2, and nothing is written."""
    with served() as (_, base, _):
        assert run(["init", "--from-wiki", f"{base}/wiki/Nowhere"]) == 3
    assert run(["init", "--from-wiki", "ftp://x.example.org/wiki/Lab"]) == 2
    assert run(["init", "--from-wiki", "https://chair:secret@x.example.org/wiki/Lab"]) == 2
    assert "secret" not in capsys.readouterr().err
    assert list(folder.iterdir()) == []
