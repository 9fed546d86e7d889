"""``ecg wiki show`` and ``ecg wiki login``: what the page says now, and who one is on its wiki."""

from typing import TYPE_CHECKING, Any

from ecgtool.cli.options import TextOrJson
from ecgtool.cli.pages import page_of
from ecgtool.cli.session import Session
from ecgtool.errors import Finding, UsageError
from ecgtool.page import parse
from ecgtool.page.sections.meeting_line import meeting_lines
from ecgtool.render.json import as_json
from ecgtool.render.plain import plain
from ecgtool.upkeep.group_page import GroupPage

if TYPE_CHECKING:
    from ecgtool.targets.mediawiki.whoami import AccountStanding


def show(session: Session, *, form: TextOrJson = None) -> None:
    """Show what the page says now, as it is written.

    Example: ecg wiki show
    """
    target, syntax = page_of(session, session.group)
    text = target.read()
    if form != "json":
        session.answer(text)
        return
    group_page = GroupPage(parse(text, syntax), session.group, session.now)
    lines = [group_page.page.title(line) for line in meeting_lines(group_page.page, group_page.template)]
    session.answer(as_json({"page": target.name, "heading": lines[0] if lines else None, "text": text}))


def login(session: Session, *, form: TextOrJson = None) -> None:
    """Log in, and show who one is there, with which rights, and what is missing for a bump; nothing is written.

    Example: ecg wiki login
    """
    group = session.group
    if group.wiki is None or group.wiki.file or not group.wiki.api:
        raise UsageError(f"{group.key} has no page on a wiki", "set wiki.api and wiki.page")
    from ecgtool.targets.mediawiki.whoami import standing

    wiki = session.wikis.wiki(group, group.wiki)
    found, host = standing(wiki, group.wiki), wiki.api.host
    session.answer(as_json(_standing_json(found, host)) if form == "json" else _standing_text(found, host))
    if found.missing:
        lacks = "1 thing is" if len(found.missing) == 1 else f"{len(found.missing)} things are"
        raise Finding(f"{lacks} missing for a bump of {group.wiki.page}", "; ".join(found.missing))


def _standing_json(found: "AccountStanding", host: str) -> dict[str, Any]:
    return {
        "wiki": host,
        "name": found.name,
        "version": found.version,
        "groups": found.groups,
        "rights": found.rights,
        "grants": found.grants,
        "missing": found.missing,
    }


def _standing_text(found: "AccountStanding", host: str) -> str:
    """Lines of a name and a value; what is missing has a line each."""
    lines = [
        ("account", found.name),
        ("wiki", f"{host} ({found.version})"),
        ("groups", ", ".join(found.groups)),
        ("rights", ", ".join(found.rights)),
        ("grants", f"{', '.join(found.grants)} (as the rights tell)"),
        *(("missing", missing) for missing in found.missing or ["nothing"]),
    ]
    return "".join(f"{name}: {plain(value)}\n" for name, value in lines)
