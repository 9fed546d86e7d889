"""Reading a page by the address that a browser shows, from whatever wiki that is; nothing is ever written."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from ecgtool.cli.session import Session
from ecgtool.cli.wikis import CLOCK, TO_READ
from ecgtool.errors import EcgError, RefusedError, SeveralProblems, UsageError
from ecgtool.learn.wiki_address import Address, read_address
from ecgtool.targets.mediawiki.answers import objects, text
from ecgtool.targets.mediawiki.client import Identity, Wiki, connected
from ecgtool.targets.mediawiki.credentials import Password
from ecgtool.targets.mediawiki.discovery import api_beside, api_named_on
from ecgtool.targets.mediawiki.failures import Barrier, NoPassword, ReadDenied, Stranger
from ecgtool.targets.mediawiki.history import page_revisions
from ecgtool.targets.mediawiki.transport import is_loopback
from ecgtool.targets.mediawiki.waiting import Patience

_PAST = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadPage:
    """A page, its lasting address, where its wiki's API is, and the texts of earlier revisions, newest first."""

    api: str
    title: str
    address: str
    text: str
    past: tuple[str, ...]


def read_page(url: str, session: Session) -> ReadPage:
    """Return the page that ``url`` shows.

    Raises:
        UsageError: ``url`` is no address of a page, or no API answers at any usual place.
        PageError: there is no such page.
        EcgError: the host does not answer, or something stands before it: no other place is tried then.
    """
    address = read_address(url)
    parts = urlsplit(address.canonical)
    if parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        raise UsageError(f"{url} is an address without https", "write https:// and try again")
    budget = TO_READ if session.patience is None else session.patience
    patience = Patience(budget, CLOCK, session.detail, over=budget or TO_READ, show=session.waiting)
    try:
        if found := _first(address, patience, session):
            return found
    except EcgError as error:
        raise _without_keys(error) from error
    host = urlsplit(address.apis[0]).netloc
    hint = "see Special:Version for the address of its api.php, or save the page as a file for `ecg init --page`"
    raise UsageError(f"no API of MediaWiki answers on {host} at any usual place", hint)


def _first(address: Address, patience: Patience, session: Session) -> ReadPage | None:
    """Return the page from the first of the possible addresses of its API that is one; None where none is."""
    for api in _apis(address, patience):
        try:
            return _read(api, address, patience, session)
        except Barrier:
            raise
        except (Stranger, UsageError) as error:
            session.detail(f"{api}: {error}")
    return None


def _without_keys(error: EcgError) -> EcgError:
    """Return ``error`` with a hint that names no key: there is no ecg.toml yet."""
    if isinstance(error, ReadDenied):
        return RefusedError(error.problem, "save the page as a file, and take `ecg init --page`")
    if "wiki." not in error.hint:
        return error
    return SeveralProblems([f"{error.problem}: see whether the address is the one in your browser"], error.exit_code)


def _apis(address: Address, patience: Patience) -> Iterator[str]:
    """Yield where the API may be, the likeliest first: what the page names comes before the usual places."""
    named = api_named_on(address.canonical, address.title, patience) if len(address.apis) > 1 else ""
    yield from dict.fromkeys((named, *address.apis) if named else address.apis)


def _read(api: str, address: Address, patience: Patience, session: Session) -> ReadPage:
    with connected(api, Identity(password=_no_password), patience, address.title) as wiki:
        page = wiki.read_page(address.title)
        lasting = _lasting(wiki, page.title, address.canonical)
        return ReadPage(
            api=api_beside(lasting, api),
            title=page.title,
            address=lasting,
            text=page.text,
            past=_past(wiki, page.title, session),
        )


def _lasting(wiki: Wiki, title: str, shown: str) -> str:
    """Return the page's address as the wiki tells it, where that is on another host than ``shown``, else ``shown``.

    Such a host is that of the wiki's mobile form, or of a mirror. One without a dot means something within the wiki's
    own network alone. The wiki may tell http where it is reached by https ($wgCanonicalServer).
    """
    try:
        answer = wiki.ask(titles=title, prop="info", inprop="url")
    except EcgError:
        return shown
    told = next((urlsplit(text(page, "canonicalurl")) for page in objects(answer, "query", "pages")), urlsplit(""))
    host, typed = told.hostname or "", urlsplit(shown)
    if host == typed.hostname or "." not in host or is_loopback(host) or told.scheme not in {"http", "https"}:
        return shown
    return told._replace(scheme=typed.scheme, fragment="").geturl()


def _no_password() -> Password:
    """Refuse to log in: the address was typed, and a slip would give the secret away."""
    raise NoPassword("no password is sent to an address that was typed", "save the page as a file")


def _past(wiki: Wiki, title: str, session: Session) -> tuple[str, ...]:
    """Return earlier texts of the page, for its rhythm; none where the wiki does not give them, which is no fault."""
    try:
        return tuple(revision.text for revision in islice(page_revisions(wiki, title, _PAST), _PAST))
    except EcgError as error:
        session.detail(str(error))
        return ()
