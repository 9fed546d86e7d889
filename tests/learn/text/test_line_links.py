"""Links that people write without "https://" are links, where their host is known."""

import pytest

from ecgtool.learn.text.line_links import with_scheme
from tests.learn.links.test_of_meeting import learn

RULE = "Every Monday at 16:00 UTC"


@pytest.mark.parametrize(
    ("text", "call"),
    [
        (f"{RULE} on zoom.us/j/12345.", "https://zoom.us/j/12345"),
        (f"* When: {RULE}\n* Where: meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hij"),
        (f"{RULE}, [join us][call].\n\n[call]: meet.google.com/abc-defg-hij", "https://meet.google.com/abc-defg-hij"),
        (f"{RULE} ([Zoom](zoom.us/j/1?pwd=x)).", "https://zoom.us/j/1?pwd=x"),
        (f"{RULE}. Join: us02web.zoom.us/j/123", "https://us02web.zoom.us/j/123"),
    ],
)
def test_a_call_without_its_scheme(text: str, call: str) -> None:
    """It is learnt with it from prose, a label, a link and a definition."""
    (draft,) = learn(text).drafts
    assert draft.table["call"]["join"] == call


def test_a_definition_that_no_line_uses_is_told() -> None:
    """The name of a link may be written wrongly on the page."""
    (draft,) = learn(f"{RULE}, at our [community meeting].\n\n[cmeeting]: meet.google.com/abc-defg-hij").drafts
    told = "line 7: https://meet.google.com/abc-defg-hij leads into a call, which is not used"
    assert ("call" in draft.table, told in draft.unknown) == (False, True)


@pytest.mark.parametrize("text", ["README.md/x", "notes/index.html", "ada@zoom.us/x", "example.org/x", "zoom.us"])
def test_no_address_without_a_known_host(text: str) -> None:
    """A path on the same site, a mail address and a host that is not known stay as they are."""
    assert with_scheme(text) == text
    (draft,) = learn(f"{RULE}. See {text}.").drafts
    assert "call" not in draft.table


def test_a_redirect_is_where_it_leads() -> None:
    """A search engine's address with ``source=calendar`` is no calendar."""
    url = "https://www.google.com/url?q=https://github.com/lab/lab&sa=D&source=calendar"
    (draft,) = learn(f"{RULE}, see [the lab]({url}).").drafts
    assert not any("calendar" in line for line in draft.unknown)
