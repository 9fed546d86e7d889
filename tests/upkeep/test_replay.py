"""Real pages replayed: a bump at the end of each meeting writes what a person wrote, sooner, and nothing else."""

import os
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from ecgtool.group import Group, Move, PageSettings, Recurrence, Skip
from ecgtool.page import parse_page
from ecgtool.page.sections.meeting_line import meeting_lines
from ecgtool.schedule.occurrences import meeting_on
from ecgtool.upkeep import revisions as past_revisions
from ecgtool.upkeep.bump import bump
from ecgtool.upkeep.feed import Revision
from ecgtool.upkeep.group_page import GroupPage
from tests.support import one_slot

pytestmark = pytest.mark.skipif("ECG_TEST_FEED" not in os.environ, reason="ECG_TEST_FEED names no real feed")

HOUR = timedelta(hours=1)
PACIFIC = ZoneInfo("America/Los_Angeles")
WEEKLY = one_slot(
    PACIFIC,
    (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), HOUR),),
    skips=(Skip(date(2025, 12, 15), date(2025, 12, 29)), Skip(date(2026, 1, 19), date(2026, 1, 19))),
)
MONTHLY = one_slot(
    ZoneInfo("UTC"),
    (Recurrence("FREQ=MONTHLY;BYDAY=-1FR", time(13), HOUR),),
    moves=(Move(date(2025, 12, 26), date(2025, 12, 19)), Move(date(2026, 1, 30), date(2026, 1, 23))),
)
GROUPS = {
    "Edge Computing Group": Group("weekly", "", WEEKLY, wiki=PageSettings(page="weekly")),
    "Operations/Meetups": Group(
        "monthly",
        "",
        MONTHLY,
        wiki=PageSettings(page="monthly", heading="Next meeting: {month} {ordinal}, {year} at {utc} UTC"),
    ),
}


def revisions(title: str) -> list[Revision]:
    """The stored revisions of the page, oldest first."""
    found = past_revisions.read_revisions(Path(os.environ["ECG_TEST_FEED"]), title).revisions
    return sorted(found, key=lambda revision: revision.timestamp)


def line_and_end(revision: Revision, group: Group) -> tuple[str, datetime]:
    """The line of a revision, and when the meeting that it names is over."""
    group_page = GroupPage(parse_page(revision.text), group, revision.timestamp)
    [line] = meeting_lines(group_page.page, group_page.template)
    day = group_page.read(line).day
    assert day
    meeting = meeting_on(group.schedule, day)
    assert meeting, f"{day} is no meeting of the plan"
    return group_page.page.title(line), meeting.end


def as_it_should_be(line: str) -> str:
    """A person's line, put right where a day lacks its zero or the zone is that of the other season."""
    padded = re.sub(r" (\d),", r" 0\1,", line)
    named = re.search(r"\((\w+ \d\d, \d{4})\)", padded)
    label = datetime.strptime(f"{named[1]} 08", "%B %d, %Y %H").replace(tzinfo=PACIFIC).tzname() if named else ""
    return padded.replace("am PDT", f"am {label}")


def replayed(title: str) -> Iterator[tuple[str, str]]:
    """For each revision what a bump makes of its line when its meeting is over, and what a person made of it next."""
    group = GROUPS[title]
    kept = [(revision, *line_and_end(revision, group)) for revision in revisions(title)]
    written = list(dict.fromkeys(line for _, line, _ in kept))
    following = dict(pairwise(written))
    for revision, line, end in kept:
        made = bump(revision.text, group, end)
        assert made.text == revision.text.replace(line, made.new), "another byte of the page changed"
        assert revision.text.count(line) == 1
        assert bump(made.text, group, end).text == made.text
        yield made.new, following.get(line, "")


@pytest.mark.parametrize(("title", "least"), [("Edge Computing Group", 12), ("Operations/Meetups", 3)])
def test_a_bump_writes_what_a_person_wrote_next(title: str, least: int) -> None:
    """Byte for byte, but for what a person wrote wrong; of the last revision nobody knows."""
    pairs = [(made, wrote) for made, wrote in replayed(title) if wrote]
    assert [made for made, _ in pairs] == [as_it_should_be(wrote) for _, wrote in pairs]
    assert len(set(pairs)) >= least - 1


def test_a_bump_at_each_revision_mends_its_zone() -> None:
    """Each real line of the winter had the summer's zone; a bump at that time leaves its date, and mends that."""
    group = GROUPS["Edge Computing Group"]
    for revision in revisions("Edge Computing Group"):
        made = bump(revision.text, group, revision.timestamp, force=True)
        if made.changed:
            assert "am PST / 1600 UTC" in made.new
            assert len(made.diff("page").splitlines()) <= 7
