"""Where secrets may go, and what is taken for an answer."""

from pathlib import Path

import httpx
import pytest

from ecgtool.errors import RefusedError, UnreachableError, UsageError
from ecgtool.targets.mediawiki.transport import checked_address, user_agent
from tests.targets.mediawiki.bench import STALE, FakeBench, Run


@pytest.mark.parametrize(
    "address",
    [
        "https://wiki.example.org/w/api.php",
        "http://localhost:8080/api.php",
        "http://127.0.0.1/api.php",
        "http://127.8.9.1/api.php",
        "http://[::1]:80/api.php",
    ],
)
def test_address_that_secrets_may_go_to(address: str) -> None:
    """Https, or this very computer."""
    assert checked_address(address).path.endswith("/api.php")


@pytest.mark.parametrize(
    "address",
    [
        "http://wiki.example.org/w/api.php",
        "http://localhost.example.org/api.php",
        "http://127.0.0.1.example.org/api.php",
        "http://10.0.0.1/api.php",
        "https://Chair:pass-word-1@wiki.example.org/w/api.php",
        "ftp://wiki.example.org/",
        "wiki.example.org/w/api.php",
        "https://",
        "",
        "https://[::1/api.php",
    ],
)
def test_address_that_no_secret_goes_to(address: str) -> None:
    """Anything else is told, without the secret that may be in it."""
    with pytest.raises(UsageError) as caught:
        checked_address(address)
    assert "pass-word-1" not in str(caught.value)


@pytest.mark.parametrize("contact", ["", "https://example.org", "chair (at) example.org\r\nX: y", "Zoë"])
def test_user_agent_is_one_header(contact: str) -> None:
    """Whatever the contact is, the header has the policy's form."""
    name, contact_part, library = user_agent(contact).replace(") ", "|").replace(" (", "|").split("|")
    assert name.startswith("ecg/")
    assert contact_part
    assert library.startswith("httpx/")
    assert user_agent(contact).isascii()
    assert user_agent(contact).isprintable()


def test_proxy_of_the_environment_hears_nothing_of_this_computer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A password for a wiki on this computer does not take the way by a proxy that is set for the network."""
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    bench = FakeBench((1, 43))
    bench.wire = None
    run = Run(bench, tmp_path, api="http://127.0.0.1:1/api.php")
    with pytest.raises(UnreachableError, match="cannot be reached"):
        run.bump()


@pytest.mark.parametrize(
    ("status", "error"),
    [
        *((status, UsageError) for status in (404, 410)),
        *((status, RefusedError) for status in (200, 202, 301, 302, 400, 401, 403, 405, 406, 407, 413, 418, 451)),
        *((status, UnreachableError) for status in (408, 425, 429, 500, 502, 503, 504)),
    ],
)
def test_answer_that_is_no_api_s(status: int, error: type[Exception], fake: FakeBench, tmp_path: Path) -> None:
    """What answers there but is no API is told by what a person can do about it."""
    wire = httpx.MockTransport(lambda _: httpx.Response(status, html="<html></html>"))
    with pytest.raises(error):
        Run(fake, tmp_path, wire=wire).bump()


def test_gateway_that_forbids_the_save(fake: FakeBench, tmp_path: Path) -> None:
    """A firewall before the wiki that stops the edit is a refusal, told once the page is seen as it was."""
    fake.put(STALE)

    def firewall(request: httpx.Request) -> httpx.Response:
        return httpx.Response(403) if b"action=edit" in request.content else fake.handle(request)

    run = Run(fake, tmp_path, wire=httpx.MockTransport(firewall))
    with pytest.raises(RefusedError):
        run.bump()
    assert run.requests.count("POST edit") == 1
    assert len(run.requests) == 5


def test_everybodys_token_is_no_token(fake: FakeBench, tmp_path: Path) -> None:
    """A wiki that gives the token of nobody, though it says to know the account, gets no edit."""
    fake.put(STALE)

    def forgetful(request: httpx.Request) -> httpx.Response:
        answer = fake.handle(request)
        known = answer.json().get("query", {}).get("tokens", {}).get("csrftoken")
        return httpx.Response(200, text=answer.text.replace(known[:-2], "")) if known else answer

    run = Run(fake, tmp_path, wire=httpx.MockTransport(forgetful))
    with pytest.raises(RefusedError, match="nobody"):
        run.bump()
    assert "POST edit" not in run.requests
