"""The commands on live pages, as a person or cron runs them, over a network that can fail."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ecgtool.__main__ import run
from tests.targets.mediawiki.bench import FakeBench
from tests.targets.mediawiki.proxy import FAULTS, Proxy

STALE = """=== Next meeting: Monday (June 08, 2026), 8am PDT / 1500 UTC ===
=== Upcoming topics ===
* June 15: Lab tour
=== Meeting logs and recordings ==="""
BUMPED = STALE.replace("June 08", "June 15")
GROUP = """
[groups.{key}]
name = "Lab Group"
timezone = "America/Los_Angeles"
homepage = "https://example.org/lab"
schedule = {{ every = "week", on = "Monday", at = "08:00", duration = "1h" }}
agenda = {{ source = "page" }}
wiki = {{ api = "{api}", page = "{page}", username = "Chair@ecg", patience = "0s" }}
"""


@pytest.fixture
def proxy(fake: FakeBench) -> Iterator[Proxy]:
    """A way to the wiki."""
    with Proxy(fake.handle) as proxy:
        yield proxy


@pytest.fixture
def config(fake: FakeBench, proxy: Proxy, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An ``ecg.toml`` for a group whose page is stale."""
    fake.put(STALE, title="Lab")
    fake.time.sleep(60)
    path = tmp_path / "ecg.toml"
    path.write_text(GROUP.format(key="lab", api=proxy.api, page="Lab"))
    monkeypatch.chdir(tmp_path)
    environ = {"ECG_NOW": "2026-06-09T12:00:00Z", "ECG_WIKI_PASSWORD": fake.secret, "XDG_STATE_HOME": str(tmp_path)}
    environ["ECG_WIKI_HOST"] = "127.0.0.1"
    for name, value in environ.items():
        monkeypatch.setenv(name, value)
    return path


@pytest.mark.usefixtures("config")
def test_bump(fake: FakeBench, capsys: pytest.CaptureFixture[str]) -> None:
    """The page is brought up to date once; the answer tells the revision, ``-v`` the requests, neither a secret."""
    assert run(["wiki", "bump", "-v", "-f", "json"]) == 0
    out, err = capsys.readouterr()
    answer = json.loads(out)
    newest = fake.history("Lab")[0]
    assert (answer["written"], answer["changed"], answer["revision"]) == (True, True, newest.revid)
    assert (newest.text, newest.comment) == (BUMPED, "Next meeting: June 15, 2026")
    assert sum(" s\n" in f"{line}\n" for line in err.splitlines()) == 4
    assert fake.secret not in out + err
    assert run(["wiki", "bump", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["written"] is False


@pytest.mark.parametrize(("option", "code"), [("--dry-run", 0), ("--check", 1)])
def test_bump_that_only_looks(
    fake: FakeBench, config: Path, proxy: Proxy, capsys: pytest.CaptureFixture[str], option: str, code: int
) -> None:
    """What would change is shown; nobody logs in for it."""
    assert run(["wiki", "bump", option, "-c", str(config)]) == code
    assert "+=== Next meeting: Monday (June 15, 2026)" in capsys.readouterr().out
    assert len(proxy.heard) == 1
    assert len(fake.history("Lab")) == 1


@pytest.mark.usefixtures("config")
def test_word_of_a_person(fake: FakeBench, capsys: pytest.CaptureFixture[str]) -> None:
    """A later date on the page stays, and the exit code says so."""
    fake.put(STALE.replace("June 08", "June 22"), title="Lab")
    assert run(["wiki", "bump"]) == 1
    assert "2026-06-22" in capsys.readouterr().err
    assert len(fake.history("Lab")) == 2


@pytest.mark.usefixtures("config")
def test_commands_on_the_live_page(fake: FakeBench, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command that works on a file works on the wiki: it reads there, and edits there."""
    assert run(["wiki", "show"]) == 0
    assert capsys.readouterr().out == f"{STALE}\n"
    assert run(["wiki", "check"]) == 1
    assert "stale-heading" in capsys.readouterr().out
    assert run(["agenda", "add", "Robots", "--date", "2026-06-22"]) == 0
    assert run(["agenda", "done", "Lab tour"]) == 0
    assert run(["log", "add", "Kick-off", "--date", "2026-06-08"]) == 0
    capsys.readouterr()
    assert run(["agenda", "render", "-f", "json"]) == 0
    assert [topic["title"] for topic in json.loads(capsys.readouterr().out)["topics"]] == ["Robots"]
    assert run(["wiki", "history", "-f", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["revisions"][0]["meeting"] == "2026-06-08"
    assert [saved.user for saved in fake.history("Lab")] == ["Chair"] * 3 + ["Somebody"]
    assert "Kick-off" in fake.history("Lab")[0].text


@pytest.mark.usefixtures("config")
def test_login(fake: FakeBench, capsys: pytest.CaptureFixture[str]) -> None:
    """Who one is; and what is missing, with an exit code of its own."""
    assert run(["wiki", "login"]) == 0
    assert "account: Chair\n" in capsys.readouterr().out
    fake.switch(right_to_edit=False)
    assert run(["wiki", "login", "-f", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert set(answer) == {"wiki", "name", "version", "groups", "rights", "grants", "missing"}
    assert "editpage" in answer["missing"][0]


@pytest.mark.parametrize(
    ("modes", "code"), [({"protected": True}, 4), ({"readonly": True}, 5), ({"private": True}, 0), ({}, 0)]
)
@pytest.mark.usefixtures("config")
def test_exit_codes(fake: FakeBench, capsys: pytest.CaptureFixture[str], modes: dict[str, bool], code: int) -> None:
    """One line and one exit code say how it ended."""
    fake.switch(**modes)
    assert run(["wiki", "bump"]) == code
    assert len(capsys.readouterr().err.splitlines()) == (1 if code else 0)


def test_no_password(config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without one, nothing is written, and the line says where to put it."""
    monkeypatch.delenv("ECG_WIKI_PASSWORD")
    assert run(["wiki", "bump", "-c", str(config)]) == 4
    assert "$ECG_WIKI_PASSWORD" in capsys.readouterr().err


@pytest.mark.parametrize("fault", ["hang up", "page", "moved"])
@pytest.mark.usefixtures("config")
def test_nothing_secret_in_a_traceback(
    fake: FakeBench, proxy: Proxy, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """What ECG_DEBUG shows of a failure at the login or the save holds no password and no token."""
    monkeypatch.setenv("ECG_DEBUG", "1")
    for step in ("login", "edit"):
        proxy.fail(step, fault, times=3)
        assert run(["wiki", "bump", "-v"]) in {4, 5}
    tokens = [params[key] for params in fake.wiki.seen for key in ("token", "lgtoken") if key in params]
    shown = "".join(capsys.readouterr())
    assert "Traceback" in shown
    assert not any(secret in shown for secret in (fake.secret, *tokens))


def test_all_groups(fake: FakeBench, config: Path, proxy: Proxy, capsys: pytest.CaptureFixture[str]) -> None:
    """One read and one login for a wiki; a group that fails stops no other; the exit code is the worst."""
    elsewhere = FakeBench(fake.wiki.version)
    elsewhere.put(STALE, title="Other")
    with Proxy(elsewhere.handle) as other:
        groups = [("a", proxy.api, "No such page"), ("b", proxy.api, "Second"), ("c", other.api, "Other")]
        config.write_text(
            config.read_text() + "".join(GROUP.format(key=key, api=api, page=page) for key, api, page in groups)
        )
        fake.put(STALE, title="Second")
        other.fail("login", "hang up", times=9)
        assert run(["wiki", "bump", "--all"]) == 5
    errors = capsys.readouterr().err
    assert "ecg: a: the page" in errors
    assert "ecg: c: 127.0.0.1:" in errors
    assert [fake.history(title)[0].text for title in ("Lab", "Second")] == [BUMPED, BUMPED]
    assert sum("action=login" in heard for heard in proxy.heard) == 1
    assert sum("rvprop=ids%7Ctimestamp" in heard for heard in proxy.heard) == 1


@pytest.mark.parametrize(("step", "moment"), [("login", "after"), ("edit", "before"), ("edit", "after")])
def test_killed_run(fake: FakeBench, config: Path, proxy: Proxy, step: str, moment: str) -> None:
    """A run that is killed at any step, before or after the wiki did it, is made good by the next one."""
    with subprocess.Popen(
        [sys.executable, "-m", "ecgtool", "wiki", "bump"], cwd=config.parent, env=_path()
    ) as process:

        def kill(handler: object, request: httpx.Request) -> None:
            if moment == "after":
                fake.handle(request)
            process.kill()
            del handler

        FAULTS["kill"] = kill
        proxy.fail(step, "kill")
    assert process.wait() == -9
    assert run(["wiki", "bump", "-c", str(config)]) == 0
    assert [saved.text for saved in fake.history("Lab")] == [BUMPED, STALE]


def _path() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}


@pytest.mark.usefixtures("config")
def test_file_page_loads_no_network(tmp_path: Path, config: Path) -> None:
    """A page in a file is bumped without the library for the network."""
    (tmp_path / "page.wiki").write_text(STALE)
    text = config.read_text().partition("wiki = ")[0]
    config.write_text(f'{text}wiki = {{ file = "page.wiki" }}\n')
    program = (
        "import sys; from ecgtool.__main__ import run; run(['wiki', 'bump', '-q']); sys.exit('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, env=_path(), check=False)
    assert done.returncode == 0
    assert (tmp_path / "page.wiki").read_text() == BUMPED
