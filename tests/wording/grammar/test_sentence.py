"""Sentences are read by the kinds of their words, in every language alike."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.wording.grammar.sentence import read_sentence
from ecgtool.wording.vocabulary import LANGUAGES, ordinals, word_patterns

NEAR = date(2026, 3, 2)
RULES = [
    ("en", "Fridays: 20:00 UTC, West (1st of the month)", "month", ("first Friday",), "20:00"),
    ("en", "Every weekday but Friday at 9:00 UTC", "week", ("Monday", "Tuesday", "Wednesday", "Thursday"), "09:00"),
    ("en", "2nd Tuesday, 18:00 Pacific (Wednesday morning in Asia)", "month", ("second Tuesday",), "18:00"),
    ("en", "Monday through Wednesday at 10:00 UTC", "week", ("Monday", "Tuesday", "Wednesday"), "10:00"),
    ("en", "on the 1st and 15th, 17:00 UTC", "month", (1, 15), "17:00"),
    ("en", "second to last Thursday of the month at 14:00", "month", ("penultimate Thursday",), "14:00"),
    ("de", "am vorletzten Freitag im Monat, 18 Uhr", "month", ("penultimate Friday",), "18:00"),
    ("en", "Every-second Thursday 14:00 GMT", "2 weeks", ("Thursday",), "14:00"),
    ("en", "Mondays at 15:00 UTC (first Monday of the month)", "month", ("first Monday",), "15:00"),
    ("fr", "le 3ème mercredi de chaque mois à 19 heures", "month", ("third Wednesday",), "19:00"),
    ("pt", "5ª feira: às 19:40", "week", ("Thursday",), "19:40"),
    ("pt", "3ª e 6ª feira 13:30 - 14:15", "week", ("Tuesday", "Friday"), "13:30"),
    ("pt", "todo dia 15 às 19h", "month", (15,), "19:00"),
    ("de", "monatlich am 15. um 10:00 Uhr", "month", (15,), "10:00"),
    ("ja", "毎月15日 10:00", "month", (15,), "10:00"),
    ("en", "2nd and 4th Monday of the month at 3pm", "month", ("second Monday", "fourth Monday"), "15:00"),
    ("en", "Mon-Fri 9:00 UTC", "week", ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday"), "09:00"),
    ("en", "every other Tuesday at 08:00 UTC", "2 weeks", ("Tuesday",), "08:00"),
    ("en", "14:00 UTC on Mondays", "week", ("Monday",), "14:00"),
    ("en", "the 10th of every month, 17:00 UTC", "month", (10,), "17:00"),
    ("de", "jeden ersten Mittwoch im Monat, 18 Uhr", "month", ("first Wednesday",), "18:00"),
    ("fr", "les premier et troisième mardis du mois à 18h30", "month", ("first Tuesday", "third Tuesday"), "18:30"),
    ("es", "el segundo martes de cada mes a las 18:00", "month", ("second Tuesday",), "18:00"),
    ("pt", "na primeira e terceira segunda do mês às 19h", "month", ("first Monday", "third Monday"), "19:00"),
    ("it", "ogni giovedì alle ore 21:00", "week", ("Thursday",), "21:00"),
    ("nl", "elke laatste maandag van de maand om 20.00 uur", "month", ("last Monday",), "20:00"),
    ("ja", "月・木 14:00", "week", ("Monday", "Thursday"), "14:00"),
    ("ja", "毎月第2土曜日 10時", "month", ("second Saturday",), "10:00"),
    ("zh", "每周三 20:00", "week", ("Wednesday",), "20:00"),
]


@pytest.mark.parametrize(("language", "text", "every", "on", "at"), RULES)
def test_a_rule_is_read(language: str, text: str, every: str, on: tuple[str | int, ...], at: str) -> None:
    """Days, how often and hour, whatever their order and language."""
    ((part,),) = [clause.parts for clause in read_sentence(text, NEAR, language)]
    assert part.days
    assert (part.days.every, part.days.on, f"{part.hours[0].at:%H:%M}") == (every, on, at)


@pytest.mark.parametrize(
    ("text", "every", "on"),
    [
        ("Mondays at 8am PDT / 1600 UTC", "week", ("Monday",)),
        ("every Monday", "week", ("Monday",)),
        ("Mondays and Thursdays", "week", ("Monday", "Thursday")),
        ("every second Tuesday", "2 weeks", ("Tuesday",)),
        ("every second Tuesday of the month", "month", ("second Tuesday",)),
        ("First and third Tuesday of the month", "month", ("first Tuesday", "third Tuesday")),
        ("2nd & 4th Thursdays", "month", ("second Thursday", "fourth Thursday")),
        ("last Friday of each month at 13:00", "month", ("last Friday",)),
        ("biweekly on Thursdays", "2 weeks", ("Thursday",)),
        ("every other Wednesday", "2 weeks", ("Wednesday",)),
        ("Every three weeks on Wednesday", "3 weeks", ("Wednesday",)),
        ("every seven weeks on Monday", "7 weeks", ("Monday",)),
        ("every eight weeks on Monday", "8 weeks", ("Monday",)),
        ("on the 15th of every month", "month", (15,)),
        ("Quarterly, first Monday", "3 months", ("first Monday",)),
        ("The calls are monthly", "month", ()),
    ],
)
def test_days_are_read_without_an_hour(text: str, every: str, on: tuple[str | int, ...]) -> None:
    """Weekdays, ordinals, intervals and days of the month; a sentence may say how often and name no day."""
    (clause,) = read_sentence(text, NEAR)
    days = [part.days for part in clause.parts if part.days]
    assert (clause.terms.interval or days[0].every, days[0].on if days else ()) == (every, on)


@pytest.mark.parametrize("text", ["The next sat image", "a 6-monthly summit", "", "May 5"])
def test_words_that_look_like_days_say_none(text: str) -> None:
    """Neither a day nor how often is read from them."""
    assert not [clause for clause in read_sentence(text, NEAR) if clause.parts or clause.terms.interval]


@pytest.mark.parametrize(
    ("language", "text", "interval"),
    [
        ("en", "every two Mondays", "2 weeks"),
        ("en", "Monday on alternating weeks, 16:00 UTC", "2 weeks"),
        ("en", "notes of the meetings, in a folder for each year", ""),
        ("de", "alle 14 Tage dienstags, 18-20 Uhr", "2 weeks"),
        ("es", "lunes alternos a las 18:00", "2 weeks"),
        ("es", "horarios alternos, lunes a las 18:00", ""),
        ("it", "martedì alterni alle 18", "2 weeks"),
        ("pt", "terças alternadas às 15h", "2 weeks"),
        ("zh", "隔周日下午二时", "2 weeks"),
    ],
)
def test_how_often_is_read(language: str, text: str, interval: str) -> None:
    """Every other week in the words of several languages, and what is no interval of a meeting."""
    (clause,) = read_sentence(text, NEAR, language)
    assert clause.terms.interval == interval


def test_twice_a_month_is_not_understood() -> None:
    """In no language is it taken for once."""
    said = {
        "de": "zweimal im Monat", "fr": "deux fois par mois", "es": "dos veces al mes", "pt": "duas vezes por mês",
        "it": "due volte al mese", "nl": "tweemaal per maand", "ja": "月2回", "zh": "每月两次",
    }  # fmt: skip
    for language, text in said.items():
        (clause,) = read_sentence(text, NEAR, language)
        assert (clause.terms.interval, bool(clause.terms.interval_doubt)) == ("", True), text


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("The meetings last up to 1 hour.", 60),
        ("Duration: 45 minutes", 45),
        ("a 30 minute call on Mondays", 30),
        ("[15 mins] news and plans of all", None),
        ("The last 20 minutes of each meeting are for questions.", None),
        ("Talks are 15 minutes, and recorded", None),
    ],
)
def test_a_length_is_that_of_the_whole_meeting(text: str, minutes: int | None) -> None:
    """The lengths of its parts, and of other things, are none of it."""
    (clause,) = read_sentence(text, NEAR)
    assert clause.terms.lasts == (timedelta(minutes=minutes) if minutes else None)


@pytest.mark.parametrize(
    "text",
    ["16:00 UTC till 18:00", "16:00 London time to 18:00", "4 pm ET - 6 pm", "16:00 UK time (GMT/BST) to 18:00"],
)
def test_a_zone_at_the_beginning_of_a_range_is_that_of_both_ends(text: str) -> None:
    """The clock is not lost where the end has none of its own."""
    (hour,) = read_sentence(f"Thursdays at {text}.", NEAR, "en")[0].parts[0].hours
    assert (hour.at.hour, hour.lasts) == (16, timedelta(hours=2))
    assert hour.zone


def test_a_working_day_has_its_place_in_the_month() -> None:
    """The last working day is one day, and not five."""
    (clause,) = read_sentence("The last working day of the month at 15:00 UTC", NEAR)
    assert [part.days and part.days.rrule for part in clause.parts] == [
        "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
    ]


def test_each_day_has_its_own_hour() -> None:
    """Two rules in one sentence do not exchange their hours."""
    (clause,) = read_sentence("Tuesdays 10:00 UTC and Thursdays 16:00 UTC", NEAR)
    assert [(part.days and part.days.on, part.hours[0].at.hour) for part in clause.parts] == [
        (("Tuesday",), 10),
        (("Thursday",), 16),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Mondays & Thursdays: 07:30 UTC (Mon), 15:30 UTC (Thu).",
        "Mondays and Thursdays: 07:30 UTC on Mondays, 15:30 UTC on Thursdays.",
        "Monday and Thursday, 07:30 UTC (Monday) and 15:30 UTC (Thursday)",
    ],
)
def test_days_that_are_named_again_have_their_own_hours(text: str) -> None:
    """Days before a list of hours are not held at each of these, where each hour names its day."""
    clause = read_sentence(text, date(2026, 6, 1))[0]
    found = [
        (part.days.on if part.days else (), [f"{hour.at:%H:%M}" for hour in part.hours]) for part in clause.parts
    ]
    assert found == [(("Monday",), ["07:30"]), (("Thursday",), ["15:30"])]


def test_places_that_are_named_again_have_their_own_hours() -> None:
    """The place in a month behind an hour is that of the weekday before, and has this hour alone."""
    text = "1st and 3rd Tuesday of the month, 9:00 UTC (1st) and 15:00 UTC (3rd)"
    clause = read_sentence(text, date(2026, 6, 1))[0]
    found = [(part.days.on if part.days else (), [hour.at.hour for hour in part.hours]) for part in clause.parts]
    assert found == [(("first Tuesday",), [9]), (("third Tuesday",), [15])]


@pytest.mark.parametrize("text", ["Mar, Jun, Sep and Dec", "Mar/Jun/Sep/Dec", "Dec, Mar, Jun and Sep"])
def test_short_months_in_a_row_are_months(text: str) -> None:
    """Words such as "Mar", which may be others, are months beside months."""
    clause = read_sentence(f"First Monday of {text}, 17:00 UTC", NEAR)[0]
    assert clause.parts[0].days is not None
    assert sorted(clause.parts[0].days.months) == [3, 6, 9, 12]


def test_what_was_is_a_clause_of_its_own() -> None:
    """Words such as "used to" and a bracket with "previously" say nothing of what is."""
    for text in ("We used to meet on Fridays, now on Tuesdays", "Tuesdays (previously Fridays)"):
        held = [clause for clause in read_sentence(text, NEAR) if not clause.is_past]
        assert [part.days and part.days.on for clause in held for part in clause.parts] == [("Tuesday",)]


def test_what_is_not_used_is_told() -> None:
    """A month that no form takes is left over."""
    (clause,) = read_sentence("Mondays at 15:00 UTC for June 2026", NEAR)
    assert [token.text for token in clause.unused] == ["June"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_words_of_a_language_are_expressions(language: str) -> None:
    """Every file of words can be used, and no kind of word matches nothing at all."""
    assert ordinals(language).pattern
    assert not [kind for kind, form in word_patterns(language).items() if form.fullmatch("")]


@given(st.text(), st.sampled_from(LANGUAGES))
def test_any_text_can_be_read(text: str, language: str) -> None:
    """Whatever stands in it, in any language."""
    for clause in read_sentence(text, NEAR, language):
        assert 0 <= clause.start < clause.end <= len(text)


def test_a_weekday_in_a_bracket_behind_a_dated_hour_is_no_rule() -> None:
    """It is that of the date: "11 March 2026 at 17:00 UTC (Wednesday)"."""
    (clause,) = read_sentence("11 March 2026 at 17:00 UTC (Wednesday)", date(2026, 3, 2))
    assert all(part.days is None for part in clause.parts)


def test_a_first_date_in_a_bracket() -> None:
    """The date of "(first: Jan 22, 2026)" is where the rule begins."""
    (clause,) = read_sentence("Every other Thursday at 17:00 UTC (first: Jan 22, 2026)", date(2026, 3, 2))
    assert clause.terms.first is not None
    assert clause.terms.first.day == date(2026, 1, 22)
