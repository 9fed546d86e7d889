"""``ecg config``."""

from typing import Annotated, Literal

from typer import Option

from ecgtool.cli.session import Session
from ecgtool.cli.shared import command, noun
from ecgtool.config.suspicious import Remark, coming_holidays, suspicious
from ecgtool.errors import ConfigError, Finding
from ecgtool.group import Group
from ecgtool.render.json import as_json
from ecgtool.render.plain import plain

app = noun("Check, show and describe the configuration.")

Form = Annotated[Literal["text", "json"] | None, Option("--format", "-f", help="How to show it.")]


@command(app, "check")
def check(session: Session, *, form: Form = None) -> None:
    """Show all faults of ecg.toml, or what in it is legal and yet hardly meant, and coming public holidays.

    Example: ecg config check
    """
    try:
        groups = _groups(session)
    except ConfigError as error:
        if form == "json":
            session.answer(as_json({"faults": list(error.lines), "findings": [], "holidays": []}))
        raise
    found = [remark for group in groups for remark in suspicious(group, session.now)]
    default = session.config.default_group
    holidays = [remark for group in groups for remark in coming_holidays(group, session.now, default)]
    session.answer(_shown(found, holidays, form))
    if found:
        raise Finding(f"{len(found)} {'thing' if len(found) == 1 else 'things'} to look at", "mend it or leave it")


def _groups(session: Session) -> list[Group]:
    """The groups that are named, or else all of the file."""
    return session.config.select(session.options.group, every=not session.options.group)


def _shown(found: list[Remark], holidays: list[Remark], form: str | None) -> str:
    if form == "json":
        return as_json({"faults": [], "findings": _listed(found), "holidays": _listed(holidays)})
    return "\n".join(plain(str(remark)) for remark in (*found, *holidays))


def _listed(remarks: list[Remark]) -> list[dict[str, str]]:
    return [{"path": remark.path, "message": remark.message} for remark in remarks]
