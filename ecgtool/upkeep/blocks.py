"""The blocks of a page at an instant: what each is about, which a person edited, and the edits that fill them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Protocol

from ecgtool.errors import Finding, PageError, UsageError
from ecgtool.group import Group, Schedule, Topic
from ecgtool.page import Page, apply
from ecgtool.page.blocks import Block, BrokenBlock, fill_block, find_blocks, is_edited, says
from ecgtool.page.model import Syntax
from ecgtool.text_edit import Edit, composed, replaced_on_saving
from ecgtool.upkeep.group_page import GroupPage


class EditedBlocks(Finding):
    """A person wrote in blocks of the page. They stay as they are."""


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockSubject:
    """What a block is about: a group, its schedule without what its page cancels, and the topics of its meetings."""

    group: Group
    schedule: Schedule
    topics: tuple[Topic, ...]


class BlockWriter(Protocol):
    """A function that writes the content of a block."""

    def __call__(self, name: str, subject: BlockSubject, all_groups: Collection[Group], syntax: Syntax, /) -> str:
        """Return the lines of the block called ``name``, in the syntax of its page.

        Raises:
            UsageError: the block has a template of its own that cannot be filled in.
        """


@dataclass(frozen=True, kw_only=True, slots=True)
class BlockSettings:
    """The groups that blocks of a page may be about, and how their contents are written.

    ``groups`` are those of the file, and ``here`` the keys of those whose page it is. A block that names no group is
    about ``owner``.
    """

    groups: Mapping[str, Group]
    here: Collection[str]
    owner: str
    write: BlockWriter


class PageBlocks:
    """The blocks of ``page``, and what they should hold at the instant ``now``."""

    def __init__(self, page: Page, settings: BlockSettings, now: datetime) -> None:
        self.page, self.settings, self.now = page, settings, now
        self._group_pages: dict[str, GroupPage] = {}
        self._contents: dict[tuple[str, str], str] = {}

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The blocks, in the order of the page.

        Raises:
            BrokenBlock: as ``find_blocks`` does.
        """
        return find_blocks(self.page, self.settings.groups)

    @property
    def edited(self) -> list[Block]:
        """The blocks in which a person wrote."""
        return [block for block in self.blocks if is_edited(self.page, block) and not self.is_true(block)]

    def content(self, block: Block) -> str:
        """Return what a block should hold, in the form in which a wiki stores it. Raises as ``BlockWriter`` does."""
        key = block.group or self.settings.owner
        if (block.name, key) not in self._contents:
            subject = self._subject(key)
            content = self.settings.write(block.name, subject, self.settings.groups.values(), self.page.syntax)
            if self.page.syntax == "wikitext" and (changed := replaced_on_saving(content)):
                problem = f"the wiki would replace “{changed}” in the block “{block.name}”"
                raise UsageError(problem, "mend its template")
            self._contents[block.name, key] = composed(content)
        return self._contents[block.name, key]

    def text_of(self, block: Block) -> str:
        """Return the text inside a block."""
        return self.page.text[slice(*block.inner)]

    def is_about(self, block: Block, key: str) -> bool:
        """Return whether the findings of a block belong to the group ``key``.

        They belong to the group that it is about, if this is its page, and else to the page's owner.
        """
        about = block.group or self.settings.owner
        return about == key or (about not in self.settings.here and key == self.settings.owner)

    def is_true(self, block: Block) -> bool:
        """Return whether a block holds what it should."""
        return says(self.page, block, self.content(block))

    def edits(self, *, force: bool) -> list[Edit]:
        """Return the edits that fill the blocks; with ``force``, also those in which a person wrote.

        Raises:
            PageError: the content from a block's own template would hide a comment of a block.
        """
        left = set() if force else set(self.edited)
        filled = [block for block in self.blocks if block not in left]
        edits = [edit for block in filled for edit in fill_block(self.page, block, self.content(block))]
        if edits:
            self._require_blocks(apply(self.page.text, edits), filled)
        return edits

    def _require_blocks(self, text: str, filled: Collection[Block]) -> None:
        changed = type(self.page)(text)
        try:
            after = find_blocks(changed, self.settings.groups)
        except BrokenBlock:
            after = ()
        pairs = list(zip(self.blocks, after, strict=False))
        wrong = [one for one, new in pairs if one in filled and not says(changed, new, self.content(one))]
        if len(after) != len(self.blocks) or wrong:
            name = (wrong or list(filled))[0].name
            raise PageError(f"the block “{name}” would not end where it should", "mend its template")

    def edited_finding(self) -> EditedBlocks | None:
        """Return the finding that a person wrote in blocks, or None."""
        found = self.edited
        if not found:
            return None
        named = ", ".join(f"“{block.name}” of line {block.line}" for block in found)
        what = "blocks hold" if len(found) > 1 else "block holds"
        return EditedBlocks(f"the {what} what a person wrote, {named}; it stays")

    def group_page(self, group: Group) -> GroupPage:
        """Return the page as that of ``group``. It is made once, for its line and its blocks."""
        if group.key not in self._group_pages:
            spans = tuple(block.whole for block in self.blocks)
            self._group_pages[group.key] = GroupPage(self.page, group, self.now, spans)
        return self._group_pages[group.key]

    def _subject(self, key: str) -> BlockSubject:
        group = self.settings.groups[key]
        if key not in self.settings.here:
            return BlockSubject(group=group, schedule=group.schedule, topics=group.agenda.topics)
        group_page = self.group_page(group)
        topics = (topic for entry in group_page.entries for topic in entry.topics)
        every = (*group.agenda.topics, *topics)
        return BlockSubject(group=group, schedule=group_page.schedule, topics=every)
