"""Tests of ``ecgtool.targets.mediawiki.account``: how a login ends, and what is said of it."""

from pathlib import Path

import httpx
import pytest

from ecgtool.errors import RefusedError
from tests.targets.mediawiki.bench import STALE, FakeBench, Run

SECOND_FACTOR = "Authentication requires user interaction, which is not supported by action=login."


def reason(code: str, said: str) -> dict[str, object]:
    """A reason as MediaWiki gives it since 1.29."""
    return {"reason": {"code": code, "text": said}}


@pytest.mark.parametrize(
    ("username", "answer", "words", "times"),
    [
        (
            "Chair",
            {"result": "Aborted", **reason("api-login-fail-aborted", SECOND_FACTOR)},
            f"more than a password from Chair.*it says “{SECOND_FACTOR}”.*Special:BotPasswords",
            1,
        ),
        ("Chair", {"result": "Aborted", "reason": SECOND_FACTOR}, "more than a password from Chair", 2),
        (
            "Chair@ecg",
            {"result": "Aborted", **reason("api-login-fail-badsessionprovider", "Cannot log in when using …")},
            "forgets the session",
            2,
        ),
        ("Chair@ecg", {"result": "Failed", **reason("sessionlost", "Session lost.")}, "forgets the session", 2),
        (
            "Chair@ecg",
            {"result": "Failed", **reason("login-throttled", "Please wait 5 minutes.")},
            "too many wrong passwords were tried, it says “Please wait 5 minutes.”",
            1,
        ),
        ("Chair@ecg", {"result": "Aborted", **reason("login-throttled", "Wait.")}, "too many wrong passwords", 1),
        ("Chair@ecg", {"result": "Throttled", "wait": 300}, "too many wrong passwords", 1),
        (
            "Chair@ecg",
            {"result": "Failed", **reason("botpasswords-needs-reset", "The bot password must be reset.")},
            "does not let Chair@ecg in .botpasswords-needs-reset., it says “The bot password must be reset.”",
            1,
        ),
    ],
)
def test_a_login_that_is_not_taken(
    fake: FakeBench, tmp_path: Path, username: str, answer: dict[str, object], words: str, times: int
) -> None:
    """The account is told from its session, and the wiki's own words are quoted; no wrong password is sent twice."""
    fake.put(STALE)
    fake.time.sleep(60)

    def handle(request: httpx.Request) -> httpx.Response:
        login = b"action=login" in request.content
        return httpx.Response(200, json={"login": answer}) if login else fake.handle(request)

    run = Run(fake, tmp_path, username=username, wire=httpx.MockTransport(handle))
    with pytest.raises(RefusedError, match=words):
        run.bump()
    assert run.requests.count("POST login") == times
