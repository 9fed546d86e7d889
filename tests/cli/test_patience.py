"""How long commands wait for other hosts: a run that reads has one end, however many hosts answer badly in it."""

import re
import socket
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from ecgtool.__main__ import run
from ecgtool.cli.wikis import TO_READ
from tests.targets.mediawiki.hostile import Answer, dripping, saying, serving


def _headers_alone(client: socket.socket) -> None:
    client.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 90\r\n\r\n")
    client.recv(1)


def _silence(client: socket.socket) -> None:
    client.recv(1)


HOSTS: dict[str, Answer] = {
    "silent": _silence,
    "endless headers": dripping(b"HTTP/1.1 200 OK\r\nX-Long: ", 0.05),
    "endless body": dripping(b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n", 0.05),
    "no body": _headers_alone,
    "busy": saying("Content-Type: application/json", b'{"error": {"code": "readonly", "info": "Read-only."}}'),
}
GROUP = """
[groups.{key}]
timezone = "UTC"
schedule = {{ every = "week", on = "Monday", at = "08:00" }}
wiki = {{ api = "{api}/api.php", page = "{page}", username = "{user}@ecg", heading = "Next meeting: {{date}}" }}
follow = {{ ics = "{api}/{key}.ics", match = "Lab" }}
agenda = {{ source = "page" }}
"""
READING = [
    ["wiki", "check"],
    ["wiki", "show"],
    ["wiki", "login"],
    ["wiki", "history"],
    ["wiki", "bump", "--dry-run"],
    ["wiki", "bump", "--check"],
    ["status"],
    ["agenda", "render"],
    ["call", "render"],
    ["cancel", "--from-page"],
    ["site", "build", "-o", "site"],
    ["follow", "check"],
    ["follow", "apply"],
    ["init", "--from-wiki", "{api}/wiki/Lab", "-c", "new.toml"],
    ["init", "--ics", "{api}/all.ics", "-c", "new.toml"],
]

Hosts = Callable[[Answer], str]


@pytest.fixture
def host() -> Iterator[Hosts]:
    """Starts a host that answers so."""
    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(serving(answer))


@pytest.fixture
def folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, in which the commands run."""
    monkeypatch.setenv("ECG_NOW", "2026-06-09T12:00:00Z")
    monkeypatch.setenv("ECG_WIKI_PASSWORD", "s3cret")
    monkeypatch.setenv("ECG_WIKI_HOST", "127.0.0.1")
    return folder


def seconds_of(*words: str) -> float:
    """How long a command takes that finds its host out of reach."""
    begun = time.monotonic()
    assert run(list(words)) == 5
    return time.monotonic() - begun


def waits_less(most: float, folder: Path, hosts: Sequence[str], *words: str) -> bool:
    """Whether a command waits for its hosts less than ``most`` seconds, on a machine of any speed.

    What counts is how much longer it takes than the same command where a host refuses at once and is not asked again,
    and the best of three tries: a machine is busy with something else at times, but a wait is there in each of them.
    """
    file = folder / "ecg.toml"
    text = file.read_text()
    for _ in range(3):
        whole = seconds_of(*words)
        file.write_text(refused(text, hosts))
        own = seconds_of(*(refused(word, hosts) for word in words), "--patience", "0s")
        file.write_text(text)
        if whole - own < most:
            return True
    return False


def refused(text: str, hosts: Sequence[str]) -> str:
    """The text with addresses at which nobody listens in place of the hosts."""
    return re.sub("|".join(map(re.escape, hosts)), lambda host: f"http://127.0.0.1:{1 + hosts.index(host[0])}", text)


@pytest.mark.parametrize("words", READING, ids=lambda words: " ".join(words[:3]))
def test_every_command_that_reads_ends_in_time(folder: Path, host: Hosts, words: list[str]) -> None:
    """Within the time that ``--patience`` gives, where the host takes the question and never answers."""
    api = host(HOSTS["silent"])
    (folder / "ecg.toml").write_text(GROUP.format(key="lab", api=api, page="Lab", user="Lab"))
    asked = [word.format(api=api) for word in words]
    assert waits_less(3, folder, [api], *asked, "--patience", "1s")


@pytest.mark.parametrize("kind", HOSTS)
def test_however_a_host_answers_badly(folder: Path, host: Hosts, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten seconds are the whole time of a run that reads; shortened here by as much as the test may take."""
    assert timedelta(seconds=10) == TO_READ
    monkeypatch.setattr("ecgtool.cli.wikis.TO_READ", timedelta(seconds=1.5))
    api = host(HOSTS[kind])
    (folder / "ecg.toml").write_text(GROUP.format(key="lab", api=api, page="Lab", user="Lab"))
    assert waits_less(4, folder, [api], "wiki", "check")


@pytest.mark.parametrize("words", [["status"], ["wiki", "check"], ["follow", "check"]])
def test_bad_hosts_are_waited_for_together(
    folder: Path, host: Hosts, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """Several wikis, several groups and accounts of one, several calendars take no longer than one of them."""
    apis = [host(HOSTS["silent"]), host(HOSTS["endless body"])]
    groups = [
        GROUP.format(key=f"g{number}", api=apis[number % 2], page=f"P{number // 2}", user=f"U{number // 4}")
        for number in range(8)
    ]
    (folder / "ecg.toml").write_text("".join(groups))
    assert waits_less(4, folder, apis, *words, "--all", "--patience", "1s")
    out, err = capsys.readouterr()
    assert "takes longer" in out + err


def test_what_a_dead_wiki_takes_is_not_another_wikis(
    folder: Path, host: Hosts, capsys: pytest.CaptureFixture[str]
) -> None:
    """The group whose wiki answers is checked, though one that comes first does not."""
    page = b'{"query": {"pages": [{"title": "P", "revisions": [{"revid": 1, "content": "== Next meeting: x =="}]}]}}'
    apis = [host(HOSTS["silent"]), host(saying("Content-Type: application/json", page))]
    groups = [GROUP.format(key=key, api=api, page="P", user="U") for key, api in zip("ab", apis, strict=True)]
    (folder / "ecg.toml").write_text("".join(groups))
    assert run(["wiki", "check", "--all", "--patience", "3s"]) == 5
    out, err = capsys.readouterr()
    assert "other-date" in out
    assert "ecg: a: 127.0.0.1 takes longer" in err


def test_no_patience_asks_once(folder: Path, host: Hosts) -> None:
    """A wiki that says that it is busy is not asked again."""
    asked: list[socket.socket] = []

    def busy(client: socket.socket) -> None:
        asked.append(client)
        HOSTS["busy"](client)

    (folder / "ecg.toml").write_text(GROUP.format(key="lab", api=host(busy), page="Lab", user="Lab"))
    assert run(["wiki", "check", "--patience", "0s"]) == 5
    assert len(asked) == 1


@pytest.mark.parametrize("noun", ["wiki", "follow"])
@pytest.mark.parametrize("terminal", [True, False], ids=["terminal", "pipe"])
def test_a_wait_is_told_on_a_terminal(
    folder: Path,
    host: Hosts,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    noun: str,
    *,
    terminal: bool,
) -> None:
    """What is waited for and until when, for a page and for a calendar; elsewhere nothing is said."""
    monkeypatch.setattr("ecgtool.targets.exchange.NOTICED", 0.2)
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal)
    (folder / "ecg.toml").write_text(GROUP.format(key="lab", api=host(HOSTS["silent"]), page="Lab", user="Lab"))
    assert run([noun, "check", "--patience", "1s"]) == 5
    assert ("waiting for 127.0.0.1" in capsys.readouterr().err) == terminal


def test_a_name_that_is_never_resolved(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Where the system's resolver hangs, the run ends all the same."""
    resolve = socket.getaddrinfo

    def hanging(name: str, *others: Any, **named: Any) -> Any:
        return time.sleep(60) if name == "wiki.invalid" else resolve(name, *others, **named)

    monkeypatch.setattr("socket.getaddrinfo", hanging)
    api = "https://wiki.invalid"
    (folder / "ecg.toml").write_text(GROUP.format(key="lab", api=api, page="Lab", user="Lab"))
    assert waits_less(3, folder, [api], "wiki", "check", "--patience", "1s")
    assert "wiki.invalid cannot be reached" in capsys.readouterr().err


def test_a_long_history_may_take_its_time(folder: Path, host: Hosts, capsys: pytest.CaptureFixture[str]) -> None:
    """As long as its parts come: each has the time that a whole page has."""
    parts = iter(range(9))

    def slow(client: socket.socket) -> None:
        time.sleep(0.4)
        number = next(parts)
        more = f', "continue": {{"rvcontinue": "{number}"}}' if 0 < number < 8 else ""
        revision = f'{{"revid": {99 - number}, "timestamp": "2026-06-0{9 - number}T00:00:00Z", "content": "x"}}'
        page = f'{{"query": {{"pages": [{{"title": "Lab", "revisions": [{revision}]}}]}}{more}}}'
        saying("Content-Type: application/json", page.encode())(client)

    (folder / "ecg.toml").write_text(GROUP.format(key="lab", api=host(slow), page="Lab", user="Lab"))
    assert run(["wiki", "history", "--patience", "3s"]) == 3
    assert "no revision of Lab has the line" in capsys.readouterr().err
