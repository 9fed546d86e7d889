"""The credentials for a wiki: from a password command, the environment or the keyring, never the command line.

What a group's own settings name comes first. No secret goes to a host that the user did not name for it; the keyring
keeps each by its host already.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib import import_module

from ecgtool.errors import RefusedError, UsageError
from ecgtool.group import PageSettings
from ecgtool.targets.mediawiki.failures import NoPassword
from ecgtool.targets.mediawiki.transport import checked_address, port_of
from ecgtool.trust import SecretHosts, printed_secret

_TOKEN = re.compile(r"[A-Za-z0-9._~+/=-]+")


@dataclass(frozen=True, kw_only=True, slots=True)
class Password:
    """A bot password: ``username`` is Account@botname, as Special:BotPasswords shows it."""

    username: str
    secret: str = field(repr=False)


def bearer(target: PageSettings, environ: Mapping[str, str], hosts: SecretHosts) -> str:
    """Return the OAuth 2 token from ECG_WIKI_TOKEN; empty where there is none for this wiki.

    A group with a password command has none. Without a token, a page that anybody may read can still be read.

    Raises:
        UsageError: it cannot be a token, or wiki.api is no address that one may be sent to.
    """
    token = environ.get("ECG_WIKI_TOKEN", "").strip()
    if not token or target.password_command:
        return ""
    url = checked_address(target.api)
    if not hosts.admits(url.host, port_of(url)):
        return ""
    if not _TOKEN.fullmatch(token):
        raise UsageError("ECG_WIKI_TOKEN is no bearer token", "put there what the wiki shows as access token, alone")
    return token


def password(target: PageSettings, environ: Mapping[str, str], hosts: SecretHosts) -> Password:
    """Return the name and password for a wiki; runs the password command where the group has one.

    Raises:
        RefusedError: there is no name or no password, the command fails, or the secret is for another host.
        UsageError: wiki.api is no address that one may be sent to.
    """
    url = checked_address(target.api)
    theirs = environ.get("ECG_WIKI_USERNAME", "")
    if target.password_command or environ.get("ECG_WIKI_PASSWORD") or environ.get("ECG_WIKI_TOKEN", "").strip():
        hosts.require(url.host, port_of(url))
    if target.password_command:
        return Password(
            username=_named(target.username or theirs),
            secret=printed_secret(target.password_command, "wiki.password_command"),
        )
    if secret := environ.get("ECG_WIKI_PASSWORD", ""):
        return Password(username=_named(theirs or target.username), secret=_text(secret))
    username = _named(target.username or theirs)
    if secret := _from_keyring(f"ecg:{url.host}", username):
        return Password(username=username, secret=secret)
    raise NoPassword("there is no password for the wiki", "set wiki.password_command or $ECG_WIKI_PASSWORD")


def account_name(username: str) -> str:
    """Return the account that a bot password belongs to: "Example_bot@ecg" -> "Example bot"."""
    return username.partition("@")[0].replace("_", " ").strip()


def _named(username: str) -> str:
    if not username:
        raise NoPassword("there is no account for the wiki", "set wiki.username or $ECG_WIKI_USERNAME")
    return username


def _text(secret: str) -> str:
    """Return ``secret``.

    Raises:
        RefusedError: it holds bytes that are no text in the environment's encoding.
    """
    if not secret.isascii() and any("\ud800" <= letter <= "\udfff" for letter in secret):
        raise RefusedError("ECG_WIKI_PASSWORD is no text", "set it again, in UTF-8")
    return secret


def _from_keyring(service: str, username: str) -> str:
    """Return the password from the system's keyring; empty where there is none, or no ``ecgtool[keyring]``."""
    try:
        keyring = import_module("keyring")
    except ImportError:
        return ""
    try:
        return str(keyring.get_password(service, username) or "")
    except keyring.errors.KeyringError:
        return ""
