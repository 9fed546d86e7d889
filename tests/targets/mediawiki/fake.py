"""A MediaWiki in memory, as strict as a real one: sessions, tokens, guards, merges, refusals as measured there."""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from urllib.parse import parse_qsl

import httpx

from tests.targets.mediawiki.merge import merge
from tests.targets.mediawiki.values import ApiError, Modes, Params, Revision, Session, digest

Version = tuple[int, int]
_ALWAYS = {"nocreate", "assertuser", "md5", "watchlist", "maxlag", "title", "text", "summary", "token"}
_PHP_SPACE = " \t\n\r\0\x0b"
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Json = dict[str, object]


class FakeWiki:
    """``handle`` answers a request as a MediaWiki of ``version`` would."""

    def __init__(self, version: Version, now: Callable[[], datetime]) -> None:
        self.version = version
        self.modes = Modes()
        self.pages: dict[str, list[Revision]] = {}
        self.sessions: dict[str, Session] = {}
        self.passwords = {"Chair@ecg": "s3cret-bot-password"}
        self.bearers = {"header.payload.signature": "Chair"}
        self.attempts_to_log_in = 0
        self.pages_in_an_answer = 50
        self.server = ""
        self.seen: list[Params] = []
        self.authorizations: list[str] = []
        self._now = now
        self._last = 100

    def put(self, title: str, text: str, user: str = "Somebody", params: Params | None = None) -> Revision:
        """Save a revision as ``user``, without any check."""
        history = self.pages.setdefault(title, [])
        self._last += 1
        now = self._now().replace(microsecond=0)
        parent = history[-1].revid if history else 0
        history.append(Revision(self._last, parent, user, text.rstrip(_PHP_SPACE), now, params or {}))
        return history[-1]

    def handle(self, request: httpx.Request) -> httpx.Response:
        """The answer to a request."""
        if self.modes.unavailable:
            return httpx.Response(503, text="<html>Service Unavailable</html>", headers={"Retry-After": "2"})
        params = _params(request)
        self.seen.append(params)
        assert params.get("format") == "json", "every request names its format"
        session, cookies = self._session(request)
        try:
            content = self._answer(request.method, params, session)
            headers: dict[str, str] = {}
        except ApiError as error:
            content = {"error": {"code": error.code, "info": f"Text of {error.code}", **error.more}}
            headers = {"MediaWiki-API-Error": error.code}
            if error.code == "maxlag":
                headers["Retry-After"] = "5"
        return httpx.Response(200, json=content, headers=[*headers.items(), *(("Set-Cookie", c) for c in cookies)])

    def _session(self, request: httpx.Request) -> tuple[Session, list[str]]:
        self.authorizations.append(request.headers.get("Authorization", ""))
        scheme, _, bearer = request.headers.get("Authorization", "").partition(" ")
        if self.version >= (1, 35) and scheme == "Bearer":
            return Session(bearer, self.bearers.get(bearer, "?")), []
        sent = dict(pair.strip().split("=", 1) for pair in request.headers.get("Cookie", "").split(";") if pair)
        known = self.sessions.get(sent.get("wiki_session", ""))
        if known:
            return known, []
        key = f"session-{len(self.sessions) + 1}"
        return self.sessions.setdefault(key, Session(key)), [f"wiki_session={key}; path=/; HttpOnly"]

    def _answer(self, method: str, params: Params, session: Session) -> Json:
        if session.user == "?":
            raise ApiError("mwoauth-invalid-authorization")
        if self.version >= (1, 32):
            _check_identity(params, session)
        action = {"query": self._query, "login": self._login, "edit": self._edit}[params["action"]]
        if method == "GET" and params["action"] != "query":
            raise ApiError("mustpostparams")
        return action(params, session)

    def _query(self, params: Params, session: Session) -> Json:
        asked = set(params.get("meta", "").split("|")) - {""} | ({"prop"} if "prop" in params else set())
        if self.modes.private and not session.user and asked != {"tokens"}:
            raise ApiError("readapidenied")
        _check_identity(params, session)
        query: Json = {}
        if "tokens" in asked:
            query["tokens"] = self._tokens(params, session)
        if "siteinfo" in asked:
            query["general"] = {"generator": f"MediaWiki {self.version[0]}.{self.version[1]}.2"}
        if "userinfo" in asked:
            query["userinfo"] = self._userinfo(params, session)
        answer: Json = {"batchcomplete": True, "query": query}
        if "prop" in asked:
            self._pages(params, query, answer)
        if params.get("curtimestamp"):
            answer["curtimestamp"] = _stamp(self._now())
        return answer

    def _userinfo(self, params: Params, session: Session) -> Json:
        info: Json = {"id": 2, "name": session.user} if session.user else {"id": 0, "name": "127.0.0.1", "anon": True}
        if "rights" in params.get("uiprop", ""):
            info["rights"] = ["read", "edit", "writeapi", "minoredit"] if self.modes.right_to_edit else ["read"]
            info["groups"] = ["*", "user"]
        if "blockinfo" in params.get("uiprop", "") and self.modes.blocked:
            info |= {"blockid": 1, "blockedby": "Admin", "blockreason": "for a test"}
        return info

    def _tokens(self, params: Params, session: Session) -> Json:
        if params.get("type") == "login":
            return {"logintoken": _login_token(session)}
        return {"csrftoken": session.csrf}

    def _pages(self, params: Params, query: Json, answer: Json) -> None:
        if "revids" in params:
            wanted = [int(number) for number in params["revids"].split("|")]
            found = [r for history in self.pages.values() for r in history if r.revid in wanted]
            query["pages"] = [
                {"pageid": 1, "ns": 0, "title": "?", "revisions": [self._shown(r, params) for r in found]}
            ]
            return
        titles = params["titles"].split("|")
        assert len(titles) <= 50, "an account without higher limits asks for 50 titles at most"
        normal = {title: title.replace("_", " ").strip() for title in titles}
        query["normalized"] = [{"fromencoded": False, "from": a, "to": b} for a, b in normal.items() if a != b]
        pages = [self._page(title, params, answer) for title in dict.fromkeys(normal.values())]
        query["pages"] = pages
        if len(titles) > 1:
            self._cut(pages, int(params.get("rvcontinue", "0")), answer)

    def _cut(self, pages: list[Json], done: int, answer: Json) -> None:
        """Leave texts out that were sent before, or that are too many for one answer, and tell to go on."""
        for page in (*pages[:done], *pages[done + self.pages_in_an_answer :]):
            page.pop("revisions", None)
        if len(pages) > done + self.pages_in_an_answer:
            answer["continue"] = {"rvcontinue": str(done + self.pages_in_an_answer), "continue": "||"}

    def _page(self, title: str, params: Params, answer: Json) -> Json:
        if any(mark in title for mark in "<>[]{}"):
            return {"title": title, "invalid": True, "invalidreason": "it has characters that no title has"}
        history = self.pages.get(title)
        if not history:
            return {"ns": 0, "title": title, "missing": True}
        page: Json = {"pageid": 1, "ns": 0, "title": title}
        if "info" in params["prop"]:
            model = "css" if title.endswith(".css") else "wikitext"
            page |= {"contentmodel": model, "lastrevid": history[-1].revid, "length": len(history[-1].text)}
            page |= {"redirect": True} if history[-1].text.startswith("#REDIRECT") else {}
            page |= {"protection": [], "actions": {"edit": True}} if "inprop" in params else {}
            page |= {"canonicalurl": f"{self.server}/wiki/{title.replace(' ', '_')}"} if self.server else {}
        if "revisions" in params["prop"]:
            page["revisions"] = self._revisions(history, params, answer)
        return page

    def _revisions(self, history: list[Revision], params: Params, answer: Json) -> list[Json]:
        newest_first = history[::-1]
        start = int(params.get("rvcontinue", "0")) if "rvlimit" in params else 0
        end = int(params.get("rvendid", "0"))
        limit = int(params.get("rvlimit", "1"))
        assert limit <= 50, "with texts, 50 at a time"
        wanted = [revision for revision in newest_first if revision.revid >= end]
        if len(wanted) > start + limit and "rvlimit" in params:
            answer["continue"] = {"rvcontinue": str(start + limit), "continue": "||"}
        return [self._shown(revision, params) for revision in wanted[start : start + limit]]

    def _shown(self, revision: Revision, params: Params) -> Json:
        asked = params["rvprop"].split("|")
        shown: Json = {"revid": revision.revid, "parentid": revision.parentid}
        if "timestamp" in asked:
            shown["timestamp"] = _stamp(revision.timestamp)
        if "user" in asked:
            shown["user"] = revision.user
        if "comment" in asked:
            shown["comment"] = revision.params.get("summary", "")
        if "sha1" in asked:
            shown["sha1"] = hashlib.sha1(revision.text.encode(), usedforsecurity=False).hexdigest()
        if "content" in asked and self.version >= (1, 32):
            shown["slots"] = {"main": {"contentmodel": "wikitext", "content": revision.text}}
        elif "content" in asked:
            shown |= {"contentformat": "text/x-wiki", "contentmodel": "wikitext", "content": revision.text}
        return shown

    def _login(self, params: Params, session: Session) -> Json:
        if self.modes.readonly and self.version >= (1, 29):
            raise ApiError("readonly", readonlyreason="for a test")
        self.attempts_to_log_in += 1
        plain = self.version >= (1, 29) and params.get("errorformat") == "plaintext"
        if params["lgtoken"] != _login_token(session):
            if self.version < (1, 35):
                return {"login": {"result": "NeedToken", "token": _login_token(session)}}
            return {"login": {"result": "Failed", "reason": {"code": "sessionlost", "text": "…"} if plain else "…"}}
        if session.user:
            code = "api-login-fail-badsessionprovider"
            return {"login": {"result": "Aborted", "reason": {"code": code, "text": "…"} if plain else "…"}}
        if self.passwords.get(params["lgname"]) != params["lgpassword"]:
            return {"login": {"result": "Failed", "reason": {"code": "wrongpassword", "text": "…"} if plain else "…"}}
        session.user = params["lgname"].partition("@")[0]
        return {"login": {"result": "Success", "lguserid": 2, "lgusername": session.user}}

    def _edit(self, params: Params, session: Session) -> Json:
        assert params.keys() >= _ALWAYS, "no edit goes without its guards"
        if self.modes.lag and "maxlag" in params:
            raise ApiError("maxlag")
        if not params.get("token"):
            raise ApiError("missingparam" if self.version >= (1, 32) else "notoken")
        if params["token"] != session.csrf:
            raise ApiError("badtoken")
        _check_identity(params, session)
        text = _UNFIT.sub("\ufffd", unicodedata.normalize("NFC", params["text"]))
        self._refuse(params, text)
        if hashlib.md5(text.encode(), usedforsecurity=False).hexdigest() != params.get("md5"):
            raise ApiError("badmd5")
        return {
            "edit": self._save(
                params, text.replace("\r\n", "\n").replace("\r", "\n").rstrip(_PHP_SPACE), session.user or "127.0.0.1"
            )
        }

    def _refuse(self, params: Params, text: str) -> None:
        modes = self.modes
        new_name = "spamprotectionmatch" if self.version >= (1, 29) else "spamdetected"
        refusals = {
            "readonly": modes.readonly,
            "blocked": modes.blocked,
            "permissiondenied": not modes.right_to_edit,
            "protectedpage": modes.protected,
            "ratelimited": modes.limited,
            "contenttoobig": len(text.encode()) > modes.largest,
            new_name: bool(modes.spam) and modes.spam in text,
            modes.error: bool(modes.error),
            "missingtitle": bool(params.get("nocreate")) and params["title"] not in self.pages,
        }
        for code, applies in refusals.items():
            if applies:
                raise ApiError(code)

    def _save(self, params: Params, text: str, user: str) -> Json:
        if self.modes.captcha:
            return {"captcha": {"type": "question", "id": "1", "question": "2+2"}, "result": "Failure"}
        history = self.pages[params["title"]]
        newest = history[-1]
        if base := self._missed_base(params, history, user):
            merged = merge(base.text, text, newest.text) if self.modes.diff3 else None
            if merged is None:
                raise ApiError("editconflict")
            text = merged
        about = {"pageid": 1, "title": params["title"], "contentmodel": "wikitext", "result": "Success"}
        if text == newest.text:
            return {**about, "nochange": True}
        saved = self.put(params["title"], text, user, params)
        return {**about, "oldrevid": newest.revid, "newrevid": saved.revid, "newtimestamp": _stamp(saved.timestamp)}

    def _missed_base(self, params: Params, history: list[Revision], user: str) -> Revision | None:
        """The revision that the edit is based on, where the guard sees that there is a later one."""
        if "basetimestamp" in params:
            since = datetime.fromisoformat(params["basetimestamp"])
            later = [r for r in history if r.timestamp > since and r.user != user]
            return next((r for r in reversed(history) if r.timestamp <= since), history[0]) if later else None
        if "baserevid" in params and self.version >= (1, 35):
            base = next(r for r in history if r.revid == int(params["baserevid"]))
            return base if base is not history[-1] else None
        return None


def _params(request: httpx.Request) -> Params:
    pairs = parse_qsl(request.url.query.decode() if request.method == "GET" else request.content.decode(), True)
    params = dict(pairs)
    assert len(params) == len(pairs), "no parameter comes twice"
    secret = {"token", "lgtoken", "lgpassword"} & set(params)
    assert request.method == "POST" or not secret, "no secret goes into an address"
    assert request.method == "POST" or request.url.query.endswith(b"format=json"), "1.28 mistakes other endings"
    return params


def _check_identity(params: Mapping[str, str], session: Session) -> None:
    if params.get("assert") == "user" and not session.user:
        raise ApiError("assertuserfailed")
    if "assertuser" in params and params["assertuser"] != session.user:
        raise ApiError("assertnameduserfailed")


def _login_token(session: Session) -> str:
    return digest("login", session.key) + "+\\"


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
