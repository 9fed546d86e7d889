"""Tests of ``ecgtool.targets.mediawiki.discovery``: which host is the wiki's own."""

import pytest

from ecgtool.targets.mediawiki.discovery import api_beside


@pytest.mark.parametrize(
    ("page", "api", "found"),
    [
        ("en.example.org", "en.m.example.org", "en.example.org"),
        ("example.org", "m.example.org", "example.org"),
        ("www.example.org", "m.example.org", "www.example.org"),
        ("Wiki.example.org", "wiki.mobile.example.org", "Wiki.example.org"),
        ("wiki.example.org", "wiki.example.org", "wiki.example.org"),
        ("example.net", "m.example.org", "m.example.org"),
        ("example.org", "m.org", "m.org"),
        ("evil.example", "en.m.example.org", "en.m.example.org"),
    ],
)
def test_the_api_of_a_wiki_for_phones(page: str, api: str, found: str) -> None:
    """It is taken from the wiki that is shown on phones, and from no other host."""
    assert api_beside(f"https://{page}/wiki/Lab", f"https://{api}/w/api.php") == f"https://{found}/w/api.php"
