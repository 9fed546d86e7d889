"""A wiki as the rest of ecg sees it: its pages, read with as few requests as can be."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

import httpx

from ecgtool.errors import EcgError, PageError, RefusedError
from ecgtool.targets.mediawiki.account import Account
from ecgtool.targets.mediawiki.answers import Answer, continued, number, objects, text
from ecgtool.targets.mediawiki.api import Api
from ecgtool.targets.mediawiki.credentials import Password
from ecgtool.targets.mediawiki.failures import (
    UNTIL_IT_PASSES,
    Barrier,
    EditConflict,
    LostSession,
    NoPassword,
    ReadDenied,
    Temporary,
    Unknown,
)
from ecgtool.targets.mediawiki.pages import BATCH, PageRevision, question, read_pages, revision_text
from ecgtool.targets.mediawiki.transport import Transport, user_agent
from ecgtool.targets.mediawiki.waiting import Patience

T = TypeVar("T")

_A_FEW, _MANY = 2, 4
"""Tries of a question that one title may spoil, and titles in a row that do so on a wiki that is not well."""
SINCE_BASEREVID = (1, 35)
SINCE_LONG_SUMMARY = (1, 30)
"""The releases since which an edit can name the revision it is based on, and have a summary over 255 bytes."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Identity:
    """Who to be on a wiki: the owner of the OAuth 2 token ``bearer``, else the account that ``password`` returns.

    ``username`` is the owner of the token where it is known, ``way_in`` tells a person how to log in again.
    """

    password: Callable[[], Password]
    username: str = ""
    bearer: str = ""
    way_in: str = "log in again"

    def __repr__(self) -> str:
        """Return the identity without its token."""
        return f"Identity(username={self.username!r})"


class Wiki:
    """A wiki, with one session and one budget of time for waiting; ``version`` is (0, 0) until it is known."""

    def __init__(self, api: Api, account: Account, patience: Patience) -> None:
        self.api = api
        self.account = account
        self.patience = patience
        self.version = (0, 0)

    def read(self, titles: Sequence[str], *, to_write: bool = False) -> Mapping[str, PageRevision | EcgError]:
        """Return for each title the page as it is now, or what is wrong with it; 50 are asked for in a request.

        One title at which the wiki fails spoils a request for all, so such a request is made again title by title.
        With ``to_write``, the same request asks for what an edit will need as well.

        Raises:
            RefusedError: none may be read.
            UnreachableError: the wiki stays out of reach for all.
        """
        pages: dict[str, PageRevision | EcgError] = {}
        left = list(titles)
        most = _A_FEW if len(titles) > 1 else UNTIL_IT_PASSES
        while left:
            some = left[:BATCH]
            try:
                pages |= self._read(some, to_write=to_write, most=most)
            except EcgError as error:
                if most != _A_FEW or not _may_be_of_one_title(error) or self.patience.time_left() <= 0:
                    return _with_error(pages, left, error)
                pages |= self._one_by_one(some, to_write=to_write)
            most = _A_FEW if some[-1] in pages else UNTIL_IT_PASSES  # it is the wiki that fails: wait for it
            left = [title for title in left if title not in pages]
        return {title: pages[title] for title in titles}

    def read_page(self, title: str, *, to_write: bool = False) -> PageRevision:
        """Return one page; raises as ``read`` does.

        Raises:
            PageError: it does not exist, or cannot be edited as a page of wikitext.
        """
        return found(self.read([title], to_write=to_write)[title])

    def _one_by_one(self, titles: Sequence[str], *, to_write: bool) -> Mapping[str, PageRevision | EcgError]:
        """Return for each title the page, or why not, up to where it is the wiki that fails.

        A wiki that fails at two titles in a row, and then at a question about none, or at four, is down: it is not
        asked about all of them.
        """
        pages: dict[str, PageRevision | EcgError] = {}
        failed: list[str] = []
        for title in titles:
            try:
                pages |= self._read([title], to_write=to_write, most=_A_FEW)
            except EcgError as error:
                if not _may_be_of_one_title(error):
                    return pages
                pages[title] = error
            failed = [*failed, title] if isinstance(pages[title], Unknown) else []
            if len(failed) == _MANY or (len(failed) == _A_FEW and not self._is_up()):
                return {title: page for title, page in pages.items() if title not in failed}
        return pages

    def _is_up(self) -> bool:
        """Return whether the wiki answers a question that is about no page."""
        try:
            self.ask(1, meta="siteinfo", **self.account.identity())
        except EcgError as error:
            return not isinstance(error, Temporary)
        return True

    def require_token(self, page: PageRevision, *, check: bool) -> None:
        """Get a token to edit ``page`` with, logging in if need be; with ``check``, see that it is still the newest.

        Raises:
            EditConflict: ``page`` is no longer the newest revision.
            RefusedError: there are no credentials, or the wiki does not take them.
        """
        self.account.require_login()
        if check or not self.account.csrf:
            self._ask_token(page)
        self.account.require_unblocked()

    def _ask_token(self, page: PageRevision) -> None:
        asked = {"titles": page.title, "prop": "revisions", "rvprop": "ids"}
        answer = self.ask(**asked, **self.account.tokens(to_write=True))
        self.account.learn(answer)
        newest = [
            number(r, "revid") for found in objects(answer, "query", "pages") for r in objects(found, "revisions")
        ]
        if newest != [page.revid]:
            raise EditConflict(f"“{page.title}” was edited meanwhile", "nothing was written; run it again")

    def revision_texts(self, *revids: int) -> Mapping[int, str]:
        """Return the texts of revisions by their numbers, without those that cannot be read."""
        asked = {
            "revids": "|".join(map(str, revids)),
            "prop": "revisions",
            "rvprop": "ids|content",
            "rvslots": "main",
        }
        answer = self.ask_in_session(**asked)
        revisions = [
            revision for page in objects(answer, "query", "pages") for revision in objects(page, "revisions")
        ]
        return {number(r, "revid"): known for r in revisions if (known := revision_text(r)) is not None}

    def ask(self, most: int = UNTIL_IT_PASSES, /, **params: str) -> Answer:
        """Return the answer to a query, asked again while the wiki is busy; raises as ``Patience.persist`` does."""
        return self.patience.persist(lambda: self.api.query(**params), most=most)

    def ask_in_session(self, **params: str) -> Answer:
        """Return the answer to a query in this account's name; raises as ``in_session`` does."""
        return self.in_session(lambda: self.ask(**params, **self.account.identity()))

    def in_session(self, read: Callable[[], T]) -> T:
        """Return what ``read`` returns: after a login where reading needs one, and again where the session was lost.

        Raises:
            RefusedError: reading is refused to the account too, the login fails, or the session is lost again.
        """
        while True:
            try:
                return read()
            except (ReadDenied, LostSession) as denied:
                if not self.account.is_somebody:
                    self._log_in_after(denied)
                elif isinstance(denied, LostSession):
                    self.account.renew(denied)
                else:
                    raise _denied_to(self.account.name, denied) from None

    def _log_in_after(self, denied: RefusedError) -> None:
        try:
            self.account.require_login()
        except NoPassword:
            raise denied from None

    def _read(self, titles: Sequence[str], *, to_write: bool, most: int) -> Mapping[str, PageRevision | EcgError]:
        return self.in_session(partial(self._read_in_session, titles, to_write=to_write, most=most))

    def _read_in_session(
        self, titles: Sequence[str], *, to_write: bool, most: int
    ) -> Mapping[str, PageRevision | EcgError]:
        asked = question(titles) | self.account.tokens(to_write=to_write)
        if to_write:
            asked["meta"] += "|siteinfo"
        pages: Mapping[str, PageRevision | EcgError] = {}
        more: dict[str, str] = {}
        while True:
            answer = self.ask(most, **asked, **more)
            self._learn(answer)
            pages = {**(pages or read_pages(answer, titles)), **_sent(read_pages(answer, titles))}
            before, more = more, continued(answer)
            if more in ({}, before):
                return pages

    def _learn(self, answer: Answer) -> None:
        generator = text(answer, "query", "general", "generator")
        if match := re.match(r"MediaWiki (\d+)\.(\d+)", generator):
            self.version = (int(match[1]), int(match[2]))
        self.account.learn(answer)


@contextmanager
def connected(
    address: str,
    identity: Identity,
    patience: Patience,
    contact: str,
    wire: httpx.BaseTransport | None = None,
) -> Iterator[Wiki]:
    """Yield a wiki whose API is at ``address``; ``contact`` tells its admins who asks, ``wire`` replaces the network.

    Raises:
        UsageError: ``address`` is not one that secrets may be sent to.
    """
    with Transport(address, user_agent(contact), patience, wire) as transport:
        api = Api(transport, patience.clock, identity.bearer)
        account = Account(
            api,
            patience,
            identity.password,
            bearer=bool(identity.bearer),
            username=identity.username,
            way_in=identity.way_in,
        )
        yield Wiki(api, account, patience)


def found(page: PageRevision | EcgError) -> PageRevision:
    """Return ``page`` if it is a page.

    Raises:
        EcgError: ``page`` itself, which is an error.
    """
    if isinstance(page, EcgError):
        raise page
    return page


def _may_be_of_one_title(error: EcgError) -> bool:
    """Return whether ``error``, of a query about many titles, may be about one: a refusal, or a failure inside."""
    return isinstance(error, PageError | RefusedError | Unknown) and not isinstance(error, Barrier)


def _with_error(
    pages: Mapping[str, PageRevision | EcgError], left: Sequence[str], error: EcgError
) -> Mapping[str, PageRevision | EcgError]:
    """Return ``pages``, and ``error`` for the titles that are left; raise it where there is no page at all."""
    if not any(isinstance(page, PageRevision) for page in pages.values()):
        raise error
    return {**pages, **dict.fromkeys(left, error)}


def _denied_to(name: str, denied: ReadDenied) -> RefusedError:
    problem = f"{name or 'the account'} is logged in and may not read here: {denied.problem}"
    if "wiki.username" not in denied.hint:  # something else than an account is what it takes
        return RefusedError(problem, denied.hint)
    return RefusedError(problem, "give the bot password the grant “Basic rights” (basic), or ask the wiki's admin")


def _sent(pages: Mapping[str, PageRevision | EcgError]) -> dict[str, PageRevision | EcgError]:
    """Return the pages whose text an answer holds: a long answer comes in several (API:Continue)."""
    return {title: page for title, page in pages.items() if isinstance(page, PageRevision)}
