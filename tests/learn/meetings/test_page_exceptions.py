"""Dates beside a rule: meetings that are off or moved, in the words of each language, and when they go on."""

from datetime import date, datetime
from typing import Any

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of

RULES = {
    "en": "Every Tuesday at 19:00 UTC.",
    "de": "Jeden Dienstag um 19 Uhr (Berlin).",
    "fr": "Chaque mardi à 19h, heure de Paris.",
    "es": "Cada martes a las 19:00, hora de Madrid.",
    "pt": "Toda terça-feira às 19h, hora de Lisboa.",
    "it": "Ogni martedì alle 19:00, ora di Roma.",
    "nl": "Elke dinsdag om 19.00 uur (Amsterdam).",
    "ja": "毎週火曜日 19:00(日本時間)",
    "zh": "每周二 19:00(北京时间)",
}
"""A rule with meetings on 10 and 17 March, 31 March and 14 April 2026, in each language."""


def schedule_of(language: str, text: str) -> dict[str, Any]:
    """The schedule of a page with the rule in a language and a text below it."""
    return lesson_of(f"{RULES[language]}\n\n{text}")[0]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "There will be nothing on 10 March 2026."),
        ("en", "The next meeting (10 March 2026) is cancelled."),
        ("en", "On 10 March 2026 there is none."),
        ("en", "- Dropped: 2026-03-10"),
        ("en", "- Free: 2026-03-10"),
        ("en", "- **Next cancelled**: 10 March 2026"),
        ("en", "Next Tuesday (10 March 2026) we rest."),
        ("en", "Shrove Tuesday (10 March 2026) is free."),
        ("en", "The one of 10 March 2026 falls away."),
        ("en", "## Cancelled meetings\n\n- 2026-03-10"),
        ("en", "## No meeting dates\n\n- 2026-03-10"),
        ("de", "Am 10. März 2026 fällt das Treffen aus."),
        ("de", "Ausfall: 10. März 2026"),
        ("de", "Am 10. März 2026 ist frei."),
        ("fr", "La réunion du 10 mars 2026 est supprimée."),
        ("fr", "Relâche le 10 mars 2026."),
        ("es", "El martes 10 de marzo de 2026 no nos reunimos."),
        ("es", "El 10 de marzo de 2026 descansamos."),
        ("pt", "Folga: 10 de março de 2026."),
        ("it", "Il 10 marzo 2026 la riunione salta."),
        ("nl", "Op 10 maart 2026 slaan we over."),
        ("ja", "3月10日(火)はお休みします。"),
        ("zh", "2026年3月10日休息。"),
    ],
)
def test_a_date_without_a_meeting(language: str, text: str) -> None:
    """What each language calls off is skipped."""
    assert [skip["date"] for skip in schedule_of(language, text)["skip"]] == [date(2026, 3, 10)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On vacation: 31 March to 14 April 2026."),
        ("en", "Nothing between 31 March and 14 April 2026."),
        ("en", "We do not meet from 31 March until 14 April 2026."),
        ("de", "Osterpause vom 31. März bis 14. April 2026."),
        ("fr", "Vacances du 31 mars au 14 avril 2026."),
        ("es", "Vacaciones del 31 de marzo al 14 de abril de 2026."),
        ("pt", "Férias de 31 de março a 14 de abril de 2026."),
        ("it", "Pausa dal 31 marzo al 14 aprile 2026."),
        ("nl", "Vakantie van 31 maart tot en met 14 april 2026."),
    ],
)
def test_a_break_is_no_term(language: str, text: str) -> None:
    """From one date to another nothing is held, and the rule neither begins nor ends with them."""
    schedule = schedule_of(language, text)
    assert "until" not in schedule
    assert [(skip["from"], skip["to"]) for skip in schedule["skip"]] == [(date(2026, 3, 31), date(2026, 4, 14))]


@pytest.mark.parametrize(
    "text",
    [
        "The walk of March 10 is called off, that of March 17 is not.",
        "We skip 10 March 2026 and meet again on 17 March.",
        "No call on 10 March, the next is on 17 March 2026.",
        "10 March is off, 17 March is on.",
        "10 March 2026 will be skipped, 17 March will not.",
        "No meeting on 10 March 2026; next one 17 March.",
    ],
)
def test_a_date_on_which_meetings_go_on(text: str) -> None:
    """It is not skipped with the one before it."""
    assert [skip["date"] for skip in schedule_of("en", text)["skip"]] == [date(2026, 3, 10)]


@pytest.mark.parametrize(
    ("language", "text", "to"),
    [
        ("en", "The call of 10 March 2026 moves to 11 March at 16:00 UTC.", datetime(2026, 3, 11, 16)),
        ("en", "The meeting planned for 10 March has been put off until 12 March 2026.", date(2026, 3, 12)),
        ("en", "Wednesday 11 March 2026 replaces Tuesday 10 March.", date(2026, 3, 11)),
        ("en", "In lieu of Tuesday 10 March, we meet on Thursday 12 March 2026.", date(2026, 3, 12)),
        ("en", "10 March 2026 is a holiday, so that we meet on 12 March in its place.", date(2026, 3, 12)),
        ("en", "We talk on 11 March 2026, not on 10 March.", date(2026, 3, 11)),
        ("en", "On 10 March 2026 we meet at 20:00 UTC.", datetime(2026, 3, 10, 20)),
        ("en", "But not on 10 March 2026, when we meet a day later.", date(2026, 3, 11)),
        ("en", "On 10 March 2026 we do not; we meet the day after, at the same hour.", date(2026, 3, 11)),
        ("en", "The meeting of 10 March 2026 is one day earlier.", date(2026, 3, 9)),
        ("en", "The meeting of 10 March 2026 is two days later.", date(2026, 3, 12)),
        ("en", "Exception: 10 March 2026 at 20:00 UTC.", datetime(2026, 3, 10, 20)),
        ("en", "This month's first is on Wednesday 11 March 2026, not on 10 March.", date(2026, 3, 11)),
        ("de", "Das Treffen vom 10. März 2026 wird auf den 12. März 2026 verschoben.", date(2026, 3, 12)),
        ("fr", "La réunion du 10 mars 2026 est reportée au 12 mars 2026.", date(2026, 3, 12)),
        ("es", "La reunión del 10 de marzo de 2026 se pasa al 12 de marzo de 2026.", date(2026, 3, 12)),
        ("pt", "A reunião de 10 de março de 2026 passa para 12 de março de 2026.", date(2026, 3, 12)),
        ("nl", "De bijeenkomst van 10 maart 2026 verschuift naar 12 maart 2026.", date(2026, 3, 12)),
        ("zh", "2026年3月10日的会议改到3月12日。", date(2026, 3, 12)),
    ],
)
def test_a_date_that_is_moved(language: str, text: str, to: date) -> None:
    """To the date that takes its place, whichever of both is named first, or to another hour of its day."""
    assert schedule_of(language, text)["move"] == [{"date": date(2026, 3, 10), "to": to}]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("We pause for two weeks from 31 March 2026.", (date(2026, 3, 31), date(2026, 4, 13))),
        ("No meetings until 17 March 2026.", (date(2026, 3, 2), date(2026, 3, 16))),
        ("Recess 10\u201324 March 2026.", (date(2026, 3, 10), date(2026, 3, 24))),
        ("Off: March 10-24, 2026", (date(2026, 3, 10), date(2026, 3, 24))),
        ("We do not meet between 10 and 24 March 2026.", (date(2026, 3, 10), date(2026, 3, 24))),
        ("Not in the week of 9 March 2026.", (date(2026, 3, 9), date(2026, 3, 15))),
    ],
)
def test_a_time_without_meetings_in_other_words(text: str, span: tuple[date, date]) -> None:
    """Its other end is told by how long it is, or is today; or both ends share the name of the month."""
    assert [(skip["from"], skip["to"]) for skip in schedule_of("en", text)["skip"]] == [span]


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays, 17:00 UTC, every week except the week of the plenary (16-20 March 2026).",
        "Tuesdays at 17:00 UTC, except between 16 and 20 March 2026.",
    ],
)
def test_a_time_without_meetings_in_the_sentence_of_the_rule(text: str) -> None:
    """Its dates are not those between which the group meets."""
    keys = lesson_of(text)[0]
    assert [(skip["from"], skip["to"]) for skip in keys["skip"]] == [(date(2026, 3, 16), date(2026, 3, 20))]
    assert not {"start", "until"} & keys.keys()


def test_the_date_of_a_return_is_not_off() -> None:
    """How long the group is away before is told, and not guessed."""
    keys, told = lesson_of("Every Friday at 11:00 UTC.\n\nWe will be back on 20 March 2026 after a week off.")
    assert "skip" not in keys
    assert "which meetings are off is not said" in told


@pytest.mark.parametrize(
    "text",
    ["Silk is cancelled: the order of 12 March 2026 was void.", "The kettle (12 March 2026) is off the shelf."],
)
def test_the_date_of_a_thing_is_told(text: str) -> None:
    """It may be no meeting that is off."""
    keys, told = lesson_of(f"Thursdays at 18:00 UTC.\n\n{text}")
    assert "skip" not in keys
    assert "12 March 2026" in told


def test_what_nobody_has_to_do_is_no_exception() -> None:
    """It says nothing of when."""
    told = lesson_of("Thursdays at 18:00 UTC, and you do not have to be a member. No registration, no fees.")[1]
    assert "exception" not in told


def test_an_hour_for_one_date_in_a_bracket() -> None:
    """It is no second meeting of each week."""
    keys = lesson_of("Fridays at 18:00 Lisbon time (20 March 2026: 17:00).")[0]
    assert (keys["at"], keys["move"]) == ("18:00", [{"date": date(2026, 3, 20), "to": datetime(2026, 3, 20, 17)}])


def test_what_a_second_part_of_a_sentence_says_of_its_date() -> None:
    """A date on which the group meets at another hour is not off with the one before it."""
    text = "Each Monday, 9:30 Eastern. We don't meet on 16 March 2026, and on 23 March 2026 we meet at 10:30."
    keys = lesson_of(text)[0]
    assert [skip["date"] for skip in keys["skip"]] == [date(2026, 3, 16)]
    assert keys["move"] == [{"date": date(2026, 3, 23), "to": datetime(2026, 3, 23, 10, 30)}]


@pytest.mark.parametrize(
    "text",
    [
        "On 10 March 2026 we are snowed in.",
        "Please strike 10 March 2026 from your calendars.",
        "\u274c 10 March 2026",
        "- Retreat: 10 March 2026",
    ],
)
def test_a_date_of_which_something_unknown_is_said_is_told(text: str) -> None:
    """It may mean that there is no meeting."""
    assert "“10 March 2026” is not used" in lesson_of(f"{RULES['en']}\n\n{text}")[1]


def test_a_topic_beside_a_date_is_not_told() -> None:
    """Items of a list of dates have topics."""
    assert "not used" not in lesson_of(f"{RULES['en']}\n\n- 10 March 2026: glass\n- 17 March 2026: paint")[1]


def test_the_hour_of_something_else_moves_no_meeting() -> None:
    """An hour of what is written about a meeting is told and not taken for its hour."""
    keys, told = lesson_of(f"{RULES['en']}\n\nThe minutes of the call on 10 March 2026 are there at 21:00 UTC.")
    assert ("move" in keys, "“21:00” is not used" in told) == (False, True)


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Tuesdays 19:00 Berlin, from April 14, 2026 Wednesdays 19:00.", {"on": "Wednesday"}),
        ("Dienstags 19 Uhr (Berlin), ab 14. April 2026 mittwochs 19 Uhr.", {"on": "Wednesday"}),
        ("Tuesdays, 18:00 UTC (until 7 April 2026), 17:00 UTC (from 14 April 2026)", {"at": "17:00"}),
        ("Tuesdays 18:00 UTC until 7 April 2026, 17:00 UTC from 14 April 2026", {"at": "17:00"}),
        ("Mardis 18h UTC jusqu'au 13 avril 2026, puis mercredis 18h UTC.", {"on": "Wednesday"}),
        ("Dienstags 19 Uhr UTC.\n\nNeu ab 14. April 2026: jeden Dienstag um 20 Uhr.", {"at": "20:00"}),
        ("毎週火曜日 19:00(日本時間)\n\n2026年4月14日から20:00に変更。", {"at": "20:00"}),
        ("Tuesdays 19:00 UTC.\n\nIn future (from 14 April 2026): Wednesdays 19:00 UTC.", {"on": "Wednesday"}),
        ("Tuesdays 19:00 UTC.\n\nOn 14 April 2026 we move to 20:00 UTC.", {"at": "20:00"}),
        ("Tuesdays 19:00 UTC.\n\nThe time changes to 20:00 UTC on 14 April 2026.", {"at": "20:00"}),
        ("Tuesdays 19:00 UTC.\n\nNew time after 13 April 2026: 20:00 UTC.", {"at": "20:00"}),
        ("Tuesdays 19:00 UTC.\n\n| From | Hour |\n|---|---|\n| 14 April 2026 | 20:00 UTC |", {"at": "20:00"}),
        ("Tuesdays 14:00 UTC until the end of April 2026, and at 13:00 UTC after that.", {"at": "13:00"}),
        (
            "| From | When |\n|---|---|\n| now | Tuesdays, 15:00 UTC |\n| 14 April 2026 | Tuesdays, 14:00 UTC |",
            {"at": "14:00"},
        ),
    ],
)
def test_a_change_in_the_sentence_of_the_rule(text: str, change: dict[str, str]) -> None:
    """What holds from a date on is a change from it, and the rule before it holds until then."""
    keys = lesson_of(text)[0]
    assert (keys["on"], "start" in keys) == ("Tuesday", False)
    first = date(2026, 5, 1) if "end of April" in text else date(2026, 4, 14)
    assert keys["change"] == [{"from": first, **change}]


@pytest.mark.parametrize(
    "text",
    [
        "Tuesdays, starts 18:00 UTC, ends 19:30 UTC.",
        "Tuesdays at 18:00 UTC, finishing at 19:30.",
        "Tuesdays at 18:00 UTC, done by 19:30.",
        "Tuesdays at 18:00 UTC (1:30 h).",
        "Dienstags, Beginn 18:00 Uhr, Ende 19:30 Uhr, Berliner Zeit.",
    ],
)
def test_the_hour_at_which_a_meeting_ends(text: str) -> None:
    """It is no second meeting."""
    assert lesson_of(text)[0].items() >= {"at": "18:00", "duration": "1h30m"}.items()


@pytest.mark.parametrize(
    "text",
    [
        "Every Tuesday at 19:00, except 14 April 2026 (London time).",
        "Jeden Dienstag um 19 Uhr, außer am 14. April 2026 (Londoner Zeit).",
        "Chaque mardi à 19h, sauf le 14 avril 2026 (heure de Londres).",
    ],
)
def test_a_zone_behind_the_exception_is_that_of_the_rule(text: str) -> None:
    """An exception may stand between an hour and its zone."""
    (draft,) = drafts_of(f"# Fens\n\n{text}\n")
    assert draft.table["timezone"] == "Europe/London"
    assert draft.table["schedule"]["skip"][0]["date"] == date(2026, 4, 14)


def test_a_rota_s_dates_are_those_of_the_meetings() -> None:
    """They tell in which week the rule begins, and a cancelled one is skipped."""
    table, _ = lesson_of(
        "Every other Wednesday, 18:00 UTC.\n\n### Rota\n\n| Meeting | Host |\n|---|---|\n"
        "| 11 March 2026 | Ann |\n| 25 March 2026 | Bo |\n| 8 April 2026 | cancelled |"
    )
    assert table["start"] == date(2026, 3, 11)
    assert [one["date"] for one in table["skip"]] == [date(2026, 4, 8)]


@pytest.mark.parametrize(
    "text",
    [
        "Each Tuesday, 15:30 UTC (no meeting on the first Tuesday of the month).",
        "Each Tuesday, 15:30 UTC. No meeting on the first Tuesday.",
    ],
)
def test_a_place_in_the_month_without_a_meeting_is_left_out(text: str) -> None:
    """In a bracket, and in a sentence of its own."""
    table, told = lesson_of(text)
    assert table["on"] == ["second Tuesday", "third Tuesday", "fourth Tuesday", "fifth Tuesday"]
    assert "not used" not in told


@pytest.mark.parametrize(
    ("text", "table"),
    [
        ("Fridays 14:00 UTC, moves to 15:00 UTC on 6 November 2026", "change"),
        ("Fridays at 14:00 UTC. On 6 November 2026 it moves to 15:00 UTC.", "change"),
        ("Fridays at 14:00 UTC. The call of 6 November 2026 moves to 15:00 UTC.", "move"),
        ("Fridays at 14:00 UTC. The next call moves to 15:00 UTC on 6 November 2026.", "move"),
        ("Fridays 14:00 UTC (moved to 15:00 UTC on 6 November 2026)", "move"),
    ],
)
def test_what_moves_to_another_hour_on_a_date(text: str, table: str) -> None:
    """Where no one meeting is meant, all move from that date on, as a guess; where one is, it alone moves."""
    (draft,) = drafts_of(text)
    assert set(draft.table["schedule"]) & {"change", "move"} == {table}
    assert ("schedule.change" in draft.guesses) == (table == "change")


@pytest.mark.parametrize(
    "text",
    [
        "Next meeting is on 17 March (no meeting on 10 March).",
        "No meeting:\n\n- 2026-03-10 (Pancake Tuesday)",
    ],
)
def test_the_bracket_of_a_date_is_of_that_date_alone(text: str) -> None:
    """What is off in a bracket is no other date of its sentence, and a day in one makes no rule of a date."""
    schedule, told = lesson_of(f"{RULES['en']}\n\n{text}")
    assert [str(one["date"]) for one in schedule["skip"]] == ["2026-03-10"]
    assert "not used" not in told


@pytest.mark.parametrize(
    "text", ["Ada is on holiday on 10 March 2026.", "Note that 10 March 2026 is a public holiday in most of Europe."]
)
def test_what_keeps_people_away_is_told(text: str) -> None:
    """It calls no meeting off, unless it says so of all: "We are on holiday", "so there is no meeting"."""
    schedule, told = lesson_of(f"{RULES['en']}\n\n{text}")
    assert "skip" not in schedule
    assert text in told
    for off in ("We are on holiday on 10 March 2026.", "10 March is a public holiday, so there is no meeting."):
        assert "skip" in schedule_of("en", off)


def test_an_hour_after_a_date_holds_from_the_next_day_on() -> None:
    """It is a change for good, and does not move the meeting of that day."""
    schedule = schedule_of("en", "After 31 March 2026: 15:00 UTC.")
    assert schedule["change"] == [{"from": date(2026, 4, 1), "at": "15:00"}]
    assert "move" not in schedule


def test_a_cell_that_says_no_is_no_exception() -> None:
    """It answers the title of its column: "Open?"."""
    drafts = drafts_of(
        "| Meeting | Open? | When |\n| --- | --- | --- |\n| Directors | no | last Tuesday of the month, 17:00 UTC |\n"
        "| Presenters | yes | Thursdays, 19:00 UTC |"
    )
    assert [draft.name for draft in drafts] == ["Directors", "Presenters"]


@pytest.mark.parametrize(
    "words",
    [
        ", summer break from 13 July 2026 to 24 August 2026.",
        ", no meetings from 13 July 2026 to 24 August 2026.",
        " (no meetings from 13 July 2026 to 24 August 2026).",
    ],
)
def test_a_break_behind_a_rule_is_no_first_and_last_date(words: str) -> None:
    """The days between its dates are skipped."""
    schedule, told = lesson_of(f"Every Monday at 19:00 UTC{words}")
    assert schedule["skip"] == [{"from": date(2026, 7, 13), "to": date(2026, 8, 24)}]
    assert not {"start", "until"} & schedule.keys()
    assert "timezone" not in told


def test_two_dates_of_which_one_is_off() -> None:
    """The other has another hour."""
    schedule, _ = lesson_of(
        "We meet on Wednesdays at 20:00 UK time; on 4 March 2026 it is at 21:00, and on 18 March 2026 there is none."
    )
    assert [one["date"] for one in schedule["skip"]] == [date(2026, 3, 18)]
    assert [(one["date"], one["to"]) for one in schedule["move"]] == [(date(2026, 3, 4), datetime(2026, 3, 4, 21))]


def test_office_hours_after_a_meeting_are_not_its_length() -> None:
    """They are only told."""
    schedule, told = lesson_of("Mondays at 14:00 UTC, then office hours until 16:00.")
    assert schedule["duration"] == "1h"
    assert "16:00” is not used" in told


def test_several_meetings_at_another_hour_are_moved() -> None:
    """Each of them, and no other."""
    moves = schedule_of("en", "The meetings of March 10 and March 17, 2026 start at 20:00 UTC.")["move"]
    assert [one["to"] for one in moves] == [datetime(2026, 3, 10, 20), datetime(2026, 3, 17, 20)]
