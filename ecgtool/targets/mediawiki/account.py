"""Who ecg is on one wiki: anonymous, logged in with a bot password, or the owner of an OAuth 2 token.

https://www.mediawiki.org/wiki/API:Login and https://www.mediawiki.org/wiki/OAuth/Owner-only_consumers.
"""

from collections.abc import Callable
from functools import cache, partial

from ecgtool.errors import EcgError, RefusedError
from ecgtool.targets.mediawiki.answers import Answer, garbled, part, table, text
from ecgtool.targets.mediawiki.api import Api
from ecgtool.targets.mediawiki.credentials import Password, account_name
from ecgtool.targets.mediawiki.failures import LostSession, Temporary
from ecgtool.targets.mediawiki.refusals import printable, quoted, refusal
from ecgtool.targets.mediawiki.waiting import Patience

ANONYMOUS_TOKEN = "+\\"  # noqa: S105 - the token that everybody has: an edit with it is nobody's

_SESSION_RESULTS = {"NeedToken", "WrongToken", "Aborted", "sessionlost"}
"""How a login ends whose session was lost on the way; that says nothing about the password."""
_MORE_THAN_A_PASSWORD = "api-login-fail-aborted"  # noqa: S105 - how the code of that reason begins
_FOR_AN_EDIT = {"meta": "tokens|userinfo", "type": "csrf", "uiprop": "blockinfo"}
_NOT_TAKEN = (
    "nothing was written; ask the wiki's admin whether Extension:OAuth is there and the web server passes the "
    "Authorization header on, and see that wiki.username is the token's owner"
)


class Account:
    """The session on a wiki.

    ``bearer`` is whether each request carries a token already; ``username`` is who its owner should be, if known.
    ``credentials`` returns name and password once they are needed. ``name`` is the account's, empty
    while nobody is logged in; ``csrf`` is the token to edit with, empty until it was asked for.
    """

    def __init__(
        self,
        api: Api,
        patience: Patience,
        credentials: Callable[[], Password],
        *,
        bearer: bool,
        username: str,
        way_in: str,
    ) -> None:
        self._api = api
        self._patience = patience
        self._credentials = cache(credentials)
        self._bearer, self._way_in = bearer, way_in
        self._login_token = ""
        self._refusal: EcgError | None = None
        self._renewals = 1
        self._blocked = False
        self._block_reason = ""
        self.name = account_name(username) if bearer else ""
        self.csrf = ""

    @property
    def is_somebody(self) -> bool:
        """Whether requests are made in an account's name."""
        return self._bearer or bool(self.name)

    def identity(self) -> dict[str, str]:
        """Return the parameters with which a request fails unless it is this account's; none before a login.

        https://www.mediawiki.org/wiki/API:Assert
        """
        if self.name:
            return {"assertuser": self.name}
        return {"assert": "user"} if self._bearer else {}

    def tokens(self, *, to_write: bool) -> dict[str, str]:
        """Return the parameters that ask, along with another query, for what an edit will need."""
        if self.is_somebody:
            return self.identity() | (_FOR_AN_EDIT if to_write else {})
        return {"meta": "tokens", "type": "login"} if to_write else {}

    def learn(self, answer: Answer) -> None:
        """Take tokens, name and block from an answer to ``tokens``.

        Raises:
            LostSession: the token in it is that of anonymous users.
        """
        self._login_token = text(answer, "query", "tokens", "logintoken") or self._login_token
        if self._bearer and not self.name:
            self.name = text(answer, "query", "userinfo", "name")
        csrf = text(answer, "query", "tokens", "csrftoken")
        if csrf == ANONYMOUS_TOKEN:
            raise LostSession("the wiki takes this account for nobody", "log in again")
        self.csrf = csrf or self.csrf
        user = table(answer, "query", "userinfo")
        self._blocked = bool(part(user, "blockid")) and not part(user, "blockpartial")
        self._block_reason = text(user, "blockreason")

    def require_login(self) -> None:
        """Log in unless that is done. A wrong password is sent only once: later calls raise the same refusal.

        Raises:
            RefusedError: there are no credentials, or the wiki does not take them.
            Temporary: the wiki stays out of reach.
        """
        if self._refusal:
            raise self._refusal
        if self.is_somebody:
            return
        try:
            credentials = self._patience.apart(self._credentials)
            self._patience.persist(partial(self._log_in, credentials))
        except RefusedError as refusal:
            self._refusal = refusal
            raise

    def require_unblocked(self) -> None:
        """Check that the account is not blocked: if it tried to edit, the wiki would block the address as well.

        Raises:
            RefusedError: the account is blocked, and not for some pages only.
        """
        if self._blocked:
            raise refusal("blocked", self._block_reason)

    def renew(self, lost: LostSession) -> None:
        """Forget the session, once, so that the next request begins another.

        Raises:
            RefusedError: the wiki never took the token.
            LostSession: the session was forgotten once before; the hint is the way to log in again.
        """
        if self._bearer and not self.csrf:
            raise RefusedError(
                f"the wiki does not take the OAuth token as that of {self.name or 'anybody'}", _NOT_TAKEN
            )
        if not self._renewals:
            raise LostSession(lost.problem, self._way_in) from lost
        self._renewals -= 1
        self._forget()

    def _forget(self) -> None:
        self._api.forget()
        self._login_token = self.csrf = ""
        if not self._bearer:
            self.name = ""

    def _log_in(self, credentials: Password) -> None:
        try:
            result, said = self._ask_in(credentials)
            if result in _SESSION_RESULTS:
                self._forget()
                result, said = self._ask_in(credentials)
        except Temporary:
            self._forget()
            raise
        if result != "Success":
            raise _login_refused(result, credentials.username, quoted(said))

    def _ask_in(self, credentials: Password) -> tuple[str, str]:
        """Log in, and return how it ended, by the code of the reason where there is one, and what the wiki says."""
        if not self._login_token:
            self.learn(self._api.query(meta="tokens", type="login"))
        token, self._login_token = self._login_token, ""
        if not token:
            raise garbled("login token")
        answer = self._api.log_in(
            lgname=credentials.username,
            lgpassword=credentials.secret,
            lgtoken=token,
            errorformat="plaintext",
        )
        result = text(answer, "login", "result")
        if not result:
            raise garbled("result of the login")
        if result == "Success":
            self.name = text(answer, "login", "lgusername") or account_name(credentials.username)
        code, said = (text(answer, "login", "reason", key) for key in ("code", "text"))
        about_account = result == "Failed" or code.startswith(_MORE_THAN_A_PASSWORD) or "throttled" in code
        how = code if code and about_account else result
        return how, said or text(answer, "login", "reason")


def _login_refused(result: str, username: str, said: str) -> RefusedError:
    of_account = result == "Aborted" and "@" not in username  # 1.28 gives no code
    if result.startswith(_MORE_THAN_A_PASSWORD) or of_account:
        return RefusedError(
            f"the wiki wants more than a password from {printable(username)}, such as a second factor{said}",
            "nothing was written; make a bot password at Special:BotPasswords, and name it in wiki.username",
        )
    if result in _SESSION_RESULTS:
        return RefusedError(
            f"the wiki forgets the session between two requests ({printable(result)})",
            "nothing was written; run it again later, and ask the wiki's admin whether its session storage works",
        )
    if "throttled" in result.lower():
        return RefusedError(
            f"too many wrong passwords were tried{said}", "nothing was written; wait some minutes, then correct it"
        )
    return RefusedError(
        f"the wiki does not let {printable(username)} in ({printable(result)}){said}",
        "nothing was written; compare wiki.username (Account@botname) and its password with Special:BotPasswords",
    )
