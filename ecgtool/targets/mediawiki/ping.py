"""Telling a watcher that a run went well: it is asked for an address of its own, and says when that stays away."""

import httpx

from ecgtool.targets.mediawiki.transport import is_loopback, user_agent

_TIMEOUT = httpx.Timeout(5.0, connect=3.0)


def ping(address: str, contact: str, wire: httpx.BaseTransport | None = None) -> str:
    """Ask for ``address`` once; the answer is what went wrong, or empty, and never holds the address, a secret.

    ``wire`` takes the place of the network in tests.
    """
    headers = {"User-Agent": user_agent(contact)}
    try:
        url = httpx.URL(address)
        client = httpx.Client(transport=wire, timeout=_TIMEOUT, trust_env=not is_loopback(url.host))
        with client, client.stream("GET", url, headers=headers) as answer:
            return "" if answer.is_success or answer.is_redirect else f"HTTP {answer.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
