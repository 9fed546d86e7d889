"""Why a meeting is off, as its page says it."""

from datetime import date

import pytest

from tests.learn.test_rules_in_words import drafts_of


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Not on 17 March 2026: the hall is let.", "the hall is let"),
        ("No meeting on 17 March 2026 (spring fair).", "spring fair"),
        ("The call of 17 March 2026 is cancelled (holiday).", "holiday"),
        ("We skip 17 March 2026 because of the fair.", "the fair"),
        ("17 March 2026 is cancelled due to the fair", "the fair"),
        ("No call on 17 March 2026 - everybody is at the fair.", "everybody is at the fair"),
        ("Cancelled: 17 March 2026", None),
        ("There is no meeting on Tuesday, 17 March 2026.", None),
        ("Holidays: no calls on 2026-03-17 and 2026-12-29", None),
        ("- 17 March 2026 (cancelled)", None),
        ("- 17 March 2026: no call", None),
        ("## No meetings\n\n- 17 March 2026: spring fair", "spring fair"),
        ("| Date | Who |\n|---|---|\n| 17 March 2026 | Sam: no call |\n| 24 March 2026 | Kim |", None),
        ("| Date | What |\n|---|---|\n| 17 March 2026 | off: fair |\n| 24 March 2026 | tides |", "fair"),
        ("| Date | Who |\n|---|---|\n| 17 March 2026 | — none — |\n| 24 March 2026 | Kim |", None),
    ],
)
def test_a_reason_is_said_beside_the_date_and_without_it(text: str, reason: str | None) -> None:
    """A meeting that is off has the page's reason: never its date, nor the mere words that it is off."""
    schedule = drafts_of(f"# Dunes\n\nTuesdays at 15:00 UTC.\n\n{text}\n")[0].table["schedule"]
    skip = schedule["skip"][0]
    assert (skip["date"], skip.get("reason")) == (date(2026, 3, 17), reason)


def test_each_of_several_dates_has_its_own_reason() -> None:
    """A bracket is the reason of the date before it; a date without one has none."""
    text = "Tuesdays at 15:00 UTC.\n\nNo call on 2026-03-17 (fair), 2026-03-24, 2026-03-31 (spring break)."
    skips = drafts_of(f"# Dunes\n\n{text}\n")[0].table["schedule"]["skip"]
    assert [skip.get("reason") for skip in skips] == ["fair", None, "spring break"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Jeden Dienstag um 15 Uhr, Berlin. Am 17. März 2026 kein Treffen wegen der Messe.", "der Messe"),
        ("Chaque mardi à 15 h, heure de Paris. Pas de réunion le 17 mars 2026 (congés).", "congés"),
        ("Todos los martes a las 15:00, hora de Madrid. El 17 de marzo de 2026 no hay reunión: feria.", "feria"),
    ],
)
def test_a_reason_in_another_language(text: str, reason: str) -> None:
    """The words before a reason are those of the page's language."""
    assert drafts_of(f"# Dunes\n\n{text}\n")[0].table["schedule"]["skip"][0]["reason"] == reason
