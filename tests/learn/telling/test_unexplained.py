"""What a page says of its meetings, and no schedule that was learnt has, is told by its line."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Wednesdays at 14:00 UTC.\n\nNote: the group is on hiatus.", "line 5: “Note: the group is on hiatus.”"),
        ("Mondays 15:00 UTC.\n\n- March 9, 2026\n- ~~March 16, 2026~~", "line 6: “March 16, 2026” is struck out"),
        ("Mondays 15:00 UTC.\n\n- March 9, 2026\n- March 17, 2026", "of which “March 17, 2026” is not used"),
        ("Mondays 15:00 UTC.\n\n| 09-Mar-26 | no meeting |", "line 5: “| 09-Mar-26 | no meeting |”"),
        (
            "Mondays 15:00 UTC.\n\nThursdays 15:00 UTC.\n\nThe calls will be every 4 weeks.",
            "of which “every 4 weeks” is not used",
        ),
        ("Mondays 15:00 UTC.\n\nWe will not meet this August.", "line 5: “We will not meet this August.”"),
        ("Mondays 18:00 UTC; we are away for all of April 2026.", "of which “April” is not used"),
        ("Mondays at 15:00 UTC.\n\nThe eastern half sits down at 03:00 UTC.", "schedule.every: although line 5"),
        (
            "Tuesdays; odd months at 7:00 UTC, even months at 19:00 UTC, second Tuesday each.",
            "of which “second” is not used",
        ),
        ("Sundays 11:00 UTC.\n\nPeriodicity: every second week.", "schedule.every: although line 5"),
        ("Mondays 18:00 UTC, ten times a year.", "of which “year” is not used"),
        ("Tuesdays, 13:00 UTC; in December only the first two.", "of which “December” is not used"),
        ("First Monday of the month, 17:00 UTC.\n\nIn May it is on the 11th.", "of which “May” is not used"),
        ("First Monday of the month, 17:00 UTC. The May meeting is on the 11th.", "of which “May” is not used"),
        ("Jeden ersten Montag im Monat, 17:00 UTC.\n\nMai: am 11.", "of which “Mai” is not used"),
        ("Fridays (about 1/month) at 15:00 UTC.", "“about” is not understood"),
        ("Fridays (2x a month) at 15:00 UTC.", "“2x a month” is not understood"),
        ("Fridays (by request) at 15:00 UTC.", "which names no fixed time"),
        ("Every other Friday (opposite the weavers) at 15:00 UTC.", "of which “opposite” is not used"),
        ("Mondays at 15:00 UTC during the school year.", "of which “during the school year” is not used"),
        ("We meet the week after the release, Fridays 15:00 UTC.", "“the week after the release” is not understood"),
        ("## Maintainers only\n\nFridays at 15:00 UTC.", "is a closed meeting"),
        ("Tuesdays at 19:00 UTC, first on 3 March 2026, ends after 6 occurrences.", "“6 occurrences” is not used"),
        ("Tuesdays at 19:00 UTC, first on 3 March 2026. It ends after 6 occurrences.", "It ends after 6 occurrences"),
        ("Every week on Tue at 19:00 UTC, 8 occurrence(s)", "“8 occurrence(s)” is not used"),
        ("Tuesdays at 19:00 UTC, repeats 8 times.", "“repeats 8 times” is not used"),
        ("Dienstags um 19:00 Uhr UTC ab dem 3. März 2026, sechs Termine.", "“sechs"),
        ("Tous les mardis à 19h00 UTC à partir du 3 mars 2026, six séances.", "“six” is not used"),
        ("Cada martes a las 19:00 UTC desde el 3 de marzo de 2026, seis sesiones.", "“seis"),
        ("Ogni martedì alle 19:00 UTC dal 3 marzo 2026, sei incontri.", "“sei"),
        ("Elke dinsdag om 19:00 UTC vanaf 3 maart 2026, zes bijeenkomsten.", "“zes"),
        ("Toda terça-feira às 19:00 UTC a partir de 3 de março de 2026, seis sessões.", "“seis"),
    ],
)
def test_what_no_schedule_explains_is_told(text: str, told: str) -> None:
    """A break, a struck-out date, a date or an hour that the rule does not have, a count, a closed meeting."""
    assert told in lesson_of(text)[1]


@pytest.mark.parametrize(
    "text",
    [
        "Mondays 15:00 UTC.\n\n- March 9, 2026\n- March 16, 2026: planning",
        "Mondays 8:00 America/Los_Angeles, which is 17:00 in Berlin time and 16:00 UTC.",
        "Mondays 15:00 UTC.\n\n## Past meetings\n\n- Tuesday, March 3, 2026",
        "Mondays 15:00 UTC.\n\n## Seeds\n\nThe seeds come every 4 weeks, on Fridays at 9:00.",
        "Mondays 15:00 UTC.\n\nThe group was founded on May 3, 2019.",
        "First Monday of the month, 17:00 UTC.\n\nBring room key 11 in May.",
        "Every week on Tue at 19:00 UTC, until Apr 21, 2026, 8 occurrence(s)",
    ],
)
def test_what_the_schedule_has_or_is_about_something_else_is_not_told(text: str) -> None:
    """A date or an hour of the rule, on any clock; the past; a section about other things."""
    assert "not used" not in lesson_of(text)[1]


def test_of_many_lines_most_are_told_by_their_numbers() -> None:
    """So that a page with a long table of something else does not hide what matters."""
    rows = "\n".join(f"- May {day}, 2026" for day in (1, 3, 5, 6, 7, 8, 9, 10, 12, 13, 14, 15))
    told = lesson_of(f"Mondays 15:00 UTC, room 7.\n\n{rows}")[1]
    assert "lines 15, 16 tell when as well" in told


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Mondays at 17:00 UTC. Note: from 1 June 2026 we will meet at 16:00 UTC.", "Monday"),
        ("Mondays at 17:00 UTC, starting 2 March 2026. From 2 March 2026 on at 16:00 UTC.", "Monday"),
    ],
)
def test_what_a_configuration_refuses_is_left_out_and_told(text: str, on: str) -> None:
    """Whatever is learnt makes a configuration."""
    keys, _ = lesson_of(text)
    assert keys["on"] == on


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "<table><tr><td>Triage</td><td>Tuesdays at 15:00 UTC</td></tr></table>",
            "line 3 is HTML, which is not read",
        ),
        ("```\nmeeting: Mondays at 15:00 UTC\n```", "line 4 is code, which is not read"),
    ],
)
def test_a_rule_in_a_part_that_is_not_read(text: str, words: str) -> None:
    """A refusal says where the rule stands, and not that there is none."""
    assert lesson_of(text)[1].strip() == words


@pytest.mark.parametrize(
    "text",
    [
        "# Closed captions\n\nCaptions meeting: Mondays at 15:00 UTC",
        "# Private gardens\n\nPrivate gardens call: Mondays at 15:00 UTC",
        "Mondays at 15:00 UTC.\n\nMaintainers will also have closed meetings to plan.",
        "Mondays at 15:00 UTC.\n\n## More\n\nMonthly office hours with staff, or private meetings upon request.",
    ],
)
def test_what_is_closed_beside_a_meeting_closes_it_not(text: str) -> None:
    """Nor does a word of the group's name, or how often something else is."""
    _, told = group_of(text)
    assert "closed meeting" not in told
    assert "schedule.every" not in told


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("A closed call on Mondays at 15:00 UTC and a public one on Thursdays at 15:00 UTC.", ["Monday"]),
        ("Mondays at 15:00 UTC (invitation only), Thursdays at 16:00 UTC.", ["Monday"]),
        ("Mondays at 15:00 UTC, and Thursdays at 16:00 UTC (invitation only).", ["Thursday"]),
    ],
)
def test_which_of_two_meetings_is_closed(text: str, closed: list[str]) -> None:
    """The one of which the word is said: the next one, or that before the bracket."""
    found = [draft for draft in drafts_of(text) if any("is a closed meeting" in told for told in draft.unknown)]
    assert [draft.table["schedule"]["on"] for draft in found] == closed


def test_a_title_that_says_how_often_is_told_where_dates_make_the_rule() -> None:
    """Dates tell a rhythm as a guess, and the page's own words for it are not passed over."""
    dates = "- 2026-03-12, 16:00 UTC\n- 2026-04-16, 16:00 UTC\n- 2026-05-21, 16:00 UTC"
    told = lesson_of(f"## Usually every two months on the second Thursday\n\n{dates}")[1]
    assert "“Usually every two months on the second Thursday”, which is not used" in told


def test_a_quarter_of_the_year_is_told() -> None:
    """A rule for one quarter goes on for ever otherwise, without a word."""
    assert "“Q1” is not used" in lesson_of("Q1: Tuesdays 15:00 UTC.")[1]


@pytest.mark.parametrize(
    "sentence",
    [
        "We keep the camera off in all of the sessions.",
        "Check if there is an open issue with that label.",
        "Meeting agendas are archived in this folder.",
        "- Tuesday, March 28, 2023, 11:00: notes",
        "Name the file of the meeting YYYY-MM-DD.",
        "Mains off before you touch anything.",
        "We are off on Fridays.",
        "No talk on Sundays, whatever the board says.",
        "Sundays are free of meetings.",
        "We do not meet on Fridays.",
        "We plan all sorts of kilns, and so on.",
        "This group owns all files unless others own them.",
    ],
)
def test_what_says_nothing_of_when_is_not_told(sentence: str) -> None:
    """Words that would bend a rule are no such words where neither a meeting nor a day stands beside them."""
    assert sentence not in lesson_of(f"# Kilns\n\nMondays at 15:00 UTC\n\nWe talk.\n\n{sentence}\n")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays 17:00 UTC when the US observes daylight saving time, 18:00 UTC when it does not.",
        "Mondays at 15:00 UTC.\n\nAn existing group can be dissolved.",
        "Mondays at 15:00 UTC.\n\nInactive groups are moved to the archive of our work.",
        "Wednesdays 17:00 UTC.\n\nThe November meeting will be on November 18 instead of November 11.",
    ],
)
def test_what_was_learnt_or_is_of_others_makes_no_guess(text: str) -> None:
    """A season that was read, what becomes of groups in general, and the month of a date that is moved."""
    assert "although" not in lesson_of(f"# Kilns\n\n{text}\n")[1]


def test_a_line_that_is_paused_makes_its_own_group_a_guess() -> None:
    """Not those of the other lines."""
    items = "- Glaze: Mondays 15:00 UTC\n- [Paused until further notice] Clay: Tuesdays 15:00 UTC\n"
    guesses = [str(draft.guesses) for draft in drafts_of(f"# Kilns\n\n{items}")]
    assert ["Paused" in one for one in guesses] == [False, True]


@pytest.mark.parametrize("text", ["Exact dates vary.", "The dates are flexible and depend on guests."])
def test_dates_that_vary_make_a_rule_a_guess(text: str) -> None:
    """In the next paragraph as well."""
    assert f"although line 5: “{text}”" in lesson_of(f"Thursdays, 12:00 UTC.\n\n{text}")[1]


def test_an_item_that_goes_by_another_is_told() -> None:
    """It has no day and no hour of its own: "same, a week later"."""
    for other in ("South beds: same, one week later", "South beds: likewise, in the other weeks"):
        told = lesson_of(f"- North beds: every other Tuesday, 18:00 UTC, from 10 March 2026\n- {other}")[1]
        assert f"“{other}”, which is not used" in told


def test_days_that_are_off_and_not_learnt_leave_the_rule_a_guess() -> None:
    """The sentence is the reason, and is told once."""
    (draft,) = drafts_of("Mondays at 16:00 UTC. Not on Mondays before a holiday.")
    assert draft.guesses["schedule.every"].endswith("“Not on Mondays before a holiday.”, which is not used")
    assert not any("before a holiday" in told for told in draft.unknown)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Tuesdays, 19:00 UTC when the US has summer time; when it has not, 20:00 UTC", "timezone"),
        ("Thursdays: 19:00 UTC in US winter time, and an hour earlier in US summer time.", "timezone"),
        ("Thursdays at 18:00 UTC. In spring we move to 19:00 UTC because of the clocks.", "schedule.every"),
        ("Thursdays at 18:00 UTC.\n\nNote: the meeting follows US daylight saving time.", "schedule.every"),
        ("Thursdays at 18:00 UTC, pinned to US Eastern time.", "schedule.every"),
    ],
)
def test_an_hour_of_a_season_that_is_not_learnt_is_a_guess(text: str, key: str) -> None:
    """Another hour on the line of a rule leaves open on whose clock, or when, it is held."""
    (draft,) = drafts_of(text)
    assert key in draft.guesses


def test_the_rows_of_dates_stay_as_they_are() -> None:
    """No bump is expected to write the date that a row is of."""
    rows = "| Date | Hour |\n|---|---|\n| 3 March 2026 | 05:00 UTC |\n| 10 March 2026 | 17:00 UTC |"
    assert "no bump writes the date" not in lesson_of(f"Every Tuesday, the hour goes back and forth.\n\n{rows}")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Thursdays at 18:00 UTC. We do not follow daylight saving time.",
        "Thursdays at 18:00 UTC. Mind that your local time changes with daylight saving time.",
        "Thursdays at 10:00 Boston time. The call follows US daylight saving time.",
    ],
)
def test_a_clock_that_the_meetings_do_not_go_by_is_not_told(text: str) -> None:
    """So is one that is that of the rule."""
    (draft,) = drafts_of(text)
    assert "schedule.every" not in draft.guesses
    assert not any("not used" in told for told in draft.unknown)
