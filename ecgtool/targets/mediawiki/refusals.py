"""The API's error codes, and for each what it means here and what a person can do about it.

The texts that come with the codes changed in every release, the codes hardly did:
https://www.mediawiki.org/wiki/API:Errors_and_warnings and the sources of 1.28 to 1.45.
"""

from ecgtool.errors import EcgError, PageError, RefusedError
from ecgtool.targets.mediawiki.failures import UNTIL_IT_PASSES, Busy, EditConflict, LostSession, ReadDenied, Unknown

UNKNOWN_ERROR = "unknownerror"
"""What MediaWiki itself calls an error for which it has no code."""

_LOST = {"assertuserfailed", "assertnameduserfailed", "assertbotfailed", "badtoken", "notoken", "notloggedin"}
_PAGE = {
    "missingtitle": ("the page does not exist", "nothing was written; correct wiki.page, or create the page by hand"),
    "pagedeleted": ("the page was deleted", "nothing was written; ask who deleted it"),
    "nosuchpageid": ("the page was deleted", "nothing was written; ask who deleted it"),
    "invalidtitle": ("the page's title is not one that a wiki can have", "correct wiki.page"),
}
_BUSY = {
    "maxlag": ("the wiki's databases lag behind", 5.0),
    "readonly": ("the wiki is read-only", 2.0),
    "ratelimited": ("the wiki limits how often this account edits", 5.0),
    "badmd5": ("the text arrived damaged at the wiki", 1.0),
}
_UNPROTECT = (
    "ask the wiki's admin to lift it, for the right to edit protected pages (grant editprotected), or wait until a "
    "new account is autoconfirmed"
)
_NOTHING = "nothing was written; "
_APPEAL = "ask the wiki's admin to lift the block, and do not run again before"
_REWORD = "change the text or the link it stops at, or ask the wiki's admin to except this account"
_ASK_EDIT = (
    "give the bot password the grant 'Edit existing pages' (editpage), or ask the wiki's admin for the right edit"
)
_REFUSED = {
    "permissiondenied": ("this account may not edit the page", _ASK_EDIT),
    "writeapidenied": ("this account may not write by the API", "ask the wiki's admin for the right writeapi"),
    "noapiwrite": ("the wiki's API does not write", "ask the wiki's admin to set $wgEnableWriteAPI"),
    "cantcreate": ("this account may not create the page", "create it by hand, or add the grant createeditmovepage"),
    "protectedpage": ("the page is protected", _UNPROTECT),
    "cascadeprotected": ("the page is protected by another that shows it", _UNPROTECT),
    "protectednamespace": ("pages of this namespace are protected", _UNPROTECT),
    "protectedtitle": ("the title is protected", _UNPROTECT),
    "blocked": ("this account is blocked", _APPEAL),
    "autoblocked": ("this computer's address is blocked, as another blocked account used it", _APPEAL),
    "globalblocking": ("this computer's address is blocked on all wikis of this site", _APPEAL),
    "spamdetected": ("a spam filter stopped the text", _REWORD),
    "spamprotectionmatch": ("a spam filter stopped the text", _REWORD),
    "spamblacklist": ("a link on the page is on the wiki's spam list", _REWORD),
    "titleblacklist": ("the title is on the wiki's list of forbidden ones", _REWORD),
    "abusefilter": ("an abuse filter stopped the edit", _REWORD),
    "contenttoobig": ("the page is larger than the wiki allows", "move older entries to an archive page"),
    "confirmemail": ("the account's mail address is not confirmed", "confirm it in the account's preferences"),
    "mwoauth": (
        "the wiki does not take the OAuth token",
        "put a valid one into ECG_WIKI_TOKEN; this one is wrong or expired",
    ),
    "captcha": ("the wiki asks for a captcha", "ask its admin for the right skipcaptcha for this account"),
    "hookaborted": ("an extension of the wiki stopped the edit", "ask the wiki's admin why"),
}
_NOBODY = {
    "blocked": "this computer's address is blocked",
    "ratelimited": "the wiki limits how often this computer's address asks",
}
"""What codes that are about an account mean where the question was asked without one."""
_AN_ACCOUNT = "set wiki.username and a password command, with the grant basic"


def failure(
    code: str, after: float | None = None, said: str = "", *, reads: bool = False, nobody: bool = False
) -> EcgError:
    """Return the error that an API error code stands for.

    ``after`` are the seconds that the answer asks to wait, and ``said`` is the wiki's own explanation; ``reads`` is
    whether the request was to read only, ``nobody`` whether it was made without an account.
    """
    if code in _BUSY:
        problem, pause = _BUSY[code]
        problem = _NOBODY.get(code, problem) if nobody else problem
        return Busy(problem + quoted(said), after=after, pause=pause)
    if code.startswith(("internal_api_error", UNKNOWN_ERROR)):
        problem = f"the wiki failed inside ({printable(code)}){quoted(said)}"
        return Unknown(problem, tries=UNTIL_IT_PASSES if "_DB" in code else 3, after=after)
    lasting = _lasting(code, said)
    if reads and (code in {"permissiondenied", "readapidenied"} or (nobody and code in _LOST)):
        return ReadDenied(f"reading here needs an account that may ({code}){quoted(said)}", _AN_ACCOUNT)
    if nobody and code in _NOBODY:
        return ReadDenied(f"{_NOBODY[code]} ({code}){quoted(said)}", f"{_AN_ACCOUNT}, or {_APPEAL}")
    if reads and type(lasting) is RefusedError:
        hint = lasting.hint.removeprefix(_NOTHING)
        return ReadDenied(lasting.problem, hint if _family(code) else f"{_AN_ACCOUNT}, or {hint}")
    return lasting


def quoted(said: str) -> str:
    """Return what the wiki says, to be added to a sentence; "" for nothing."""
    words = printable(" ".join(said[:1000].split())).strip()
    return f", it says “{words}”" if words else ""


def _lasting(code: str, said: str) -> EcgError:
    """Return the error of a code that the same request would meet again."""
    if code == "editconflict":
        return EditConflict("somebody else edited the page meanwhile", "nothing was written; run it again")
    if code in _LOST:
        return LostSession(f"the wiki does not know this account as logged in ({code})", "log in again")
    return PageError(*_PAGE[code]) if code in _PAGE else refusal(code, said)


def refusal(code: str, said: str = "") -> RefusedError:
    """Return the refusal of a code, known by itself or by its beginning: "abusefilter-warning" by "abusefilter"."""
    if family := _family(code):
        problem, hint = _REFUSED[family]
        return RefusedError(f"{problem} ({printable(code)}){quoted(said)}", f"{_NOTHING}{hint}")
    return RefusedError(
        f"the wiki refuses ({printable(code)}){quoted(said)}", f"{_NOTHING}ask the wiki's admin what that means"
    )


def _family(code: str) -> str:
    """Return the known code that ``code`` is or begins with; empty where there is none."""
    return next((known for known in _REFUSED if code == known or code.startswith(f"{known}-")), "")


def printable(text: object) -> str:
    """Return what another computer said, fit for one line of a terminal."""
    return "".join(c if c.isprintable() else " " for c in str(text))[:200]
