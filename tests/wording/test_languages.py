"""Tests of ``ecgtool.wording.languages``: names and dates of many languages, written and read."""

from datetime import date

import pytest
from babel.localedata import locale_identifiers
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.languages import folded, in_english, in_full, language, numeric_readings
from ecgtool.wording.reading import MONTHS, WEEKDAYS, read_line

TRIED = ["de", "fr", "es", "pt", "it", "nl", "ja", "zh", "pt-BR", "zh-Hant-TW", "de-CH", "en-GB", "en-US"]
OTHERS = ["ru", "cs", "pl", "ko", "sv", "da", "nb", "fi", "hu", "tr", "uk", "el", "he", "vi", "ca", "ro"]
days = st.dates(date(1990, 1, 1), date(2089, 12, 31))


@given(st.sampled_from(TRIED + OTHERS), days)
def test_a_date_in_full_is_read_back(tag: str, day: date) -> None:
    """As the language writes it, weekday and all, whatever its order and its cases."""
    reading = read_line(in_english(in_full(day, tag), tag), date(2026, 6, 1))
    assert reading.day == day
    assert reading.weekday == WEEKDAYS[day.weekday()]


@given(st.sampled_from(TRIED + OTHERS), days)
def test_english_stays_readable_in_every_language(tag: str, day: date) -> None:
    """What stands there in English is not made something else."""
    line = f"Next meeting: {WEEKDAYS[day.weekday()]} ({MONTHS[day.month - 1]} {day.day:02}, {day.year}), 8:30am PDT"
    assert read_line(in_english(line, tag), day) == read_line(line, day)


def test_every_language_of_cldr_has_its_names() -> None:
    """Seven weekdays and twelve months, each of them read as itself."""
    tags = {identifier.replace("_", "-") for identifier in locale_identifiers()}
    assert len(tags) > 500
    assert [tag for tag in sorted(tags) if not _reads_its_names(tag)] == []


def _reads_its_names(tag: str) -> bool:
    spoken = language(tag)
    months = [[spoken.month_named(name) for name in names] for names in (spoken.months, spoken.months_alone)]
    return [spoken.weekday_named(name) for name in spoken.weekdays] == list(range(7)) and months == [
        [*range(1, 13)]
    ] * 2


@pytest.mark.parametrize(
    ("tag", "text", "english"),
    [
        ("de", "Dienstag, 24. Februar 2026, 15 Uhr UTC", "Tuesday, February 24, 2026, 15:00 UTC"),
        ("de", "3. März, 9.30 Uhr", "March 3, 09:30"),
        ("de", "3. Maerz um 14:00", "March 3 14:00"),
        ("de", "Di., 24.02.2026 um 15:00 Uhr", "Tuesday, 2026-02-24 15:00"),
        ("de", "montags, 3 Uhr nachmittags", "Mondays, 15:00"),
        ("de", "am 24.2. um 12 Uhr nachts", "am February 24 00:00"),
        ("de", "2026-06-16T17:00: Gezeiten", "2026-06-16T17:00: Gezeiten"),
        ("de", "So treffen wir uns, Version 2.10", "So treffen wir uns, Version 2.10"),
        ("de", "Jan. 2026: 5 Feb. 2026", "Jan. 2026: February 5, 2026"),
        ("fr", "mardi 1er mars 2026 à 14h30", "Tuesday March 1, 2026 14:30"),
        ("fr", "le 24/02/2026 à 14 h", "le 2026-02-24 14:00"),
        ("fr", "3 févr. 2026, 8 h du soir", "February 3, 2026, 20:00"),
        ("fr", "3 fevrier 2026", "February 3, 2026"),
        ("fr", "ouvert 24/7, je viens mardi", "ouvert 24/7, je viens Tuesday"),
        ("es", "martes, 24 de febrero de 2026, 15:00 horas", "Tuesday, February 24, 2026, 15:00"),
        ("es", "miercoles 25 de febrero", "Wednesday February 25"),
        ("pt", "terça-feira, 24 de fevereiro de 2026, 14h", "Tuesday, February 24, 2026, 14:00"),
        ("pt", "quinta, 26/02/2026; segunda reunião", "Thursday, 2026-02-26; segunda reunião"),
        ("it", "mar 3 mar 2026, ore 14.30", "Tuesday March 3, 2026, 14:30"),
        ("nl", "dinsdag 24 februari 2026, 14.00 uur", "Tuesday February 24, 2026, 14:00"),
        ("nl", "24-02-2026 14u30", "2026-02-24 14:30"),
        ("ja", "2026年2月24日（火）15時30分", "February 24, 2026（Tuesday）15:30"),  # noqa: RUF001 - full width
        ("ja", "2月24日(火)午後3時", "February 24(Tuesday)15:00"),
        ("ja", "毎週日曜日 午前9時半", "毎週 Sunday 09:30"),
        ("zh", "2026 年 2 月 24 日 星期二 下午3点半", "February 24, 2026 Tuesday 15:30"),
        ("zh", "十一月5日 礼拜天", "November 5 Sunday"),
        ("ru", "вторник, 3 марта 2026, 15:00", "Tuesday, March 3, 2026, 15:00"),
        ("hu", "2026. február 24., kedd 15 óra", "February 24, 2026, Tuesday 15:00"),
        ("", "24/02/2026, 03/04/2026, 28.12.2026, 10.1.2.3, v1.2.26", None),
    ],
)
def test_a_line_is_put_into_english(tag: str, text: str, english: str | None) -> None:
    """Dates, weekdays and clock times alone; words, versions and what has two readings stay."""
    assert in_english(text, tag) == (english or "2026-02-24, 03/04/2026, 2026-12-28, 10.1.2.3, v1.2.26")


@pytest.mark.parametrize(
    ("text", "order", "readings"),
    [
        ("03.04.2026", "dmy", [(2026, 4, 3)]),
        ("03/04/2026", "dmy", [(2026, 4, 3)]),
        ("03/04/2026", "mdy", [(2026, 3, 4)]),
        ("03.04.2026", "mdy", [(2026, 4, 3), (2026, 3, 4)]),
        ("03/04/2026", "", [(2026, 4, 3), (2026, 3, 4)]),
        ("03/04/2026", "ymd", [(2026, 4, 3), (2026, 3, 4)]),
        ("24.02.2026", "", [(2026, 2, 24)]),
        ("11.12.", "", [(None, 12, 11), (None, 11, 12)]),
        ("11.12.", "dmy", [(None, 12, 11)]),
        ("11.11.", "", [(None, 11, 11)]),
        ("24.02.26", "dmy", [(2026, 2, 24)]),
        ("24.02.26", "", [(2026, 2, 24), (2024, 2, 26)]),
        ("29.2.", "dmy", [(None, 2, 29)]),
        ("29.2.2026", "dmy", []),
        ("2026-12-7", "", [(2026, 12, 7)]),
        ("2026/02/24", "ymd", [(2026, 2, 24)]),
        ("45.13.2026", "", []),
        ("24", "dmy", []),
    ],
)
def test_a_date_in_numbers_is_never_guessed(
    text: str, order: str, readings: list[tuple[int | None, int, int]]
) -> None:
    """It has the reading of the language, or each that makes a date."""
    assert numeric_readings(text, order) == readings


@pytest.mark.parametrize(
    ("tag", "hint"), [("German", '; did you mean "de"?'), ("xx", ""), ("de-", ""), ("1", ""), ("x-klingon", "")]
)
def test_what_is_no_language_is_told(tag: str, hint: str) -> None:
    """With the tag that an English name stands for."""
    with pytest.raises(ValueError) as raised:  # noqa: PT011 - the text is looked at below
        language(tag)
    assert str(raised.value) == hint


def test_a_tag_that_cldr_lacks_is_that_above_it() -> None:
    """German in the United States is German; the extensions of a tag do not matter."""
    assert language("de-US").months == language("de-u-ca-gregory").months == language("de").months


def test_the_day_of_the_month_as_languages_write_it() -> None:
    """Only some have a mark of their own."""
    assert [language(tag).ordinals[1] for tag in ("", "en-GB", "de", "fr", "es", "pt")] == [
        "1st", "1st", "1.", "1er", "1", "1º",
    ]  # fmt: skip
    assert [language(tag).ordinals[22] for tag in ("", "de", "fr", "cs")] == ["22nd", "22.", "22", "22."]


def test_a_name_is_compared_without_accents_case_and_dot() -> None:
    """Names are compared without accents, case and dot: "FEVR" is "févr."."""
    assert folded("Févr.") == folded("FEVR") == "fevr"
    assert folded("2 月") == "2月"
