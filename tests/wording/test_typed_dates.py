"""Dates as people type them, on Wednesday, June 10, 2026 in Los Angeles."""

from dataclasses import replace
from datetime import date, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.errors import UsageError
from ecgtool.schedule.occurrences import Moment
from ecgtool.wording.languages import in_full, language
from ecgtool.wording.reading import MONTHS
from ecgtool.wording.typed_dates import parse_day, parse_target
from ecgtool.wording.typed_days import Around

TODAY = date(2026, 6, 10)
AROUND = Around(today=TODAY, zone=ZoneInfo("America/Los_Angeles"), next_meeting=Moment(date(2026, 6, 15), time(8)))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-12-28", "2026-12-28"),
        ("20261228", "2026-12-28"),
        ("2026/12/28", "2026-12-28"),
        ("Dec 28", "2026-12-28"),
        ("Dec. 28th", "2026-12-28"),
        ("december 28, 2027", "2027-12-28"),
        ("28 December", "2026-12-28"),
        ("28th of Dec 2026", "2026-12-28"),
        ("28-Dec-2026", "2026-12-28"),
        ("Mon, Dec 28", "2026-12-28"),
        ("Monday, December 28, 2026", "2026-12-28"),
        ("12/28", "2026-12-28"),
        ("28/12/2026", "2026-12-28"),
        ("12/12", "2026-12-12"),
        ("28.12.", "2026-12-28"),
        ("18.12.2026", "2026-12-18"),
        ("28-12-2026", "2026-12-28"),
        ("2026-12-7", "2026-12-07"),
        ("2026-W53-1", "2026-12-28"),
        ("2026W531", "2026-12-28"),
        ("2026-12-28 (Monday)", "2026-12-28"),
        ("2026-12-28 (Mon)", "2026-12-28"),
        ("Monday (December 28, 2026)", "2026-12-28"),
        ("Next meeting: Monday (December 28, 2026)", "2026-12-28"),
        ("== Next meeting: Monday (December 28, 2026) ==", "2026-12-28"),
        ("'''Next meeting: December 28, 2026'''", "2026-12-28"),
        ("Monday (June 15)", "2026-06-15"),
        ("Monday, June 15, 2026", "2026-06-15"),
        ("Mon 28.12.", "2026-12-28"),
        ("Dec 28th, 2026 (Mon)", "2026-12-28"),
        ("June 9", "2027-06-09"),
        ("June 10", "2026-06-10"),
        ("Feb 29", "2028-02-29"),
        ("today", "2026-06-10"),
        ("Tomorrow", "2026-06-11"),
        ("Monday", "2026-06-15"),
        ("next Monday", "2026-06-15"),
        ("next  wednesday", "2026-06-17"),
        ("this Friday", "2026-06-12"),
        ("on thurs", "2026-06-11"),
        ("+2 weeks", "2026-06-24"),
        ("+1w", "2026-06-17"),
        ("in 3 days", "2026-06-13"),
        ("+ 1 month", "2026-07-10"),
        ("+1 year", "2027-06-10"),
        ("the 28th", "2026-06-28"),
        ("on the 3rd", "2026-07-03"),
        ("31st", "2026-07-31"),
        ("Sunday the 28th", "2026-06-28"),
        ("next week", "2026-06-17"),
        ("next month", "2026-07-10"),
        ("in two weeks", "2026-06-24"),
        ("in a week", "2026-06-17"),
        ("in 2 weeks' time", "2026-06-24"),
        ("two weeks from today", "2026-06-24"),
        ("a fortnight from now", "2026-06-24"),
        ("Monday week", "2026-06-22"),
        ("wednesday week", "2026-06-17"),
        ("a week on Monday", "2026-06-22"),
        ("Monday in a week", "2026-06-22"),
        ("a week from tomorrow", "2026-06-18"),
        ("day after tomorrow", "2026-06-12"),
        ("the day after tomorrow", "2026-06-12"),
        ("the day before yesterday", "2026-06-08"),
    ],
)
def test_the_forms_that_people_type(text: str, day: str) -> None:
    """Each form is that date; one without a year is the first from today on."""
    assert parse_day(text, AROUND) == Moment(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("2026-12-29T10:00", "10:00"),
        ("2026-12-29 10:00:00", "10:00"),
        ("2026-12-29 10:30 pm", "22:30"),
        ("2026-12-29T18:00Z", "10:00"),
        ("2026-12-29T19:00+01:00", "10:00"),
        ("Dec 29 10am", "10:00"),
        ("Dec 29, 12 a.m.", "00:00"),
        ("12:15pm Dec 29", "12:15"),
        ("Tuesday, Dec 29 at 9:05", "09:05"),
        ("29.12.2026 9:05", "09:05"),
        ("29.12.2026 17.30", "17:30"),
        ("Dec 29 at 17.30", "17:30"),
        ("Dec 29 noon", "12:00"),
        ("noon on Dec 29", "12:00"),
        ("Dec 29, midnight", "00:00"),
        ("Dec 29 17h", "17:00"),
        ("Dec 29 17h30", "17:30"),
        ("Dec 29 0800", "08:00"),
        ("2026-12-29 at 1730", "17:30"),
        ("Dec 29 9am PT", "09:00"),
        ("Dec 29 9am Pacific Time", "09:00"),
        ("Dec 29 9am PST", "09:00"),
        ("Tuesday (December 29, 2026), 9am (PST)", "09:00"),
        ("Dec 29 9am ET", "06:00"),
        ("Dec 29 18:00 UTC", "10:00"),
        ("Dec 29 18:00Z", "10:00"),
        ("Dec 29 17:00 CET", "08:00"),
        ("Dec 29 17:00 Europe/Berlin", "08:00"),
        ("Dec 29 10:00 UTC-5", "07:00"),
        ("Dec 29 20:30 +02:00", "10:30"),
        ("Dec 29 1800 UTC", "10:00"),
        ("Dec 29 0900 PST", "09:00"),
        ("December the 29th, 9am", "09:00"),
        ("the 29th of December, 9am", "09:00"),
        ("Tuesday (December 29, 2026), 9am PST / 1700 UTC", "09:00"),
        ("Tuesday, December 29, 2026, 8:30am PST / 16:30 UTC", "08:30"),
    ],
)
def test_a_clock_time_beside_the_date(text: str, at: str) -> None:
    """It is local to the group; an offset is converted to that."""
    assert parse_day(text, AROUND) == Moment(date(2026, 12, 29), time.fromisoformat(at))


def test_a_heading_whose_two_clocks_disagree_is_refused() -> None:
    """Neither of the two is believed: which one is wrong can't be known."""
    with pytest.raises(UsageError, match="09:00 there is 1700 UTC"):
        parse_day("Tuesday (December 29, 2026), 9am PST / 1600 UTC", AROUND)


@pytest.mark.parametrize("text", ["next meeting", "the next meeting", "next"])
def test_the_next_meeting_is_one_meeting(text: str) -> None:
    """Its hour is known too, so that it is not mistaken for another one that day."""
    assert parse_day(text, AROUND) == AROUND.next_meeting


@pytest.mark.parametrize(
    ("text", "readings"),
    [
        ("12/11", ["2026-11-12 (Thursday)", "2026-12-11 (Friday)"]),
        ("7/8/2026", ["2026-07-08", "2026-08-07"]),
        ("12.7", ["2026-07-12 (Sunday)", "2026-12-07 (Monday)", "America/Los_Angeles"]),
        ("11.12.", ["2026-11-12", "2026-12-11"]),
        ("8.12.2026", ["2026-08-12", "2026-12-08"]),
        ("28.12.26", ["2026-12-28", "2028-12-26"]),
        ("Wednesday", ["2026-06-10 (Wednesday)", "2026-06-17 (Wednesday)"]),
        ("this Wed", ["2026-06-10", "2026-06-17"]),
    ],
)
def test_two_readings_are_refused_and_named(text: str, readings: list[str]) -> None:
    """Nothing is guessed: the person sees what it could be."""
    with pytest.raises(UsageError, match="two ways") as caught:
        parse_day(text, AROUND)
    assert all(reading in str(caught.value) for reading in readings)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "soon", "28", "10:00", "Feb 30", "2026-02-30", "2026-13-01", "13/13", "Dec 29 25:00", "Dec 29 13pm",
     "2026-12-29T24:30", "Dec 29 10:75", "+99999 weeks", "Tuesday Dec 28", "2026-12-28T", "next", "x" * 5000,
     "Monday the 28th", "2026-12-28 (Tuesday)", "2026-W54-1", "Dec 29 9am PDT", "Dec 29 9am IST",
     "Dec 29 9am Mars/Base",
     "0000-12-28", "00001228", "1/1/0000", "28.12.0000", "Dec 28, 0000", "28 December 0000"],
)  # fmt: skip
def test_what_is_no_date_is_refused(text: str) -> None:
    """In one line, as a usage error; "next" is none where no meeting is to come, and the year 0 is not no year."""
    with pytest.raises(UsageError):
        parse_day(text, replace(AROUND, next_meeting=None))


@given(st.text(max_size=40))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    """No text that a person may type ends in anything else."""
    try:
        found = parse_day(text, AROUND)
    except UsageError:
        return
    assert found.day


@given(st.dates(TODAY, TODAY + timedelta(days=364)))
def test_every_way_to_write_a_date_is_that_date(day: date) -> None:
    """ISO, with the month first, with the day first, with and without the year, with the weekday."""
    month = MONTHS[day.month - 1]
    forms = [
        day.isoformat(), f"{month} {day.day}", f"{day.day} {month[:3]}", f"{month[:3]}. {day.day}, {day.year}",
        f"{day:%a} {day.day} {month} {day.year}", f"{day.year}-{day.month}-{day.day}",
        f"{day} ({day:%A})", f"{day:%A} ({month} {day.day:02}, {day.year})", f"{day:%G-W%V-%u}",
    ]  # fmt: skip
    assert {parse_day(form, AROUND).day for form in forms} == {day}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("09:30", Moment(None, time(9, 30))),
        ("9pm", Moment(None, time(21))),
        ("Dec 29", Moment(date(2026, 12, 29))),
        ("Dec 29 9:30", Moment(date(2026, 12, 29), time(9, 30))),
        ("tomorrow 9:30", Moment(date(2026, 6, 11), time(9, 30))),
    ],
)
def test_a_target_may_leave_out_the_date_or_the_hour(text: str, expected: Moment) -> None:
    """What is not typed is None: it stays as it was."""
    assert parse_target(text, AROUND, date(2026, 6, 15)) == expected


def test_a_target_counted_from_today_or_from_the_meeting() -> None:
    """Where the two are the same it is taken, where they differ both are named."""
    assert parse_target("next Tuesday 9:30", AROUND, TODAY) == Moment(date(2026, 6, 16), time(9, 30))
    with pytest.raises(UsageError, match=r"2026-06-16 \(Tuesday\) or 2026-06-23 \(Tuesday\)"):
        parse_target("next Tuesday 9:30", AROUND, date(2026, 6, 22))


@pytest.mark.parametrize(
    ("english", "others"),
    [
        (
            "next Monday",
            (
                "de:nächsten Montag|de-AT:NÄCHSTEN MONTAG|de:na\u0308chsten Montag|fr:lundi prochain|"
                "es:el próximo lunes|es:lunes que viene|pt:na próxima segunda-feira|it:lunedì prossimo|"
                "nl:volgende maandag|ja:次の月曜日"
            ),
        ),
        ("Wednesday week", "de:Mittwoch in einer Woche|fr:mercredi en huit|nl:woensdag over een week"),
        (
            "in two weeks",
            (
                "de:in zwei Wochen|fr:dans deux semaines|es:dentro de dos semanas|pt:daqui a duas semanas|"
                "it:tra 2 settimane|nl:over twee weken|ja:2週間後|zh:两周后"
            ),
        ),
        (
            "in 3 days",
            (
                "de:in 3 Tagen|fr:dans trois jours|es:en tres días|pt:em três dias|it:fra tre giorni|"
                "nl:over drie dagen|ja:3日後|zh:3天后"
            ),
        ),
        ("tomorrow", "de:morgen|fr:demain|es:mañana|pt:amanhã|it:domani|nl:morgen|ja:明日|zh:明天"),
        (
            "day after tomorrow",
            (
                "de:übermorgen|fr:après-demain|es:pasado mañana|pt:depois de amanhã|it:dopodomani|"
                "nl:overmorgen|ja:明後日|zh:后天"
            ),
        ),
        ("today", "de:heute|fr:aujourd\u2019hui|es:hoy|pt:hoje|it:oggi|nl:vandaag|ja:今日|zh:今天"),
        (
            "next week",
            (
                "de:nächste Woche|fr:la semaine prochaine|es:la semana que viene|pt:próxima semana|"
                "it:la settimana prossima|nl:volgende week|ja:来週|zh:下周"
            ),
        ),
        ("the 30th", "de:am 30.|fr:le 30|es:el 30|pt:dia 30|it:il 30|nl:de 30e|ja:30日|zh:30号"),
        (
            "December 28",
            (
                "de:Montag, den 28. Dezember|fr:le lundi 28 décembre|es:el lunes 28 de diciembre|"
                "pt:no dia 28 de dezembro|it:il 28 dicembre|nl:op 28 december"
            ),
        ),
        (
            "tomorrow noon",
            "de:morgen Mittag|fr:demain à midi|es:mañana al mediodía|pt:amanhã ao meio-dia|it:domani a mezzogiorno",
        ),
        (
            "tomorrow 9:00",
            "de:morgen um 9 Uhr|fr:demain à 9h|es:mañana a las 9:00|it:domani alle 9:00|ja:明日 9時",
        ),
    ],
)
def test_words_of_the_groups_language(english: str, others: str) -> None:
    """The languages whose sentences are read have words for what is typed, with the articles that belong there."""
    for tag, _, text in (other.partition(":") for other in others.split("|")):
        assert (text, parse_day(text, replace(AROUND, language=tag))) == (text, parse_day(english, AROUND))


@pytest.mark.parametrize(
    "tag", ["de", "fr", "es", "pt", "it", "nl", "ja", "zh", "ru", "uk", "da", "nb", "fi", "cs", "vi", "ca", "ro"]
)
@given(st.dates(date(2020, 1, 1), date(2035, 1, 1)))
def test_a_date_in_full_is_read_as_the_language_writes_it(tag: str, day: date) -> None:
    """As agendas and pages show it, with all that CLDR puts beside it; and the weekday by itself."""
    around = replace(AROUND, language=tag)
    assert parse_day(in_full(day, tag), around) == Moment(day)
    coming = TODAY + timedelta(days=1 + day.toordinal() % 6)
    assert parse_day(language(tag).weekdays[coming.weekday()], around) == Moment(coming)


@pytest.mark.parametrize(("tag", "text"), [("ja", "再来週"), ("zh", "下下周一"), ("ru", "завтра"), ("de", "demain")])
def test_words_that_mean_another_day_or_none_are_refused(tag: str, text: str) -> None:
    """The week after next is not next week, and many languages have no words of their own."""
    with pytest.raises(UsageError, match="is no date"):
        parse_day(text, replace(AROUND, language=tag))


@pytest.mark.parametrize(
    ("tag", "text", "expected"),
    [
        ("de", "12.7.", Moment(date(2026, 7, 12))),
        ("de", "8.12.2026 17:00 Uhr", Moment(date(2026, 12, 8), time(17))),
        ("de", "Montag, 28. Dezember um 17 Uhr", Moment(date(2026, 12, 28), time(17))),
        ("en-US", "12/7", Moment(date(2026, 12, 7))),
        ("en-GB", "12/7", Moment(date(2026, 7, 12))),
        ("ja", "2026年12月28日 午後5時", Moment(date(2026, 12, 28), time(17))),
        ("fr", "28 déc. à 17h", Moment(date(2026, 12, 28), time(17))),
        ("de", "next Monday", Moment(date(2026, 6, 15))),
        *((tag, "2026-06-16T17:00", Moment(date(2026, 6, 16), time(17))) for tag in ("de", "pt-BR", "ru", "ja")),
        ("zh", "20260616T170000", Moment(date(2026, 6, 16), time(17))),
    ],
)
def test_a_date_as_the_groups_language_writes_it(tag: str, text: str, expected: Moment) -> None:
    """A date is read as the group's language writes it, in English, and as ISO 8601 has it."""
    assert parse_day(text, replace(AROUND, language=tag)) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dec 29 9am IST", "Asia/Kolkata or Europe/Dublin or Asia/Jerusalem"),
        ("Dec 29 9am PDT", "on 2026-12-29 the clock is on PST, not PDT"),
        ("July 29 9am PST", "on 2026-07-29 the clock is on PDT, not PST"),
        ("Dec 29 9am America/LosAngeles", 'did you mean "America/Los_Angeles"'),
    ],
)
def test_a_clock_that_may_be_anothers_is_told(text: str, says: str) -> None:
    """Letters of several clocks with all of them, those of the other half of the year with the right ones."""
    with pytest.raises(UsageError) as caught:
        parse_day(text, AROUND)
    assert says in f"{caught.value} {caught.value.hint}"


def test_a_time_on_another_clock_moves_to_the_groups() -> None:
    """An hour alone is of the meeting's date, which moves where the other clock is on another day."""
    meeting = date(2026, 6, 15)
    assert parse_target("9am ET", AROUND, meeting) == Moment(None, time(6))
    assert parse_target("1am UTC", AROUND, meeting) == Moment(date(2026, 6, 14), time(18))


@pytest.mark.parametrize("text", ["Nov 1 1:30 PST", "2026-11-01T09:30Z", "2026-11-01T01:30-08:00", "Nov 1 9:30 UTC"])
def test_the_second_of_an_hour_that_comes_twice_is_refused(text: str) -> None:
    """The file names the first: an hour's difference would be lost without a word."""
    with pytest.raises(UsageError, match="01:30 comes twice on 2026-11-01, and this is the second"):
        parse_day(text, AROUND)
    assert parse_day("Nov 1 1:30 PDT", AROUND) == parse_day("2026-11-01T08:30Z", AROUND)
