"""Pages, many pages, past revisions and the account, read from each kind of wiki."""

from itertools import count
from pathlib import Path

import httpx
import pytest

from ecgtool.errors import PageError, RefusedError, UnreachableError
from ecgtool.group import PageSettings
from ecgtool.targets.mediawiki.history import page_revisions
from ecgtool.targets.mediawiki.pages import PageRevision, stored
from ecgtool.targets.mediawiki.whoami import standing
from tests.targets.mediawiki.bench import STALE, FakeBench, RealBench, Run, Words


def test_page_is_read_by_nobody(run: Run) -> None:
    """To read takes one request, no account and no session."""
    run.bench.put(STALE)
    with run.page() as page:
        assert page.read() == STALE
    assert run.requests == ["GET query info|revisions"]


def test_private_page_is_read_after_a_login(run: Run) -> None:
    """Where only members read, ecg logs in for it."""
    run.bench.put(STALE)
    run.bench.switch(private=True)
    with run.page() as page:
        assert page.read() == STALE


def test_private_page_without_the_right_to_read(fake: FakeBench, tmp_path: Path) -> None:
    """A token that may not read is told once."""
    fake.wiki.version = (1, 43)
    fake.wiki.bearers["header.payload.signature"] = ""
    fake.switch(private=True)
    with (
        Run(fake, tmp_path, bearer="header.payload.signature", username="").page() as page,
        pytest.raises(RefusedError),
    ):
        page.read()


def test_many_pages_in_few_requests(fake: FakeBench, tmp_path: Path) -> None:
    """Fifty titles go into a request, whatever their length; each answer finds its title again."""
    titles = [f"{'Long title ' * 15}{number}" for number in range(120)]
    for title in titles[1:]:
        fake.put(f"text of {title}", title=title)
    run = Run(fake, tmp_path)
    with run.connected() as wiki:
        pages = wiki.read([title.replace(" ", "_") for title in titles])
    assert len(run.requests) == 3
    assert list(pages) == [title.replace(" ", "_") for title in titles]
    missing, *found = pages.values()
    assert isinstance(missing, PageError)
    assert [page.title for page in found if isinstance(page, PageRevision)] == titles[1:]


def test_long_answer_comes_in_several(fake: FakeBench, tmp_path: Path) -> None:
    """Where the wiki's answer is too long for one, it is asked for the rest."""
    fake.wiki.pages_in_an_answer = 3
    titles = [f"Page {number}" for number in range(7)]
    for title in titles:
        fake.put("x" * 60, title=title)
    with Run(fake, tmp_path).connected() as wiki:
        pages = wiki.read(titles)
    assert [page.text for page in pages.values() if isinstance(page, PageRevision)] == ["x" * 60] * 7


@pytest.mark.parametrize("limit", [None, 1, 49, 50, 51, 60, 120])
def test_history_of_any_length(fake: FakeBench, tmp_path: Path, limit: int | None) -> None:
    """Revisions come newest first, 50 in a request, as many as are wanted or there are."""
    for number in range(120):
        fake.put(f"text {number}")
    run = Run(fake, tmp_path)
    with run.connected() as wiki:
        texts = [revision.text for revision in page_revisions(wiki, fake.title, limit)]
    wanted = limit or 120
    assert texts == [f"text {number}" for number in range(119, 119 - wanted, -1)]
    assert len(run.requests) == 1 + -(-wanted // 50)


def test_history_that_has_no_end(fake: FakeBench, tmp_path: Path) -> None:
    """A wiki that sends the same revisions again and again is left when the run's time is over."""
    fake.put(STALE)
    turns = count()

    def handle(request: httpx.Request) -> httpx.Response:
        answer = fake.handle(request).json()
        fake.time.sleep(1)
        if b"rvlimit" in request.url.query:
            answer["continue"] = {"rvcontinue": str(next(turns)), "continue": "||"}
        return httpx.Response(200, json=answer)

    run = Run(fake, tmp_path, wire=httpx.MockTransport(handle))
    with run.connected() as wiki, pytest.raises(UnreachableError, match="longer than this run has"):
        list(page_revisions(wiki, fake.title))


def test_history_says_who_and_when(run: Run) -> None:
    """Each revision has its number, its author, its summary and its time in UTC."""
    run.bench.put(STALE)
    run.bump()
    with run.connected() as wiki:
        newest, oldest = page_revisions(wiki, run.bench.title)
    assert (newest.user, newest.comment, newest.number) == (
        "Chair",
        "Next meeting: June 15",
        run.bench.history()[0].revid,
    )
    assert newest.timestamp >= oldest.timestamp
    assert newest.timestamp.tzname() == "UTC"
    assert (oldest.user, oldest.text) == ("Somebody", STALE)


def test_account_that_may_bump(run: Run) -> None:
    """Nothing is missing; nothing was written to find out."""
    run.bench.put(STALE)
    with run.connected() as wiki:
        found = standing(wiki, PageSettings(page=run.bench.title))
    assert found.name == "Chair"
    assert "edit" in found.rights
    assert found.grants == ["basic", "editpage"]
    assert found.missing == []
    assert found.version.startswith("MediaWiki 1.")
    assert len(run.bench.history()) == 1


def test_account_without_the_right_to_edit(run: Run) -> None:
    """The grant to add is named."""
    run.bench.put(STALE)
    run.bench.switch(**({"right_to_edit": False} if isinstance(run.bench, FakeBench) else {"no_right": True}))
    with run.connected() as wiki:
        found = standing(wiki, PageSettings(page=run.bench.title, bot=True))
    assert "editpage" in found.missing[0]
    assert "highvolume" in found.missing[1]


def test_account_and_a_page_that_is_missing(run: Run) -> None:
    """That the page is not there is told as well."""
    with run.connected() as wiki:
        found = standing(wiki, PageSettings(page="No such page"))
    assert "does not exist" in found.missing[0]


@pytest.mark.parametrize("obstacle", ["protect", "block"])
def test_obstacle_that_an_admin_set_up(real: RealBench, tmp_path: Path, obstacle: str) -> None:
    """Protection and block are told by ``wiki login`` beforehand, and by an edit."""
    real.put(STALE)
    run = Run(real, tmp_path)
    switch = real.wiki.protect if obstacle == "protect" else real.wiki.block
    what = real.title if obstacle == "protect" else "Chair"
    switch(what, on=True)
    try:
        with run.connected() as wiki:
            assert obstacle in standing(wiki, PageSettings(page=real.title)).missing[0]
        with pytest.raises(RefusedError, match=obstacle):
            run.bump()
    finally:
        switch(what, on=False)
    assert "Chair" not in [saved.user for saved in real.history()]


def test_wiki_keeps_text_as_foretold(run: Run) -> None:
    """What ``stored`` says of a text is what the wiki makes of it."""
    text = "e\u0301 \u212b \u1100\u1161\u11a8 \x07\ufffe\r\nline \t\rend\u00a0\n \t\n"
    run.bench.put("begin")
    run.bump(lambda _: Words(text))
    assert run.bench.history()[0].text == stored(text)


def answering(revision: dict[str, object]) -> httpx.MockTransport:
    """A wiki whose page has this as its newest revision."""
    page = {"title": "Edge Group", "revisions": [{"revid": 7, "parentid": 6, **revision}]}
    return httpx.MockTransport(lambda _: httpx.Response(200, json={"query": {"pages": [page]}}))


@pytest.mark.parametrize(
    ("revision", "words"),
    [
        ({"texthidden": True}, "is hidden"),
        ({"slots": {"main": {"texthidden": True}}}, "is hidden"),
        ({"slots": {"main": {"textmissing": True}}}, "has lost the text"),
    ],
)
def test_a_text_that_nobody_gets(fake: FakeBench, tmp_path: Path, revision: dict[str, object], words: str) -> None:
    """A revision that is hidden, or whose text is gone, is no fault that passes: the page is not as expected."""
    with Run(fake, tmp_path, wire=answering(revision)).page() as page, pytest.raises(PageError, match=words):
        page.read()


def test_a_wiki_that_is_too_old(fake: FakeBench, tmp_path: Path) -> None:
    """One that knows no other form than the first is named as that, once, and not as a wiki without the page."""
    pages = {"5": {"title": "One", "revisions": [{"revid": 7, "*": "text"}]}}
    run = Run(
        fake, tmp_path, wire=httpx.MockTransport(lambda _: httpx.Response(200, json={"query": {"pages": pages}}))
    )
    with run.connected() as wiki, pytest.raises(RefusedError, match=r"older than 1\.25"):
        wiki.read(["One", "Two"])
    assert len(run.requests) == 1
