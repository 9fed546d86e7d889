"""Tests of ``ecgtool.trust``: a secret goes to the hosts that the user named for it, and nowhere else."""

import sys
from pathlib import Path

import pytest

from ecgtool import trust
from ecgtool.errors import RefusedError, UsageError
from ecgtool.trust import SMTP, WIKI, printed_secret, record_host, secret_hosts


@pytest.mark.parametrize(
    ("named", "host", "port", "admitted"),
    [
        ("wiki.example.org", "wiki.example.org", 443, True),
        ("wiki.example.org", "wiki.example.org", 8443, True),
        ("wiki.example.org:8443", "wiki.example.org", 8443, True),
        ("wiki.example.org:8443", "wiki.example.org", 443, False),
        ("WIKI.example.org.", "wiki.Example.org", 443, True),
        ("a.example.org, wiki.example.org:443", "wiki.example.org", 443, True),
        ("example.org", "wiki.example.org", 443, False),
        ("wiki.example.org", "wiki.example.org.evil.example.com", 443, False),
        ("wiki.example.org", "xwiki.example.org", 443, False),
        ("*", "wiki.example.org", 443, False),
        ("bücher.example.org", "xn--bcher-kva.example.org", 443, True),
        ("[::1]:8080", "::1", 8080, True),
        ("::1", "::1", 8080, True),
        ("[::1]:8080", "::1", 80, False),
        ("", "wiki.example.org", 443, False),
        (" , ", "", 443, False),
    ],
)
def test_what_the_variable_names(named: str, host: str, port: int, admitted: bool) -> None:
    """A host with any port or with one, several with commas; never a part of a name."""
    assert secret_hosts(WIKI, {WIKI: named}).admits(host, port) is admitted


def test_the_line_tells_both_ways(tmp_path: Path) -> None:
    """What to set, and what else would do; the mail's server has a variable of its own."""
    hosts = secret_hosts(SMTP, {WIKI: "mail.example.org"}, tmp_path)._replace(other_way=", or this")
    with pytest.raises(RefusedError, match=r"set ECG_SMTP_HOST=mail\.example\.org, or this"):
        hosts.require("mail.example.org", 25)
    secret_hosts(SMTP, {SMTP: "mail.example.org:465"}).require("mail.example.org", 465)
    with pytest.raises(UsageError, match="no name of a host"):
        secret_hosts(WIKI, {WIKI: "ü" * 300})


def test_what_a_login_records(tmp_path: Path) -> None:
    """That host with that port, once; what else the file holds does no harm."""
    state = tmp_path / "state"
    assert record_host(state, "Wiki.example.org", 443)
    assert not record_host(state, "wiki.example.org", 443)
    assert record_host(state, "127.0.0.1", 8080)
    hosts = secret_hosts(WIKI, {}, state)
    assert hosts.admits("wiki.example.org", 443)
    assert hosts.admits("127.0.0.1", 8080)
    assert not hosts.admits("wiki.example.org", 444)
    (state / "wiki-hosts").write_bytes(b"\xff\xfe\n[\n\n")
    assert not secret_hosts(WIKI, {}, state).admits("wiki.example.org", 443)


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("raise SystemExit(3)", "fails (exit code 3)"),
        ("import time; time.sleep(30)", "takes longer than 2 s"),
        ("import sys; sys.stdout.buffer.write(b'\\xff')", "prints no text in UTF-8"),
        ("print()", "prints no password"),
    ],
)
def test_why_a_command_prints_no_secret_is_told(monkeypatch: pytest.MonkeyPatch, program: str, why: str) -> None:
    """In words, and never with what it printed; a program that is not there is one that cannot be run."""
    monkeypatch.setattr(trust, "COMMAND_SECONDS", 2)
    with pytest.raises(RefusedError) as caught:
        printed_secret((sys.executable, "-c", program), "password_command")
    assert str(caught.value) == f"password_command {why}: run it by hand and see"
    with pytest.raises(RefusedError, match=r"cannot be run \(No such file"):
        printed_secret(("/nowhere/x",), "password_command")
