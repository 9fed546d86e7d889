"""An edit that cannot harm: on top of the very revision that was read, and never twice.

The guards are those of https://www.mediawiki.org/wiki/API:Edit: ``baserevid`` alone from 1.35 on, which sees every
other edit; ``basetimestamp`` before, which misses one by the same account or in the same second, so that the
answer's ``oldrevid`` is compared as well. An edit whose answer is lost is looked for on the page before anything
else is done.
"""

import hashlib
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import count
from typing import Generic

from ecgtool.errors import EcgError, Finding, PageError, RefusedError
from ecgtool.targets.interface import Outcome, P
from ecgtool.targets.mediawiki.answers import Answer, garbled, number, table, text
from ecgtool.targets.mediawiki.client import SINCE_BASEREVID, SINCE_LONG_SUMMARY, Wiki
from ecgtool.targets.mediawiki.failures import EditConflict, LostSession, Unknown
from ecgtool.targets.mediawiki.history import revision_with
from ecgtool.targets.mediawiki.pages import PageRevision, stored
from ecgtool.targets.mediawiki.refusals import refusal

REPLANS = 3
"""How often a plan is made anew because somebody else was quicker."""
SECONDS_BETWEEN_PLANS = 1.1
"""More than one, so that the timestamps of two revisions differ."""
SECONDS_TO_SETTLE = 3.0
"""After them a lost edit is looked for once more: a wiki goes on saving after its connection broke."""
MAX_LAG = "5"
"""Seconds of lag beyond which a wiki refuses an edit (https://www.mediawiki.org/wiki/Manual:Maxlag_parameter)."""

Lock = Callable[[str], AbstractContextManager[bool]]
"""Holds the lock of the page with that title, and yields whether another run had it until now."""


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft(Generic[P]):
    """A ``text`` to save on top of ``page``, made by ``plan`` for the account ``me``.

    ``mends`` is how many times it may still be mended, where it went over an edit of the same moment.
    """

    page: PageRevision
    plan: P
    text: str
    me: str
    mends: int = REPLANS


class PageEdit(Generic[P]):
    """One edit of one page: ``planner`` plans it from the text, ``lock`` holds off other runs on this computer."""

    def __init__(self, wiki: Wiki, planner: Callable[[str], P], lock: Lock, *, minor: bool, bot: bool) -> None:
        self._wiki = wiki
        self._planner = planner
        self._lock = lock
        self._flags = {name: "1" for name, wanted in (("minor", minor), ("bot", bot)) if wanted}

    def carry_out(self, title: str, first: PageRevision | None = None) -> Outcome[P]:
        """Make the page what the planner plans; ``first`` is the page as it was read a while ago, if it was.

        Raises:
            Finding: the planner leaves a person's edit alone, or a person changed this very edit meanwhile.
            PageError: the page is not as expected, or others keep changing it.
            RefusedError: the wiki does not let the account do it.
            UnreachableError: the wiki stays out of reach, or it is not known how the edit ended.
        """
        page = first or self._wiki.read_page(title, to_write=True)
        conflicts = 0
        with ExitStack() as locks:
            for attempt in count():
                plan = self._planner(page.text)
                if stored(plan.text) == stored(page.text):
                    return Outcome(plan, written=False, revision=page.revid)
                waited = not attempt and locks.enter_context(self._lock(page.title))
                try:
                    if not waited:
                        return self._save(page, plan, check=page is first)
                except LostSession as lost:
                    self._wiki.account.renew(lost)
                except EditConflict as conflict:
                    conflicts += 1
                    if conflicts > REPLANS:
                        raise
                    self._wiki.patience.pause(SECONDS_BETWEEN_PLANS, conflict)
                page = self._wiki.read_page(title, to_write=True)
        raise AssertionError

    def _save(self, page: PageRevision, plan: P, *, check: bool) -> Outcome[P]:
        legacy = self._wiki.version < SINCE_BASEREVID
        fresh = legacy and page.timestamp >= page.read_at  # basetimestamp misses another edit in that same second
        if fresh:
            self._wiki.patience.pause(
                1, EditConflict("this wiki's guard does not see edits in the second of the last one")
            )
        self._wiki.require_token(page, check=fresh or (check and legacy))
        return self._write(_Draft(page=page, plan=plan, text=stored(plan.text), me=self._wiki.account.name))

    def _write(self, draft: _Draft[P]) -> Outcome[P]:
        try:
            saved = self._post(draft)
        except Unknown as unknown:
            return self._look_twice(draft, unknown) or self._write_again(draft)
        return self._verified(draft, saved)

    def _write_again(self, draft: _Draft[P]) -> Outcome[P]:
        """Repeat, once, an edit that is not on the page."""
        self._wiki.require_token(draft.page, check=False)
        try:
            saved = self._post(draft)
        except Unknown as unknown:
            if outcome := self._look_twice(draft, unknown):
                return outcome
            raise
        landed = self._look(draft) if "nochange" in saved else None
        return landed or self._verified(draft, saved)

    def _look_twice(self, draft: _Draft[P], unknown: Unknown) -> Outcome[P] | None:
        """Return how an edit ended whose answer was lost; None where, even seconds later, it is not on the page."""
        if unknown.after:  # until then the wiki answers nobody
            self._wiki.patience.wait(unknown)
        outcome = self._look_after(draft, unknown)
        if outcome is None and unknown.refusal:
            raise unknown.refusal
        if outcome is None:
            self._wiki.patience.wait(unknown, at_least=SECONDS_TO_SETTLE)
            outcome = self._look_after(draft, unknown)
        return outcome

    def _look_after(self, draft: _Draft[P], unknown: Unknown) -> Outcome[P] | None:
        """Return what ``_look`` does.

        Raises:
            RefusedError: the page may no longer be read, so it is not known whether the edit was made.
        """
        try:
            return self._look(draft)
        except RefusedError as refused:
            problem = f"{unknown.problem}; whether the edit was made is not known, as then {refused.problem}"
            raise RefusedError(problem, "look into the page's history") from None

    def _look(self, draft: _Draft[P]) -> Outcome[P] | None:
        """Return how the edit ended, by the page as it is now; None where that is still as it was read.

        Raises:
            Finding: this edit is in its history, and somebody changed it since.
            EditConflict: somebody else was quicker.
        """
        newest = self._wiki.read_page(draft.page.title, to_write=True)
        if newest.revid == draft.page.revid:
            return None
        if newest.user == draft.me and newest.text == draft.text:
            return self._verified(draft, {"oldrevid": newest.parentid, "newrevid": newest.revid})
        meant = self._planner(newest.text)
        if stored(meant.text) == newest.text:
            return Outcome(meant, written=False, revision=newest.revid)
        if own := revision_with(self._wiki, draft.page, draft.text, draft.me):
            raise Finding(f"revision {own} said it, and somebody changed that since", "their word stays")
        raise EditConflict(f"“{newest.title}” was edited meanwhile", "nothing was written; run it again")

    def _verified(self, draft: _Draft[P], saved: Answer) -> Outcome[P]:
        """Return the outcome of an edit that the wiki says it made, mended where it went over another."""
        base = draft.page.revid
        if "nochange" in saved:
            return Outcome(draft.plan, written=False)
        old, new = number(saved, "oldrevid") or base, number(saved, "newrevid")
        if old == base:
            return Outcome(draft.plan, written=True, revision=new)
        return self._mended(draft, old, new)

    def _mended(self, draft: _Draft[P], old: int, new: int) -> Outcome[P]:
        """Put what ``old`` says on the page again, beside the edit ``new``, and return the outcome.

        Somebody saved ``old`` in the same moment, and ``new`` went over it.

        Raises:
            EcgError: the planner refuses to edit ``old``, so the page is as in ``old`` again.
        """
        texts = self._wiki.revision_texts(old, new)
        word, meant = self._plan_or_word(draft.plan, texts.get(old, ""))
        wanted = texts.get(old, "") if word else stored(meant.text)
        if wanted != texts.get(new):
            meant = self._put_back(replace(draft, plan=meant, text=wanted), old, new).plan
        if word:
            raise word
        return Outcome(meant, written=True, revision=new)

    def _plan_or_word(self, plan: P, content: str) -> tuple[EcgError | None, P]:
        try:
            return None, self._planner(content)
        except EcgError as word:
            return word, plan

    def _put_back(self, draft: _Draft[P], old: int, new: int) -> Outcome[P]:
        newest = self._wiki.read_page(draft.page.title, to_write=True)
        over = PageError(f"revision {new} went over {old}, saved in the same moment", "compare them by hand")
        if newest.revid != new or not draft.mends or not draft.text:
            raise over
        try:
            return self._write(replace(draft, page=newest, mends=draft.mends - 1))
        except EditConflict:
            raise over from None

    def _post(self, draft: _Draft[P]) -> Answer:
        submit = partial(self._submit, draft.page, draft.text, draft.plan.summary)
        return self._wiki.patience.persist(submit, most=1)

    def _submit(self, page: PageRevision, content: str, summary: str) -> Answer:
        """Return the wiki's answer to the edit, if that says that the edit was made."""
        answer = self._wiki.api.edit(
            title=page.title,
            text=content,
            summary=cut(summary, self._wiki.version),
            md5=hashlib.md5(content.encode(), usedforsecurity=False).hexdigest(),
            nocreate="1",
            watchlist="nochange",
            maxlag=MAX_LAG,
            **self._flags,
            **self._guard(page),
            **self._wiki.account.identity(),
            token=self._wiki.account.csrf,
        )
        edit = table(answer, "edit")
        if text(edit, "result") == "Failure":
            code = text(edit, "code") or next((key for key in edit if key != "result"), "Failure")
            raise refusal(code, text(edit, "info") or text(edit, "warning"))
        if text(edit, "result") != "Success" or not ("nochange" in edit or number(edit, "newrevid")):
            raise garbled("result of the edit")
        return edit

    def _guard(self, page: PageRevision) -> dict[str, str]:
        if self._wiki.version >= SINCE_BASEREVID:
            return {"baserevid": str(page.revid)}
        return {"basetimestamp": page.timestamp, "starttimestamp": page.read_at}


def cut(summary: str, version: tuple[int, int]) -> str:
    """Return a summary no longer than the wiki keeps: 255 bytes before 1.30, 500 characters since."""
    line = " ".join(stored(summary).split())
    return line[:500] if version >= SINCE_LONG_SUMMARY else line.encode()[:255].decode(errors="ignore")
