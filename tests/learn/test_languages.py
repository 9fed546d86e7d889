"""Rules in the words of each language: days of the month, how often, and hours."""

from datetime import date
from typing import Any

import pytest

from ecgtool.learn.page import learn_page
from tests.learn.test_rules_in_words import drafts_of, group_of, source_of


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Jeden 15. des Monats, 20 Uhr Berliner Zeit.", 15),
        ("Jeweils am 7. des Monats, 20 Uhr, Wien.", 7),
        ("Le 20 de chaque mois à 18 h, heure de Paris.", 20),
        ("El día 15 de cada mes, 19:00, hora de Madrid.", 15),
        ("Cada día 20 del mes a las 18:00, hora de Lima.", 20),
        ("No dia 10 de cada mês, às 19:00, hora de Lisboa.", 10),
        ("Il 10 di ogni mese alle 19, ora di Roma.", 10),
        ("De 15e van elke maand, 20.00 uur, Amsterdam.", 15),
        ("毎月15日 20時(日本時間)", 15),
        ("每月15日 20:00(北京时间)", 15),
    ],
)
def test_a_day_of_the_month(text: str, day: int) -> None:
    """A page whose only words for when are "of each month" is of that language."""
    schedule = group_of(text)[0]["schedule"]
    assert (schedule["every"], schedule["on"]) == ("month", day)


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        (
            "Un sabato sì e uno no alle 9.30 (Roma), a partire dal 7 marzo 2026.",
            {"every": "2 weeks", "on": "Saturday"},
        ),
        ("Un jueves sí y otro no a las 21:00 (Madrid), desde el 5 de marzo de 2026.", {"every": "2 weeks"}),
        ("2週間に1回、火曜日 21:00(日本時間)、初回は2026年3月3日。", {"every": "2 weeks", "at": "21:00"}),
        ("2週間おきの火曜日 21:00(日本時間)、初回は2026年3月3日。", {"every": "2 weeks"}),
        ("每隔一周的周二 20:00(北京时间),从2026年3月3日开始。", {"every": "2 weeks", "at": "20:00"}),
        ("时间:每周二、周五晚 8:30(北京时间)", {"at": "20:30"}),
        ("每周日早上 9 点半(北京时间)开会。", {"at": "09:30"}),
        ("每周日下午 3 点 30 分(北京时间)开会。", {"at": "15:30", "duration": "1h"}),
        ("毎週日曜日の正午(日本時間)。", {"on": "Sunday", "at": "12:00"}),
        ("Jeden Freitag, 20 Uhr 30 (Wiener Zeit), online", {"at": "20:30"}),
        ("Jeden Freitag um 20 Uhr 15 Minuten lang, Berlin.", {"at": "20:00"}),
        ("隔週の日曜日 19:00UTCに集まります。", {"every": "2 weeks", "at": "19:00"}),
        ("我们每星期四 19:00UTC开会。", {"on": "Thursday", "at": "19:00"}),
        ("毎週月曜日と木曜日の20時(日本時間)から1時間。", {"on": ["Monday", "Thursday"], "at": "20:00"}),
        ("- 日期:每周二\n- 时间:20:00-21:30(北京时间)", {"on": "Tuesday", "at": "20:00", "duration": "1h30m"}),
        ("Di, 19:00 Uhr, wöchentlich, Berliner Zeit", {"on": "Tuesday", "at": "19:00"}),
        ("Mo/Do 14 Uhr Berliner Zeit", {"on": ["Monday", "Thursday"], "at": "14:00"}),
        ("Jeden Tag um 12 Uhr, Berliner Zeit", {"every": "day", "at": "12:00"}),
        ("Nicht mehr dienstags, sondern mittwochs um 19 Uhr (Berliner Zeit).", {"on": "Wednesday"}),
        ("Le groupe ne se réunit plus le lundi mais le mardi à 19 h, heure de Paris.", {"on": "Tuesday"}),
        ("Ultimo venerdì di ogni mese, 14.00 (ora di Roma)", {"on": "last Friday", "at": "14:00"}),
        ("El cuarto martes de cada mes, 10.00 h, hora de Lima", {"on": "fourth Tuesday", "at": "10:00"}),
        ("No segundo domingo do mês, 18 horas (America/Sao_Paulo)", {"on": "second Sunday", "at": "18:00"}),
        ("Le dernier mercredi du mois, 18 heures (heure de Paris)", {"on": "last Wednesday", "at": "18:00"}),
        ("Un sabato sì e uno no alle 9.30, ora di Roma, dal 16 maggio 2026.", {"every": "2 weeks", "at": "09:30"}),
        ("Un sábado sí y otro no a las 17:00, hora de Lima.", {"every": "2 weeks", "at": "17:00"}),
        ("Sábado sim, outro não, às 17:00, hora de Lisboa.", {"every": "2 weeks", "at": "17:00"}),
        ("Iedere werkdag om 9.15 uur, Nederlandse tijd.", {"at": "09:15"}),
        ("每周一次,周三 20:00(北京时间)", {"on": "Wednesday", "every": "week"}),
        ("erster Werktag des Monats, 10 Uhr, Wien", {"rrule": "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1"}),
        ("隔周一次,周五 16:00(北京时间)", {"on": "Friday", "every": "2 weeks"}),
        ("从双周会调整为周会,周三上午 11:00(北京时间)", {"on": "Wednesday", "every": "week"}),
        ("Elke dinsdag van half 2 tot 3, Amsterdam.", {"on": "Tuesday", "at": "13:30"}),
        ("毎週火曜日 19:30(日本標準時)", {"on": "Tuesday", "at": "19:30"}),
        ("Jeden Mittwoch, ab ca. 19:30 Uhr (Berlin).", {"on": "Wednesday", "at": "19:30"}),
        ("Le LoongArch Weekly (龙芯) est une réunion qui a lieu le jeudi à 13 h (UTC).", {"on": "Thursday"}),
    ],
)
def test_how_often_and_when(text: str, keys: dict[str, Any]) -> None:
    """Every other week and parts of the day are not lost."""
    assert group_of(text)[0]["schedule"].items() >= keys.items()


@pytest.mark.parametrize(
    "text",
    [
        "Jeden ersten Samstag in geraden Monaten, 10 Uhr, Berliner Zeit.",
        "Le premier samedi des mois pairs à 10h (heure de Paris).",
        "El primer sábado de los meses pares a las 10:00 (Madrid).",
        "Il primo sabato dei mesi pari alle 10:00 (Roma).",
        "De eerste zaterdag van de even maanden om 10.00 uur (Amsterdam).",
    ],
)
def test_even_months(text: str) -> None:
    """The rule is for every second month, from the next even one on."""
    schedule = group_of(text)[0]["schedule"]
    assert (schedule["every"], schedule["on"], schedule["start"].month) == ("2 months", "first Saturday", 4)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Treffen werktags um 8 Uhr, deutsche Zeit.", "Europe/Berlin"),
        ("Am letzten Freitag im Monat ab 19 Uhr, Zeit von Wien.", "Europe/Vienna"),
        ("Los jueves a las 19:00, hora de España.", "Europe/Madrid"),
    ],
)
def test_a_clock_named_by_its_land(text: str, zone: str) -> None:
    """What a language calls the time of a land or a town is its clock."""
    assert group_of(text)[0]["timezone"] == zone


_WORKING = "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"
_LAST = "FREQ=MONTHLY;BYMONTHDAY=-1"


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("Am letzten Werktag des Monats um 18 Uhr (Berlin).", _WORKING),
        ("Le dernier jour ouvré du mois à 18 h, heure de Paris.", _WORKING),
        ("El último día hábil de cada mes a las 18:00, hora de Madrid.", _WORKING),
        ("No último dia útil de cada mês às 18h, hora de Lisboa.", _WORKING),
        ("L'ultimo giorno lavorativo del mese alle 18, ora di Roma.", _WORKING),
        ("Op de laatste werkdag van de maand om 18:00 uur (Amsterdam).", _WORKING),
        ("毎月最終営業日 18時(日本時間)", _WORKING),
        ("每月最后一个工作日 18:00(北京时间)", _WORKING),
        ("De laatste dag van de maand om 18:00 uur (Amsterdam).", _LAST),
        ("毎月末日 18時(日本時間)", _LAST),
        ("每月最后一天 18:00(北京时间)", _LAST),
    ],
)
def test_the_last_day_of_the_month(text: str, rule: str) -> None:
    """The last day of all, and the last one on which people work."""
    assert group_of(text)[0]["schedule"]["rrule"] == rule


@pytest.mark.parametrize(
    "text",
    [
        "单周周二10:00,双周周四16:00(北京时间)。",
        "Odd weeks on Tuesdays at 9:00 UTC, alternate weeks on Thursdays at 9:00 UTC.",
    ],
)
def test_a_pair_of_weeks_beside_odd_weeks(text: str) -> None:
    """A word for every two weeks is for even ones there."""
    odd, even = (draft.table["schedule"]["rrule"] for draft in drafts_of(text))
    assert ("BYWEEKNO=1,3" in odd, "BYWEEKNO=2,4" in even) == (True, True)


def test_the_clock_of_the_dates_below_a_rule() -> None:
    """A rule without a zone is on the clock that each of its dates names, as a guess."""
    table, told = group_of(
        "每两周我们举办一次会议。会议在周三晚上八点半开始。\n\n"
        "- 2026年03月04日 20:30 (GMT+08:00)\n- 2026年03月18日 20:30 (GMT+08:00)"
    )
    assert (table["timezone"], table["schedule"]["every"]) == ("Etc/GMT-8", "2 weeks")
    assert "timezone: by “GMT+08:00”" in told


def test_what_is_avoided_is_no_day_of_a_meeting() -> None:
    """Chinese days of work in exchange for a holiday, on which no meeting is held."""
    table, told = group_of("每周日 14:00(北京时间)举办,原则上避开法定假期与调休工作日。")
    assert table["schedule"]["on"] == "Sunday"
    assert "避开" in told


def test_how_often_in_vague_words_makes_the_rule_a_guess() -> None:
    """The sentence after that with the day says "about every two weeks"."""
    assert "schedule.every: although" in group_of("Dienstags 18 Uhr (Berlin).\n\nDas geht etwa alle zwei Wochen.")[1]


@pytest.mark.parametrize(
    "text",
    [
        "Until summer Mondays at 18:00 (Berlin), then Tuesdays at 19:00 (Berlin).",
        "Bis zum Sommer montags um 18 Uhr (Berlin), danach dienstags um 19 Uhr (Berlin).",
        "Jusqu'à l'été le lundi à 18h (Paris), ensuite le mardi à 19h (Paris).",
        "Hasta el verano los lunes a las 18:00 (Madrid), después los martes a las 19:00 (Madrid).",
        "Até o verão às segundas às 18h (Lisboa), depois às terças às 19h (Lisboa).",
        "Fino all'estate il lunedì alle 18 (Roma), poi il martedì alle 19 (Roma).",
        "Tot de zomer op maandag om 18 uur (Amsterdam), daarna op dinsdag om 19 uur (Amsterdam).",
        "夏までは毎週月曜日18時(日本時間)、その後は毎週火曜日19時(日本時間)。",
        "夏天之前每周一18:00(北京时间),之后每周二19:00(北京时间)。",
    ],
)
def test_a_change_at_a_time_that_is_not_dated(text: str) -> None:
    """Neither rule is sure where one ends, and the other begins, in a season."""
    drafts = learn_page(source_of(text)).drafts
    assert drafts
    assert all("names a time that is not understood" in draft.guesses["schedule.every"] for draft in drafts)


@pytest.mark.parametrize(
    ("text", "zone"),
    [
        ("Jeden Montag um 18:30 Uhr.\n\nAlle Uhrzeiten: Berlin.", "Europe/Berlin"),
        ("Le lundi à 18h30.\n\nToutes les heures sont celles de Paris.", "Europe/Paris"),
        ("Los lunes a las 18:30.\n\nTodas las horas son de Madrid.", "Europe/Madrid"),
        ("Às segundas, às 18h30.\n\nTodos os horários: São Paulo.", "America/Sao_Paulo"),
        ("Il lunedì alle 18:30.\n\nTutti gli orari: Roma.", "Europe/Rome"),
        ("Primo sabato del mese, ore 14-17, Milano.", "Europe/Rome"),
        ("Elke maandag om 18.30 uur.\n\nAlle tijden: Amsterdam.", "Europe/Amsterdam"),
        ("毎週月曜日19時30分〜21時30分、大阪。", "Asia/Tokyo"),
        ("每周一 19:30-21:30,上海。", "Asia/Shanghai"),
    ],
)
def test_the_clock_of_all_hours(text: str, zone: str) -> None:
    """A sentence about all hours of the page, or a city that stands by itself."""
    assert group_of(text)[0]["timezone"] == zone


@pytest.mark.parametrize(
    "text",
    [
        (
            "# Taller\n\nEl segundo miércoles de cada mes a las 20:00 (Madrid).\n\n"
            "No hay taller del 15 de julio al 31 de agosto de 2026."
        ),
        (
            "# Werkplaats\n\nElke tweede woensdag van de maand om 20:00 uur (Amsterdam).\n\n"
            "Geen werkplaats van 15 juli tot en met 31 augustus 2026."
        ),
        "# 勉強会\n\n毎月第2水曜日の20:00から(JST)。\n\n2026年7月15日から8月31日まではお休みです。",
    ],
)
def test_a_time_without_meetings(text: str) -> None:
    """From one date to another, in the words of each language for both."""
    skip = group_of(text)[0]["schedule"]["skip"]
    assert skip == [{"from": date(2026, 7, 15), "to": date(2026, 8, 31)}]


@pytest.mark.parametrize(
    "text",
    ["毎月最終金曜日の17時(日本時間)。8月と12月は除く。", "每月最后一个周五17:00(北京时间),8月和12月除外。"],
)
def test_months_by_their_numbers(text: str) -> None:
    """Months that are left out, in languages that count them."""
    assert "BYMONTH=1,2,3,4,5,6,7,9,10,11" in group_of(text)[0]["schedule"]["rrule"]


@pytest.mark.parametrize(
    ("text", "language", "cancelled"),
    [
        (
            "# 读书会\n\n2026年日程(18:30,北京时间):\n\n- 2026年3月12日\n- 2026年4月9日\n- 2026年5月14日 取消",
            "zh",
            True,
        ),
        ("# Club de lectura\n\nFechas (a las 18:30, hora de Bogotá):\n\n- 12/03/2026\n- 09/04/2026", "es", False),
        ("# Club de lecture\n\nDates (à 18h30, heure de Bruxelles) :\n\n- 12/03/2026\n- 09/04/2026", "fr", False),
        ("# Leesclub\n\nData (om 18:30 uur, Amsterdam):\n\n- 12-03-2026\n- 09-04-2026", "nl", False),
    ],
)
def test_the_language_of_a_list_of_dates(text: str, language: str, *, cancelled: bool) -> None:
    """No weekday tells it, so a few common words do, or characters that are not Japanese."""
    table, _ = group_of(text)
    assert (table["language"], "skip" in table["schedule"]) == (language, cancelled)


@pytest.mark.parametrize(
    "text",
    [
        "Point quotidien : lun.-ven. à 9h15 (Paris)",
        "Diaria: lun-vie 9:15 (Madrid)",
        "Diária: seg. a sex., 9h15 (Lisboa)",
        "Quotidiana: lun-ven 9:15 (Roma)",
        "Daily: ma-vr 9.15 uur (Amsterdam)",
        "朝会: 月〜金 9:15(日本時間)",
    ],
)
def test_days_cut_short(text: str) -> None:
    """A range of weekdays by their abbreviations, beside a word for every day."""
    schedule = group_of(text)[0]["schedule"]
    assert (schedule["at"], schedule["on"]) == ("09:15", ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"])


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Tous les mardis à 18h (Paris).\n\n**Prochaine réunion : mar. 7 avril 2026, 18h**", "mar. {day}"),
        ("Los martes a las 18:00 (Madrid).\n\n**Próxima reunión: mar 7 de abril de 2026, 18:00**", "mar {day}"),
    ],
)
def test_a_tuesday_is_not_in_march(text: str, day: str) -> None:
    """The word for Tuesday, cut short, is that for March, too."""
    assert day in group_of(text)[0]["wiki"]["heading"]


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("Statt montags ist die Sprechstunde donnerstags um 15 Uhr (Wien).", {"on": "Thursday"}),
        ("水曜日17時(日本時間)に開催します。所要時間:1時間。", {"at": "17:00", "duration": "1h"}),
        ("Mercoledì alle 17 (Roma). Durata: 2 ore.", {"at": "17:00", "duration": "2h"}),
    ],
)
def test_what_is_no_day_and_no_hour(text: str, keys: dict[str, Any]) -> None:
    """The day in whose place another is named, and a length behind a colon."""
    assert group_of(text)[0]["schedule"].items() >= keys.items()


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Wir treffen uns jeden Mittwoch um 19:30 Uhr (Berlin), jeden ersten im Monat vor Ort.", "ersten"),
        ("We meet every Wednesday at 19:30 (Berlin), the first of the month in person.", "first"),
    ],
)
def test_what_is_said_of_the_first_of_a_month(text: str, word: str) -> None:
    """A rule for every week does not become one for every month by it."""
    table, told = group_of(text)
    assert (table["schedule"]["every"], table["schedule"]["on"]) == ("week", "Wednesday")
    assert f"of which “{word}” is not used" in told


@pytest.mark.parametrize(
    "text",
    [
        "Unsere Treffen sind jeden Mittwoch um 19:30 Uhr (Berlin). Jeden ersten im Monat treffen wir uns vor Ort.",
        "On se réunit le mercredi à 19h30 (Paris). Le premier du mois, c'est en présentiel.",
        "Ci vediamo ogni mercoledì alle 19:30 (Roma). Il primo del mese ci troviamo in sede.",
        "毎週水曜日19:30(日本時間)に集まります。毎月第1回は対面です。",
        "每周三19:30(北京时间)开会。每月第一个周三线下聚会。",
        "Wednesdays at 19:30 UTC. Monthly, on the first Wednesday, we eat together.",
    ],
)
def test_a_sentence_about_the_first_of_a_month(text: str) -> None:
    """It is told, and a rule for every week stays one."""
    table, told = group_of(text)
    assert (table["schedule"]["every"], table["schedule"]["on"]) == ("week", "Wednesday")
    assert "which is not used" in told


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Wednesdays at 19:30 UTC. Monthly, the third Wednesday.", "third Wednesday"),
        ("Mittwochs um 19:30 Uhr (Berlin). Am zweiten Mittwoch des Monats.", "second Wednesday"),
        ("Los miércoles a las 19:30 (Madrid). El primero del mes.", "first Wednesday"),
    ],
)
def test_a_sentence_with_nothing_but_a_place_in_the_month(text: str, on: str) -> None:
    """It says which of the rule's weekdays are meant."""
    assert group_of(text)[0]["schedule"]["on"] == on


@pytest.mark.parametrize(
    "text",
    [
        "Mittwochs 18:30 Uhr (Berlin), nur bei genügend Anmeldungen.",
        "Mittwochs 18:30 Uhr (Berlin), nur auf Anfrage.",
        "Le mercredi à 18h30 (Paris), uniquement sur demande.",
        "Los miércoles a las 18:30 (Madrid), siempre que haya suficientes inscritos.",
        "Às quartas, 18h30 (Lisboa), desde que haja inscritos suficientes.",
        "Il mercoledì alle 18:30 (Roma), solo su richiesta.",
        "Woensdags 18.30 uur (Amsterdam), alleen op aanvraag.",
        "毎週水曜日 18:30(日本時間)、申込者5名以上で開催。",
        "每周三 18:30(北京时间),仅在有人报名时举行。",
    ],
)
def test_a_meeting_on_a_condition(text: str) -> None:
    """Its rule is learnt as a guess, by the line with the condition."""
    table, told = group_of(text)
    assert table["schedule"]["on"] == "Wednesday"
    assert "schedule.every: although line 3" in told
    assert "names no fixed time" in told


def test_a_sign_after_the_hour_from_which_a_meeting_is_held() -> None:
    """The zone behind it, as in "19:00〜(JST)", is that of the hour, and of the rule below."""
    text = "次回: 2026年4月16日(木)19:00〜(JST)\n\n原則として毎月第3木曜日の19時から開催しています。"
    assert group_of(text)[0]["timezone"] == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("rule", "language"),
    [
        ("Treffen ist jeden ersten Mittwoch im Monat, 18 Uhr (Europe/Berlin).", "de"),
        ("Nos vemos cada jueves a las 19:00, hora de Madrid.", "es"),
        ("Chaque lundi à 21 h, heure de Paris.", "fr"),
    ],
)
def test_a_rule_in_another_language_than_the_page(rule: str, language: str) -> None:
    """Where the language of most of the page says no meeting, the one in which a rule stands does."""
    prose = "We look after the formats, the tools that read them and the tests. Reviews of papers are out of scope.\n"
    lesson = learn_page(source_of(f"{rule}\n\n## Scope\n\n{prose * 3}"))
    assert (lesson.refusal, lesson.language) == ("", language)
