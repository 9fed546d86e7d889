"""Tests of ``ecgtool.render.history`` and its picture."""

from dataclasses import replace
from datetime import UTC, date, datetime

from ecgtool.render.history import history_json, history_text
from ecgtool.render.history_picture import history_picture
from ecgtool.render.plain import plain
from ecgtool.render.terminal import drawn
from ecgtool.upkeep.history import History, LineChange


def at(month: int, day: int, hour: int = 17) -> datetime:
    """An instant of 2026."""
    return datetime(2026, month, day, hour, tzinfo=UTC)


HISTORY = History(
    page="Lab\x1b[31m",
    changes=(
        LineChange(
            timestamp=at(1, 2),
            user="Chair",
            heading="Next: January 5",
            meeting=date(2026, 1, 5),
            problems=(),
            over=at(1, 5),
            until=at(1, 7, 18),
        ),
        LineChange(
            timestamp=at(1, 7, 18),
            user="[red]X",
            heading="Next: \x07[b]Junuary 12",
            meeting=date(2026, 1, 12),
            problems=("zone-mismatch",),
            over=at(1, 12),
            until=at(1, 9),
        ),
        LineChange(
            timestamp=at(1, 9),
            user="",
            heading="",
            meeting=None,
            problems=("heading-missing",),
            over=None,
            until=at(2, 2),
        ),
        LineChange(
            timestamp=at(2, 2),
            user="Chair",
            heading="Next: February 9",
            meeting=date(2026, 2, 9),
            problems=(),
            over=at(2, 9),
            until=at(2, 9, 18),
            current=True,
        ),
    ),
)


def test_json_has_the_shape_that_scripts_rely_on() -> None:
    """One row for each change, oldest first, and the sums."""
    answer = history_json(HISTORY)
    assert answer["revisions"][0] == {
        "timestamp": "2026-01-02T17:00:00Z",
        "user": "Chair",
        "heading": "Next: January 5",
        "meeting": "2026-01-05",
        "stale_hours": 49.0,
        "problems": [],
        "current": False,
    }
    assert [row["current"] for row in answer["revisions"]] == [False, False, False, True]
    assert answer["summary"] == {
        "headings": 3,
        "stale_hours_total": 50.0,
        "stale_hours_longest": 49.0,
        "weekday_mismatches": 0,
        "zone_mismatches": 1,
        "utc_mismatches": 0,
        "blocks_filled": 0,
        "blocks_edited": 0,
    }


def test_the_table_is_plain() -> None:
    """Columns that cut and grep can use, nothing that could move a cursor, and the sum at the top."""
    assert history_text(HISTORY).splitlines() == [
        "Lab [31m: 3 lines, 1 with a wrong zone, stale for 50 hours in all, 49 hours at the longest",
        "changed (UTC)     user    meeting     stale         wrong            line",
        "2026-01-02 17:00  Chair   2026-01-05  49.0 h        -                Next: January 5",
        "2026-01-07 18:00  [red]X  2026-01-12  -             zone             Next: [b]Junuary 12",
        "2026-01-09 17:00  -       -           -             heading-missing  (taken away)",
        "2026-02-02 17:00  Chair   2026-02-09  1.0 h so far  -                Next: February 9",
    ]


def test_one_stale_line_is_told_in_one_number() -> None:
    """Its hours in all are those at the longest; less than half an hour is not none."""
    first, last = HISTORY.changes[0], HISTORY.changes[-1]
    for until, said in (
        (at(2, 9, 18), "1 hour"),
        (at(2, 10), "24 hours"),
        (at(2, 9).replace(minute=20), "less than an hour"),
    ):
        one = replace(HISTORY, changes=(replace(first, until=first.timestamp), replace(last, until=until)))
        assert history_text(one).splitlines()[0].endswith(f", stale for {said}")


def test_a_line_that_is_not_over_is_current_alone() -> None:
    """It has no hours to tell."""
    (row,) = history_text(replace(HISTORY, changes=(replace(HISTORY.changes[-1], until=at(2, 3)),))).splitlines()[2:]
    assert "  current  " in row


def test_wide_letters_break_no_column() -> None:
    """A Chinese letter takes two columns of a terminal, an accent of its own none."""
    named = [replace(HISTORY.changes[0], user=user) for user in ("山田太郎", "Rene\u0301")]
    rows = history_text(replace(HISTORY, changes=tuple(named))).splitlines()[2:]
    assert [row[18:].partition("2026")[0] for row in rows] == ["山田太郎  ", "Rene\u0301      "]


def test_on_a_narrow_terminal_the_lines_stand_below_their_rows() -> None:
    """A column of a few letters is not read by anybody; no word is broken, and none is lost."""
    text = drawn(history_picture(HISTORY), width=60)
    assert all(plain(change.heading) in " ".join(text.split()) for change in HISTORY.changes)


def test_the_picture_shows_the_weeks_of_the_year() -> None:
    """Each week has a sign below its month, with a legend; what a page says is never taken as markup."""
    lines = [line.rstrip() for line in drawn(history_picture(HISTORY), width=104).splitlines()]
    assert lines[:7] == [
        "Lab [31m",
        "      Jan Feb Mar  Apr May  Jun Jul Aug  Sep Oct Nov  Dec",
        "2026  ■✗▲▲▲▲■",
        "      ■ right",
        "      ▲ something in the line was wrong",
        "      ✗ named a meeting that was over, for a day or more",
        "",
    ]
    assert any("[red]X" in line and "[b]Junuary 12" in line for line in lines)


def test_nothing_to_tell_is_told() -> None:
    """A page without the line has no picture, and a sum that says so."""
    assert history_text(History(page="Lab", changes=())).startswith("Lab: 0 lines, never stale")
    assert "0 lines" in drawn(history_picture(History(page="Lab", changes=())), width=80)


def test_a_page_that_has_blocks_alone_is_told_of_them() -> None:
    """There is no line to speak of, and no table."""
    history = History(page="Lab", changes=(), blocks_filled=5, blocks_edited=1)
    assert history_text(history) == "Lab: no line, blocks filled 5 times, changed by hand once"
