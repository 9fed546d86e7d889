"""Tests of blocks within ``bump``, ``check`` and ``history``: kept true with the line, and a person's word stays."""

from collections.abc import Collection
from datetime import UTC, datetime, time, timedelta
from functools import partial
from zoneinfo import ZoneInfo

import pytest

from ecgtool.errors import NoMeeting, PageError
from ecgtool.group import Group, PageSettings, Recurrence
from ecgtool.page import Syntax, parse_page
from ecgtool.page.blocks import find_blocks
from ecgtool.upkeep.blocks import BlockSettings, BlockSubject
from ecgtool.upkeep.bump import Bumper, PageBump
from ecgtool.upkeep.check import check_page
from ecgtool.upkeep.feed import Revision
from ecgtool.upkeep.history import page_history
from tests.support import one_slot

NOW = datetime(2026, 6, 9, tzinfo=UTC)
WEEKLY = one_slot(ZoneInfo("UTC"), (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1)),))
LAB = Group("lab", "Lab", WEEKLY, wiki=PageSettings())
BAY = Group("bay", "Bay", WEEKLY, wiki=PageSettings(heading="Bay meets: {date}"))
OVER = LAB._replace(schedule=one_slot(
    ZoneInfo("UTC"), (Recurrence("FREQ=DAILY", time(8), timedelta(hours=1), last=NOW.date() - timedelta(days=9)),)
))  # fmt: skip
OLD = "== Next meeting: Monday (June 01, 2026), 8am UTC / 0800 UTC ==\n"
NEW = "== Next meeting: Monday (June 15, 2026), 8am UTC / 0800 UTC ==\n"


def write(name: str, subject: BlockSubject, _groups: Collection[Group], _syntax: Syntax) -> str:
    """A block's content that is easily seen; the block ``call`` is one whose template hides what follows."""
    return "<!-- " if name == "call" else f"{name} of {subject.group.key}, {len(subject.topics)} topics"


def settings(*groups: Group) -> BlockSettings:
    """The blocks of a file with these groups, which all have the page."""
    return BlockSettings(
        groups={group.key: group for group in groups},
        here=[group.key for group in groups],
        owner=groups[0].key,
        write=write,
    )


def bumped(text: str, *groups: Group, force: bool = False) -> PageBump:
    """What the page becomes; a second bump changes nothing more."""
    groups = groups or (LAB,)
    made = Bumper(groups, NOW, "wikitext", partial(settings, *groups), force).plan(text)
    assert Bumper(groups, NOW, "wikitext", partial(settings, *groups), force).plan(made.text).text == made.text
    return made


def without_digests(text: str) -> str:
    """The page with the comments as they were first."""
    for block in reversed(find_blocks(parse_page(text))):
        start, end = block.digest_at
        text = text[:start].rstrip() + text[end:]
    return text


BLOCK = "<!-- ecg:next -->\n<!-- /ecg:next -->\n"
FILLED = "<!-- ecg:next -->\nnext of lab, 0 topics\n<!-- /ecg:next -->\n"


def test_line_and_blocks_become_true_in_one_edit() -> None:
    """And a page that has blocks needs no line."""
    assert without_digests(bumped(f"{OLD}\n{BLOCK}end").text) == f"{NEW}\n{FILLED}end"
    assert without_digests(bumped(BLOCK).text) == FILLED
    with pytest.raises(PageError, match="no heading"):
        bumped("nothing")


def test_blocks_are_left_alone_where_they_are_not_managed() -> None:
    """Then the line is needed again."""
    only_line = LAB._replace(wiki=PageSettings(manage=("heading",)))
    assert bumped(f"{OLD}{BLOCK}", only_line).text == f"{NEW}{BLOCK}"


def test_a_persons_word_in_a_block_stays() -> None:
    """The rest becomes true, the block is named, and force overrules it."""
    text = bumped(f"{OLD}{BLOCK}").text.replace("next of lab", "off until fall") + BLOCK
    made = bumped(text.replace(NEW, OLD))
    assert made.text.startswith(NEW)
    assert "off until fall" in made.text
    assert made.text.count("next of lab") == 1
    assert "“next” of line 2" in str(made.bumps["lab"].problems)
    forced = bumped(text, force=True)
    assert "off until fall" not in forced.text
    assert forced.bumps["lab"].problems == ()


def test_a_persons_word_in_the_line_does_not_keep_blocks_from_being_true() -> None:
    """A bump fills the blocks though the line keeps what a person wrote."""
    made = bumped(f"== Next meeting: TBD ==\n{BLOCK}")
    assert without_digests(made.text) == f"== Next meeting: TBD ==\n{FILLED}"
    assert "names no date" in str(made.bumps["lab"].problems)


@pytest.mark.parametrize("block", ["<!-- ecg:next -->\n", "<!-- ecg:next sea -->\n<!-- /ecg:next -->\n"])
def test_a_broken_block_changes_nothing(block: str) -> None:
    """A broken block keeps the whole page as it is, the line included."""
    with pytest.raises(PageError, match="line 2"):
        bumped(f"{OLD}{block}")


def test_what_would_hide_the_end_of_a_block_is_refused() -> None:
    """A template of one's own can hold anything."""
    with pytest.raises(PageError, match="“call” would not end"):
        bumped("<!-- ecg:call -->\n<!-- /ecg:call -->\n")


def test_without_a_meeting_to_come_blocks_are_kept_all_the_same() -> None:
    """Blocks are filled where no meeting is to come; only the line cannot be."""
    assert without_digests(bumped(BLOCK, OVER).text) == FILLED
    with pytest.raises(NoMeeting):
        bumped(f"{OLD}{BLOCK}", OVER)


def test_groups_that_share_a_page_are_bumped_together() -> None:
    """Each has its line, a block is about the group that it names, and one's failure does not stop the others."""
    text = f"{OLD}\n== Bay meets: 2026-06-01 ==\n{BLOCK}<!-- ecg:next bay -->\n<!-- /ecg:next -->\n"
    made = bumped(text, LAB, BAY)
    assert NEW in made.text
    assert "== Bay meets: 2026-06-15 ==" in made.text
    assert "next of lab" in made.text
    assert "next of bay" in made.text
    lost = bumped(text.replace(OLD, OLD + OLD), LAB, BAY)
    assert "== Bay meets: 2026-06-15 ==" in lost.text
    assert "2 headings" in str(lost.bumps["lab"].problems)
    assert lost.bumps["bay"].problems == ()


def test_what_a_block_holds_is_no_line_and_no_topic() -> None:
    """A template may say "Next meeting:", and a block may stand in the section of the topics."""
    topics = "== Upcoming topics ==\n* June 15 - Sensors\n"
    inner = f"{OLD}* June 22 - Tides\n"
    text = f"{topics}<!-- ecg:next -->\n{inner}<!-- /ecg:next -->\n"
    made = bumped(text)
    assert without_digests(made.text) == f"{topics}{FILLED.replace('0', '1')}"
    found = check_page(text, LAB, NOW, blocks=settings(LAB))
    assert [one.code for one in found] == ["stale-block"]


def codes(text: str, group: Group = LAB) -> list[tuple[str, int]]:
    """What a check finds, with the lines."""
    return [(one.code, one.line) for one in check_page(text, group, NOW, blocks=settings(LAB, BAY))]


def test_a_check_finds_blocks_that_are_stale_edited_or_broken() -> None:
    """Each under the group that it is about; a page with blocks needs no line."""
    true = bumped(BLOCK).text
    assert codes(true) == []
    assert codes(true.replace("next of lab", "off")) == [("edited-block", 1)]
    assert codes(f"\n{BLOCK}") == [("stale-block", 2)]
    assert codes(BLOCK.replace("next -->", "next bay -->", 1)) == []
    assert codes("x\n<!-- ecg:next -->\n") == [("heading-missing", 1), ("broken-block", 2)]


def test_a_history_tells_how_blocks_were_changed() -> None:
    """What has the digest of what stands there is ecg's own, all else a person's."""
    first = bumped(BLOCK).text
    second = first.replace("0 topics", "3 topics")
    texts = [BLOCK, first, second, bumped(second, force=True).text]
    moments = [NOW + timedelta(days=day) for day in range(len(texts))]
    revisions = [
        Revision(page="p", timestamp=moment, user="u", text=text) for moment, text in zip(moments, texts, strict=True)
    ]
    history = page_history("p", revisions, LAB, NOW)
    assert (history.blocks_filled, history.blocks_edited, history.changes) == (2, 1, ())
