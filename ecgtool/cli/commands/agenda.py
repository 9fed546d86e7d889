"""``ecg agenda``."""

from pathlib import Path
from typing import Annotated

from typer import Argument, Option

from ecgtool.cli.app import noun
from ecgtool.cli.options import DocumentFormat, DryRun, command
from ecgtool.cli.pages import edit_page, page_content
from ecgtool.cli.session import Session
from ecgtool.cli.typed import moment_of
from ecgtool.errors import NoMeeting, UsageError
from ecgtool.group import Schedule
from ecgtool.render.agenda import MeetingAgenda, agenda_document, agenda_json
from ecgtool.render.formats import rendered
from ecgtool.render.meeting import GroupMeeting
from ecgtool.render.plain import as_json
from ecgtool.schedule.occurrences import Meeting, Moment, meetings, one_meeting_on
from ecgtool.upkeep.additions import action_planner, done_planner, topic_planner

app = noun("Show the agenda, and add to it.")
actions = noun("Add an action item, or finish it.")
app.add_typer(actions, name="action")

ActionText = Annotated[str, Argument(metavar="TEXT", help="What is to be done.")]


@command(app, "render", asks_hosts=True)
def render(
    session: Session,
    *,
    page: Annotated[
        Path | None, Option("--page", metavar="FILE", help="Read this page, not the group's own.")
    ] = None,
    day: Annotated[str, Option("--date", metavar="DATE", help="The meeting of that date, not the next.")] = "",
    template: Annotated[Path | None, Option(metavar="FILE", help="A Jinja template of your own.")] = None,
    form: Annotated[DocumentFormat | None, Option("--format", "-f", help="How to show it.")] = None,
) -> None:
    """Show the agenda of the next meeting.

    It tells when and where, the notes, that date's topics, the points and the action items.

    Example: ecg agenda render -f markdown
    """
    about = _about(session, page, day)
    chosen = session.form(form)
    if template:
        from ecgtool.render.user_template import fill_template

        session.answer(fill_template(template, agenda_json(about)))
    else:
        text = as_json(agenda_json(about)) if chosen == "json" else rendered(agenda_document(about), chosen)
        session.answer(text, drawn=chosen == "terminal")
    if about.meeting is None:
        raise NoMeeting


@command(app, "add", asks_hosts=True)
def add(
    session: Session,
    *,
    title: Annotated[str, Argument(metavar="TITLE", help="What the topic is called.")],
    day: Annotated[str, Option("--date", metavar="DATE", help="The meeting of that date, not the next.")] = "",
    by: Annotated[str, Option(metavar="NAME", help="Who brings the topic.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Add a topic to those of the next meeting, on the page.

    A page without upcoming topics gets it on its agenda. What changed is printed.

    Example: ecg agenda add "Lab infrastructure" --date 2026-06-15 --by Ann
    """
    session.require_file()
    on = moment_of(session, day)
    edit_page(session, lambda at: topic_planner(at, title, on, by), dry_run=dry_run)


@command(app, "done", asks_hosts=True)
def done(
    session: Session,
    *,
    title: Annotated[
        str, Argument(metavar="TITLE", help="What the topic is called; upper or lower case does not matter.")
    ],
    day: Annotated[str, Option("--date", metavar="DATE", help="The date, where several topics are called so.")] = "",
    dry_run: DryRun = False,
) -> None:
    """Take a topic off the page.

    What changed is printed.

    Example: ecg agenda done "Lab infrastructure"
    """
    session.require_file()
    on = moment_of(session, day)
    edit_page(session, lambda at: done_planner(at, title, on), dry_run=dry_run)


@command(actions, "add", asks_hosts=True)
def action_add(session: Session, *, text: ActionText, dry_run: DryRun = False) -> None:
    """Add an action item to the page.

    What changed is printed.

    Example: ecg agenda action add "Find industry experts to invite"
    """
    edit_page(session, lambda at: action_planner(at, text, done=False), dry_run=dry_run)


@command(actions, "done", asks_hosts=True)
def action_done(session: Session, *, text: ActionText, dry_run: DryRun = False) -> None:
    """Finish an action item: tick it off, or take it off the page.

    It is ticked off where the page has boxes for that. What changed is printed.

    Example: ecg agenda action done "Find industry experts to invite"
    """
    edit_page(session, lambda at: action_planner(at, text, done=True), dry_run=dry_run)


def _about(session: Session, page: Path | None, named: str) -> MeetingAgenda:
    asked = moment_of(session, named)
    group = session.group
    content = page_content(session, group, page, asked.day if asked else None)
    schedule = content.schedule
    found = _on(schedule, asked) if asked else next(meetings(schedule, session.now), None)
    meeting = GroupMeeting(group, found, group.zones, session.now) if found else None
    return MeetingAgenda(
        group_key=group.key, group_name=group.name, meeting=meeting, agenda=content.agenda, call=content.call
    )


def _on(schedule: Schedule, asked: Moment) -> Meeting:
    try:
        held = one_meeting_on(schedule, asked)
    except UsageError as error:
        raise UsageError(f"--date: {error}") from error
    return next(meeting for meeting in meetings(schedule, held.start) if meeting.occurrence == held)
