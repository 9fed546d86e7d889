"""What a bump would write again though it is true of one meeting only is told, or its line is left alone."""

import pytest

from tests.learn.test_rules_in_words import group_of


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("**Next meeting: March 5, 2026, 17:00-18:00 CET (16:00-17:00 UTC)**", ["16:00-17:00"]),
        ("**Next meeting: March 5, 2026 at 17:00 CET / 11:00 EST**", ["11:00", "EST"]),
        ("**Next meeting:** 2026-03-05T17:00+01:00", ["+01:00"]),
        ("**Next meeting: March 5, 2026, 17:00 - topic: release 2.0**", ["topic: release 2.0"]),
        ("## Next meeting: 12th session, March 5, 2026, 17:00", ["12th session"]),
        ("**Next meeting: [March 5, 2026](agendas/2026-03-05.md), 17:00**", ["agendas/2026-03-05.md"]),
    ],
)
def test_words_of_one_meeting_are_told(line: str, words: list[str]) -> None:
    """The end of a range, the letters of another clock, an offset, a topic, a number and an address stay."""
    _, told = group_of(f"Thursdays 17:00 Berlin\n\n{line}")
    assert [one for one in words if f"no field writes “{one}”" not in told] == []


def test_what_is_true_of_any_meeting_is_not_told() -> None:
    """A line of fields, small words and zones has nothing that stays."""
    _, told = group_of("Thursdays 17:00 Berlin\n\n## Next meeting: Thursday, March 5, 2026 at 17:00 CET / 16:00 UTC")
    assert "no field writes" not in told


def test_an_offset_beside_letters_keeps_its_line_from_being_managed() -> None:
    """Letters with an offset, "CET (UTC+1)", are true in winter only, and no field writes the offset."""
    table, told = group_of("Mondays 16:00 CET (UTC+1)")
    assert "schedule_line" not in table["wiki"]
    assert "no field writes “UTC+1, CET”" in told
