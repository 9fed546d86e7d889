"""Put a new block on a page, at a place where its comments belong to nothing else, and fill it."""

from dataclasses import dataclass
from datetime import datetime

from ecgtool import page
from ecgtool.errors import PageError
from ecgtool.group import Group
from ecgtool.page import Page, Syntax
from ecgtool.page.blocks import BrokenBlock, fill_block, find_blocks
from ecgtool.page.gaps import NO_PLACE, after_block
from ecgtool.page.model import title_key
from ecgtool.page.sections.meeting_line import standing_line
from ecgtool.text_edit import composed
from ecgtool.upkeep.additions import PagePlan
from ecgtool.upkeep.blocks import BlockSettings, PageBlocks
from ecgtool.wording.templates import parse_template


@dataclass(frozen=True, kw_only=True, slots=True)
class Embedding:
    """A block called ``name`` to put on the page of ``group``, in the section ``after`` where one is given."""

    name: str
    group: Group
    now: datetime
    blocks: BlockSettings
    syntax: Syntax = "wikitext"
    after: str = ""

    def plan(self, text: str) -> PagePlan:
        """Return the plan that puts the block on the page with that ``text``.

        The block stands at the end of the section ``after``, before its subsections; else after the standing line of
        the rule; else at the end of the page. It never stands in a table, a list, a template or a paragraph.

        Raises:
            PageError: there is no such section, no such place, or a block is broken.
            UsageError: the block's template cannot be filled in.
        """
        parsed = page.parse_page(text, self.syntax)
        find_blocks(parsed, self.blocks.groups)
        place = after_block(parsed, self._place(parsed))
        key = "" if self.group.key == self.blocks.owner else f" {self.group.key}"
        lines = [f"<!-- ecg:{self.name}{key} -->", f"<!-- /ecg:{self.name} -->"]
        above, below = text[parsed.line_start(max(place - 1, 0)) : place], text[place : parsed.line_end(place)]
        lines = ([""] if above.strip() else []) + lines + ([""] if below.strip() else [])
        made = page.apply(text, [parsed.insert_lines(place, lines)])
        return PagePlan(before=text, text=self._filled(made, place), summary=f"Add the block {self.name}")

    def _place(self, parsed: Page) -> int:
        if self.after:
            section = parsed.sections_by_title.get(title_key(self.after))
            if section is None:
                raise PageError(f"the page has no section “{self.after}”", "name one of its headings")
            inside = (one.line_start for one in parsed.headings if section.start <= one.line_start < section.end)
            said = len(parsed.text[section.start : next(inside, section.end)].rstrip())
            return section.start + said - 1 if said else section.heading.line_start
        for _, template in self.group.standing_lines:
            if found := standing_line(parsed, parse_template(composed(template), self.group.language), []):
                return found.spans[-1][1] - 1
        return max(len(parsed.text.rstrip()) - 1, 0)

    def _filled(self, text: str, place: int) -> str:
        """Return the page with its new block filled. That is the first one after ``place``."""
        parsed = page.parse_page(text, self.syntax)
        blocks = PageBlocks(parsed, self.blocks, self.now)
        try:
            new = next((block for block in blocks.blocks if block.whole[0] >= place), None)
        except BrokenBlock:
            new = None
        if new is None or new.digest or new.name != self.name:
            raise PageError(*NO_PLACE)
        return page.apply(text, fill_block(parsed, new, blocks.content(new)))
