"""Zones that stand apart from the hour that they are for."""

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("9 am on Mondays, Eastern", "America/New_York"),
        ("At 18:00 each Tuesday (Pacific)", "America/Los_Angeles"),
        ("every wednesday 7pm eastern", "America/New_York"),
        ("Mondays 9:00 AM (America/New York) 3:00 PM (Europe/Madrid)", "America/New_York"),
        ("Meeting: 7:15 pm on the 2nd and 4th Tuesday, Central.", "America/Chicago"),
        ("1. Open hour: Mondays, 5 pm\n\n---\n\nClock: Nairobi.", "Africa/Nairobi"),
        ("Mondays, 18:00 Galway time", "Europe/Dublin"),
        ("Mondays at 18:00 (Hanoi)", "Asia/Ho_Chi_Minh"),
    ],
)
def test_a_region_by_itself(text: str, zone: str) -> None:
    """Between commas, in brackets or at the end, it is the clock of the sentence."""
    assert group_of(text)[0]["timezone"] == zone


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("(London) Saturdays, 10:30", "Europe/London"),
        ("Tuesdays \u2014 6 p.m. \u2014 Chicago", "America/Chicago"),
        ("Le vendredi à 10 heures (Genève).", "Europe/Zurich"),
        ("Our clock is that of Auckland.\n\n* last Friday of the month, 17:00: all", "Pacific/Auckland"),
        ("Our zone is Lima. We have tea.\n\n* Mondays, 17:00", "America/Lima"),
        ("Times are those of Toronto.\n\n* Mondays, 17:00", "America/Toronto"),
        ("We live in Lisbon, and so do our times.\n\n* Mondays, 17:00", "Europe/Lisbon"),
    ],
)
def test_a_place_apart_is_a_guess(text: str, zone: str) -> None:
    """A place by itself, or of which the page says that its times are, is taken for the clock and told."""
    table, told = group_of(text)
    assert (table["timezone"], "timezone: by “" in told) == (zone, True)


def test_a_name_beside_an_hour_is_no_place() -> None:
    """What goes on with a verb is a person."""
    assert "names no zone" in group_of("Mondays at 19:00, Jordan takes notes.")[1]


@pytest.mark.parametrize("line", ["Sample: syntax trees (AST)", "Sample lives in Boulder, Colorado, USA."])
def test_letters_far_from_a_meeting_are_no_clock(line: str) -> None:
    """What a talk or a member's home is called in another section does not tell whose clock the meetings go by."""
    told = group_of(f"# Meetings\n\nEvery Tuesday at 18:30.\n\n# Talks\n\n{line}\n")[1]
    assert "do they belong together" in told or "names no zone" in told


@pytest.mark.parametrize(
    "line",
    [
        "Tide tables (UTC): see the [port](https://port.example.org).",
        "- Call with the Sydney club (Sydney time): when they ask",
        "Logs (in UTC) are kept for a year.",
        "Forecast, Berlin time: see there.",
    ],
)
def test_the_clock_of_another_thing_is_not_that_of_the_meetings(line: str) -> None:
    """What names another subject than times, meetings or those who meet tells nothing of the rule beside it."""
    told = group_of(f"- Row: Saturdays 8:00\n{'' if line.startswith('-') else chr(10)}{line}\n")[1]
    assert "do they belong together" in told or "names no zone" in told


@pytest.mark.parametrize(
    "line", ["Hours (UTC): see the calendar.", "All our calls are UTC.", "(UTC)", "Our clock: UTC."]
)
def test_the_clock_of_all_meetings(line: str) -> None:
    """It is told of hours or meetings, or stands by itself."""
    assert group_of(f"Tuesdays at 19:30.\n\n{line}\n")[0]["timezone"] == "UTC"


def test_letters_are_a_clock_where_times_are_told() -> None:
    """A sentence about times tells the clock of the whole page, wherever it stands."""
    text = "# Meetings\n\nEvery Tuesday at 18:30.\n\n# About\n\nAll times in CEST.\n"
    assert group_of(text)[0]["timezone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Tuesdays at 5AM GMT+1 (United Kingdom time).", "Europe/London"),
        ("Tuesdays at 5AM UTC-8 (Pacific).", "America/Los_Angeles"),
        ("Tuesdays at 17:00 UTC+2 (Berlin time).", "Europe/Berlin"),
        ("Tuesdays at 17:00 UTC+2 (Tokyo time).", "Etc/GMT-2"),
    ],
)
def test_a_place_behind_an_offset_is_its_clock(text: str, zone: str) -> None:
    """Where its clock has that offset in one season, it is taken as a guess. The offset is no end of a range."""
    table, told = group_of(text)
    assert (table["timezone"], "timezone: by “" in told) == (zone, True)
    assert table["schedule"]["duration"] == "1h"


def test_the_town_where_a_meeting_is_held_is_a_guess() -> None:
    """Only where the page names no other clock."""
    table, told = group_of("Tuesdays at 18:00 at the Example Hub in Vienna.")
    assert (table["timezone"], "timezone: by “in Vienna”" in told) == ("Europe/Vienna", True)
    assert group_of("Tuesdays at 18:00 in Vienna Hall.\n\nAll times are Oslo time.")[0]["timezone"] == "Europe/Oslo"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("We used to meet Mondays at 18:00 (Berlin); now it's Wednesdays at 19:00.", "Europe/Berlin"),
        (
            "Das Treffen war bisher montags um 18 Uhr (Berlin); seit Januar ist es mittwochs um 19 Uhr.",
            "Europe/Berlin",
        ),
        ("Antes nos reuníamos los lunes a las 18:00 (Madrid); ahora los miércoles a las 19:00.", "Europe/Madrid"),
        ("Avant, nous nous réunissions le lundi à 18h (Paris). Maintenant c'est le mercredi à 19h.", "Europe/Paris"),
    ],
)
def test_the_clock_of_a_former_time_is_a_guess(text: str, zone: str) -> None:
    """The new time does not repeat it."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["on"], draft.table["timezone"]) == ("Wednesday", zone)
    assert "a time that is past" in draft.guesses["timezone"]


def test_letters_right_behind_a_range_and_the_clock_of_the_european_union() -> None:
    """The hours in the bracket are the same instant; a range ends where its zone begins."""
    table, _ = group_of("Second Tuesday at 11:00 - 12:00 US/Eastern (17:00 EU / 08:00 US-West)")
    assert (table["timezone"], table["schedule"]["at"]) == ("US/Eastern", "11:00")
    assert lesson_of("Every 4th Tuesday of the month, 16:00 - 17:00UTC")[0]["duration"] == "1h"
    schedule, told = lesson_of("90 minute sessions, every 4th Tuesday of the month, 16:00 - 17:00UTC")
    assert (schedule["duration"], "although its hours are 1h apart" in told) == ("1h30m", True)


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays at 7:30 pm, Central Library.",
        "Tuesdays at 7:30 pm (Pacific Room).",
        "Tuesdays at 7:30 pm, Café Berlin.",
        "Tuesdays, 19:30, Hotel Paris.",
        "Tuesdays at 7:30 pm.\n\nContact: Jo (CET), Al (EST)",
    ],
)
def test_a_name_and_letters_at_people_are_no_zone(text: str) -> None:
    """The page names none, and that is the reason why nothing is learnt."""
    table, told = group_of(text)
    assert "timezone" not in table
    assert "names no zone" in told


def test_a_region_right_behind_its_hour_is_a_zone() -> None:
    """Whatever follows it."""
    assert group_of("Tuesdays 10:00 AM Pacific Zoom Meeting")[0]["timezone"] == "America/Los_Angeles"


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("18:00    Central   European  Time", "Europe/Berlin"),
        ("18:00  New   York  time", "America/New_York"),
        ("18:00   GMT   +2", "Etc/GMT-2"),
        ("18:00  Buenos   Aires", "America/Argentina/Buenos_Aires"),
    ],
)
def test_wide_spaces(words: str, zone: str) -> None:
    """However many spaces there are between its words, a zone is one."""
    assert group_of(f"When:   1st   Monday,   {words}")[0]["timezone"] == zone


@pytest.mark.parametrize(
    ("words", "zone"),
    [
        ("Central Indonesia Time", "Asia/Makassar"),
        ("Eastern Australia time", "Australia/Sydney"),
        ("Central European Summer Time", "Europe/Berlin"),
        ("Eastern Standard Time", "America/New_York"),
        ("Pacific Island time", None),
    ],
)
def test_a_region_in_the_name_of_a_place(words: str, zone: str | None) -> None:
    """The region alone, "Central" of "Central Indonesia", is no clock where a place's name goes on behind it."""
    assert group_of(f"Mondays, 18:00 {words}")[0].get("timezone") == zone


def test_a_zone_above_the_first_column() -> None:
    """The only zone that the titles of a table name is for all its hours."""
    table, _ = group_of("| In Europe/Berlin | |\n| --- | --- |\n| 1st Thursday | 09:00 |\n| 3rd Thursday | 18:00 |")
    assert table["timezone"] == "Europe/Berlin"


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Tuesdays at 19:00 IST (Irish time, that is).", "Europe/Dublin"),
        ("Tuesdays at 19:00 IST, by the clock of Dublin.", "Europe/Dublin"),
        ("Tuesdays at 19:00 IST (that is Israel's).", "Asia/Jerusalem"),
        ("Tuesdays at 19:00 CST, China.", "Asia/Shanghai"),
        ("Tuesdays at 19:00 CST (UTC+8)", "Asia/Shanghai"),
        ("Tuesdays at 19:00 IST (UTC+3 in summer, UTC+2 in winter)", "Asia/Jerusalem"),
        ("All times are Irish time.\n\n## Call\n\n* Tuesdays at 19:00 IST", "Europe/Dublin"),
    ],
)
def test_shared_letters_are_those_of_the_place_beside_them(text: str, zone: str) -> None:
    """Letters of several clocks are no guess where a place that has them, or its offset, is named."""
    table, told = group_of(text)
    assert (table["timezone"], "timezone:" in told) == (zone, False)


@pytest.mark.parametrize("places", ["members in Dublin and Delhi", "Delhi and Dublin"])
def test_places_of_two_clocks_do_not_settle_shared_letters(places: str) -> None:
    """Which of them is meant stays a told guess."""
    assert "timezone: by IST" in group_of(f"Tuesdays at 19:00 IST ({places}).")[1]


@pytest.mark.parametrize(
    ("rule", "archive"),
    [
        (
            "## Meetings\n\nTuesdays at 19:00.",
            "## Archive\n\nOld papers are in the cellar.\n\nAll times are London time.",
        ),
        ("## Meetings\n\nTuesdays at 19:00.", "## Archive\n\nOld papers are there. All times are London time."),
        ("## Encontros\n\nÀs terças-feiras, às 19:00.", "## Arquivo\n\nTodos os horários são de Londres."),
    ],
)
def test_the_clock_of_all_times_may_stand_below_what_is_over(rule: str, archive: str) -> None:
    """What is told of all times is of the whole page, though it stands last, in a part about the past."""
    assert group_of(f"{rule}\n\n{archive}\n")[0]["timezone"] == "Europe/London"
