"""A network that fails between ecg and the wiki, at each step: one edit in the end, or none and it is said so."""

import ssl
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from ecgtool.errors import EcgError, Finding, RefusedError, UnreachableError
from ecgtool.targets.mediawiki import transport
from tests.targets.mediawiki.bench import NEXT, STALE, Bench, FakeBench, Run, next_meeting
from tests.targets.mediawiki.proxy import FAULTS, Proxy

BUMPED = STALE.replace("June 8", NEXT)
FOREIGN = {"page": "Welcome to the airport", "not an object": "“\\[\\]”", "empty object": "“{}”"}
LASTING = {*FOREIGN, "moved", "moved, same method"}
SECRETS = ("s3cret-bot-password", "header.payload.signature", "lgpassword", "token=", "session-", "Bearer")


WITHOUT_TLS = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
"""Trusts nobody, and is not needed: all is on this computer."""


@pytest.fixture
def proxy(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> Iterator[Proxy]:
    """A way to the wiki that can fail; ecg waits half a second for an answer, and longer for a real wiki's."""
    monkeypatch.setattr(transport, "TIMEOUT", httpx.Timeout(0.5 if isinstance(bench, FakeBench) else 4))
    with Proxy(bench.handle) as proxy:
        yield proxy


@pytest.fixture
def elsewhere() -> Iterator[Proxy]:
    """Another host, to which nothing should be said."""
    with Proxy(lambda _: httpx.Response(200, json={})) as host:
        yield host


@pytest.fixture
def run(bench: Bench, proxy: Proxy, tmp_path: Path) -> Run:
    """A run by way of the proxy, on a page that names a meeting that is over."""
    bench.put(STALE)
    if isinstance(bench, FakeBench):
        bench.time.sleep(60)
    return Run(bench, tmp_path, api=proxy.api, wire=httpx.HTTPTransport(verify=WITHOUT_TLS))


@pytest.fixture
def fake_run(fake: FakeBench, run: Run) -> Run:
    """The same where waiting takes no time."""
    assert run.bench is fake
    return run


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - LASTING - {""}))
def test_fault_of_a_save(run: Run, proxy: Proxy, fault: str) -> None:
    """Whatever is lost of a save or of its answer, once: the page says the next meeting, by one edit of ours."""
    proxy.fail("edit", fault)
    run.bump()
    newest, oldest = run.bench.history()
    assert (newest.user, newest.text, newest.parentid) == ("Chair", BUMPED, oldest.revid)


@pytest.mark.parametrize("fault", sorted(set(FAULTS) - LASTING - {"", "page after"}))
@pytest.mark.parametrize("step", ["read", "token", "login"])
def test_fault_of_another_step(fake_run: Run, proxy: Proxy, step: str, fault: str) -> None:
    """The same for all that comes before the save."""
    proxy.fail(step, fault)
    assert fake_run.bump().written
    newest, oldest = fake_run.bench.history()
    assert (newest.user, newest.text, newest.parentid) == ("Chair", BUMPED, oldest.revid)


@pytest.mark.parametrize("fault", ["hang up", "bad gateway", "too many requests"])
@pytest.mark.parametrize("step", ["read", "login", "edit"])
def test_fault_that_stays(fake_run: Run, proxy: Proxy, step: str, fault: str) -> None:
    """A fault that does not end is given up within the patience, and nothing was written."""
    proxy.fail(step, fault, times=99)
    with pytest.raises(UnreachableError):
        fake_run.bump()
    assert [saved.text for saved in fake_run.bench.history()] == [STALE]
    assert sum(line.startswith("POST edit") for line in fake_run.requests) <= (2 if "many" not in fault else 9)


@pytest.mark.parametrize("fault", FOREIGN)
@pytest.mark.parametrize("step", ["read", "token", "login", "edit"])
def test_something_else_in_the_place_of_an_answer(fake_run: Run, proxy: Proxy, step: str, fault: str) -> None:
    """Something stands before the API: that is told with its first words, and no edit is sent twice."""
    proxy.fail(step, fault, times=99)
    with pytest.raises(RefusedError, match=FOREIGN[fault]):
        fake_run.bump()
    assert [saved.text for saved in fake_run.bench.history()] == [STALE]
    assert fake_run.requests.count("POST edit") == (step == "edit")


def test_answer_that_is_always_lost_after_the_save(run: Run, proxy: Proxy) -> None:
    """The save is found on the page, and not made again."""
    proxy.fail("edit", "hang up after", times=9)
    outcome = run.bump()
    assert outcome.written
    assert outcome.revision == run.bench.history()[0].revid
    assert len(run.bench.history()) == 2
    assert len(run.requests) == 5


def test_edit_that_was_undone_meanwhile_stays_undone(run: Run, proxy: Proxy) -> None:
    """The answer to the save was lost, and a person undid it before ecg looked again: their word stands."""
    proxy.fail("edit", "hang up after")
    run.then[4] = lambda: run.bench.put(STALE)
    with pytest.raises(Finding):
        run.bump()
    assert [saved.text for saved in run.bench.history()] == [STALE, BUMPED, STALE]


def test_save_that_lands_late_is_found(fake_run: Run, proxy: Proxy) -> None:
    """A wiki that goes on saving after the connection broke is looked at twice before anything is repeated."""
    proxy.fail("edit", "hang up")
    fake_run.then[5] = lambda: fake_run.bench.put(BUMPED, "Chair")
    assert fake_run.bump().written
    assert len(fake_run.bench.history()) == 2
    assert fake_run.requests.count("POST edit") == 1


def test_long_wait_that_the_wiki_asks_for_is_told_at_once(fake_run: Run, proxy: Proxy) -> None:
    """Asked to come back in an hour, ecg does not stay."""
    FAULTS["hour"] = lambda handler, _: handler.reply(httpx.Response(429, headers={"Retry-After": "3600"}))
    proxy.fail("read", "hour")
    waited = len(_waits(fake_run))
    with pytest.raises(UnreachableError):
        fake_run.bump()
    assert len(_waits(fake_run)) == waited


def _waits(run: Run) -> list[float]:
    assert isinstance(run.bench, FakeBench)
    return run.bench.time.waits


@pytest.mark.parametrize("fault", sorted(LASTING))
@pytest.mark.parametrize("step", ["read", "token", "login", "edit"])
def test_nothing_is_said_elsewhere(fake_run: Run, proxy: Proxy, elsewhere: Proxy, step: str, fault: str) -> None:
    """A wiki that sends on to another host is not followed there, by any request."""
    proxy.elsewhere = elsewhere.api
    proxy.fail(step, fault, times=99)
    with pytest.raises(EcgError) as caught:
        fake_run.bump()
    assert elsewhere.heard == []
    assert [saved.text for saved in fake_run.bench.history()] == [STALE]
    assert not any(secret in str(caught.value) for secret in SECRETS)


def test_no_secret_in_addresses_and_logs(run: Run, proxy: Proxy) -> None:
    """Passwords and tokens are in bodies and in one header alone; what ``-v`` shows has none of them."""
    run.bump()
    secrets = (run.bench.secret, "%2B%5C")
    assert not any(secret in heard.partition("\n")[0] for heard in proxy.heard for secret in secrets)
    assert not any(secret in line for line in run.lines for secret in (*secrets, "+\\"))
    assert sum(run.bench.secret in heard for heard in proxy.heard) == 1


def test_every_request_says_who_asks(run: Run, proxy: Proxy) -> None:
    """The User-Agent names the tool, its version and whom to write to; answers may be packed."""
    run.bump()
    assert all("ecg/0.1.0 (https://example.org/group) httpx/" in heard for heard in proxy.heard)
    assert all("gzip" in heard for heard in proxy.heard)


def test_certificates_are_verified(tmp_path: Path, fake: FakeBench) -> None:
    """A host that cannot prove its name hears nothing, and is not asked again."""
    with Proxy(lambda _: httpx.Response(200, json={})) as host:
        run = Run(
            fake, tmp_path, api=host.api.replace("http:", "https:"), wire=httpx.HTTPTransport(verify=WITHOUT_TLS)
        )
        with pytest.raises((UnreachableError, RefusedError)):
            run.bump(next_meeting)
        assert host.heard == []
