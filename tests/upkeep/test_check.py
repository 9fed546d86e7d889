"""Tests of ``ecgtool.upkeep.check``: what is found on a page, where, and what a chair is told."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from ecgtool.errors import PageError
from ecgtool.group import Group, Move, PageSettings, Recurrence, Skip
from ecgtool.upkeep.blocks import BlockSettings
from ecgtool.upkeep.bump import bump
from ecgtool.upkeep.check import PageFinding, check_page
from tests.page import hostile
from tests.support import one_slot

SCHEDULE = one_slot(
    ZoneInfo("America/Los_Angeles"),
    (Recurrence("FREQ=WEEKLY;BYDAY=MO", time(8), timedelta(hours=1)),),
    skips=(Skip(date(2026, 2, 16), date(2026, 2, 16), "holiday"),),
    moves=(Move(date(2026, 2, 23), date(2026, 2, 24), time(10)),),
)
SETTINGS = PageSettings(
    page="Tidal",
    schedule_line="Mondays at {time} {tz} / {utc} UTC",
    manage=("heading", "schedule_line", "topics"),
)
GROUP = Group("tidal", "Tidal Group", SCHEDULE, wiki=SETTINGS)
NOW = datetime(2026, 2, 3, tzinfo=UTC)
RIGHT = "Next meeting: Monday (February 09, 2026), 8am PST / 1600 UTC"
STANDING = "Mondays at 8am PST / 1600 UTC"
PAGE = f"* ''' {STANDING} '''\n\n== {RIGHT} ==\n\n=== Upcoming topics ===\n* February 9: calibration\n"


def found(text: str, now: datetime = NOW) -> list[tuple[str, int, str, str]]:
    """The findings without their messages, which are whole sentences."""
    findings = check_page(text, GROUP, now)
    assert all(
        finding.message[0].isupper() and finding.message.endswith(("”.", ".", "it there.")) for finding in findings
    )
    return list(map(without_message, findings))


def without_message(finding: PageFinding) -> tuple[str, int, str, str]:
    """The code, the line, what is found there and what is expected."""
    return finding.code, finding.line, finding.found, finding.expected


def test_nothing_is_found_on_a_page_that_is_right() -> None:
    """Nor where the line is right but not in the template's form."""
    assert found(PAGE) == []
    assert found(PAGE.replace("February 09", "February 9")) == []
    assert found(PAGE.replace(RIGHT, "Next meeting: Mon Feb 9th at 08:00")) == []


def test_an_offset_in_the_databases_form_is_as_true_as_in_words() -> None:
    """A page that says -03 where a bump writes UTC-3 has no fault, and one bump later is as a bump writes it."""
    group = GROUP._replace(schedule=one_slot(ZoneInfo("America/Sao_Paulo"), SCHEDULE.slots[0].recurrences))
    page = PAGE.replace("8am PST / 1600", "8am -03 / 1100")
    assert check_page(page, group, NOW) == []
    bumped = bump(page, group, NOW).text
    assert (bumped.count("8am UTC-3 / 1100 UTC"), bumped.count("-03")) == (2, 0)
    assert (check_page(bumped, group, NOW), bump(bumped, group, NOW).text) == ([], bumped)
    wrong = check_page(page.replace("8am -03", "8am -02"), group, NOW)
    assert [finding.code for finding in wrong] == ["schedule-line", "zone-mismatch"]


@pytest.mark.parametrize(
    ("line", "code", "said", "expected"),
    [
        (RIGHT.replace("Monday", "Tuesday"), "weekday-mismatch", "Tuesday", "Monday"),
        (RIGHT.replace("PST", "PDT"), "zone-mismatch", "PDT", "PST"),
        (RIGHT.replace("1600", "1500"), "utc-mismatch", "1500", "1600"),
    ],
)
def test_a_line_is_judged_by_its_own_date(line: str, code: str, said: str, expected: str) -> None:
    """Weekday, zone and UTC time each on its own, with what stands there and what should."""
    assert found(PAGE.replace(RIGHT, line)) == [(code, 3, said, expected)]


@pytest.mark.parametrize(
    ("line", "code", "told"),
    [
        (
            "Next meeting: Monday (February 02, 2026), 8am PST / 1600 UTC",
            "stale-heading",
            "February 2, 2026, and that",
        ),
        ("Next meeting: Tuesday (February 10, 2026), 8am PST / 1600 UTC", "other-date", "the schedule another date"),
        ("Next meeting: Monday (February 16, 2026), 8am PST / 1600 UTC", "other-date", "when no meeting takes place"),
        ("Next meeting: TBD", "other-date", "names no date"),
        ("Next meeting: 2.3.", "other-date", "may be Tuesday, February 3, 2026 or Monday, March 2, 2026"),
    ],
)
def test_a_line_that_names_another_date(line: str, code: str, told: str) -> None:
    """Over, still to come, left out, or none: the message says which, and when the next meeting is."""
    [finding] = check_page(PAGE.replace(RIGHT, line), GROUP, NOW)
    assert without_message(finding) == (code, 3, line, RIGHT)
    assert told in finding.message
    assert "the next meeting is on Monday, February 9, 2026" in finding.message


def test_a_line_that_calls_the_next_meeting_off() -> None:
    """It is a person's word, until ``ecg.toml`` has it too."""
    [finding] = check_page(PAGE.replace(RIGHT, f"{RIGHT} CANCELLED"), GROUP, NOW)
    assert without_message(finding) == ("other-date", 3, f"{RIGHT} CANCELLED", RIGHT)
    assert "Monday, February 9, 2026 is cancelled, but ecg.toml" in finding.message


@pytest.mark.parametrize(
    "line",
    [RIGHT.replace("8am", "9am"), "Next meeting: Mon Feb 9th at 09:00", "Next meeting: February 9, 2026, 8:30am PST"],
)
def test_the_right_date_at_a_wrong_hour_is_stale(line: str) -> None:
    """Though its UTC time, where it has one, is right: whoever reads the local one comes at a wrong hour."""
    assert found(PAGE.replace(RIGHT, line)) == [("stale-heading", 3, line, RIGHT)]


@pytest.mark.parametrize(
    "line", ["Next meeting: February 9, 2026 at 1600 UTC", "Next meeting: February 9, 2026, 4pm UTC"]
)
def test_a_line_with_no_time_but_utc_is_no_wrong_hour(line: str) -> None:
    """UTC is not taken for the group's own clock."""
    assert found(PAGE.replace(RIGHT, line)) == []


def test_wrong_marks_of_a_stale_line_are_told_too() -> None:
    """They were wrong when it was written."""
    stale = "Next meeting: Tuesday (February 02, 2026), 8am PDT / 1500 UTC"
    codes = [code for code, *_ in found(PAGE.replace(RIGHT, stale))]
    assert codes == ["weekday-mismatch", "zone-mismatch", "utc-mismatch", "stale-heading"]


def test_the_time_of_a_moved_meeting_is_right_on_its_new_date() -> None:
    """While the standing line keeps the usual one."""
    now = datetime(2026, 2, 17, 12, tzinfo=UTC)
    line = "Next meeting: Tuesday (February 24, 2026), 10am PST / 1800 UTC"
    assert found(PAGE.replace(RIGHT, line).replace("* February 9: calibration", "*"), now) == []


def test_no_line_and_two_lines() -> None:
    """A page without the line says so once; of two lines the second is named, and both are judged."""
    assert found(PAGE.replace(f"== {RIGHT} ==", "")) == [("heading-missing", 1, "", RIGHT)]
    second = RIGHT.replace("PST", "PDT")
    assert found(f"{PAGE}\n'''{second}'''") == [
        ("heading-duplicate", 8, second, "one line that begins with “Next meeting:”"),
        ("zone-mismatch", 8, "PDT", "PST"),
    ]


def test_the_standing_line() -> None:
    """Where it is not true of the next meeting, and where there is none."""
    wrong = "Mondays at 8am PDT / 1500 UTC"
    assert found(PAGE.replace(STANDING, wrong)) == [("schedule-line", 1, wrong, STANDING)]
    assert found(PAGE.replace(STANDING, "Weekly")) == [("schedule-line", 1, "", STANDING)]


def test_topics_that_are_past_or_cancel_what_the_configuration_does_not() -> None:
    """A topic on a date that ecg.toml skips says nothing new; a range names all the meetings in it."""
    topics = (
        "'''February 02''' - '''old'''",
        "Feb 16: canceled",
        "March 2 - 9: all calls cancelled",
        "Feb 28: canceled",
    )
    text = PAGE.replace("* February 9: calibration\n", "".join(f"* {topic}\r\n" for topic in topics))
    assert found(text) == [
        ("past-topic", 6, "February 02 - old", ""),
        ("cancelled-on-page", 8, "March 2 - 9: all calls cancelled", "2026-03-02, 2026-03-09 skipped in ecg.toml"),
    ]


def test_a_cancelled_date_with_two_readings_is_told_with_both() -> None:
    """Nothing is expected of ecg.toml before a person says which one is meant."""
    assert found(PAGE.replace("February 9:", "9.2.: cancelled,")) == [
        ("cancelled-on-page", 6, "9.2.: cancelled, calibration", "")
    ]


def test_a_meeting_that_ends_on_a_cancelled_date_began_on_another() -> None:
    """A date is that of the meeting's start."""
    rule = Recurrence("FREQ=WEEKLY;BYDAY=SU", time(23, 30), timedelta(hours=1))
    group = GROUP._replace(schedule=one_slot(SCHEDULE.zone, (rule,)), wiki=PageSettings(page="Tidal"))
    text = "== Next meeting: Sunday, February 8 ==\n== Topics ==\n* February {}: canceled\n"
    assert [finding.code for finding in check_page(text.format(9), group, NOW)] == []
    assert "cancelled-on-page" in [finding.code for finding in check_page(text.format(15), group, NOW)]


def test_the_next_meeting_is_that_which_the_page_does_not_cancel() -> None:
    """Until ecg.toml has it, the line and the topic are both taken at their word."""
    text = PAGE.replace("calibration", "canceled")
    codes = [finding.code for finding in check_page(text, GROUP, NOW)]
    assert codes == ["other-date", "cancelled-on-page"]


def test_a_schedule_that_has_ended_leaves_every_line_stale() -> None:
    """There is nothing to expect, and no standing line to judge."""
    ended = one_slot(
        SCHEDULE.zone, (SCHEDULE.slots[0].recurrences[0]._replace(last=date(2026, 2, 9)),), SCHEDULE.skips
    )
    findings = check_page(PAGE, GROUP._replace(schedule=ended), datetime(2026, 2, 12, tzinfo=UTC))
    assert list(map(without_message, findings)) == [
        ("stale-heading", 3, RIGHT, ""),
        ("past-topic", 6, "February 9: calibration", ""),
    ]


@given(hostile.wikitext, hostile.wikitext)
def test_what_a_bump_leaves_is_found_right(before: str, after: str) -> None:
    """On any page, after a bump there is nothing to find but what a bump does not manage."""
    stale = PAGE.replace(RIGHT, "Next meeting: Monday, February 2").replace(STANDING, "Mondays at 7am / 1 UTC")
    text = f"{before}\n{stale}{after}"
    try:
        bumped = bump(text, GROUP, NOW).text
    except PageError:
        return
    assert all(isinstance(finding, PageFinding) for finding in check_page(text, GROUP, NOW))
    assert check_page(bumped, GROUP, NOW) == []


def on_one_page(*groups: Group) -> BlockSettings:
    """The settings of a page that the groups share."""
    return BlockSettings(
        groups={one.key: one for one in groups}, here=[one.key for one in groups], owner=groups[0].key, write=no_block
    )


def no_block(*_: object) -> str:
    """The content of blocks on a page that has none."""
    return ""


def test_only_who_manages_the_line_is_asked_for_it() -> None:
    """On a page of several groups the line is compared with those that manage it, and asked of them alone."""
    late = one_slot(ZoneInfo("UTC"), (Recurrence("FREQ=WEEKLY;BYDAY=TU", time(20), timedelta(hours=1)),))
    other = Group("late", "Late", late, wiki=SETTINGS._replace(manage=("blocks",), schedule_line=""))
    sharing = on_one_page(GROUP, other)
    assert check_page(PAGE, other, NOW, blocks=sharing) == []
    assert check_page(STANDING, other, NOW, blocks=sharing) == []
    wrong = check_page(PAGE.replace("February 09", "January 26"), GROUP, NOW, blocks=sharing)
    assert [one.code for one in wrong] == ["stale-heading"]


def test_a_line_that_nobody_manages_is_right_for_one_group() -> None:
    """A person keeps it: it may be any group's of the page, and no group asks for it."""
    byhand = [
        GROUP._replace(key=key, wiki=SETTINGS._replace(manage=("blocks",), schedule_line="")) for key in ("a", "b")
    ]
    late = one_slot(ZoneInfo("UTC"), (Recurrence("FREQ=WEEKLY;BYDAY=TU", time(20), timedelta(hours=1)),))
    byhand[1] = byhand[1]._replace(schedule=late)
    sharing = on_one_page(*byhand)
    assert [check_page(PAGE, one, NOW, blocks=sharing) for one in byhand] == [[], []]
    stale = PAGE.replace("February 09", "January 26")
    assert all(check_page(stale, one, NOW, blocks=sharing) for one in byhand)
    assert [check_page("No line.", one, NOW, blocks=sharing) for one in byhand] == [[], []]
    assert [one.code for one in check_page(stale, byhand[0], NOW)] == ["stale-heading"]
    assert check_page("No line.", byhand[0], NOW) == []


def test_a_cancelled_date_is_past_when_its_meeting_would_be_over() -> None:
    """Until then the page cancels a meeting that ecg.toml has; after it nothing is left to cancel."""
    text = PAGE.replace("calibration", "cancelled")
    over = datetime(2026, 2, 9, 17, tzinfo=UTC)
    found_at = ({one.code for one in check_page(text, GROUP, now)} for now in (over - timedelta(seconds=1), over))
    codes = {"cancelled-on-page", "past-topic"}
    assert [found & codes for found in found_at] == [{"cancelled-on-page"}, {"past-topic"}]


def test_a_standing_line_that_stands_twice_is_kept_twice() -> None:
    """Told and mended where it says the same, or what is true in the other half of the year; other hours stay."""
    text = f"{PAGE}\n* {STANDING}\n* Mondays at 8am PDT / 1500 UTC\n* Mondays at 9am PST / 1700 UTC\n"
    assert found(text) == [("schedule-line", 9, "Mondays at 8am PDT / 1500 UTC", STANDING)]
    mended = bump(text, GROUP, NOW).text
    assert mended == text.replace("8am PDT / 1500", "8am PST / 1600")
    stale = text.replace("8am PST / 1600 UTC", "7am PST / 1500 UTC").replace(
        RIGHT.replace("8am PST / 1600 UTC", "7am PST / 1500 UTC"), RIGHT
    )
    assert [line for code, line, _, _ in found(stale)] == [1, 8, 9]
