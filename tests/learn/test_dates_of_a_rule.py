"""Dates beside a rule in each language: several of one month, and a meeting at another hour."""

from datetime import date, datetime

import pytest

from tests.learn.test_rules_in_words import drafts_of, lesson_of


@pytest.mark.parametrize(
    "text",
    [
        "Jeden Mittwoch um 20 Uhr (Berlin), nicht am 18. und am 25. März.",
        "Le mercredi à 20h (Paris), sauf le 18 et le 25 mars.",
        "Todos los miércoles a las 20 h (Madrid), menos el 18 y el 25 de marzo.",
        "Todas as quartas às 20h (Lisboa), exceto no dia 18 e no dia 25 de março.",
        "Ogni mercoledì alle 20 (Roma), tranne il 18 e il 25 marzo.",
        "Elke woensdag om 20 uur (Amsterdam), niet op 18 en 25 maart.",
        "毎週水曜日20時(日本時間)。3月18日と25日は休み。",
        "每周三20点(北京时间)。3月18日和25日不开会。",
    ],
)
def test_two_days_of_a_month(text: str) -> None:
    """Both are skipped, with or without an article before the second one."""
    assert lesson_of(text)[0]["skip"] == [{"date": date(2026, 3, 18)}, {"date": date(2026, 3, 25)}]


def test_days_from_one_to_another_in_japanese() -> None:
    """The month is named once."""
    keys, _ = lesson_of("毎週水曜日20時(日本時間)。3月18日〜31日は休みです。")
    assert keys["skip"] == [{"from": date(2026, 3, 18), "to": date(2026, 3, 31)}]


@pytest.mark.parametrize(
    "text",
    [
        "Jeden Mittwoch um 20 Uhr (Berlin). Am 25. März beginnen wir um 18 Uhr.",
        "Le mercredi à 20h (Paris). Le 25 mars, on se retrouve à 18h.",
        "Los miércoles a las 20 h (Madrid). El 25 de marzo nos vemos a las 18 h.",
        "Às quartas, 20h (Lisboa). No dia 25 de março encontramo-nos às 18h.",
        "Ogni mercoledì alle 20 (Roma). Il 25 marzo ci vediamo alle 18.",
        "Elke woensdag om 20 uur (Amsterdam). Op 25 maart beginnen we om 18 uur.",
        "毎週水曜日20時(日本時間)。3月25日は18時からです。",
    ],
)
def test_one_meeting_at_another_hour(text: str) -> None:
    """The verb is that of a group that meets, in its usual words."""
    assert lesson_of(text)[0]["move"] == [{"date": date(2026, 3, 25), "to": datetime(2026, 3, 25, 18)}]


def test_a_meeting_that_passes_to_another_day_in_spanish() -> None:
    """The verb may stand without a pronoun."""
    keys, _ = lesson_of("Los miércoles a las 20 h (Madrid). La reunión del 25 de marzo pasa al 26 de marzo.")
    assert keys["move"] == [{"date": date(2026, 3, 25), "to": date(2026, 3, 26)}]


@pytest.mark.parametrize(
    "text",
    [
        "## 3 March 2026, 18:00 UTC\n\n- news\n\n## 14 January 2026, 18:00 UTC\n\n- the press runs once a year",
        "- 16 December 2025, 18:00 UTC\n- 7 January 2026, 18:00 UTC\n- 27 February 2026, 18:00 UTC",
    ],
)
def test_dates_without_a_rhythm_make_no_rule(text: str) -> None:
    """How often something else is done, in a note among them, is not how often the group meets."""
    assert drafts_of(text) == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Every second Thursday at 16:00 UTC until 25 June 2026.", "until"),
        ("Every second Thursday at 16:00 UTC.\n\nThe season ends on 25 June 2026.", "until"),
        ("Every second Thursday at 16:00 UTC. No call on 16 April 2026.", "skip"),
        ("Every second Thursday at 16:00 UTC. From 2 April 2026 at 17:00 UTC.", "change"),
        ("Every second Thursday at 16:00 UTC. From 2 April 2026 weekly.", "change"),
        ("Every second Thursday at 16:00 UTC. The meeting of 2 April is moved to 3 April 2026.", "move"),
    ],
)
def test_a_date_that_is_no_first_one_tells_the_weeks(text: str, key: str) -> None:
    """There are meetings before an end, a day off or a change, in step with it, as a told guess."""
    keys, told = lesson_of(text)
    assert keys["start"] == date(2026, 3, 5)
    assert key in keys
    assert "schedule.start: in step with 2026-" in told
