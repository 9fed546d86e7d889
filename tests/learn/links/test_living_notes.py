"""Of several links to notes, those are taken to which a meeting's own words or a living document speak."""

import pytest

from tests.learn.links.test_of_meeting import learn


def test_notes_that_a_word_calls_so_go_before_a_document_on_the_rule() -> None:
    """Below the rule's item they are the notes, and the document is told."""
    rule, notes = (f"https://docs.google.com/document/d/{name}/edit" for name in ("rule", "notes"))
    (draft,) = learn(f"* Call: [Thursdays at 20:00 UTC]({rule})\n  * [Notes and agenda]({notes})").drafts
    assert draft.table["agenda"]["notes"] == notes
    assert any(rule in told for told in draft.unknown)


def test_minutes_of_one_meeting_by_its_number_are_no_notes() -> None:
    """They are of that one alone."""
    (draft,) = learn("Thursdays at 20:00 UTC.\n\nMinutes of no. 117: <https://example.org/walls/117>").drafts
    assert "agenda" not in draft.table


def test_a_document_goes_before_other_notes() -> None:
    """Where people write together is where notes are taken; the others are told."""
    folder, issues = "https://drive.google.com/drive/folders/old", "https://example.org/issues?label=agenda"
    document = "https://docs.google.com/document/d/living/edit"
    links = f"[agenda]({issues}), [old notes]({folder}), [living notes]({document})"
    (draft,) = learn(f"Tuesdays at 16:00 UTC ({links}).").drafts
    assert draft.table["agenda"]["notes"] == document
    assert all(any(url in told for told in draft.unknown) for url in (folder, issues))


def test_the_call_of_office_hours_is_not_that_of_the_meeting() -> None:
    """It is told."""
    hours = "## Office hours\n\nJoin the hours of the mentors at <https://zoom.us/j/92222222222>, by appointment."
    (draft,) = learn(f"## Call\n\nTuesdays at 16:00 UTC.\n\n{hours}").drafts
    assert "join" not in draft.table.get("call", {})
    assert any("https://zoom.us/j/92222222222" in told for told in draft.unknown)


def test_a_link_alone_below_a_title_of_notes_is_the_notes() -> None:
    """Whatever its address."""
    (draft,) = learn("## Call\n\nTuesdays at 16:00 UTC.\n\n## Agenda and Minutes\nhttps://tiny.example.org/x").drafts
    assert draft.table["agenda"]["notes"] == "https://tiny.example.org/x"


def test_details_behind_the_word_notes_are_the_notes_of_all_meetings_of_a_list() -> None:
    """The words before the link say what it is for."""
    items = "* Europe: Thursdays at 7:00 AM Pacific.\n* Asia: Wednesdays at 4:00 PM Pacific."
    notes = "* Meeting notes and agenda: [Meeting details](https://docs.google.com/document/d/abc/edit)"
    drafts = learn(f"## Community Meeting\n\n{items}\n{notes}").drafts
    assert [draft.table["agenda"]["notes"] for draft in drafts] == ["https://docs.google.com/document/d/abc/edit"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "- Previous meetings: [notes](https://pad.example.org/p/lab)",
        "### Past Community Meetings\n\nYou can read the notes of [past community meetings](https://pad.example.org/p/lab).",
    ],
)
def test_notes_of_earlier_meetings_are_those_of_the_next_in_doubt(text: str) -> None:
    """They may be a living document; what is said of a group that has ended is no link of this one."""
    (draft,) = learn(f"Tuesdays at 16:00 UTC.\n\n{text}").drafts
    assert draft.table["agenda"]["notes"] == "https://pad.example.org/p/lab"
    assert any("may be the notes of earlier meetings alone" in told for told in draft.unknown)
    (other,) = learn("Tuesdays at 16:00 UTC.\n\n## Former groups\n\n- [Slip](https://zoom.us/j/2)").drafts
    assert "call" not in other.table
