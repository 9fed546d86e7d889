"""An edit of a page: as few requests as can be, and nobody's word lost."""

import threading
from pathlib import Path

import pytest

from ecgtool.errors import Finding, PageError, RefusedError, UnreachableError
from tests.targets.mediawiki.bench import NEXT, STALE, FakeBench, Run, Words, next_meeting

READ, LOGIN, TOKEN, EDIT = range(1, 5)
"""The requests of a bump by their numbers."""

BUMPED = STALE.replace("June 8", NEXT)


@pytest.fixture
def stale(run: Run) -> Run:
    """A page that names a meeting that is over."""
    run.bench.put(STALE)
    if isinstance(run.bench, FakeBench):
        run.bench.time.sleep(60)
    return run


@pytest.mark.parametrize("moment", [READ, LOGIN, TOKEN])
@pytest.mark.parametrize("user", ["Somebody", "Chair"])
def test_word_in_the_same_second(run: Run, user: str, moment: int) -> None:
    """What 1.28 does not see, an edit in the second of the one that was read or of our own, is there in the end."""

    def planner(text: str) -> Words:
        if "summer" in text:
            raise Finding("a person wrote it", "leave it")
        return next_meeting(text)

    run.bench.put(STALE)
    theirs = STALE.replace("June 8", "after the summer break")
    run.then[moment] = lambda: run.bench.put(theirs, user)
    with pytest.raises(Finding):
        run.bump(planner)
    assert run.bench.history()[0].text == theirs
    assert user == "Chair" or "Chair" not in [saved.user for saved in run.bench.history()]


def test_page_that_is_right_costs_one_request(run: Run) -> None:
    """Nobody logs in to find that there is nothing to do."""
    run.bench.put(BUMPED)
    outcome = run.bump()
    assert not outcome.written
    assert run.requests == ["GET query info|revisions+tokens|siteinfo+login"]


def test_bump_costs_four_requests(stale: Run) -> None:
    """The page is read, then log in, token and check in one, save; the history shows one revision more, ours."""
    before = stale.bench.history()
    outcome = stale.bump()
    newest, *rest = stale.bench.history()
    assert [line.split()[0:2] for line in stale.requests] == [
        ["GET", "query"], ["POST", "login"], ["GET", "query"], ["POST", "edit"],
    ]  # fmt: skip
    assert outcome.written
    assert outcome.revision == newest.revid
    assert (newest.user, newest.text, newest.parentid) == ("Chair", BUMPED, before[0].revid)
    assert newest.comment == "Next meeting: June 15"
    assert rest == before


def test_private_wiki_costs_one_request_more(stale: Run) -> None:
    """Where only members read, the first answer is a refusal, and the page is read after the login."""
    stale.bench.switch(private=True)
    assert stale.bump().written
    assert len(stale.requests) == 5


def test_token_costs_two_requests(tmp_path: Path) -> None:
    """With OAuth 2 there is no login; a page that is right still costs one."""
    wiki = FakeBench((1, 43))
    wiki.put(STALE)
    first = Run(wiki, tmp_path, bearer="header.payload.signature", username="")
    assert first.bump().written
    second = Run(wiki, tmp_path, bearer="header.payload.signature", username="Chair")
    assert not second.bump().written
    assert (len(first.requests), len(second.requests)) == (2, 1)
    assert wiki.history()[0].user == "Chair"


@pytest.mark.parametrize("version", [(1, 28), (1, 43)])
def test_token_that_the_wiki_ignores_edits_nothing(version: tuple[int, int], tmp_path: Path) -> None:
    """A wiki without OAuth takes the request for anybody's: that is noticed before anything is written."""
    wiki = FakeBench(version)
    wiki.wiki.bearers.clear()
    wiki.put(STALE)
    with pytest.raises(RefusedError, match="OAuth token"):
        Run(wiki, tmp_path, bearer="header.payload.signature", username="").bump()
    assert len(wiki.history()) == 1


@pytest.mark.parametrize("moment", [READ, LOGIN, TOKEN])
def test_word_of_a_person_stands(stale: Run, moment: int) -> None:
    """What a person writes into the line between the read and the save stays, and the planner's finding is told."""

    def planner(text: str) -> Words:
        if "summer" in text:
            raise Finding("a person wrote it", "leave it")
        return next_meeting(text)

    theirs = STALE.replace("June 8", "after the summer break")
    stale.then[moment] = lambda: stale.bench.put(theirs)
    with pytest.raises(Finding):
        stale.bump(planner)
    assert [saved.user for saved in stale.bench.history()] == ["Somebody", "Somebody"]


@pytest.mark.parametrize("moment", [READ, LOGIN, TOKEN])
@pytest.mark.parametrize("user", ["Somebody", "Chair"])
@pytest.mark.parametrize("no_diff3", [False, True])
def test_both_words_are_on_the_page(stale: Run, moment: int, user: str, no_diff3: bool) -> None:
    """Somebody, or the same account, writes elsewhere on the page between the read and the save: both edits hold."""
    if no_diff3:
        stale.bench.switch(**({"diff3": False} if isinstance(stale.bench, FakeBench) else {"no_diff3": True}))
    stale.then[moment] = lambda: stale.bench.put(STALE + "\n* three", user)
    assert stale.bump().written
    assert stale.bench.history()[0].text == BUMPED + "\n* three"


def test_conflict_that_does_not_end_is_given_up(fake: FakeBench, tmp_path: Path) -> None:
    """After three new plans, somebody who is always quicker is left to it."""
    fake.put(STALE)
    run = Run(fake, tmp_path)
    fake.switch(diff3=False)
    run.then = dict.fromkeys(range(1, 60), lambda: _somebody_again(fake))
    with pytest.raises(PageError):
        run.bump()
    assert all(saved.user == "Somebody" for saved in fake.history())


def _somebody_again(fake: FakeBench) -> None:
    fake.put(f"{STALE}\n* {len(fake.history())}")


def test_session_that_is_lost_is_begun_again(stale: Run) -> None:
    """A wiki that forgot the login after the token was given is logged in to again, and the page read anew."""
    stale.then[TOKEN] = stale.bench.lose_sessions
    assert stale.bump().written
    assert stale.bench.history()[0].user == "Chair"
    assert len(stale.bench.history()) == 2


@pytest.mark.parametrize("moment", [READ, LOGIN])
def test_session_that_is_lost_early(stale: Run, moment: int) -> None:
    """The same where the login token or the login itself was forgotten."""
    stale.then[moment] = stale.bench.lose_sessions
    assert stale.bump().written
    assert stale.bench.history()[0].user == "Chair"


def test_session_that_is_always_lost_is_given_up(fake: FakeBench, tmp_path: Path) -> None:
    """Twice in a run is a fault of the wiki, told with the way in; and nothing is ever written by nobody."""
    fake.put(STALE)
    run = Run(fake, tmp_path)
    run.then = dict.fromkeys(range(1, 60), fake.lose_sessions)
    with pytest.raises(RefusedError, match="log in, as whoever runs this can"):
        run.bump()
    assert len(fake.history()) == 1


def test_wrong_password_is_told_once(stale: Run) -> None:
    """A wiki that says no to the password hears it one time only, also where two pages were to be edited."""
    stale.secret = "wrong"  # noqa: S105 - and no password
    with stale.page() as page:
        for _ in range(2):
            with pytest.raises(RefusedError, match="Special:BotPasswords"):
                page.edit(next_meeting)
    assert sum("login" in request.split()[1] for request in stale.requests) == 1


@pytest.mark.parametrize(
    ("modes", "words"),
    [
        ({"captcha": True}, "skipcaptcha"),
        ({"spam": "June 15"}, "spam filter"),
        ({"largest": 20}, "larger than"),
    ],
)
def test_refusal_is_told_and_never_repeated(stale: Run, modes: dict[str, object], words: str) -> None:
    """A wiki that will not have the edit is asked once, and the line says what to ask its admin for."""
    if not isinstance(stale.bench, FakeBench) and "largest" in modes:
        modes = {"largest": 0.01}
    stale.bench.switch(**modes)
    with pytest.raises(RefusedError, match=words):
        stale.bump()
    assert sum(request.startswith("POST edit") for request in stale.requests) == 1
    assert len(stale.bench.history()) == 1


@pytest.mark.parametrize("mode", ["readonly", "lag", "limited", "unavailable"])
def test_wiki_that_is_busy_is_waited_for(stale: Run, mode: str) -> None:
    """A wiki that is read-only, lags, limits or is away for a while gets its edit after it."""
    stale.bench.switch(**{mode: True})
    threading.Timer(1.5, stale.bench.switch).start() if not isinstance(stale.bench, FakeBench) else None
    stale.then = dict.fromkeys(range(1, 20), lambda: _come_back(stale))
    assert stale.bump().written
    assert len(stale.bench.history()) == 2


def _come_back(run: Run) -> None:
    waited = isinstance(run.bench, FakeBench) and sum(run.bench.time.waits) > 1
    if waited:
        run.bench.switch()


def test_wiki_that_stays_busy_is_given_up(fake: FakeBench, tmp_path: Path) -> None:
    """The waits of a run, together, stay within its patience; the exit code says to run it again."""
    fake.put(STALE)
    fake.switch(readonly=True)
    with pytest.raises(UnreachableError, match="read-only"):
        Run(fake, tmp_path).bump()
    assert 15 < sum(fake.time.waits) <= 20
    assert len(fake.history()) == 1


@pytest.mark.parametrize(
    ("title", "text", "words"),
    [
        ("No such page", "", "does not exist"),
        ("Former title", "#REDIRECT [[Edge Group]]", "is a redirect"),
        ("Bad[title", "", "not the title"),
        ("MediaWiki:Common.css", "a {}", "not wikitext"),
    ],
)
def test_page_that_is_not_as_expected(run: Run, title: str, text: str, words: str) -> None:
    """A page that is missing, leads elsewhere or holds something else is not edited."""
    if "css" not in title or isinstance(run.bench, FakeBench):  # only admins may write style sheets
        run.bench.put(text or STALE, title=title) if text else None
    else:
        words = "does not exist"
    with pytest.raises(PageError, match=words):
        run.bump(title=title)
    assert len(run.requests) == 1


def test_text_is_compared_as_the_wiki_keeps_it(run: Run) -> None:
    """Line ends, space at the end and the form of accents are no change."""
    run.bench.put("caf\u00e9")
    outcome = run.bump(lambda text: Words(text.replace("\u00e9", "e\u0301") + "\r\n\r\n"))
    assert not outcome.written
    assert len(run.requests) == 1


def test_text_that_the_wiki_would_change_is_saved(run: Run) -> None:
    """Accents, line ends and characters that a wiki cannot keep are in its form before the check sum is made."""
    run.bench.put("begin")
    assert run.bump(lambda _: Words("cafe\u0301\r\nbell\x07 \u212b\n\n")).written
    assert run.bench.history()[0].text == "caf\u00e9\nbell\ufffd \u00c5"


def test_page_that_is_deleted_meanwhile(fake: FakeBench, tmp_path: Path) -> None:
    """A page that is gone when the edit comes is not made again."""
    fake.put(STALE)
    fake.time.sleep(60)
    with pytest.raises(PageError, match="does not exist"):
        Run(fake, tmp_path, then={TOKEN: fake.wiki.pages.clear}).bump()
    assert fake.history() == []


def test_other_spelling_of_a_title(run: Run) -> None:
    """The page is edited under the title that the wiki gives it."""
    run.bench.put(STALE)
    assert run.bump(title=run.bench.title.replace(" ", "_")).written
    assert run.bench.history()[0].text == BUMPED


def test_long_summary_is_cut_on_a_character(run: Run) -> None:
    """A summary is no longer than the wiki keeps, and ends in a whole character."""
    run.bench.put(STALE)
    run.bump(lambda text: Words(next_meeting(text).text, "é" * 600))
    assert run.bench.history()[0].comment in {"é" * 127, "é" * 500}
