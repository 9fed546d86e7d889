"""The standing of an account on a wiki: who it is, what it may do there, and what it lacks for a bump."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from ecgtool.group import PageSettings
from ecgtool.targets.mediawiki.answers import Answer, objects, part, strings, table, text
from ecgtool.targets.mediawiki.client import Wiki
from ecgtool.targets.mediawiki.pages import question, read_pages

GRANTS = {
    "basic": ("Basic rights", {"read"}),
    "editpage": ("Edit existing pages", {"edit"}),
    "editprotected": ("Edit protected pages", {"editprotected"}),
    "createeditmovepage": ("Create, edit, and move pages", {"createpage"}),
    "highvolume": ("High-volume (bot) access", {"bot"}),
}
"""What Special:BotPasswords offers: each grant with its title there, and the rights by which it is known here."""

_ABOUT = "rights|groups|blockinfo"
_LEVELS = {"sysop": "editprotected", "autoconfirmed": "editsemiprotected"}
"""The right that a level of protection asks for, where the two names differ."""


@dataclass(frozen=True, kw_only=True, slots=True)
class AccountStanding:
    """An account on a wiki, as the wiki knows it; ``missing`` is what would stop a bump, a line for each."""

    name: str
    version: str
    groups: Sequence[str]
    rights: Sequence[str]
    grants: Sequence[str]
    missing: Sequence[str]


def standing(wiki: Wiki, target: PageSettings) -> AccountStanding:
    """Log in, and return who the account is and what it may do; nothing is written.

    Raises:
        RefusedError: there are no credentials, or the wiki does not take them.
        UnreachableError: the wiki stays out of reach.
    """
    answer = wiki.in_session(partial(_ask, wiki, target.page))
    user = table(answer, "query", "userinfo")
    rights = strings(user, "rights")
    page = next(iter(objects(answer, "query", "pages")), {})
    error = read_pages(answer, [target.page])[target.page]
    missing = [*_missing(target, user, page, rights), *([str(error)] if isinstance(error, Exception) else [])]
    return AccountStanding(
        name=text(user, "name"),
        version=text(answer, "query", "general", "generator"),
        groups=[group for group in strings(user, "groups") if group != "*"],
        rights=rights,
        grants=[grant for grant, (_, known_by) in GRANTS.items() if known_by <= set(rights)],
        missing=missing,
    )


def _ask(wiki: Wiki, title: str) -> Answer:
    wiki.account.require_login()
    about = {"inprop": "protection", "intestactions": "edit", "meta": "userinfo|siteinfo", "uiprop": _ABOUT}
    return wiki.ask(**question([title]), **about, **wiki.account.identity())


def _missing(target: PageSettings, user: Answer, page: Answer, rights: Sequence[str]) -> Iterator[str]:
    wanted = {"edit": "editpage"}
    wanted |= {"minoredit": "editpage"} if target.minor else {}
    wanted |= {"bot": "highvolume"} if target.bot else {}
    levels = [text(entry, "level") for entry in objects(page, "protection") if text(entry, "type") == "edit"]
    locked = [level for level in levels if _LEVELS.get(level, level) not in rights]
    may_not = part(page, "actions", "edit") is False
    if part(user, "blockid") and not part(user, "blockpartial"):
        yield "the account is blocked: ask the wiki's admin to lift it"
    elif part(user, "blockid") and may_not:  # a block from other pages is none here
        yield "the account is blocked from some pages, and may not edit this one: ask the wiki's admin"
    elif may_not and "edit" in rights and not (levels or part(page, "missing")):
        yield "the wiki lets this account edit, but not this page: ask its admin why"
    for right, grant in wanted.items():
        if right not in rights:
            yield f"the right {right}: give the bot password the grant “{GRANTS[grant][0]}” ({grant})"
    yield from (_protected(level, strings(user, "groups")) for level in locked)


def _protected(level: str, groups: Sequence[str]) -> str:
    if level == "autoconfirmed" and level not in groups:
        return "the page is for autoconfirmed accounts, and this one is new: wait some days, and edit by hand"
    right = _LEVELS.get(level, level)
    return f"the page is protected ({level}): the right {right}, by the grant editprotected or from an admin"
