"""Tests of ``ecgtool.wording.date_form``: dates within a line, in the group's language."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.date_form import find_date, in_form, usual_form, with_weekday

NEAR = date(2026, 6, 1)
FORMS = {
    "": ["December 08", "8 Dec 2025", "December 8th, 2025", "2025-12-08"],
    "en-US": ["12/08/2025"],
    "de": ["8. Dezember", "08. Dezember 2025", "8. Dez. 2025", "08.12.2025", "8.12.", "December 8, 2025"],
    "fr": ["8 décembre 2025", "8 déc. 2025", "08/12/2025"],
    "es": ["8 de diciembre de 2025", "8/12/2025"],
    "pt": ["8 de dezembro de 2025", "8 de dezembro"],
    "it": ["8 dicembre 2025", "8 dic 2025"],
    "nl": ["8 december 2025", "8-12-2025"],
    "ja": ["2025年12月8日", "12月8日"],
    "zh": ["2025年12月8日", "十二月8日"],
    "ru": ["8 декабря 2025"],
}


@given(
    st.sampled_from([(tag, form) for tag, forms in FORMS.items() for form in forms]),
    st.dates(NEAR, date(2026, 11, 1)),
)
def test_a_date_in_the_form_of_another_is_read_as_itself(case: tuple[str, str], day: date) -> None:
    """Whatever the form, from words to numbers; the model's own year does not matter."""
    tag, model = case
    found = find_date(f"* {in_form(model, day, year=True, padded=False, tag=tag)}: buoys", day, tag)
    assert found
    assert found.day == day


@pytest.mark.parametrize(
    ("tag", "model", "written"),
    [
        ("de", "24. Februar", "3. März"),
        ("de", "24. Feb. 2025", "3. März 2026"),
        ("de", "24.02.2025", "03.03.2026"),
        ("de", "24.2.", "3.3."),
        ("fr", "24 févr. 2025", "3 mars 2026"),
        ("es", "24 de febrero", "3 de marzo"),
        ("ja", "2025年2月24日", "2026年3月3日"),
        ("en-US", "02/24/2025", "03/03/2026"),
        ("", "24 Feb 2025", "3 Mar 2026"),
    ],
)
def test_a_date_is_written_as_others_are(tag: str, model: str, written: str) -> None:
    """In full or cut, with the marks between."""
    assert in_form(model, date(2026, 3, 3), year=False, padded=False, tag=tag) == written


@pytest.mark.parametrize(
    ("tag", "line", "day", "text"),
    [
        ("de", "Dienstag, 24. Februar: Bojen", date(2026, 2, 24), "24. Februar"),
        ("de", "03.04.2026 - Bojen", date(2026, 4, 3), "03.04.2026"),
        ("de", "February 24: buoys", date(2026, 2, 24), "February 24"),
        ("fr", "le 3 mars 2026, 14h", date(2026, 3, 3), "3 mars 2026"),
        ("ja", "2月24日（火）", date(2026, 2, 24), "2月24日"),  # noqa: RUF001 - full width
        ("", "24.02.2026: buoys", date(2026, 2, 24), "24.02.2026"),
        ("", "03.04.2026: buoys", None, ""),
        ("", "15.6.: buoys", date(2026, 6, 15), "15.6."),
        ("", "1.15. Buoys", None, ""),
        ("", "15/12 of the votes, version 1.2.26", None, ""),
    ],
)
def test_where_a_date_stands(tag: str, line: str, day: date | None, text: str) -> None:
    """The first one, in the language or in English; in numbers only where it has one reading."""
    found = find_date(line, NEAR, tag)
    assert (found.day if found else None) == day
    assert (line[found.start : found.end] if found else "") == text


def test_the_weekday_beside_a_date_goes_with_it() -> None:
    """In full, in the language of the line."""
    assert with_weekday("* Dienstag, ", date(2026, 3, 2), "de") == "* Montag, "
    assert with_weekday("* terça-feira, ", date(2026, 3, 2), "pt") == "* segunda-feira, "
    assert with_weekday("* Tue, ", date(2026, 3, 2)) == "* Mon, "


def test_the_usual_form_is_read_back() -> None:
    """Where a page has no date to be like."""
    assert [usual_form(tag) for tag in ("", "de", "fr", "ja")] == [
        "December 08", "08. Dezember", "08 décembre", "2026-12-08",
    ]  # fmt: skip
