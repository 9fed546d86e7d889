"""The page of a group, as the commands read and edit it."""

from ecgtool.cli.session import Session
from ecgtool.errors import UsageError
from ecgtool.group import Group
from ecgtool.page import Syntax
from ecgtool.targets.file import FileTarget
from ecgtool.targets.interface import Target


def page_of(session: Session, group: Group) -> tuple[Target, Syntax]:
    """The group's page, and what it is written in.

    Raises:
        UsageError: the group has none, or the address of its wiki is not fit for use.
    """
    target = group.wiki
    if target is None or not (target.file or (target.api and target.page)):
        raise UsageError(f"{group.key} has no page", "name it in wiki.file, or in wiki.api and wiki.page")
    if target.file is None:
        return session.wikis.page(group, target), "wikitext"
    page = FileTarget(target.file)
    return page, page.syntax
