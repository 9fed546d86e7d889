"""The wiki's secret goes to the host that it is for, whatever a file or an argument names."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecgtool.__main__ import run
from tests.served import served
from tests.targets.mediawiki.fake import FakeWiki

CONFIG = """
[groups.lab]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
wiki = {{ api = "{address}/w/api.php", page = "Lab", username = "Chair@ecg", patience = "0s"{more} }}
"""
STALE = "== Next meeting: Monday (June 01, 2026), 8am UTC / 0800 UTC =="
TOKEN = "header.payload.signature"  # noqa: S105 - the fake's own


@pytest.fixture
def wiki(monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[FakeWiki, str]]:
    """A wiki with a stale page, and its address; no secret is for it."""
    monkeypatch.setenv("ECG_NOW", "2026-06-02T12:00:00Z")
    with served() as (fake, address, _):
        fake.put("Lab", STALE)
        yield fake, address


def configured(address: str, more: str = "") -> None:
    """An ``ecg.toml`` for the wiki at ``address``."""
    Path("ecg.toml").write_text(CONFIG.format(address=address, more=more))


def heard(wiki: FakeWiki) -> str:
    """All that the wiki was told, the headers that log in too."""
    return str(wiki.seen) + "".join(wiki.authorizations)


@pytest.mark.parametrize("named", ["", "other.example.org", "127.0.0.1:1", "localhost"])
@pytest.mark.parametrize("kind", ["ECG_WIKI_PASSWORD", "ECG_WIKI_TOKEN", "command"])
def test_another_host_hears_no_secret(
    wiki: tuple[FakeWiki, str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    named: str,
    kind: str,
) -> None:
    """Exit code 4 with both ways told, and nothing written; what anybody may read is read all the same."""
    fake, address = wiki
    value = TOKEN if kind == "ECG_WIKI_TOKEN" else fake.passwords["Chair@ecg"]
    configured(address, f', password_command = ["echo", "{value}"]' if kind == "command" else "")
    monkeypatch.setenv(kind, value)
    monkeypatch.setenv("ECG_WIKI_HOST", named)
    assert run(["wiki", "bump", "-c", "ecg.toml"]) == 4
    error = capsys.readouterr().err
    assert "set ECG_WIKI_HOST=127.0.0.1, or run `ecg wiki login -c ecg.toml` once" in error
    assert run(["wiki", "check"]) == 1
    assert value not in heard(fake)
    assert len(fake.pages["Lab"]) == 1


@pytest.mark.parametrize("kind", ["ECG_WIKI_PASSWORD", "ECG_WIKI_TOKEN"])
def test_a_login_is_the_users_word(
    wiki: tuple[FakeWiki, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    """After ``ecg wiki login`` the same host gets it, and another port of it does not."""
    fake, address = wiki
    configured(address)
    monkeypatch.setenv(kind, TOKEN if kind == "ECG_WIKI_TOKEN" else fake.passwords["Chair@ecg"])
    assert run(["wiki", "login"]) == 0
    assert "may go to 127.0.0.1:" in capsys.readouterr().err
    assert run(["wiki", "bump"]) == 0
    assert len(fake.pages["Lab"]) == 2
    with served() as (other, elsewhere, _):
        other.put("Lab", STALE)
        configured(elsewhere)
        assert run(["wiki", "bump"]) == 4


def test_a_login_that_fails_is_none(wiki: tuple[FakeWiki, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A host that does not know the account is not remembered."""
    configured(wiki[1])
    monkeypatch.setenv("ECG_WIKI_PASSWORD", "wrong")
    assert run(["wiki", "login"]) == 4
    assert run(["wiki", "bump"]) == 4
    assert not list(Path().rglob("wiki-hosts"))


def test_init_sends_no_secret(wiki: tuple[FakeWiki, str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Not even to a host that has it, since the address was typed, and not where the wiki wants an account."""
    fake, address = wiki
    monkeypatch.setenv("ECG_WIKI_HOST", "127.0.0.1")
    monkeypatch.setenv("ECG_WIKI_PASSWORD", fake.passwords["Chair@ecg"])
    monkeypatch.setenv("ECG_WIKI_TOKEN", TOKEN)
    run(["init", "--from-wiki", f"{address}/wiki/Lab", "-c", "one.toml"])
    fake.modes.private = True
    assert run(["init", "--from-wiki", f"{address}/wiki/Lab", "-c", "two.toml"]) == 4
    assert fake.seen
    assert TOKEN not in heard(fake)
    assert fake.passwords["Chair@ecg"] not in heard(fake)
