"""What an account lacks for a bump, as the wiki tells it, and what it does not lack."""

import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from ecgtool.errors import RefusedError
from ecgtool.group import PageSettings
from ecgtool.targets.mediawiki.whoami import standing
from tests.targets.mediawiki.bench import STALE, FakeBench, Run

PARTIAL = {"blockid": 7, "blockpartial": True, "blockedby": "Admin"}
SEMI = [{"type": "edit", "level": "autoconfirmed", "expiry": "infinity"}]


def missing(fake: FakeBench, folder: Path, user: dict[str, Any], page: dict[str, Any]) -> list[str]:
    """What ``ecg wiki login`` says is missing, where the wiki says so of the account and of the page."""
    fake.put(STALE)

    def handle(request: httpx.Request) -> httpx.Response:
        response = fake.handle(request)
        answer = json.loads(response.content)
        query = answer.get("query", {})
        if "rights" in query.get("userinfo", {}):
            query["userinfo"] |= user
            query["pages"][0] |= page
        cookies = [("Set-Cookie", value) for value in response.headers.get_list("Set-Cookie")]
        return httpx.Response(200, json=answer, headers=cookies)

    with Run(fake, folder, wire=httpx.MockTransport(handle)).connected() as wiki:
        return list(standing(wiki, PageSettings(api=fake.api, page=fake.title)).missing)


@pytest.mark.parametrize(
    ("user", "page", "words"),
    [
        ({}, {}, ""),
        (PARTIAL, {}, ""),
        (PARTIAL, {"actions": {"edit": False}}, "blocked from some pages"),
        ({"blockid": 7}, {"actions": {"edit": False}}, "the account is blocked: ask"),
        ({}, {"actions": {"edit": False}}, "not this page"),
        ({}, {"protection": SEMI, "actions": {"edit": False}}, "this one is new: wait some days"),
        ({"groups": ["*", "user", "autoconfirmed"]}, {"protection": SEMI}, "the right editsemiprotected"),
        ({"rights": ["read", "edit", "editsemiprotected"]}, {"protection": SEMI}, ""),
    ],
)
def test_what_is_missing(
    fake: FakeBench, tmp_path: Path, user: dict[str, Any], page: dict[str, Any], words: str
) -> None:
    """One thing each, in words that fit; a block from other pages is none."""
    found = missing(fake, tmp_path, user, page)
    assert len(found) == bool(words)
    assert words in "".join(found)


def test_an_account_that_may_not_read(fake: FakeBench, tmp_path: Path) -> None:
    """It is told that it is logged in, and which grant it needs; the password is not blamed."""
    fake.put(STALE)

    def handle(request: httpx.Request) -> httpx.Response:
        answer = fake.handle(request)
        asks = b"content" in request.url.query
        return httpx.Response(200, json={"error": {"code": "readapidenied", "info": "No."}}) if asks else answer

    run = Run(fake, tmp_path, wire=httpx.MockTransport(handle))
    with pytest.raises(RefusedError, match=r"Chair is logged in and may not read here.*\(basic\)"):
        run.bump()


def test_a_session_that_is_lost_again_and_again(fake: FakeBench, tmp_path: Path) -> None:
    """The wiki's storage is named, and not the password."""
    fake.put(STALE)

    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(200, content=fake.handle(request).content)  # its cookies get lost on the way

    run = Run(fake, tmp_path, wire=httpx.MockTransport(handle))
    with pytest.raises(RefusedError, match="forgets the session between two requests") as caught:
        run.bump()
    assert "password" not in str(caught.value)
