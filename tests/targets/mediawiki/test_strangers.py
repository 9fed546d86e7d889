"""What stands before a wiki is named, refused, and never makes ecg edit twice."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs

import httpx
import pytest

from ecgtool.errors import EcgError, RefusedError, UnreachableError
from tests.targets.mediawiki.bench import STALE, FakeBench, Run, next_meeting

Handler = Callable[[httpx.Request], httpx.Response]

ANUBIS = "<!doctype html><html><head><title>Making sure you&#39;re not a bot!</title></head>"
CLOUDFLARE = "<html><head><title>Just a moment...</title></head>"
LOGIN = '<html><title>Sign in</title><form><input name="p" type="password"></form>'
DENIALS = ["accessdenied", "readapidenied", "permissiondenied", "crawlerprotection-denied", "notloggedin"]


def is_edit(request: httpx.Request) -> bool:
    """Whether a request would change the page."""
    return b"action=edit" in request.content


def before(fake: FakeBench, answer: Callable[[], httpx.Response], *, edits: bool, saves: bool = False) -> Handler:
    """Something that answers in the wiki's place: always, or but to edits, which the wiki gets or not."""

    def handle(request: httpx.Request) -> httpx.Response:
        if edits and not is_edit(request):
            return fake.handle(request)
        if saves:
            fake.handle(request)
        return answer()

    return handle


def bumped(fake: FakeBench, folder: Path, handle: Handler) -> Run:
    """A run by way of ``handle``, whose end is the test's."""
    fake.put(STALE)
    fake.time.sleep(60)
    return Run(fake, folder, wire=httpx.MockTransport(handle))


@pytest.mark.parametrize(
    ("status", "page", "headers", "words"),
    [
        (200, ANUBIS, {}, "a bot check \\(Anubis\\).*“Making sure you're not a bot!”"),
        (403, CLOUDFLARE, {"cf-mitigated": "challenge"}, "a bot check \\(Cloudflare\\).*“Just a moment...”"),
        (503, CLOUDFLARE, {}, "a bot check \\(Cloudflare\\)"),
        (202, "", {"x-amzn-waf-action": "challenge"}, "a bot check \\(AWS WAF\\)"),
        (405, "<title>Human Verification</title>", {"x-amzn-waf-action": "captcha"}, "a bot check \\(AWS WAF\\)"),
        (200, LOGIN, {}, "a login page stands before"),
        (
            302,
            "",
            {"Location": "https://sso.example.org/login?next=x"},
            "a login page.*https://sso.example.org/login:",
        ),
        (
            301,
            "",
            {"Location": "https://other.example.org/w/api.php"},
            "leads to https://other.example.org/w/api.php",
        ),
        (403, '{"message": "Forbidden by gateway"}', {}, "HTTP 403 “Forbidden by gateway”"),
        (401, '{"error": "no key"}', {}, "HTTP 401 “no key”"),
        (401, "<title>Members</title>", {"WWW-Authenticate": "Basic"}, "login of its own \\(HTTP 401 “Members”\\)"),
        (418, "I am a teapot", {}, "HTTP 418 “I am a teapot”"),
        (451, "<h1>Not  in\nyour land</h1>", {}, "HTTP 451 “Not in your land”"),
        (406, "\x1b[31mred\x07", {}, "HTTP 406 “"),
        (200, "", {}, "HTTP 200, an empty page, and not as an API"),
        (200, '{"status": "ok"}', {}, 'HTTP 200 “{"status": "ok"}”'),
        (200, '{"error": {"message": "over quota"}}', {}, "HTTP 200 “over quota”"),
        (403, '{"errors": [{"message": "unknown tenant"}]}', {}, "HTTP 403 “unknown tenant”"),
    ],
)
def test_what_stands_before_a_wiki(
    fake: FakeBench, tmp_path: Path, status: int, page: str, headers: dict[str, str], words: str
) -> None:
    """Exit code 4, with the title or the first words of what answers, at the first request and not again."""
    run = bumped(
        fake, tmp_path, before(fake, lambda: httpx.Response(status, text=page, headers=headers), edits=False)
    )
    with pytest.raises(RefusedError, match=words) as caught:
        run.bump()
    assert len(run.requests) == 1
    assert "next=x" not in str(caught.value)
    assert str(caught.value).isprintable()


IN_PLACE_OF_AN_EDIT = {
    **{str(status): httpx.Response(status, text="<h1>No</h1>") for status in (400, 403, 406, 413, 418, 200, 302)},
    "gateway": httpx.Response(401, text='{"message": "no"}'),
    "foreign": httpx.Response(200, text='{"status": "ok"}'),
    "empty": httpx.Response(200),
    "bot check": httpx.Response(403, text=CLOUDFLARE),
    "login page": httpx.Response(200, text=LOGIN),
    "login elsewhere": httpx.Response(302, headers={"Location": "/login"}),
}


@pytest.mark.parametrize("answer", IN_PLACE_OF_AN_EDIT)
@pytest.mark.parametrize("saves", [False, True], ids=["unsaved", "saved"])
def test_an_edit_that_something_else_answers(fake: FakeBench, tmp_path: Path, answer: str, *, saves: bool) -> None:
    """The page is looked at before it is said that nothing was written, and the edit is not sent again."""
    known = IN_PLACE_OF_AN_EDIT[answer]
    again = httpx.Response(known.status_code, headers=known.headers, content=known.content)
    run = bumped(fake, tmp_path, before(fake, lambda: again, edits=True, saves=saves))
    if saves:
        assert run.bump().written
    else:
        with pytest.raises(RefusedError, match="nothing was written"):
            run.bump()
    assert run.requests.count("POST edit") == 1
    assert len(fake.history()) == 1 + saves


def test_an_edit_of_which_nothing_is_known(fake: FakeBench, tmp_path: Path) -> None:
    """Where the page cannot be looked at either, it is not claimed that nothing was written."""
    closed: list[bool] = []

    def handle(request: httpx.Request) -> httpx.Response:
        closed.extend([True] * is_edit(request))
        return httpx.Response(403, text="closed") if closed else fake.handle(request)

    run = bumped(fake, tmp_path, handle)
    with pytest.raises(RefusedError, match="whether the edit was made is not known") as caught:
        run.bump()
    assert "nothing was written" not in str(caught.value)


@pytest.mark.parametrize(("after", "waits"), [("7", True), ("7200", False)])
def test_the_edits_own_retry_after(fake: FakeBench, tmp_path: Path, after: str, *, waits: bool) -> None:
    """It is waited for before the page is looked at; where it is longer than the patience, that ends at once."""
    looked: list[float] = []

    def handle(request: httpx.Request) -> httpx.Response:
        if is_edit(request) and not looked:
            looked.append(fake.time.moment.timestamp())
            return httpx.Response(503, text="down", headers={"Retry-After": after})
        if looked:
            looked.append(fake.time.moment.timestamp())
        return fake.handle(request)

    run = bumped(fake, tmp_path, handle)
    if waits:
        assert run.bump().written
        assert looked[1] - looked[0] >= 7
    else:
        with pytest.raises(UnreachableError):
            run.bump()
        assert len(looked) == 1
    assert len(fake.history()) == 1 + waits


@pytest.mark.parametrize("status", [200, 403])
@pytest.mark.parametrize("code", DENIALS)
def test_reading_that_is_refused_to_nobody(fake: FakeBench, tmp_path: Path, code: str, status: int) -> None:
    """Whatever the code, ecg logs in where it can and reads once more; where it cannot, the code is told."""

    def handle(request: httpx.Request) -> httpx.Response:
        answer = fake.handle(request)
        known = any(session.user for session in fake.wiki.sessions.values())
        asks = b"content" in request.url.query
        return httpx.Response(status, json={"error": {"code": code, "info": "No."}}) if asks and not known else answer

    run = bumped(fake, tmp_path, handle)
    assert run.bump(next_meeting).written
    assert run.requests.count("POST login") == 1
    fake.lose_sessions()
    fake.wiki.passwords.clear()
    with pytest.raises(RefusedError):
        Run(fake, tmp_path, wire=httpx.MockTransport(handle)).bump()


@pytest.mark.parametrize(("code", "remedy"), [("blocked", "lift the block"), ("readapidenied", "“Basic rights”")])
def test_reading_that_is_refused_to_an_account(fake: FakeBench, tmp_path: Path, code: str, remedy: str) -> None:
    """Whoever is logged in already is told what helps: a grant against a missing right, and none against a block."""
    refused = httpx.Response(200, json={"error": {"code": code, "info": "No."}})

    def handle(request: httpx.Request) -> httpx.Response:
        return refused if b"content" in request.url.query else fake.handle(request)

    with pytest.raises(RefusedError, match=f"Chair is logged in and may not read here: .*{remedy}"):
        bumped(fake, tmp_path, handle).bump()


@pytest.mark.parametrize("code", ["accessdenied", "invalidtitle", "internal_api_error_MWException"])
def test_a_title_that_may_not_be_read(fake: FakeBench, tmp_path: Path, code: str) -> None:
    """It takes no other with it: a joint question that fails by a code is repeated title by title."""
    for title in ("One", "Secret", "Two"):
        fake.put(STALE, title=title)

    def handle(request: httpx.Request) -> httpx.Response:
        if b"Secret" in request.url.query + request.content:
            return httpx.Response(200, json={"error": {"code": code, "info": "No."}})
        return fake.handle(request)

    with Run(fake, tmp_path, wire=httpx.MockTransport(handle)).connected() as wiki:
        found = wiki.read(["One", "Secret", "Two"])
    assert isinstance(found["Secret"], EcgError)
    assert not any(isinstance(found[title], EcgError) for title in ("One", "Two"))


def test_what_the_wiki_says_is_quoted(fake: FakeBench, tmp_path: Path) -> None:
    """Its own reason for being read-only, and its own words for what it refuses."""
    told = {"error": {"code": "readonly", "info": "Text.", "readonlyreason": "Moving to a \x1b[31mnew house"}}
    run = bumped(fake, tmp_path, before(fake, lambda: httpx.Response(200, json=told), edits=True))
    with pytest.raises(UnreachableError, match=r"it says “Moving to a  ?\[31mnew house”"):
        run.bump()
    refused = {"error": {"code": "customfilter", "info": "Links to example.net are not welcome."}}
    run = bumped(fake, tmp_path, before(fake, lambda: httpx.Response(200, json=refused), edits=True))
    with pytest.raises(RefusedError, match=r"it says “Links to example\.net are not welcome\.”"):
        run.bump()


def test_a_barrier_is_met_once(fake: FakeBench, tmp_path: Path) -> None:
    """A bot check stands before the whole host, so that no title is asked for again by itself."""
    wire = httpx.MockTransport(lambda _: httpx.Response(200, text=ANUBIS))
    run = Run(fake, tmp_path, wire=wire)
    with run.connected() as wiki, pytest.raises(RefusedError, match="Anubis"):
        wiki.read(["One", "Two"])
    assert len(run.requests) == 1


DOWN = {
    "500": lambda: httpx.Response(500, text="<h1>Internal Server Error</h1>"),
    "503": lambda: httpx.Response(503, text="<title>503 Backend fetch failed</title>"),
    "fatal": lambda: httpx.Response(200, text="<br />\n<b>Fatal error</b>:  Allowed memory size exhausted in x.php"),
    "halved": lambda: httpx.Response(200, text='{"batchcomplete": true, "query": {'),
}


@pytest.mark.parametrize("to_write", [False, True], ids=["read", "edit"])
@pytest.mark.parametrize("kind", DOWN)
def test_titles_at_which_the_wiki_fails(fake: FakeBench, tmp_path: Path, kind: str, *, to_write: bool) -> None:
    """They take no other with them: those are read, and they alone are out of reach for now."""
    titles = [f"Page {number}" for number in range(60)]
    for title in titles:
        fake.put(STALE, title=title)

    def handle(request: httpx.Request) -> httpx.Response:
        asked = parse_qs((request.url.query + b"&" + request.content).decode()).get("titles", [""])[0].split("|")
        return DOWN[kind]() if {"Page 7", "Page 8", "Page 21"} & {*asked} else fake.handle(request)

    run = Run(fake, tmp_path, wire=httpx.MockTransport(handle))
    with run.connected() as wiki:
        found = wiki.read(titles, to_write=to_write)
    spoilt = [title for title in titles if isinstance(found[title], EcgError)]
    assert spoilt == ["Page 7", "Page 8", "Page 21"]
    assert all(isinstance(found[title], UnreachableError) for title in spoilt)
    assert len(run.requests) < 70
    assert sum(fake.time.waits) < 10


@pytest.mark.parametrize("kind", DOWN)
def test_a_wiki_that_is_down_is_not_asked_title_by_title(fake: FakeBench, tmp_path: Path, kind: str) -> None:
    """After two titles in a row it is waited for, within the patience; once it is back, all are read."""
    titles = [f"Page {number}" for number in range(120)]
    for title in titles:
        fake.put(STALE, title=title)
    back = fake.time.moment + timedelta(seconds=10)

    def handle(request: httpx.Request) -> httpx.Response:
        return DOWN[kind]() if fake.time.moment < back else fake.handle(request)

    run = Run(fake, tmp_path, wire=httpx.MockTransport(handle))
    if kind in {"500", "503"}:
        with run.connected() as wiki:
            assert not any(isinstance(page, EcgError) for page in wiki.read(titles).values())
        assert len(run.requests) < 20
    for_good = Run(fake, tmp_path, wire=httpx.MockTransport(lambda _: DOWN[kind]()))
    with for_good.connected() as wiki, pytest.raises(UnreachableError):
        wiki.read(titles)
    assert len(for_good.requests) < 20
