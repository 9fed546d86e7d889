"""What answers in the place of the API: a bot check, a login page, a firewall, a gateway, another program.

Bodies are as large as their sender likes, so only their beginning is looked at, by patterns that take linear time.
"""

import json
import re
from html import unescape

from ecgtool.errors import EcgError, UsageError
from ecgtool.targets.exchange import Reply
from ecgtool.targets.mediawiki.answers import parse_answer
from ecgtool.targets.mediawiki.failures import Barrier, Busy, Stranger, Unknown
from ecgtool.targets.mediawiki.refusals import printable

_LOOKED_AT = 20_000
"""Bytes of a body that are looked at."""
_PASSES = {408, 425, 429}
"""The statuses that pass by themselves (RFC 9110, RFC 8470, RFC 6585)."""
_PHP_FAILED = re.compile(rb"\s*(?:<br />\s*)?(?:<b>|PHP )?(?:Fatal|Parse) error", re.IGNORECASE)
"""How what PHP says begins when it fails; where the wiki shows that, it may come with 200."""
_CUT_SHORT = re.compile(rb"\s*\{\s*\"")
"""How an answer of the API begins; where it is no JSON all the same, it was damaged on its way."""
_CHECKS = {
    "Anubis": r"making sure you(?:.|&#39;)re not a bot|anubis|\.within\.website",
    "Cloudflare": r"<title>just a moment|attention required! \| cloudflare|cf-chl|challenge-platform",
    "AWS WAF": r"awswaf|aws-waf",
    "DDoS-Guard": r"ddos-guard",
    "a bot check": r"<title>[^<]{0,100}(?:checking your browser|are you a robot|human verification|captcha)",
}
_CHECK_HEADERS = {"cf-mitigated": "Cloudflare", "x-amzn-waf-action": "AWS WAF"}
_MESSAGE_KEYS = ("message", "error", "detail", "title", "error_description", "errors", 0)
_LOGIN_PAGE = r"<input[^>]{0,300}type=[\"']?password"
_LOGIN_PLACE = r"(?i)\b(?:log-?in|sign-?in|sso|saml2?|oauth2?|cas|auth|shibboleth|adfs|authorize|idp|userlogin)\b"


def stranger(reply: Reply, host: str, after: float | None) -> EcgError:
    """Return the error for an answer that is not the API's, with the answer's title or first words."""
    beginning = reply.body[:_LOOKED_AT].decode(errors="replace")
    said = _words(beginning)
    named = f"HTTP {reply.status}{f' “{said}”' if said else ''}"
    problem = f"{host} answers with {named if reply.body.strip() else f'{named}, an empty page,'} and not as an API"
    if check := _bot_check(reply, beginning):
        hint = "ask the wiki's admin to let ecg's requests to api.php pass it, by their User-Agent or their address"
        return Barrier(f"{check} stands before {host} ({named})", hint)
    if reply.status in _PASSES:
        return Busy(problem, after=after, pause=5)
    if reply.status >= 500:
        return Unknown(problem, after=after)
    cut_short = _CUT_SHORT.match(reply.body) and parse_answer(reply.body) is None
    if reply.status == 200 and (cut_short or _PHP_FAILED.match(reply.body)):
        return Unknown(problem, after=after, tries=3)
    return _lasting(reply, beginning, problem, named, host)


def _lasting(reply: Reply, beginning: str, problem: str, named: str, host: str) -> EcgError:
    """Return the error for an answer that will be the same the next time."""
    if reply.status in {404, 410}:
        return UsageError(problem, "write the address of its api.php into wiki.api")
    whereto = printable(reply.headers.get("Location", "")).partition("?")[0] if 300 <= reply.status < 400 else ""
    if re.search(_LOGIN_PLACE, whereto) or re.search(_LOGIN_PAGE, beginning, re.IGNORECASE):
        hint = "ask the wiki's admin for a way to its api.php that needs no browser"
        return Barrier(f"a login page stands before {host}{f': {whereto}' if whereto else f' ({named})'}", hint)
    if "WWW-Authenticate" in reply.headers or reply.status == 407:
        hint = "ask the wiki's admin for a way to its api.php without that"
        return Barrier(f"the web server before {host} wants a login of its own ({named})", hint)
    if whereto:
        return Stranger(f"{problem} but leads to {whereto}", "write the address of its api.php into wiki.api")
    hint = "see whether wiki.api is its api.php, and ask the wiki's admin what stands before it and stops ecg"
    return Stranger(problem, hint)


def _bot_check(reply: Reply, beginning: str) -> str:
    """Return the bot check that answers, known by the headers and words of its kind; empty where it is none."""
    by_header = next((name for header, name in _CHECK_HEADERS.items() if header in reply.headers), "")
    by_words = (name for name, words in _CHECKS.items() if re.search(words, beginning, re.IGNORECASE))
    name = by_header or next(by_words, "")
    return name if name.startswith("a ") else f"a bot check ({name})" if name else ""


def _words(beginning: str) -> str:
    """Return the title of a page, the message of JSON, or the first words of anything else."""
    if match := re.search(r"<title[^>]{0,200}>([^<]{1,500})", beginning, re.IGNORECASE):
        return _short(unescape(match[1]))
    try:
        message = _message(json.loads(beginning))
    except (ValueError, RecursionError):
        message = ""
    return _short(message or unescape(re.sub(r"<[^<>]*>", " ", beginning)))


def _message(content: object) -> str:
    """Return the message in a gateway's JSON, or in its first error; empty where there is none."""
    while isinstance(content, list | dict):
        told = dict(enumerate(content)) if isinstance(content, list) else content
        content = next((told[key] for key in _MESSAGE_KEYS if told.get(key)), None)
    return content if isinstance(content, str) else ""


def _short(text: str) -> str:
    return " ".join(printable(" ".join(text[:2000].split())).split())[:80]
