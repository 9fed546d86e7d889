"""What stands beside a plain meeting, or alone without people, is no meeting in silence."""

import pytest

from ecgtool.learn.page import learn_page
from tests.learn.test_rules_in_words import drafts_of, source_of


@pytest.mark.parametrize("thing", ["CI: daily at 03:30 UTC", "Tests: run daily at 03:30 UTC."])
def test_a_thing_of_each_day_beside_a_meeting_is_none(thing: str) -> None:
    """People do not meet on seven days a week: it makes no group, and is told."""
    for page in (f"- Meetings: Thursdays 16:00 UTC\n- {thing}", f"Meetings: Thursdays 16:00 UTC\n\n{thing}"):
        (draft,) = drafts_of(page)
        assert draft.table["schedule"]["on"] == "Thursday"
        assert any(thing in told and "no meeting" in told for told in draft.unknown)


@pytest.mark.parametrize("thing", ["Kiln opens: Saturdays 9:00, Berlin", "Archive: Mondays at 9:00 UTC"])
def test_a_thing_is_no_meeting_where_meetings_are_arranged(thing: str) -> None:
    """The page is refused, for its meetings have no fixed time; a gathering beside them is learnt."""
    refused = learn_page(source_of(f"- Meetings: by arrangement\n- {thing}"))
    assert "no fixed time" in refused.refusal
    assert "Meetings: by arrangement" in refused.refusal
    assert drafts_of("- Meetings: by arrangement\n- Open evening: Saturdays 19:00 UTC")


@pytest.mark.parametrize("subject", ["The kiln is hot", "Deliveries come", "The shop is open"])
def test_one_day_in_a_sentence_about_no_meeting_is_a_guess(subject: str) -> None:
    """It may be that of one week, or of no meeting: the words before it are told."""
    (draft,) = drafts_of(f"{subject} Friday at 18:00 UTC.")
    assert subject in draft.guesses["schedule.on"]


@pytest.mark.parametrize(
    "line",
    [
        "Choir practice Tuesday at 19:00 UTC.",
        "We're in the library Tuesday 19:00 UTC.",
        "Open to all, Tuesday 19:00 UTC.",
        "Tuesday at 19:00 UTC, St Mary's hall",
        "The kiln is hot on Tuesdays at 19:00 UTC.",
    ],
)
def test_one_day_of_a_meeting_is_its_rule(line: str) -> None:
    """Where people or a gathering are named, nothing stands before it, or it is each week's, it is no guess."""
    (draft,) = drafts_of(line)
    assert "schedule.on" not in draft.guesses


def test_what_goes_out_before_the_meeting_is_none() -> None:
    """A sentence may name the day of a mail and that of the call: the former is told."""
    (draft,) = drafts_of("Reminder mail goes out Sundays 14:00 UTC, the call is on Mondays, same time.")
    assert draft.table["schedule"]["on"] == "Monday"
    assert "Sundays" in draft.guesses["schedule.every"]


def test_a_vote_beside_any_meeting_may_be_none() -> None:
    """Votes are no gatherings, whoever meets beside them."""
    thing, _ = drafts_of("- Votes: Fridays, 09:00 UTC\n- Developers' call: Thursdays, 15:00 UTC")
    assert "Votes: Fridays, 09:00 UTC" in thing.guesses["schedule.on"]


@pytest.mark.parametrize(
    "text",
    [
        "- Releases: first Monday of the month, 09:00 UTC\n- Developers' call: Thursdays, 15:00 UTC",
        "## Meetings\n\n- Thursdays, 15:00 UTC\n\n## Maintenance window\n\n- Mondays, 11:00 UTC",
    ],
)
def test_a_job_beside_a_meeting_is_none(text: str) -> None:
    """Its label or its title names what is done then."""
    (draft,) = drafts_of(text)
    assert draft.table["schedule"]["on"] == "Thursday"


def test_a_day_of_one_month_under_a_label_may_be_no_meeting() -> None:
    """It is a guess where the page has no meeting, and none where the group meets at no fixed time."""
    (draft,) = drafts_of("Regatta: first Sunday of June, 10:00 UTC.")
    assert "Regatta" in draft.guesses["schedule.rrule"]
    refused = learn_page(source_of("We meet at short notice. Regatta: first Sunday of June, 10:00 UTC."))
    assert "no fixed time" in refused.refusal


def test_a_thing_beside_a_named_meeting_is_a_guess() -> None:
    """A label without people in a list in which another one names a gathering."""
    thing, meeting = drafts_of("- Siren test: first Saturday, 12:00 UTC\n- Signal call: third Saturday, 12:00 UTC")
    assert "Siren test" in thing.guesses["schedule.on"]
    assert "schedule.on" not in meeting.guesses


@pytest.mark.parametrize(
    ("page", "thing"),
    [
        ("; Outage drill: last Friday, 09:00 UTC\n; Team talk: Fridays, 10:00 UTC", "Outage drill"),
        (
            "'''Broadcast test''': first Monday, 12:00 UTC\n\n'''Signal call''': Wednesdays, 12:00 UTC",
            "Broadcast test",
        ),
    ],
)
def test_a_labelled_thing_beside_a_meeting_is_a_guess(page: str, thing: str) -> None:
    """Of labels below one heading, in a list of definitions or in paragraphs of their own."""
    lesson = learn_page(source_of(f"= Signals =\n{page}\n", "wikitext"))
    told = {draft.name: draft.guesses.get("schedule.on", "") for draft in lesson.drafts}
    assert f"by “{thing}”" in told.pop(thing)
    assert list(told.values()) == [""]


@pytest.mark.parametrize(
    ("sentence", "body"),
    [
        ("We report at the weekly Clay project meeting, Thursdays at 10:00 UTC.", "Clay project meeting"),
        ("Results are given in the monthly call of the Clay board on the first Friday at 15:00 UTC.", "Clay board"),
        ("Questions can also be brought to the Clay SIG (Tuesdays, 8:00 UTC).", "Clay SIG"),
    ],
)
def test_the_meeting_of_another_body_is_a_guess(sentence: str, body: str) -> None:
    """A group that no title names, at whose meeting something is done."""
    _, other = drafts_of(f"We meet on Wednesdays at 09:00 UTC.\n\n{sentence}")
    assert f"by “{body}”" in other.guesses["schedule.on"]


@pytest.mark.parametrize("title", ["Meetings in 2024", "Other meetings of interest", "Example"])
def test_a_title_of_something_else_makes_a_guess(title: str) -> None:
    """Beside a meeting below another title."""
    text = f"# Kiln\n\n## Meetings\n\n- Tuesdays 10:00 UTC\n\n## {title}\n\n- Thursdays 11:00 UTC\n"
    own, other = learn_page(source_of(text)).drafts
    assert f"by “{title}”" in other.guesses["schedule.on"]
    assert "schedule.on" not in own.guesses


@pytest.mark.parametrize(
    "text",
    [
        "Please vote: (a) Mondays 18:00 UTC (b) Tuesdays 18:00 UTC.",
        "A vote is on about our regular day: Mondays at 18:00 UTC or Tuesdays at 19:00 UTC.",
        "Maybe on Tuesdays at 12:00 UTC.",
    ],
)
def test_days_that_are_voted_on_make_no_group(text: str) -> None:
    """They are only proposed."""
    assert "it is only proposed" in learn_page(source_of(text)).refusal


def test_results_of_a_vote_are_a_guess() -> None:
    """They are of one day, below what is due."""
    (draft,) = drafts_of("Vote by Monday 12:00 UTC for the next date. Results on Tuesday at 09:00 UTC.")
    assert "Results" in draft.guesses["schedule.on"]


@pytest.mark.parametrize(
    "page",
    [
        "We have no calls. The ice report comes out every Friday at 06:00 UTC.",
        "- Help desk: Tuesdays 9:00-11:00 UTC\n- Meetings: none planned",
    ],
)
def test_a_page_that_says_that_there_are_no_meetings_has_none(page: str) -> None:
    """What a thing does on its days makes none."""
    assert not [draft for draft in drafts_of(page) if not draft.missing]


def test_no_meetings_in_a_month_are_no_end_of_them() -> None:
    """They are left out of the rule."""
    (draft,) = drafts_of("Archive days are Mondays at 15:00 UTC. No meetings in December.")
    assert "BYMONTH" in draft.table["schedule"]["rrule"]
