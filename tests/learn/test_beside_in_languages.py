"""What stands beside a rule in the languages that are read: offices, machines, deadlines, other meetings, names."""

from typing import Any

import pytest

from tests.learn.test_rules_in_words import drafts_of, group_of, lesson_of


@pytest.mark.parametrize(
    ("zone", "items"),
    [
        (
            "Alle Zeiten: Berliner Zeit.",
            (
                "Treffen: dienstags 18 Uhr",
                "Wartungsfenster: sonntags 3 Uhr",
                "Bürozeiten: montags 9 Uhr bis 12 Uhr",
                "Anmeldeschluss: sonntags 20 Uhr",
            ),
        ),
        (
            "Heure de Paris pour tout.",
            (
                "Réunion : mardi 18h",
                "Maintenance : dimanche 3h",
                "Secrétariat : lundi 9h-12h",
                "Date limite : lundi 20h",
            ),
        ),
        (
            "Todas las horas son de Madrid.",
            (
                "Reunión: martes 18:00",
                "Mantenimiento: domingos 3:00",
                "Horario de secretaría: lunes 9:00-12:00",
                "Fecha límite: lunes 20:00",
            ),
        ),
        (
            "Todos os horários são de Lisboa.",
            (
                "Reunião: terças 18h",
                "Cópia de segurança: domingos 3h",
                "Secretaria: segundas 9h-12h",
                "Data limite: segundas 20h",
            ),
        ),
        (
            "Tutti gli orari sono di Roma.",
            (
                "Riunione: martedì 18:00",
                "Manutenzione: domenica 3:00",
                "Segreteria: lunedì 9:00-12:00",
                "Scadenza: lunedì 20:00",
            ),
        ),
        (
            "Alle tijden zijn in Amsterdam.",
            (
                "Overleg: dinsdag 18.00 uur",
                "Onderhoud: zondag 3.00 uur",
                "Secretariaat: maandag 9.00-12.00 uur",
                "Uiterlijke inleverdatum: maandag 20.00 uur",
            ),
        ),
        (
            "時間はすべて日本時間です。",
            ("会合:火曜日18時", "メンテナンス:日曜日3時", "事務局:月曜日9時〜12時", "締切:月曜日20時"),
        ),
        ("所有时间均为北京时间。", ("会议:周二18:00", "维护:周日3:00", "办公时间:周一9:00-12:00", "截止:周一20:00")),
    ],
)
def test_an_office_a_machine_and_a_deadline(zone: str, items: tuple[str, ...]) -> None:
    """They are told, and only the meeting is learnt."""
    drafts = drafts_of("\n".join((zone, "", *(f"- {item}" for item in items))))
    assert [draft.table["schedule"]["on"] for draft in drafts] == ["Tuesday"]
    assert sum("is taken for no meeting" in told for told in drafts[0].unknown) == 3


@pytest.mark.parametrize(
    "text",
    [
        "Proben dienstags 19 Uhr (Berlin) und bei Bedarf donnerstags 19 Uhr.",
        "Répétition le mardi à 19h (Paris) et, si besoin, le jeudi à 19h.",
        "Ensayos los martes a las 19 h (Madrid) y, si hace falta, los jueves a las 19 h.",
        "Prove il martedì alle 19 (Roma) e, se serve, il giovedì alle 19.",
        "Ensaios às terças, 19h (Lisboa), e, se necessário, às quintas, 19h.",
        "Repetitie op dinsdag om 19 uur (Amsterdam) en zo nodig op donderdag om 19 uur.",
        "練習は火曜日19時(日本時間)、必要に応じて木曜日19時。",
        "每周二19:00排练(北京时间),如有需要周四19:00加练。",
    ],
)
def test_a_second_meeting_at_times(text: str) -> None:
    """It is told as one on a condition."""
    drafts = drafts_of(text)
    assert [draft.table["schedule"]["on"] for draft in drafts] == ["Tuesday"]
    assert any("it is held on a condition alone" in told for told in drafts[0].unknown)


def test_the_group_that_one_belongs_to() -> None:
    """Its meeting, in a relative clause, is not the group's own."""
    keys, told = lesson_of(
        "Wir gehören zum Dachverband Klang, der sich montags um 18 Uhr (Berlin) trifft. "
        "Unsere Proben: dienstags 19 Uhr (Berlin)."
    )
    assert keys["on"] == "Tuesday"
    assert "the group that this one is part of" in told


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "On joue le 2e mardi du mois à 20h et le 4e jeudi du mois à 19h (Paris).",
            ["Group: 2e mardi du mois à 20h", "Group: 4e jeudi du mois à 19h"],
        ),
        ("第2火曜20時と第4木曜19時(日本時間)。", ["Group: 第2火曜20時", "Group: 第4木曜19時"]),
        ("Mondays 18:00 UTC and Fridays 16:00 UTC.", ["Group: Monday 18:00", "Group: Friday 16:00"]),
    ],
)
def test_two_meetings_without_names(text: str, names: list[str]) -> None:
    """They are called by their rules, in the words of their page."""
    assert [draft.name for draft in drafts_of(text)] == names


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Meist am ersten Dienstag im Monat, 18 Uhr (Berlin).", {"on": "first Tuesday"}),
        ("双周会议: 03:00-04:00, Tuesday, UTC.", {"every": "2 weeks", "on": "Tuesday"}),
    ],
)
def test_words_that_leave_no_doubt(text: str, keys: dict[str, Any]) -> None:
    """A usual day, and a weekday in English on a page in Chinese."""
    table, told = group_of(text)
    assert table["schedule"].items() >= keys.items()
    assert "schedule.every" not in told


def test_a_zone_of_america_in_spanish() -> None:
    """With the country in short behind it."""
    assert group_of("Los martes a las 9:30, hora del Este de EE. UU.")[0]["timezone"] == "America/New_York"


def test_an_exception_beside_how_often() -> None:
    """A labelled line says how often and except when, and another one on which days."""
    keys, _ = lesson_of(
        "**Frequency**: every 2 weeks, except in August\n\n**When**: Sundays, 9:30 UTC, from 1 March 2026"
    )
    assert [str(one["from"]) for one in keys["skip"]] == ["2026-08-01"]
