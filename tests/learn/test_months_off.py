"""Months in which a group does not meet, and those in which alone it does."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of

_WITHOUT_AUGUST = "BYMONTH=1,2,3,4,5,6,7,9,10,11,12"
_WITHOUT_SUMMER = "BYMONTH=1,2,3,4,5,6,9,10,11,12"


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("First Wednesday of the month, 18:00 Berlin time. No meeting in August.", _WITHOUT_AUGUST),
        ("First Wednesday of the month, 18:00 Berlin time. July and August: summer break.", _WITHOUT_SUMMER),
        ("Wednesdays, 18:00 UTC. We meet every month but August.", _WITHOUT_AUGUST),
        ("Wednesdays, 18:00 UTC.\n\nWe take a break in July and August.", _WITHOUT_SUMMER),
        ("- Time: Wednesdays, 18:00 UTC\n- Break: July, August", _WITHOUT_SUMMER),
        ("Erster Mittwoch im Monat, 18 Uhr (Berlin). Im August keine Treffen.", _WITHOUT_AUGUST),
        ("Erster Mittwoch im Monat, 18 Uhr (Berlin); im August fällt das Treffen aus.", _WITHOUT_AUGUST),
        ("- Erster Mittwoch im Monat, 18 Uhr (Berlin)\n- kein Treffen im Juli und August", _WITHOUT_SUMMER),
        ("Le premier mercredi du mois à 18h (Paris). Pas de réunion en août.", _WITHOUT_AUGUST),
        ("Le premier mercredi du mois, 18h (Paris), sauf juillet-août.", _WITHOUT_SUMMER),
        ("El primer miércoles de mes a las 18:00 (Madrid). En agosto no hay reunión.", _WITHOUT_AUGUST),
        ("El primer miércoles de mes a las 18:00 (Madrid). En agosto no nos reunimos nosotros.", _WITHOUT_AUGUST),
        ("Na primeira quarta do mês, às 18h (Lisboa). Julho e agosto: férias.", _WITHOUT_SUMMER),
        ("Na primeira quarta do mês, às 18h (Lisboa), com exceção de agosto.", _WITHOUT_AUGUST),
        ("Il primo mercoledì del mese alle 18 (Roma), esclusi luglio e agosto.", _WITHOUT_SUMMER),
        ("Il primo mercoledì del mese alle 18 (Roma). Ad agosto niente riunione.", _WITHOUT_AUGUST),
        ("De eerste woensdag van de maand om 18.00 uur (Amsterdam). Juli en augustus: zomerstop.", _WITHOUT_SUMMER),
        ("毎月第1水曜日 18:00(日本時間)。ただし8月はお休みします。", _WITHOUT_AUGUST),
        ("毎月第1水曜日 18:00(日本時間)※8月は開催しません", _WITHOUT_AUGUST),
        ("每月第一个周三 18:00(北京时间),七月、八月放假。", _WITHOUT_SUMMER),
        ("每月第一个周三 18:00(北京时间),八月除外。", _WITHOUT_AUGUST),
    ],
)
def test_months_without_a_meeting(text: str, months: str) -> None:
    """They are left out of the rule, whether its own sentence or another one says so."""
    keys, told = lesson_of(text)
    assert months in keys["rrule"]
    assert "not used" not in told


@pytest.mark.parametrize(
    "line",
    [
        "The August meeting is cancelled.",
        "No meeting in August 2026.",
        "No meeting this August.",
        "The office is closed in August.",
        "August: holidays in France",
        "In August we do not meet in the hall.",
        "There is no hive inspection in August.",
        "In August we have no guest.",
        "In August there is no lunch.",
        "No meeting in August on the 25th.",
        "August is cancelled.",
    ],
)
def test_what_is_said_of_a_month_beside(line: str) -> None:
    """A month of one year, and what is no meeting or another place, is told and left out of nothing."""
    keys, told = lesson_of(f"Wednesdays, 18:00 UTC. {line}")
    assert keys["every"] == "week"
    assert line.rstrip(".") in told


def test_months_off_of_a_rule_that_counts_weeks() -> None:
    """No key holds them for every year: those of the next twelve months are skipped, and that is told."""
    keys, told = lesson_of("Every other Monday at 18:00 UTC, next on 9 March 2026. No meetings in July and August.")
    assert keys["skip"] == [
        {"from": date(2026, 7, 1), "to": date(2026, 7, 31)},
        {"from": date(2026, 8, 1), "to": date(2026, 8, 31)},
    ]
    assert "is left out for the next twelve months alone" in told


def test_months_off_of_several_rules() -> None:
    """An item of a list of rules is about all of them."""
    drafts = drafts_of("- Mondays 18:00 UTC: hives\n- Fridays 18:00 UTC: honey\n- no meetings in August")
    assert [_WITHOUT_AUGUST in draft.table["schedule"]["rrule"] for draft in drafts] == [True, True]


@pytest.mark.parametrize(
    ("text", "months"),
    [
        ("Wednesdays 18:00 UTC, April to October.", "BYMONTH=4,5,6,7,8,9,10"),
        ("Mittwochs 18 Uhr (Berlin), von April bis Oktober.", "BYMONTH=4,5,6,7,8,9,10"),
        ("Le premier mercredi du mois, 18h (Paris), de septembre à juin.", _WITHOUT_SUMMER),
        ("Il primo mercoledì del mese alle 18 (Roma), da settembre a giugno.", _WITHOUT_SUMMER),
    ],
)
def test_months_in_which_alone_people_meet(text: str, months: str) -> None:
    """From the first to the last of them, also over the end of the year."""
    assert months in lesson_of(text)[0]["rrule"]


@pytest.mark.parametrize(
    ("text", "every"),
    [
        ("Um mês sim, um mês não: primeira segunda-feira, 19h, horário de Brasília", "2 months"),
        ("Un mois sur deux, le premier lundi à 19h (Paris)", "2 months"),
        ("Jeden zweiten Monat am ersten Montag um 19 Uhr (Berlin)", "2 months"),
        ("Un mese sì e uno no, il primo lunedì alle 19 (Roma)", "2 months"),
        ("Mes por medio, el primer lunes, 19 h (hora de Rosario)", "2 months"),
        ("奇数月の第1月曜日 19時 日本時間", "2 months"),
        ("單數月第一個星期一 晚上7時(香港時間)", "2 months"),
        ("Sábado sim, sábado não, às 10h (Lisboa)", "2 weeks"),
        ("Martes por medio a las 20 (hora de Buenos Aires)", "2 weeks"),
        ("Om de andere zaterdag om 10 uur (Amsterdam)", "2 weeks"),
    ],
)
def test_every_other_month_or_week(text: str, every: str) -> None:
    """In the words of each language."""
    assert lesson_of(text)[0]["every"] == every


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("El 15 de cada mes a las 19:00, hora de Lima.", 15),
        ("Los días 1 y 15 de cada mes a las 19:00, hora de Lima.", [1, 15]),
        ("Dias 1 e 15 de cada mês, 19h, hora de Lisboa.", [1, 15]),
        ("Les 1er et 15 de chaque mois, 19h, heure de Paris.", [1, 15]),
        ("Il primo di ogni mese alle 12 (Roma).", 1),
    ],
)
def test_days_of_a_month(text: str, on: int | list[int]) -> None:
    """One or two, with a word before the first alone."""
    assert lesson_of(text)[0]["on"] == on


def test_an_hour_before_and() -> None:
    """In "alle 20 e il 4° giovedì" it is an hour like the other one."""
    drafts = drafts_of("Il 2° martedì del mese alle 20 e il 4° giovedì alle 19 (Roma).")
    assert [draft.table["schedule"]["at"] for draft in drafts] == ["20:00", "19:00"]


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("Zondagochtend om negen uur, Amsterdamse tijd.", "Sunday", "09:00"),
        ("Samstagvormittag um 10 Uhr, Berliner Zeit.", "Saturday", "10:00"),
        ("Om de week op donderdag, half zeven 's avonds (Amsterdam).", "Thursday", "18:30"),
        ("Primo lun. del mese, h 19, Roma", "first Monday", "19:00"),
    ],
)
def test_days_and_hours_as_people_cut_and_join_them(text: str, on: str, at: str) -> None:
    """A weekday with its part of the day in one word, and the short word for an hour."""
    keys, _ = lesson_of(text)
    assert (keys["on"], keys["at"]) == (on, at)


def test_months_off_of_the_meeting_that_is_named() -> None:
    """Another rule of the list keeps them."""
    board, clinic = drafts_of(
        "- Board: first Monday, 19:00 UTC\n- Clinic: Wednesdays, 17:00 UTC\n- No clinic in August."
    )
    assert "rrule" not in board.table["schedule"]
    assert _WITHOUT_AUGUST in clinic.table["schedule"]["rrule"]
