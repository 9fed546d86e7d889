"""Tests of ``ecgtool.passcode``: a pass code is nowhere, however a call holds it, and all else stays."""

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.group import Call, DialIn, OneTap
from ecgtool.passcode import HIDDEN, call_without, code_in_link, text_without
from ecgtool.render.agenda import call_document, call_json
from ecgtool.render.formats import rendered
from ecgtool.render.plain import as_json

NAMES = ("key", "pass", "passcode", "passwd", "password", "pin", "pw", "pwd", "secret", "token", "PWD", "Key")
CALL = Call(
    join="https://chair:s3cret99@meet.example.org/j/5550100?from=home&key=abc12345#pin=777333",
    note="Use abc12345, 246802, 888444 or s3cret99; 1246802 is another number. Or https://x.example.org/?pw=other1",
    meeting_id="555 0100 (code 246802)",
    passcode="246802",
    one_tap=(OneTap("+12025550101,,5550100#,,,,0#,,888444#", "US, then 888444"),),
    dial_in=(DialIn("+1 202 555 0101,,5550100#,,*246802#", "US (code 246802)"),),
    find_number="https://chair:s3cret99@meet.example.org/numbers?token=f00dcafe",
)
SECRETS = ("s3cret99", "abc12345", "777333", "246802,", "246802#", "246802)", "888444", "other1", "f00dcafe")


@pytest.mark.parametrize("form", ["text", "markdown", "wikitext", "html", "json"])
def test_a_hidden_pass_code_is_nowhere(form: str) -> None:
    """Not in links, before their hosts, in numbers, labels or the note; what is no code stays."""
    call = call_without(CALL)
    shown = as_json(call_json(call)) if form == "json" else rendered(call_document(call), form)
    assert [secret for secret in SECRETS if secret in shown] == []
    assert "1246802 is another number" in shown
    assert call.join == "https://meet.example.org/j/5550100?from=home"
    assert call.one_tap[0].dial == "+12025550101,,5550100#"


@given(st.sampled_from(NAMES), st.text("abcXYZ0189+'%é", min_size=3, max_size=12))
def test_a_code_in_a_link_is_one_for_every_judgement(name: str, code: str) -> None:
    """What makes a link suspicious is what is taken out of it, and hidden in any text, however it is written."""
    link = f"https://meet.example.org/j/1?from=x&{name}={quote(code)}"
    call = Call(join=link, note=f"Say “{code}”.")
    assert code_in_link(link) == name
    assert call_without(call) == Call(join="https://meet.example.org/j/1?from=x", note=f"Say “{HIDDEN}”.")
    assert text_without(link, Call()) == f"https://meet.example.org/j/1?from=x&{name}={HIDDEN}"


def test_a_password_before_the_host_is_hidden_in_any_text() -> None:
    """To its last character, where there is an at sign in it too; an address of mail or a port is none."""
    assert text_without("smtp://ann:p@ss:1@mail.example.org:25", Call()) == "smtp://...@mail.example.org:25"
    for harmless in ("ann@example.org: 1:2@3", "https://example.org:80/a@b", "https://a.example.org, b:c@d"):
        assert text_without(harmless, Call()) == harmless


def test_without_a_pass_code_nothing_is_hidden() -> None:
    """Words are not changed where there is nothing to hide in them; two characters are no code to look for."""
    call = Call(note="Ask * the chair of 42.", one_tap=(OneTap("+12025550101,,5550100#"),))
    assert call_without(call) == call
    assert call_without(call._replace(passcode="42")) == call
    assert code_in_link("https://meet.example.org/j/1?pwd=&monkey=1#keys=2") == ""


@pytest.mark.parametrize(
    ("link", "without"),
    [
        ("https://meet.example.org/j/1?pwd=a", "https://meet.example.org/j/1"),
        ("https://meet.example.org/j/1?pwd=a&from=b", "https://meet.example.org/j/1?from=b"),
        ("https://meet.example.org/j/1?from=b&PWD=a#c", "https://meet.example.org/j/1?from=b#c"),
        ("https://meet.example.org/#/j/1?pwd=a", "https://meet.example.org/#/j/1"),
        ("https://meet.example.org/j/1#pwd=a", "https://meet.example.org/j/1"),
        ("https://meet.example.org/j/1?pw=a'b", "https://meet.example.org/j/1"),
        ("https://me:a@meet.example.org/?a&&", "https://meet.example.org/?a&&"),
        ("https://meet.example.org/j/1?a%20b&c=+&&", "https://meet.example.org/j/1?a%20b&c=+&&"),
        ("https://[not.an.address", "https://[not.an.address"),
        ("", ""),
    ],
)
def test_a_link_loses_its_pass_code_and_nothing_else(link: str, without: str) -> None:
    """In the query, in the fragment and before the host; whatever else stands there stays to the letter."""
    assert call_without(Call(join=link, find_number=link)) == Call(join=without, find_number=without)
