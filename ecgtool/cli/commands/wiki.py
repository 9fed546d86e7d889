"""``ecg wiki``."""

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, NamedTuple

from typer import Option

from ecgtool.cli.apps import noun
from ecgtool.cli.history import history
from ecgtool.cli.options import TextOrJson, command
from ecgtool.cli.pages import page_of
from ecgtool.cli.recording import RecordedBumps, ping_all
from ecgtool.cli.session import Session
from ecgtool.cli.values import parse_duration
from ecgtool.cli.wiki_live import login, show
from ecgtool.errors import EcgError, Finding
from ecgtool.group import Group
from ecgtool.page import Syntax
from ecgtool.render.json import as_json
from ecgtool.render.page import bump_json, findings_json, findings_text
from ecgtool.render.plain import plain
from ecgtool.targets.file import FileTarget
from ecgtool.targets.interface import Outcome, Target
from ecgtool.upkeep.bump import PersonsWord, planner

app = noun("Keep the group's page true, and see what is wrong on it.")

command(app, "history")(history)
command(app, "show")(show)
command(app, "login")(login)


class Wanted(NamedTuple):
    """What a bump is to do: write or only look, fail where something would change, overrule a person's word."""

    write: bool
    check: bool
    force: bool
    summary: str


class Answer(NamedTuple):
    """What there is to say of one group's page, in both forms, and what the run ends in because of it."""

    json: dict[str, Any]
    text: str
    ends_in: EcgError | None = None


@command(app, "bump")
def bump(
    session: Session,
    *,
    dry_run: Annotated[bool, Option("--dry-run", help="Show what would change, and write nothing.")] = False,
    check: Annotated[
        bool, Option("--check", help="Write nothing, and exit with 1 if something would change.")
    ] = False,
    force: Annotated[bool, Option("--force", help="Change the line also where a person's word stands.")] = False,
    summary: Annotated[str, Option(metavar="S", help="What the history of the page says of it.")] = "",
    patience: Annotated[
        str | None, Option(metavar="TIME", help="How long to wait out a busy wiki, such as 2m; 0s is not at all.")
    ] = None,
    form: TextOrJson = None,
) -> None:
    """Make the page say the next meeting; print the difference, and write only where there is one.

    Example: ecg wiki bump --dry-run
    """
    if not (dry_run or check):
        session.require_file()
    session.patience = parse_duration(patience, "--patience") if patience else None
    session.edits = not (dry_run or check)
    wanted = Wanted(write=session.edits, check=check, force=force, summary=summary)
    if not wanted.write:
        _answer(session, form, lambda group: _bumped(session, group, wanted))
        return
    with RecordedBumps(session) as bumps:
        _answer(session, form, lambda group: bumps.carry_out(group, lambda: _bumped(session, group, wanted)))
    ping_all(session, session.groups)


@command(app, "check")
def check(
    session: Session,
    *,
    page: Annotated[Path | None, Option("--page", metavar="FILE", help="A page to check instead.")] = None,
    form: TextOrJson = None,
) -> None:
    """Show what on the page is wrong or stale; exit with 1 if something is.

    Example: ecg wiki check --page page.wiki
    """
    _answer(session, form, lambda group: _checked(session, group, page))


def _bumped(session: Session, group: Group, wanted: Wanted) -> Answer:
    target, syntax = page_of(session, group)
    plan = planner(group, session.now, syntax=syntax, force=wanted.force, summary=wanted.summary)
    ends_in: EcgError | None = None
    try:
        outcome = target.edit(plan) if wanted.write else Outcome(plan(target.read()), written=False)
    except PersonsWord as word:
        outcome, ends_in = Outcome(word.plan, written=False), word
    diff = outcome.plan.diff(target.name)
    if wanted.check and diff:
        ends_in = Finding(f"{target.name} is not up to date", "`ecg wiki bump` makes it so")
    elif not diff and not ends_in:
        session.note(f"{target.name}: nothing to change")
    return Answer(bump_json(group.key, target.name, outcome), diff, ends_in)


def _checked(session: Session, group: Group, file: Path | None) -> Answer:
    from ecgtool.upkeep.check import FOR_A_PERSON
    from ecgtool.upkeep.check import check as check_page

    target, syntax = _file_page(file) if file else page_of(session, group)
    found = check_page(target.read(), group, session.now, syntax=syntax)
    wrong = "1 thing is" if len(found) == 1 else f"{len(found)} things are"
    by_hand = all(finding.code in FOR_A_PERSON for finding in found)
    remedy = "each line says what to do" if by_hand else "`ecg wiki bump` mends what it manages"
    ends_in = Finding(f"{target.name}: {wrong} wrong", remedy) if found else None
    return Answer(findings_json(target.name, found), findings_text(target.name, found), ends_in)


def _file_page(file: Path) -> tuple[Target, Syntax]:
    page = FileTarget(file)
    return page, page.syntax


def _answer(session: Session, form: str | None, work: Callable[[Group], Answer]) -> None:
    """Do the work for each group that is asked for, answer for all together, and end in the worst that went wrong."""
    answers: list[Answer] = []
    errors: list[EcgError] = []
    for group in session.groups:
        try:
            answers.append(work(group))
        except EcgError as error:
            errors.append(error if len(session.groups) == 1 else _named(error, group))
    if form == "json":
        session.answer(_json([answer.json for answer in answers], alone=len(session.groups) == 1))
    else:
        session.answer(_text(session, "".join(answer.text for answer in answers)))
    _raise_worst([*errors, *(answer.ends_in for answer in answers if answer.ends_in)])


def _named(error: EcgError, group: Group) -> EcgError:
    """The error with the group's name before it, so that one can tell whose it is."""
    error.args = (f"{group.key}: {error}",)
    return error


def _json(answers: list[dict[str, Any]], *, alone: bool) -> str:
    if alone:
        return as_json(answers[0]) if answers else ""
    return as_json({"pages": answers})


def _text(session: Session, text: str) -> str:
    if not text or session.form(None) != "terminal":
        return text
    from ecgtool.render.page_picture import page_picture
    from ecgtool.render.terminal import drawn

    return drawn(page_picture(text))


def _raise_worst(errors: list[EcgError]) -> None:
    if not errors:
        return
    *others, worst = sorted(errors, key=lambda error: error.exit_code)
    for line in (line for error in others for line in error.lines):
        print(f"ecg: {plain(line)}", file=sys.stderr)
    raise worst
