"""Clock times in words, as figures."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.clocks import find_clocks
from ecgtool.wording.worded_clocks import in_figures


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("from ten to five pm", ("10:00", 420)),
        ("nine till eleven in the morning", ("09:00", 120)),
        ("noon to one", ("12:00", 60)),
        ("twelve to one pm", ("12:00", 60)),
        ("at five to nine am", ("08:55", None)),
        ("at twenty to six pm", ("17:40", None)),
        ("at ten minutes to four pm", ("15:50", None)),
        ("at five past nine am", ("09:05", None)),
        ("at nine-thirty am", ("09:30", None)),
        ("at quarter to one pm", ("12:45", None)),
        ("at seven in the evening", ("19:00", None)),
        ("um halb sieben abends", ("18:30", None)),
        ("um Viertel nach 6 Uhr abends", ("18:15", None)),
        ("von zehn bis zwölf Uhr", ("10:00", 120)),
        ("à sept heures du soir", ("19:00", None)),
        ("à 6 heures et demie du soir", ("18:30", None)),
        ("à 18 heures et demie", ("18:30", None)),
        ("à midi et demi", ("12:30", None)),
        ("de dix heures à midi", ("10:00", 120)),
        ("a las siete menos cuarto de la tarde", ("18:45", None)),
        ("de cinco a seis de la tarde", ("17:00", 60)),
        ("alle sette e mezza di sera", ("19:30", None)),
        ("om half acht 's avonds", ("19:30", None)),
        ("om kwart over zeven uur 's avonds", ("19:15", None)),
        ("às sete e meia da noite", ("19:30", None)),
        ("下午三点一刻", ("15:15", None)),
    ],
)
def test_a_time_in_words_is_read(text: str, found: tuple[str, int | None]) -> None:
    """Hours, halves and quarters, minutes before and after, and ranges, in any language that is read."""
    (one,) = find_clocks(text)
    assert (f"{one.at:%H:%M}", one.lasts and one.lasts.total_seconds() // 60) == found


@pytest.mark.parametrize("text", ["ten to five pm", "at half eight pm"])
def test_what_people_read_differently_is_no_time(text: str) -> None:
    """Ten minutes before five, or from ten until five: nothing is taken of it, rather than a part."""
    assert find_clocks(text) == []


def test_a_time_in_words_is_where_its_words_are() -> None:
    """So that what is said of it names all of them."""
    text = "Donnerstags um halb acht abends"
    (one,) = find_clocks(text)
    assert text[one.start : one.end] == "halb acht abends"


@given(
    st.lists(
        st.sampled_from(["half", "past", "to", "five", "ten", "at", "seven", "Uhr", "halb", "pm", "y media", "las"])
    )
)
def test_every_other_character_stays_in_its_place(words: list[str]) -> None:
    """Figures are as long as the words that they are for."""
    text = " ".join(words)
    assert len(in_figures(text)) == len(text)
