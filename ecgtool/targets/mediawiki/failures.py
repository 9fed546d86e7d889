"""The failures that a request can end in. Each is an error that a person can act on, if no code does so first."""

from ecgtool.errors import EcgError, PageError, RefusedError, UnreachableError

AGAIN = "nothing was lost; run it again later"
UNTIL_IT_PASSES = 1000
"""Tries of what is asked for as long as there is patience."""


class Temporary(UnreachableError):
    """Asking again may help: ``after`` is how many seconds the wiki asks to wait, None where it does not say.

    ``pause`` is the first wait in seconds where it does not say, ``tries`` how often to ask at most.
    """

    def __init__(
        self,
        problem: str,
        hint: str = AGAIN,
        *,
        after: float | None = None,
        pause: float = 1,
        tries: int = UNTIL_IT_PASSES,
    ) -> None:
        super().__init__(problem, hint)
        self.after, self.pause, self.tries = after, pause, tries


class Busy(Temporary):
    """The request was not carried out."""


class Unknown(Temporary):
    """No answer came that says how it ended: the request may have been carried out, or not.

    ``refusal`` is the error to raise once it is known that it was not; None where asking again may help.
    """

    def __init__(
        self,
        problem: str,
        hint: str = AGAIN,
        *,
        after: float | None = None,
        tries: int = UNTIL_IT_PASSES,
        refusal: EcgError | None = None,
    ) -> None:
        super().__init__(problem, hint, after=after, tries=tries)
        self.refusal = refusal


class EditConflict(PageError):
    """The page is no longer the one that was read."""


class LostSession(RefusedError):
    """The wiki no longer knows who is asking, or never did."""


class ReadDenied(RefusedError):
    """The wiki's API does not let this be read, by nobody or by this account."""


class NoPassword(RefusedError):
    """There is no name, or no password, to log in with."""


class Stranger(RefusedError):
    """What answers is not the API."""


class Barrier(Stranger):
    """No page of the host can be had: a bot check or a login stands before it, or its MediaWiki is too old."""
