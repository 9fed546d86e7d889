"""``ecg site``."""

from collections.abc import Sequence
from pathlib import Path
from shlex import quote
from typing import TYPE_CHECKING, Annotated

from typer import Option

from ecgtool import files
from ecgtool.cli.app import noun
from ecgtool.cli.options import command
from ecgtool.cli.pages import page_content
from ecgtool.cli.run_record import record_site
from ecgtool.cli.session import Session
from ecgtool.errors import Finding

if TYPE_CHECKING:
    from datetime import datetime

    from ecgtool.group import Group
    from ecgtool.site.folder import Changes

app = noun("Build web pages of the groups, in each visitor's own zone.")


@command(app, "build", asks_hosts=True)
def build(
    session: Session,
    *,
    output: Annotated[Path, Option("--output", "-o", metavar="DIR", help="The folder to build the site in.")],
    check: Annotated[bool, Option("--check", help="Write nothing; exit code 1 if a file would change.")] = False,
    dry_run: Annotated[bool, Option("--dry-run", help="Show which files would change, and write nothing.")] = False,
) -> None:
    """Write the web pages of the groups, their calendars and feed.

    Of all groups, or those named.

    Example: ecg site build --all -o public
    """
    session.require_file()
    named = session.options.group or session.options.every
    groups = session.groups if named else session.config.select(every=True)
    if not (check or dry_run):
        change = _written(session, groups, output)
        record_site(session, output, groups)
        session.answer(_listed(change))
        session.note(f"{output} is {'written' if change else 'unchanged'}")
        return
    change = site_change(session, groups, output, session.now)
    session.answer(_listed(change))
    if check and change:
        raise Finding(
            f"{output} is not what ecg.toml says", f"build it with `ecg site build -o {quote(str(output))}`"
        )


def _written(session: Session, groups: "Sequence[Group]", output: Path) -> "Changes":
    """Write the site into ``output``, made if need be, and return what changed; one run at a time builds it."""
    from ecgtool.site.folder import MANIFEST, carry_out, make

    make(output)
    with files.edited(output / MANIFEST, files.LockWait(f"building {output}", 60, session.note)):
        change = site_change(session, groups, output, session.now)
        session.progress(f"writing {len(change.written)} files")
        carry_out(change)
    return change


def site_change(session: Session, groups: "Sequence[Group]", output: Path, now: "datetime") -> "Changes":
    """Return what has to change for ``output`` to be the site of the groups as it would be built at ``now``."""
    from ecgtool.site.build import Site, check_keys, site_files
    from ecgtool.site.folder import changes, read_site
    from ecgtool.site.meetings import without_passcode

    check_keys(group.key for group in groups)
    shown = [without_passcode(group, page_content(session, group, None)) for group in session.each(groups)]
    session.progress(f"building the site of {len(groups)} groups")
    present = read_site(output)
    site = site_files(Site(groups=shown, settings=session.config.site, now=now, previous=present))
    return changes(output, present, site)


def _listed(change: "Changes") -> str:
    """Return a line for each file that is written or deleted."""
    lines = [*(f"write\t{name}" for name in change.written), *(f"delete\t{name}" for name in change.deleted)]
    return "".join(f"{line}\n" for line in lines)
