"""What stands below the day of a past meeting is a record of it, and none of the group's rules, links or dates."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of

_RULE = "Every Tuesday at 17:00 UTC."
_SAID = """Present: Ada, Ben

* Weekly dye class, Mondays at 16:00 UTC: https://zoom.us/j/99999999999
* Calendar: https://example.org/dye.ics
* Proposals by 12 June, 18:00 UTC
* Next call Thursday 3pm
"""


@pytest.mark.parametrize(
    "page",
    [
        f"{_RULE}\n\n## Minutes\n\n### 2026-02-24\n\n{_SAID}\n### 2026-02-17\n\n{_SAID}",
        f"## Minutes of 24 February\n\n{_SAID}\n## Minutes of 20 October\n\n{_SAID}\n## Meetings\n\n{_RULE}",
        f"{_RULE}\n\n**Notes: 24 February 2026**\n\n{_SAID}\n**Notes: 17 February 2026**\n\n{_SAID}",
        f"{_RULE}\n\n## Log\n\n- 2026-02-24\n  - {_SAID.replace('* ', '  - ')}",
        f"{_RULE}\n\nNotes of 24 February:\n\n{_SAID[_SAID.index('*') :]}",
        f"{_RULE}\n\n## 2026-03-10 (planned)\n\nRopes\n\n## 2026-02-24\n\n{_SAID}\n#### Open\n\n{_SAID}",
        "Jeden Dienstag, 17:00 Uhr UTC.\n\n## Protokoll vom 24. Februar\n\n* Im Januar montags um 16 Uhr UTC geprobt",
    ],
)
def test_a_record_has_no_rule_and_no_link(page: str) -> None:
    """Whether its day is in a heading, in a line in bold, in an item or above a list, and whatever is below that."""
    (draft,) = drafts_of(page)
    assert (draft.table["schedule"]["on"], draft.table["schedule"]["at"]) == ("Tuesday", "17:00")
    assert not {"call", "agenda"} & draft.table.keys()
    assert not draft.unknown


def test_the_line_for_the_next_meeting_in_a_record_is_left_alone() -> None:
    """It was true on its day, and no bump writes it."""
    said = "### 2026-02-{}\n\n**Next meeting: 2026-{}, 17:00 UTC**\n"
    table, told = group_of(f"{_RULE}\n\n## Minutes\n\n{said.format('24', '03-03')}\n{said.format('17', '02-24')}")
    assert table["wiki"].get("manage") is None
    assert "Next meeting" not in told


def test_what_a_record_says_of_meetings_to_come_is_learnt() -> None:
    """A call that is off, and, where the page has no rule, the date of the next one."""
    schedule, _ = lesson_of(f"{_RULE}\n\n## Minutes of 24 February\n\nNo call on 10 March.")
    assert [str(one["date"]) for one in schedule["skip"]] == ["2026-03-10"]


def test_another_rule_from_the_day_of_a_record_on_is_told() -> None:
    """It may be a later one than that of the page, or that of something else."""
    _, told = lesson_of(f"{_RULE}\n\n## Minutes of 24 February\n\nFrom now on we meet on Mondays at 16:00 UTC.")
    assert "From now on we meet on Mondays" in told


@pytest.mark.parametrize(
    "page",
    [
        f"## 2026-02-24: New time\n\n{_RULE}\n\n## 2026-01-05: Welcome\n\nMondays at 16:00 UTC.",
        f"## Schedule from 24 February 2026\n\n{_RULE}\n\n## Party on 20 February 2026\n\nCake.",
        f"## Meetings (updated 24 February 2026)\n\n{_RULE}\n\n## Members (updated 20 February 2026)\n\nAda",
        f"## Meeting\n\n{_RULE}\n\n- Last one: 24 February 2026\n  - Host: Ada",
    ],
)
def test_the_date_of_a_rule_makes_no_record(page: str) -> None:
    """Nor does that on which a section was written."""
    (draft,) = drafts_of(page)
    assert (draft.table["schedule"]["on"], draft.table["schedule"]["at"]) == ("Tuesday", "17:00")


def test_a_page_of_records_alone_is_refused_for_that() -> None:
    """The reason says that the rule on it is that of a record."""
    _, told = lesson_of("## Minutes of 24 February\n\nThe dye class is on Mondays at 16:00 UTC.")
    assert "it is of the record of a past meeting" in told
