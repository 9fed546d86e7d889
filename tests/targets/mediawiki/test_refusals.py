"""What each error code of the API ends in for a person."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecgtool.targets.mediawiki.refusals import failure

CODES = {
    3: "missingtitle pagedeleted nosuchpageid invalidtitle editconflict",
    4: "permissiondenied writeapidenied noapiwrite cantcreate protectedpage cascadeprotected blocked autoblocked "
    "spamdetected spamprotectionmatch spamblacklist abusefilter-disallowed contenttoobig readapidenied badtoken "
    "assertuserfailed assertnameduserfailed mwoauth-invalid-authorization captcha titleblacklist-forbidden newcode",
    5: "maxlag readonly ratelimited internal_api_error_DBQueryError internal_api_error_RuntimeException",
}


@pytest.mark.parametrize(("exit_code", "code"), [(n, code) for n, codes in CODES.items() for code in codes.split()])
def test_code_ends_in_its_exit_code(exit_code: int, code: str) -> None:
    """Each code has its exit code, and a line that says what to do."""
    error = failure(code)
    assert error.exit_code == exit_code
    assert ": " in str(error)


@given(st.text(max_size=60))
def test_any_code_is_one_line(code: str) -> None:
    """A code that nobody has heard of is one printable line too."""
    (line,) = failure(code).lines
    assert line.isprintable()


def test_what_to_ask_for_is_named() -> None:
    """The line names the right or the grant."""
    named = {"permissiondenied": "editpage", "protectedpage": "editprotected", "captcha": "skipcaptcha"}
    assert all(word in str(failure(code)) for code, word in named.items())


def test_who_asked_without_an_account_is_told_of_none() -> None:
    """A block, or a limit, is then one of the computer's address; what an account could do about it is named."""
    for code, words in (
        ("blocked", "address is blocked"),
        ("ratelimited", "address asks"),
        ("notloggedin", "account"),
    ):
        told = str(failure(code, said="Open proxy.", reads=True, nobody=True))
        assert words in told
        assert "this account" not in told
        assert "it says “Open proxy.”" in told
    assert "set wiki.username" in str(failure("blocked", reads=True, nobody=True))
    assert "this account is blocked" in str(failure("blocked", reads=True))
