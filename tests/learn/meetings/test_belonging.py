"""First and last dates, and dates that are off, are taken from what is about the meetings, and from nothing else."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import group_of, lesson_of

_RULE = "Wednesdays at 19:00 UTC."


@pytest.mark.parametrize(
    "text",
    [
        "From 11 March 2026 Ada takes the notes.",
        "Until 1 April 2026 Ada is chair.",
        "The new rules apply from 18 March 2026.",
        "The project runs until 30 June 2026.",
        "The list is closed from 11 March 2026 on.",
        "## Members\n\n- Ada, since 4 March 2026\n- Ben, until 1 April 2026",
        "## Loans\n\n- loom, from 4 March to 1 April 2026",
        "## Rooms\n\n- from 18 March 2026: room 4",
        "## Exhibition\n\nFrom 18 March 2026 in the town hall.",
        "## News\n\n- 18 March 2026: no news",
        "## Trip\n\nOn 18 March 2026 we go to Lyon, from 8:00 to 20:00.",
    ],
)
def test_dates_of_other_things_change_nothing(text: str) -> None:
    """Members, loans, rooms, exhibitions and news have dates of their own."""
    assert set(lesson_of(f"{_RULE}\n\n{text}")[0]) == {"every", "on", "at", "duration"}


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("We start on 8 April 2026.", "start", date(2026, 4, 8)),
        ("Meetings begin on 8 April 2026.", "start", date(2026, 4, 8)),
        ("Until 24 June 2026.", "until", date(2026, 6, 24)),
        ("The group meets until 24 June 2026.", "until", date(2026, 6, 24)),
        ("## Dates\n\nFrom 8 April 2026 on.", "start", date(2026, 4, 8)),
        ("## People\n\nThe meetings end on 24 June 2026.", "until", date(2026, 6, 24)),
    ],
)
def test_dates_of_the_meetings_are_taken(text: str, key: str, value: date) -> None:
    """Beside the rule, in a section whose title is about meetings, and wherever meetings are named."""
    assert lesson_of(f"{_RULE}\n\n{text}")[0][key] == value


@pytest.mark.parametrize("title", ["Cancelled", "No meetings on", "Summer break", "Holidays"])
def test_dates_below_a_title_for_off_are_skipped(title: str) -> None:
    """A section may say by its title alone that its dates are without a meeting."""
    schedule = lesson_of(f"{_RULE}\n\n## {title}\n\n- 11 March 2026\n- 18 March 2026")[0]
    assert [one["date"] for one in schedule["skip"]] == [date(2026, 3, 11), date(2026, 3, 18)]


@pytest.mark.parametrize("text", ["## Start\n\n11 March 2026", "## Agenda\n\n### 11 March 2026\n\n- peaks"])
def test_a_date_below_its_own_title_tells_the_weeks(text: str) -> None:
    """The first date as a section of its own, and the meeting that an agenda is for."""
    assert lesson_of(f"Every other {_RULE.replace('Wednesdays', 'Wednesday')}\n\n{text}")[0]["start"] == date(
        2026, 3, 11
    )


def test_the_next_of_something_else_is_no_meeting() -> None:
    """What follows "next" in the sentence behind the rule has to be a meeting, or nothing."""
    assert "start" not in lesson_of(f"{_RULE} Next fair: 18 March 2026, 10:00 to 17:00.")[0]
    assert lesson_of(f"{_RULE} The next one is on 18 March 2026.")[0]["start"] == date(2026, 3, 18)


_ELSEWHERE = {
    "de": ("Wir treffen uns mittwochs um 19:00 UTC.", "Ab dem 11. März 2026 {}."),
    "fr": ("La réunion a lieu tous les mercredis à 19:00 UTC.", "À partir du 11 mars 2026 {}."),
    "es": ("Nos reunimos cada miércoles a las 19:00 UTC.", "Desde el 11 de marzo de 2026 {}."),
    "nl": ("We vergaderen elke woensdag om 19:00 UTC.", "Vanaf 11 maart 2026 {}."),
}


@pytest.mark.parametrize(
    ("language", "other"),
    [
        ("de", "leitet Ada den Verein"),
        ("fr", "Ada tient la caisse"),
        ("es", "Ada lleva la caja"),
        ("nl", "leidt Ada de club"),
    ],
)
def test_dates_of_other_things_change_nothing_in_any_language(language: str, other: str) -> None:
    """Words that say nothing but when are known in each language, and other words are of something else."""
    rule, sentence = _ELSEWHERE[language]
    assert "start" not in lesson_of(f"{rule}\n\n{sentence.format(other)}")[0]


@pytest.mark.parametrize(
    ("language", "own"),
    [
        ("de", "geht es los"),
        ("fr", "les réunions commencent"),
        ("es", "comienzan las reuniones"),
        ("nl", "begint het"),
    ],
)
def test_dates_of_the_meetings_are_taken_in_any_language(language: str, own: str) -> None:
    """A sentence about the meetings, or about nothing but when."""
    rule, sentence = _ELSEWHERE[language]
    assert lesson_of(f"{rule}\n\n{sentence.format(own)}")[0]["start"] == date(2026, 3, 11)


@pytest.mark.parametrize(
    ("rule", "title", "day"),
    [
        ("Wir treffen uns mittwochs um 19:00 UTC.", "Sommerpause", "11. März 2026"),
        ("La réunion a lieu tous les mercredis à 19:00 UTC.", "Pas de réunion", "11 mars 2026"),
        ("Nos reunimos cada miércoles a las 19:00 UTC.", "Vacaciones", "11 de marzo de 2026"),
        ("A reunião é toda quarta-feira às 19:00 UTC.", "Feriados", "11 de março de 2026"),
        ("Ci incontriamo ogni mercoledì alle 19:00 UTC.", "Nessuna riunione", "11 marzo 2026"),
        ("We vergaderen elke woensdag om 19:00 UTC.", "Geen vergadering", "11 maart 2026"),
        ("毎週水曜日 19:00 UTC に会合を開催します。", "休会", "2026年3月11日"),
        ("我们每周三 19:00 UTC 开会。", "假期", "2026年3月11日"),
    ],
)
def test_dates_below_a_title_for_off_are_skipped_in_any_language(rule: str, title: str, day: str) -> None:
    """The words for it are in the table of each language."""
    schedule = lesson_of(f"{rule}\n\n## {title}\n\n- {day}")[0]
    assert [one["date"] for one in schedule["skip"]] == [date(2026, 3, 11)]


def test_a_line_with_the_name_of_another_meeting_does_not_say_how_often_this_one_is() -> None:
    """It is told instead. Months that an exception leaves out are no words that are not used."""
    rule = "TSC meetings: first Monday of the month, 15:00 UTC, except January and July (no meeting)."
    table, told = group_of(f"{rule}\n\nBudget review: quarterly, the week before the TSC meeting.")
    assert table["schedule"]["rrule"] == "FREQ=MONTHLY;BYMONTH=2,3,4,5,6,8,9,10,11,12;BYDAY=1MO"
    assert "of which “quarterly” is not used" in told
    assert "January" not in told


def test_dated_calls_of_another_section_are_no_meetings_of_the_only_rule() -> None:
    """Most are on other weekdays and none at its hour, so that they do not tell which of the month it is."""
    rows = "\n".join(f"| {day} 9:00 UTC | Agenda |" for day in ("2026-03-18", "2026-02-10", "2025-12-09"))
    calls = f"# Fens\n\nJoin the monthly calls.\n\n## Calls\n\n| Date | Topics |\n| --- | --- |\n{rows}\n"
    table, told = group_of(f"{calls}\n## Office hours\n\nWe are there on Wednesdays at 9:30 UTC.")
    assert (table["schedule"]["every"], table["schedule"]["on"]) == ("week", "Wednesday")
    assert "“2026-03-18 9:00 UTC | Agenda” is taken for no meeting" in told


def test_dates_beside_a_rule_that_end_long_ago_make_it_a_guess() -> None:
    """The group may meet no more, and the dates do not tell in which week it does now."""
    dates = "\n\n".join(f"**Meeting: {day} at 06:00 UTC.**" for day in ("2014-08-14", "2014-08-28", "2014-09-11"))
    told = lesson_of(f"Thursdays, alternating between 06:00 UTC and 14:00 UTC.\n\n{dates}")[1]
    assert "although the dates beside it end on 2014-09-11" in told
    assert "the page gives no date after 2014-09-11" in told


@pytest.mark.parametrize("label", ["Recurrence", "Pattern", "How frequently", "Cycle"])
@pytest.mark.parametrize("apart", ["\n* ", "\n\n"])
def test_a_label_beside_fields_says_how_often(label: str, apart: str) -> None:
    """Among labelled lines, the words of a label are free: an interval there is the meeting's."""
    text = f"* Day and time: Tuesday, 10:00 UTC{apart}{label}: every 3 weeks"
    assert lesson_of(text)[0]["every"] == "3 weeks"


def test_an_interval_with_a_name_of_its_own_is_told() -> None:
    """It may be the meeting's or not: it is not taken, and not passed over in silence."""
    schedule, told = lesson_of("* Slot: Tuesday, 10:00 UTC\n* Pattern: biweekly")
    assert schedule["every"] == "week"
    assert "“Pattern: biweekly”, which is not used" in told


@pytest.mark.parametrize("line", ["Bi-weekly.", "Every two weeks, next 2026-03-10."])
def test_how_often_in_a_paragraph_of_its_own(line: str) -> None:
    """What says nothing else is about the rule, before it or after it; what "we release" says is not."""
    rule = "Tuesdays, 16:00 UTC."
    for text in (f"{rule}\n\n{line}", f"{line}\n\n{rule}", f"## Schedule\n\n{line}\n\n## Hour\n\n{rule}"):
        assert lesson_of(text)[0]["every"] == "2 weeks"
    assert lesson_of(f"{rule}\n\nWe release every two weeks.")[0]["every"] == "week"


def test_the_first_of_two_hours_around_the_days_rules() -> None:
    """The other one says the same instant elsewhere."""
    table, _ = group_of("We meet at 14:00 UTC on Thursdays, that is 15:00 in Lagos.")
    assert (table["timezone"], table["schedule"]["at"]) == ("UTC", "14:00")


@pytest.mark.parametrize(
    "listed",
    [
        "## Motions\n\n- 20 March 2026: cars\n- 10 April 2026: bees\n- 1 May 2026: trees",
        "## Cooks\n\n| Date | Who |\n| --- | --- |\n| 20 March 2026 | Ada |\n| 10 April 2026 | Bo |",
        "## Songs\n\n| When | What |\n| --- | --- |\n| Fri 20 March 2026 | x |\n| Fri 10 April 2026 | y |",
        "## Kuchen\n\n- 20.03.2026: Jo\n- 10.04.2026: Al\n- 1.5.2026: Bo\n- 15.5.2026: Cy\n- 22.5.2026: Di",
    ],
)
def test_a_list_of_the_days_of_a_rule_tells_the_weeks_whatever_it_is_called(listed: str) -> None:
    """Its dates are on the rule's weekday and as far apart as its meetings, but for one in four."""
    assert lesson_of(f"Every three weeks on Fridays, 17:00 UTC.\n\n{listed}")[0]["start"] == date(2026, 3, 20)


@pytest.mark.parametrize(
    "listed",
    [
        "## Deadlines\n\n- 20 March 2026: entries\n- 10 April 2026: votes",
        "## Cups\n\n- 20 March 2026: red\n- 27 March 2026: blue",
        "## Cups\n\n- 20 March 2026, 9:00 UTC: red\n- 10 April 2026, 9:00 UTC: blue",
        "## Cups\n\n- 21 March 2026: red\n- 11 April 2026: blue",
    ],
)
def test_a_list_of_other_dates_tells_no_weeks(listed: str) -> None:
    """What is due, and what is on other days, at other hours or otherwise apart, is none of the meetings."""
    told = lesson_of(f"Every three weeks on Fridays, 17:00 UTC.\n\n{listed}")[1]
    assert "the page gives no date that tells in which week it begins" in told


def test_of_a_list_below_another_title_one_entry_is_about_a_meeting() -> None:
    """The others are about something else, whatever day they are on."""
    news = "## News\n\n- 18 March 2026: no meeting\n- 25 March 2026: cancelled order\n- 2 April 2026: new logo"
    keys = lesson_of(f"{_RULE}\n\n{news}")[0]
    assert keys["skip"] == [{"date": date(2026, 3, 18)}]


@pytest.mark.parametrize(
    "text",
    ["The course runs from 9 March to 25 May 2026.", "Our spring programme lasts from 9 March to 25 May 2026."],
)
def test_from_when_to_when_a_course_runs_is_that_of_its_meetings(text: str) -> None:
    """A project has other dates than its meetings, and a course has not."""
    keys = lesson_of(f"Mondays at 18:00 UTC.\n\n{text}")[0]
    assert (keys["start"], keys["until"]) == (date(2026, 3, 9), date(2026, 5, 25))
