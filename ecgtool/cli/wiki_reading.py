"""Reading a page by the address that a browser shows, from whatever wiki that is; nothing is ever written."""

from contextlib import ExitStack
from itertools import islice
from typing import NamedTuple

from ecgtool.cli.session import Session
from ecgtool.cli.wikis import CLOCK, TO_READ
from ecgtool.errors import EcgError, PageError, RefusedError
from ecgtool.learn.address import Address, read_address
from ecgtool.targets.mediawiki.client import Identity, Wiki, connected
from ecgtool.targets.mediawiki.credentials import Password
from ecgtool.targets.mediawiki.history import revisions
from ecgtool.targets.mediawiki.waiting import Patience

_PAST = 20


class ReadPage(NamedTuple):
    """A page, where its wiki's API is, and the texts of its earlier revisions, newest first."""

    api: str
    title: str
    text: str
    past: tuple[str, ...]


def read_page(url: str, session: Session) -> ReadPage:
    """The page that ``url`` shows.

    Raises:
        UsageError: ``url`` is no address of a page.
        PageError: there is no such page.
        EcgError: no API answers at any usual place, for the reason that the likeliest one gave.
    """
    address = read_address(url)
    reasons: list[EcgError] = []
    for api in address.apis:
        try:
            return _read(api, address, session)
        except PageError:
            raise
        except EcgError as error:
            session.detail(f"{api}: {error}")
            reasons.append(error)
    raise reasons[0]


def _read(api: str, address: Address, session: Session) -> ReadPage:
    identity = Identity(_no_password)
    with ExitStack() as stack:
        patience = Patience(TO_READ, CLOCK, session.detail, show=session.waiting)
        wiki = stack.enter_context(connected(api, identity, patience, address.title))
        page = wiki.read_page(address.title)
        return ReadPage(api, page.title, page.text, _past(wiki, page.title, session))


def _no_password() -> Password:
    """No secret goes to an address that was typed: a slip would give it away."""
    raise RefusedError("the page cannot be read without an account", "save it as a file, and take `ecg init --page`")


def _past(wiki: Wiki, title: str, session: Session) -> tuple[str, ...]:
    """What the page said before, for its rhythm; nothing where the wiki does not tell, which is no fault."""
    try:
        return tuple(revision.text for revision in islice(revisions(wiki, title, _PAST), _PAST))
    except EcgError as error:
        session.detail(str(error))
        return ()
