"""Tests of ``ecgtool.wording.grammar.other_hours``: hours of houses, of trains, and from before a move."""

from datetime import date, time, timedelta

import pytest

from ecgtool.wording.grammar.sentence import read_sentence

TODAY = date(2026, 2, 20)


def _hours(text: str, language: str = "en") -> list[tuple[time, timedelta | None]]:
    clauses = read_sentence(text, TODAY, language)
    return [(hour.at, hour.lasts) for clause in clauses for part in clause.parts for hour in part.hours]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("We meet on Thursdays at 17:30 UTC, the library closes at 19:00.", "en"),
        ("We meet on Thursdays at 17:30 UTC in the library, which closes at 19:00.", "en"),
        ("Thursdays 17:30 UTC in the library (closes at 19:00).", "en"),
        ("| Thursdays | 17:30 UTC | Library, closes at 19:00 |", "en"),
        ("Thursdays at 17:30 UTC while the café is open until 20:00.", "en"),
        ("Thursdays 17:30 UTC (the train leaves at 18:45).", "en"),
        ("Thursdays 17:30 UTC, last bus 22:10.", "en"),
        ("Donnerstags um 17:30 Uhr, die Bibliothek schließt um 19:00 Uhr.", "de"),
        ("Le jeudi à 17h30, la bibliothèque ferme à 19h.", "fr"),
        ("Los jueves a las 17:30; la biblioteca cierra a las 19:00.", "es"),
        ("Às quintas-feiras às 17:30, a biblioteca fecha às 19:00.", "pt"),
        ("Il giovedì alle 17:30, la biblioteca chiude alle 19:00.", "it"),
        ("Op donderdag om 17:30, de bibliotheek sluit om 19:00.", "nl"),
        ("毎週木曜日 17:30 JST、図書館は19:00に閉まります。", "ja"),
        ("每周四 17:30 北京时间。图书馆19:00关门。", "zh"),
    ],
)
def test_hours_of_things_are_none_of_the_meeting(text: str, language: str) -> None:
    """When a house closes or a bus leaves is neither the end of the meeting nor a second one."""
    assert _hours(text, language) == [(time(17, 30), None)]


@pytest.mark.parametrize(
    ("text", "lasts"),
    [
        ("Thursdays at 17:30 UTC until the library closes at 19:00.", 90),
        ("Thursdays 17:30 UTC (closes at 19:00).", 90),
        ("Thursdays, 17:30 UTC, the call closes at 19:00.", 90),
        ("Thursdays, 17:30 UTC, and we finish at 19:00.", 90),
        ("We are moving office hours: Thursdays from 17:30 to 19:00 UTC.", 90),
        ("Thursdays 17:30 to 19:00 UTC (changes from time to time).", 90),
    ],
)
def test_ends_of_the_meeting_stay(text: str, lasts: int) -> None:
    """What closes is the meeting itself, or it lasts until something else does; a range is no move."""
    assert _hours(text) == [(time(17, 30), timedelta(minutes=lasts))]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The hour has been changed from 14:00 UTC to 16:00 UTC", "en"),
        ("The meeting was put off from 14:30 UTC to 16:00 UTC.", "en"),
        ("Since 1 February 2026 the call has moved from 14:00 to 16:00 UTC, each Thursday.", "en"),
        ("Thursdays at 16:00 UTC (moved from 14:00).", "en"),
        ("Donnerstags, verschoben von 14:00 auf 16:00 Uhr.", "de"),
        ("Das Treffen wird von 14:00 auf 16:00 Uhr (Berlin) verlegt.", "de"),
        ("Le jeudi, déplacé de 14h à 16h.", "fr"),
        ("La hora ha cambiado de las 14:00 a las 16:00.", "es"),
        ("Op donderdag, van 14:00 naar 16:00 uur verplaatst.", "nl"),
        ("毎週木曜日、14:00から16:00に変更しました。", "ja"),
        ("每周四时间从14:00改为16:00。", "zh"),
    ],
)
def test_an_hour_from_which_it_moved_is_over(text: str, language: str) -> None:
    """The old hour and the new one are no range, and no two meetings."""
    assert _hours(text, language) == [(time(16), None)]


def test_a_move_to_come_has_both_hours() -> None:
    """The old hour holds until the date of the move, and the new one from then on."""
    before, after = read_sentence("From 1 April 2026 we move from 16:00 to 15:00 UTC, on Thursdays.", TODAY)
    assert [one.parts[0].hours[0].at for one in (before, after)] == [time(16), time(15)]
    assert before.terms.until == after.terms.first
