"""What a thing does on its days is no meeting, where the page has one beside it."""

import pytest

from ecgtool.learn.page import Lesson, learn_page
from tests.learn.test_rules_in_words import drafts_of, source_of

_PAGE = "# Weavers\n\n{}\n\nOffice hours: every Tuesday at 17:00 UTC.\n"


def _learnt(sentence: str, page: str = _PAGE) -> tuple[list[str], Lesson]:
    """The days of the groups that a page with this sentence makes."""
    lesson = learn_page(source_of(page.format(sentence)))
    return [draft.table["schedule"]["on"] for draft in lesson.drafts], lesson


@pytest.mark.parametrize(
    "sentence",
    [
        "The feed is read every Monday at 05:00 UTC.",
        "Logs are rotated on Wednesdays at 23:00 UTC, and there are no meetings in August.",
        "The heating comes on each Monday at 06:00 UTC.",
        "The lift is out of order every Thursday at 06:00 UTC.",
        "- The workshop opens on Saturdays at 08:00 UTC",
        "A robot waters the plants every Monday at 04:00 UTC.",
        "Every Monday at 04:00 UTC a robot waters the plants.",
        "The wiki is frozen each Monday at 23:00 UTC for an hour.",
        "- Catalogue update: Mondays 02:00 UTC (automatic)",
        "- Release train: Mondays 02:00 UTC",
        "Reviews close on Fridays at 23:59 UTC.",
        "Releases ship on Mondays at 02:00 UTC.",
        "Patches must be in by Thursday 18:00 UTC.",
        "Please send questions for the meeting by Monday 12:00 UTC.",
        "Votes close on Fridays at 20:00 UTC.",
        "The weekly build takes place on Fridays at 21:00 UTC.",
        "The on-call shift changes every Monday at 09:00 UTC.",
        "On-call duty rotates weekly, on Mondays at 09:00 UTC, between the members.",
        "- Index refresh: Sundays, 04:00 UTC",
        "- Desk hours: Mon-Thu 14:00-18:00 UTC",
        "- Thursdays: publication (08:00 UTC)",
        "- Mirror sync: Sundays, 04:00 UTC",
        "- Weekly report: Mondays, 06:00 UTC",
        "- Minutes: Thursdays, 12:00 UTC",
        "The forum is closed on Sundays, and a spam filter is trained every night at 02:00 UTC.",
        "Agenda items until Monday 18:00 UTC, please.",
        "The ferry leaves every day at 08:00 UTC.",
        "The mirror syncs every Sunday at 04:00 UTC.",
        "Open on Sundays from 10:00 to 16:00 UTC.",
        "Sync of the mirrors: Saturdays, 04:00 UTC",
        "Next Thursday we sit in the garden, at 15:00 UTC.",
        "Uploads close every Thursday at 08:00 UTC.",
        "Model runs start at 02:00 and 12:00 UTC every day.",
        "The vents open every day at 10:00 UTC.",
        "- Not a meeting: the counter reboots every Monday at 03:00 UTC.",
        "The radio programme about us is on air every Sunday at 11:00 UTC.",
        "- Labels are printed: Wednesdays, 08:00 UTC",
        "- Cron: sync of the mirrors, daily at 01:00 UTC",
        "Put your free hours in the list before Wednesday 18:00 UTC.",
    ],
)
def test_what_a_thing_does_is_no_meeting(sentence: str) -> None:
    """It makes no group beside the meeting, and it is told."""
    days, lesson = _learnt(sentence)
    assert days == ["Tuesday"]
    assert any(sentence.removeprefix("- ") in told and "no meeting" in told for told in lesson.drafts[0].unknown)


def test_a_job_in_a_row_is_no_meeting() -> None:
    """A row beside that of a call is told by the name in its first cell."""
    rows = "| Certificate renewal | Sundays, 04:00 UTC |\n| Call | Fridays, 13:00 UTC |"
    (draft,) = drafts_of(f"| What | When |\n| --- | --- |\n{rows}")
    assert draft.table["schedule"]["on"] == "Friday"


def test_a_label_beside_the_meeting_itself_may_be_no_meeting() -> None:
    """A group is made of it, as a guess, unless it names people or what they meet for."""
    items = "Meeting: Mondays 15:00 UTC", "Results: Tuesdays 15:00 UTC", "Editors: Fridays 15:00 UTC"
    meeting, results, editors = drafts_of("\n".join(f"- {item}" for item in items))
    assert "Results" in results.guesses["schedule.on"]
    assert not {"schedule.on"} & {*meeting.guesses, *editors.guesses}


@pytest.mark.parametrize(
    ("parent", "own"),
    [
        ("- Parent group: meets Tuesdays at 16:00 UTC", "- This task force: meets Thursdays at 16:00 UTC"),
        ("The parent group meets on Tuesdays at 16:00 UTC.", "We meet on Thursdays at 16:00 UTC."),
        ("We are part of the Loom group (Tuesdays 16:00 UTC).", "Our own meeting is on Thursdays at 16:00 UTC."),
        ("- Main project call: Tuesdays 16:00 UTC", "- Our call: Thursdays 16:00 UTC"),
        ("The committee that we report to meets on Tuesdays at 16:00 UTC.", "Ours: Thursdays 16:00 UTC."),
    ],
)
def test_the_meeting_of_the_group_above_is_told(parent: str, own: str) -> None:
    """Beside a meeting that the page calls its own, whichever of them comes first."""
    for lines in ((parent, own), (own, parent)):
        (draft,) = drafts_of("\n\n".join(lines))
        assert draft.table["schedule"]["on"] == "Thursday"
        assert any("part of" in told for told in draft.unknown)


def test_a_list_of_groups_may_have_one_that_is_called_parent() -> None:
    """Where none of them is the page's own, all are groups."""
    drafts = drafts_of("- Parent circle: Tuesdays at 16:00 UTC\n- Youth circle: Thursdays at 16:00 UTC")
    assert [draft.table["schedule"]["on"] for draft in drafts] == ["Tuesday", "Thursday"]


@pytest.mark.parametrize("subject", ["Bread ordering", "Open studio"])
def test_what_may_be_a_thing_is_a_guess(subject: str) -> None:
    """Words that name no people may be a thing, or a name: the group stays, behind the other, with a guess."""
    days, lesson = _learnt(f"{subject} every Thursday at 08:00 UTC.")
    assert days == ["Tuesday", "Thursday"]
    assert subject in lesson.drafts[1].guesses["schedule.on"]


@pytest.mark.parametrize(
    "sentence",
    [
        "Questions are answered every Thursday at 11:00 UTC in the call.",
        "The bug triage is done on Thursdays at 13:00 UTC.",
        "Every Thursday at 13:00 UTC ([backup link](https://example.org/call)).",
        "Maintenance team: Thursdays at 13:00 UTC",
        "- Maintenance chat: Thursdays at 13:00 UTC",
        "**Backup crew**: Thursdays at 13:00 UTC",
        "- *Voices only (singers, not public)* - Thursdays, 19:00 UTC",
        "- Thursdays 16:00 UTC - pairing on tiles, 2 hours",
        "Status update: every Thursday, 13:00 UTC",
        "Thursdays at 13:00 UTC (the digest is sent afterwards)",
        "The choir rehearses on Thursdays at 18:00 UTC.",
        "The scanners meet on Thursdays at 18:00 UTC.",
        "Pruning takes place on Thursdays at 18:00 UTC.",
        "Board games every Thursday at 18:00 UTC.",
        "Guests are welcome on Thursdays at 18:00 UTC.",
        "Every Thursday at 18:00 UTC in the library.",
        "Thursdays at 18:00 UTC, the upper rooms.",
    ],
)
def test_what_people_do_is_a_meeting(sentence: str) -> None:
    """Where people or a gathering are named, or nobody is, it is a second group without a doubt."""
    days, lesson = _learnt(sentence)
    assert sorted(days) == ["Thursday", "Tuesday"]
    assert not any("meeting" in why for draft in lesson.drafts for why in draft.guesses.values())


@pytest.mark.parametrize(
    "sentence", ["Scores are read on Thursdays at 20:00 UTC.", "The bell rings each Thursday at 20:00 UTC."]
)
def test_the_only_rule_of_a_page_is_its_meeting(sentence: str) -> None:
    """It may be how people say that they meet."""
    assert _learnt(sentence, "# Weavers\n\n{}\n")[0] == ["Thursday"]


@pytest.mark.parametrize(
    "sentence", ["The automation starts every Friday at midnight UTC.", "Releases ship on Mondays at 02:00 UTC."]
)
def test_what_a_machine_does_is_no_meeting_of_a_page_without_another(sentence: str) -> None:
    """It is refused with what it is taken for."""
    days, lesson = _learnt(sentence, "# Weavers\n\n{}\n")
    assert not days
    assert sentence in lesson.refusal


@pytest.mark.parametrize(
    "sentence",
    [
        "From 2018 to 2021: Mondays at 07:00 UTC.",
        "- 2018-2021: Mondays, 07:00 UTC",
        "Until the summer of 2021, the group came together every other Monday at 07:00 UTC.",
        "Between 2018 and 2021 the weavers sat each Monday at 07:00 UTC.",
        "| Years | Days |\n|---|---|\n| 2018-2021 | Mondays 07:00 UTC |",
    ],
)
def test_years_that_are_over_are_what_was(sentence: str) -> None:
    """A span of years that ends before this one makes no group, and is the reason where there is no other."""
    assert _learnt(sentence)[0] == ["Tuesday"]
    alone = learn_page(source_of(f"# Weavers\n\n{sentence}\n"))
    assert not alone.drafts or alone.drafts[0].missing
    assert "it tells of what was" in alone.refusal


@pytest.mark.parametrize("years", ["Season 2025-2026", "In 2026 and 2027"])
def test_years_that_go_on_are_none(years: str) -> None:
    """This year's are those of a meeting that is held."""
    assert _learnt(f"{years}: Thursdays at 12:00 UTC.", "# Weavers\n\n{}\n")[0] == ["Thursday"]


@pytest.mark.parametrize(
    ("thing", "people", "days"),
    [
        (
            "Die Protokolle werden montags um 05:00 UTC gelöscht.",
            "Wir treffen uns dienstags um 17:00 UTC.",
            "Dienstag",
        ),
        ("Le flux est lu tous les lundis à 05:00 UTC.", "La réunion a lieu tous les mardis à 17:00 UTC.", "mardi"),
        ("El archivo se copia cada lunes a las 05:00 UTC.", "Nos reunimos cada martes a las 17:00 UTC.", "martes"),
        (
            "O arquivo é copiado toda segunda-feira às 05:00 UTC.",
            "A reunião é toda terça-feira às 17:00 UTC.",
            "terça",
        ),
        (
            "Il server viene riavviato ogni lunedì alle 05:00 UTC.",
            "Ci incontriamo ogni martedì alle 17:00 UTC.",
            "martedì",
        ),
        (
            "Het archief wordt elke maandag om 05:00 UTC gewist.",
            "We vergaderen elke dinsdag om 17:00 UTC.",
            "dinsdag",
        ),
        ("毎週月曜日 05:00 UTC にサーバーが再起動されます。", "毎週火曜日 17:00 UTC に会合を開催します。", "火曜日"),
        ("服务器每周一 05:00 UTC 自动重启。", "我们每周二 17:00 UTC 开会。", "周二"),
    ],
)
def test_what_a_thing_does_is_no_meeting_in_any_language(thing: str, people: str, days: str) -> None:
    """Each language that is read has words for people, for what they meet for, and for what is done to a thing."""
    found, lesson = _learnt(thing, f"# X\n\n{{}}\n\n{people}\n")
    assert found == ["Tuesday"], days
    assert any(thing.rstrip(".") in told for told in lesson.drafts[0].unknown)


@pytest.mark.parametrize(
    "text",
    [
        "Motions need to be presented before Friday 0800 UTC.",
        "Send your topics before the Tuesday 16:00 UTC call.",
    ],
)
def test_what_has_to_be_done_before_a_day_is_no_meeting(text: str) -> None:
    """The day and the hour are the end of a time, and the only meeting is the other line's."""
    drafts = drafts_of(f"Mondays at 20:00 UTC.\n\n{text}")
    assert [draft.table["schedule"]["on"] for draft in drafts] == ["Monday"]


@pytest.mark.parametrize(
    "below",
    [
        "That translates to:\n\n| Where | When |\n|---|---|\n| Tokyo | Friday 02:00 |\n| Oslo | Thursday 18:00 |",
        "For other time zones, 17:00 UTC is:\n\n- Tokyo: Friday 02:00\n- Oslo: Thursday 18:00",
    ],
)
def test_an_hour_in_other_places_is_no_meeting(below: str) -> None:
    """A list or a table below the hour tells when that is elsewhere, and makes no group of any of its lines."""
    (draft,) = drafts_of(f"The second Thursday of each month at 17:00 UTC. {below}")
    assert draft.table["schedule"]["on"] == "second Thursday"


def test_what_is_held_is_no_thing() -> None:
    """Only meetings are hosted or held, whatever stands for them."""
    _, lesson = _learnt("These will be hosted every third Wednesday at 17:30 UTC.")
    assert "may be no meeting" not in str([draft.guesses for draft in lesson.drafts])


@pytest.mark.parametrize(
    "text",
    [
        "The bot posts a reminder on Mondays at 08:00 UTC for the meeting on Tuesdays at 09:00 UTC.",
        "We send the agenda on Fridays at 12:00 UTC for the call on Tuesdays at 09:00 UTC.",
        "Die Tagesordnung geht freitags um 12:00 UTC raus für die Sitzung am Dienstag um 09:00 UTC.",
    ],
)
def test_what_is_done_for_a_meeting_is_none(text: str) -> None:
    """Its day is told, and makes no group."""
    (draft,) = drafts_of(text)
    assert (draft.table["schedule"]["on"], draft.table["schedule"]["at"]) == ("Tuesday", "09:00")
    assert "is not used" in draft.guesses["schedule.every"]
    assert len(drafts_of("Mondays at 08:00 UTC for the EU call and Tuesdays at 17:00 UTC for the US call.")) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("We meet on Mondays at 15:00 UTC. The docs team meets on Tuesdays at 15:00 UTC.", "The docs team"),
        ("Mondays at 15:00 UTC.\n\nThe docs team, our neighbour, meets on Tuesdays at 15:00 UTC.", "The docs team"),
        ("Wir treffen uns montags um 15:00 UTC. Der Vorstand trifft sich dienstags um 15:00 UTC.", "Der Vorstand"),
        ("Mondays at 15:00 UTC.\n\n| Role | Person | Hours |\n|---|---|---|\n| Chair | Jo | Tue 9-12 UTC |", "Role"),
    ],
)
def test_the_meeting_of_another_group_or_person_is_a_guess(text: str, words: str) -> None:
    """Beside one of "we", or one that names nobody."""
    _, other = drafts_of(text)
    assert other.guesses["schedule.on"].endswith(f"which may be no meeting, by “{words}”")


@pytest.mark.parametrize(
    "text",
    [
        "We meet on Mondays at 15:00 UTC.\n\nNeighbours: the docs team meets Tuesdays at 15:00 UTC.",
        "See also: the docs team (Tuesdays, 15:00 UTC). We meet on Mondays at 15:00 UTC.",
        "## Related groups\n\n- Docs: Tuesdays at 15:00 UTC\n\n## Our meeting\n\nMondays at 15:00 UTC.",
    ],
)
def test_what_a_label_or_a_title_gives_to_others_makes_no_group(text: str) -> None:
    """It is told."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["on"] == "Monday"
    assert "it is a meeting of others" in " ".join(draft.unknown)


def test_meetings_of_several_teams_are_all_the_page_s_own() -> None:
    """Where each has a name, and where one is called "our"."""
    for first in ("The core team meets on", "We meet on"):
        second = "The docs team" if first.startswith("The") else "Our docs team"
        drafts = drafts_of(f"{first} Mondays at 15:00 UTC. {second} meets on Tuesdays at 15:00 UTC.")
        assert ["schedule.on" in draft.guesses for draft in drafts] == [False, False]


def test_the_next_date_alone_leaves_open_how_often() -> None:
    """Where a page has no other rule, it is learnt as a guess."""
    (draft,) = drafts_of("Next Thursday: 15:00 UTC")
    assert "it names the next date" in draft.guesses["schedule.every"]


@pytest.mark.parametrize(
    ("page", "things"),
    [
        (
            (
                "| When | What |\n| --- | --- |\n| Fridays 06:00 UTC | oven is lit |\n| Fridays 17:00 UTC | meeting |"
                "\n| Saturdays 09:00 UTC | sale |"
            ),
            ["oven is lit", "sale"],
        ),
        ("Alarm tests: first Monday of the month, 07:00 UTC.\n\nWe meet on Tuesdays, 13:00 UTC.", ["Alarm tests"]),
        ("- full check: Sundays 03:00 UTC\n\n## Talk to us\n\nTuesdays 19:00 UTC in `#mirror`.", ["full check"]),
        ("We meet on Mondays at 15:00 UTC.\n\n- Docs: Tuesdays 15:00 UTC\n- Release team: Fridays 15:00 UTC", []),
        ("Meetings: Thursdays 16:00 UTC\n\nIndexer: Fridays at 03:30 UTC.", ["Indexer"]),
        ("- Call: Thursdays 16:00 UTC\n- CI: Sundays at 03:30 UTC", ["CI"]),
        ("- Call: Thursdays 16:00 UTC\n- Asia: Fridays 03:30 UTC", []),
        (
            "| Group | When |\n| --- | --- |\n| Docs meeting | Tuesdays 15:00 UTC |\n| Drums | Fridays 15:00 UTC |",
            [],
        ),
    ],
)
def test_a_thing_beside_a_plain_meeting_is_a_guess(page: str, things: list[str]) -> None:
    """A label or a row that names neither people, a gathering nor a place, where another one says that we meet."""
    drafts = drafts_of(page)
    doubts = [why for draft in drafts if "may be no meeting" in (why := draft.guesses.get("schedule.on", ""))]
    assert len(doubts) == len(things)
    assert all(thing in why for thing, why in zip(things, doubts, strict=True))
