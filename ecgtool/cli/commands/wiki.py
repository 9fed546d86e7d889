"""``ecg wiki``."""

from collections.abc import Iterable, Iterator
from functools import partial
from heapq import nlargest
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from typer import Argument, Option

from ecgtool.cli.app import noun
from ecgtool.cli.bumping import BumpOptions, Bumps, block_settings, ping_all
from ecgtool.cli.each_group import Answer, answer_each
from ecgtool.cli.options import TextOrJson, command
from ecgtool.cli.session import Session
from ecgtool.errors import EcgError, Finding, PageError, UsageError
from ecgtool.group import Group
from ecgtool.page import parse_page
from ecgtool.render.plain import as_json, plain
from ecgtool.upkeep.group_page import GroupPage

if TYPE_CHECKING:
    from ecgtool.targets.mediawiki.whoami import AccountStanding
    from ecgtool.upkeep.feed import Revision
    from ecgtool.upkeep.history import History
    from ecgtool.upkeep.revisions import PageRevisions

app = noun("Keep the group's page true, and see what is wrong on it.")


@command(app, "bump", asks_hosts=True)
def bump(
    session: Session,
    *,
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    check: Annotated[
        bool, Option("--check", help="Write nothing, and exit with 1 if something would change.")
    ] = False,
    force: Annotated[bool, Option("--force", help="Change the line even where a person wrote another date.")] = False,
    summary: Annotated[str, Option(metavar="WORDS", help="What the page's history says of the change.")] = "",
    form: TextOrJson = None,
) -> None:
    """Make the page say the next meeting.

    What changed is printed; where nothing differs, nothing is written.

    Example: ecg wiki bump --dry-run
    """
    if not (dry_run or check):
        session.require_file()
    session.edits = not (dry_run or check)
    _leave_out_pageless(session)
    wanted = BumpOptions(write=session.edits, check=check, force=force, summary=summary)
    with Bumps(session, wanted) as bumps:
        answer_each(session, form, bumps)
    if session.edits:
        ping_all(session, session.groups)


@command(app, "check", asks_hosts=True)
def check(
    session: Session,
    *,
    page: Annotated[
        Path | None, Option("--page", metavar="FILE", help="Check this page, not the group's own.")
    ] = None,
    form: TextOrJson = None,
) -> None:
    """Show what on the page is wrong or stale.

    Exit code 1 if something is.

    Example: ecg wiki check --page page.wiki
    """
    if page is None:
        _leave_out_pageless(session)
    answer_each(session, form, partial(_checked, session, page))


@command(app, "embed", asks_hosts=True)
def embed(
    session: Session,
    *,
    name: Annotated[
        Literal["next", "meetings", "schedule", "call", "groups"],
        Argument(metavar="NAME", help="Which block: next, meetings, schedule, call or groups."),
    ],
    section: Annotated[str, Option(metavar="TITLE", help="Put it at the end of this section of the page.")] = "",
    after: Annotated[str, Option(hidden=True)] = "",
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would change, and write nothing.")] = False,
) -> None:
    """Put a block on the page, and fill it.

    It is put where it breaks up no list, table or paragraph.

    Example: ecg wiki embed meetings --section "Meetings" --dry-run
    """
    from ecgtool.upkeep.embed import Embedding

    session.edits = not dry_run
    if session.edits:
        session.require_file()
    group = session.group
    target, syntax = session.page_of(group)
    blocks = block_settings(session, group)
    embedding = Embedding(
        name=name, group=group, now=session.now, blocks=blocks, syntax=syntax, after=section or after
    )
    if dry_run:
        session.answer(embedding.plan(target.read()).diff(target.name))
        return
    session.answer(target.edit(embedding.plan).plan.diff(target.name))


@command(app, "show", asks_hosts=True)
def show(session: Session, *, form: TextOrJson = None) -> None:
    """Show what the page says now, as it is written.

    Example: ecg wiki show
    """
    target, syntax = session.page_of(session.group)
    text = target.read()
    if form != "json":
        session.answer(text)
        return
    group_page = GroupPage(parse_page(text, syntax), session.group, session.now)
    lines = [group_page.page.title(line) for line in group_page.lines]
    session.answer(as_json({"page": target.name, "heading": lines[0] if lines else None, "text": text}))


@command(app, "login", asks_hosts=True)
def login(session: Session, *, form: TextOrJson = None) -> None:
    """Log in, and show whether all is there that a bump needs.

    It shows the account, its rights and what is missing. The page stays as it is.

    From then on the wiki's secret may go to its host.

    Example: ecg wiki login
    """
    group = session.group
    if group.wiki is None or group.wiki.file or not group.wiki.api:
        raise UsageError(f"{group.key} has no page on a wiki", "set wiki.api and wiki.page")
    from ecgtool.targets.mediawiki.transport import checked_address, port_of
    from ecgtool.targets.mediawiki.whoami import standing

    url = checked_address(group.wiki.api)
    session.secret_hosts = session.secret_hosts.including(url.host, port_of(url))
    found, host = standing(session.wikis.wiki(group, group.wiki), group.wiki), url.host
    _remember_host(session, host, port_of(url))
    session.answer(as_json(_standing_json(found, host)) if form == "json" else _standing_text(found, host))
    if found.missing:
        lacks = "1 thing is" if len(found.missing) == 1 else f"{len(found.missing)} things are"
        raise Finding(f"{lacks} missing for a bump of {group.wiki.page}", "; ".join(found.missing))


@command(app, "history", asks_hosts=True)
def history(
    session: Session,
    *,
    feed: Annotated[
        Path | None,
        Option(
            metavar="FILE", help="MediaWiki's contributions feed (Atom), or a folder of files named by their time."
        ),
    ] = None,
    limit: Annotated[int | None, Option(min=1, metavar="N", help="Only the newest N revisions.")] = None,
    form: TextOrJson = None,
) -> None:
    """Show how the page was kept so far.

    Each change of its line, how late it came, and what was wrong in it.

    Example: ecg wiki history --feed contributions.atom
    """
    from ecgtool.upkeep.history import page_history

    group = session.group
    source = _revisions(session, group, feed, limit)
    revisions: Iterable[Revision] = _counted(session, source.revisions)
    if limit is not None:
        revisions = nlargest(limit, revisions, key=attrgetter("timestamp"))
    found = page_history(source.page, revisions, group, session.now, source.syntax)
    if not (found.changes or found.blocks_filled or found.blocks_edited):
        raise PageError(f"no revision of {found.page} has the line", "set wiki.heading to how the line begins")
    chosen = session.form(form)
    session.answer(_history_in(chosen, found), drawn=chosen == "terminal")


def _leave_out_pageless(session: Session) -> None:
    """Leave the groups without a page out of a run for all groups, unless no group at all has one."""
    if session.options.every:
        paged = [group for group in session.groups if group.wiki]
        session.groups = paged if paged or session.options.shard else session.groups


def _checked(session: Session, file: Path | None, group: Group) -> Answer:
    from dataclasses import replace

    from ecgtool.render.advice import finding_words
    from ecgtool.render.page import findings_json, findings_text
    from ecgtool.upkeep.check import FOR_A_PERSON, check_page

    target, syntax = session.page_of(group, file)
    blocks, own = block_settings(session, group), session.own_lines.get(group.key, "")
    found = check_page(target.read(), group, session.now, syntax=syntax, blocks=blocks, own_line=own)
    options = session.options.about(group)
    told = [replace(finding, message=options.completed(finding_words(finding))) for finding in found]
    wrong = "1 thing is" if len(found) == 1 else f"{len(found)} things are"
    codes = {finding.code for finding in found}
    remedy = "each line says what to do" if codes <= FOR_A_PERSON else "`ecg wiki bump` mends what it manages"
    remedy = "`ecg wiki bump` says what to type" if "other-date" in codes else remedy
    ends_in = Finding(f"{target.name}: {wrong} wrong", remedy) if found else None
    return Answer(partial(findings_json, target.name, told), findings_text(target.name, told), ends_in)


def _remember_host(session: Session, host: str, port: int) -> None:
    """Let the wiki's secret go to ``host`` from now on: by logging in, the user allows it."""
    from ecgtool.trust import record_host

    try:
        if record_host(session.state_folder, host, port):
            session.note(f"the wiki's secret may go to {host}:{port} from now on")
    except EcgError as error:
        session.note(f"it is not remembered that the wiki's secret may go to {host}: {error}")


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
    """Return lines of a name and a value; each thing that is missing has a line."""
    lines = [
        ("account", found.name),
        ("wiki", f"{host} ({found.version})"),
        ("groups", ", ".join(found.groups)),
        ("rights", ", ".join(found.rights)),
        ("grants", f"{', '.join(found.grants)} (as the rights tell)"),
        *(("missing", missing) for missing in found.missing or ["nothing"]),
    ]
    return "".join(f"{name}: {plain(value)}\n" for name, value in lines)


def _revisions(session: Session, group: Group, feed: Path | None, limit: int | None) -> "PageRevisions":
    """Return the revisions of the group's page: those in ``feed``, the file of the page, or the wiki's newest."""
    from ecgtool.upkeep.revisions import PageRevisions, read_revisions

    if feed:
        return read_revisions(feed, group.wiki.page if group.wiki else "")
    if group.wiki and group.wiki.file:
        session.page_of(group, None)[0].read()  # tells of a page that is missing as the other commands do
        return read_revisions(group.wiki.file)
    if group.wiki is None or not group.wiki.api:
        raise UsageError(f"{group.key} has no page", "give --feed: the wiki's contributions feed, or a folder")
    from ecgtool.targets.mediawiki.history import page_revisions

    wiki = session.wikis.wiki(group, group.wiki)
    return PageRevisions(page=group.wiki.page, revisions=page_revisions(wiki, group.wiki.page, limit))


def _counted(session: Session, revisions: Iterable["Revision"]) -> Iterator["Revision"]:
    """Yield the revisions as they come, and show on a terminal how far the reading is."""
    for count, revision in enumerate(revisions, 1):
        session.progress(f"revision {count}, of {revision.timestamp:%Y-%m-%d}")
        yield revision


def _history_in(form: str, found: "History") -> str:
    if form == "terminal":
        from ecgtool.render.history_picture import history_picture
        from ecgtool.render.terminal import drawn

        return drawn(history_picture(found))
    from ecgtool.render.history import history_json, history_text

    return as_json(history_json(found)) if form == "json" else history_text(found)
