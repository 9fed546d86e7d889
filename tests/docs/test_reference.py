"""The reference is what the table of keys says, the sample is a file that loads, and messages are real ones."""

import re

import pytest

from docs.configuration_reference import reference
from ecgtool.config.keys import FILE
from ecgtool.config.kinds import Kind, ListOf, Named, OneOf, Table
from ecgtool.config.load import load
from ecgtool.wording.templates import FIELDS
from tests.docs.shown import ROOT

PAGE = ROOT / "docs" / "configuration.md"


def keys_of(kind: Kind) -> set[str]:
    """All names of keys inside a kind."""
    match kind:
        case Table():
            return {*kind.keys} | {name for key in kind.keys.values() for name in keys_of(key.kind)}
        case Named() | ListOf():
            return keys_of(kind.member)
        case OneOf():
            return {name for _, choice in kind.by_type for name in keys_of(choice)}
        case _:
            return set()


def test_the_page_in_docs_is_made_from_the_table() -> None:
    """`make docs` has been run since the last change of a key."""
    assert PAGE.read_text("utf-8") == reference()


def test_every_key_and_every_field_of_a_template_is_on_it() -> None:
    """Nothing that may stand in the file is missing."""
    page = reference()
    assert [key for key in keys_of(FILE) if f"| `{key}` |" not in page] == []
    assert [name for name in FIELDS if f"| `{{{name}}}` |" not in page] == []


def test_the_sample_has_every_key_and_loads() -> None:
    """Each key stands in it, in force or behind a comment sign, and the file has no fault."""
    sample = ROOT / "docs" / "reference" / "sample.toml"
    text = sample.read_text("utf-8")
    told = set(re.findall(r"\b(\w+) = ", text)) | set(re.findall(r"[\[.](\w+)(?=[.\]])", text))
    told |= set(re.findall(r"\w+", re.findall(r"# a block: (.*)", text)[0]))
    assert keys_of(FILE) - told == {"password"}
    assert load(sample, {}).groups.keys() == {"harbour"}


MESSAGES = re.findall(r"^\| `(.*?)` \|", (ROOT / "docs" / "troubleshooting.md").read_text("utf-8"), re.MULTILINE)
CODE = "".join(path.read_text("utf-8") for path in sorted((ROOT / "ecgtool").glob("**/*.py")))


@pytest.mark.parametrize("message", MESSAGES)
def test_a_message_with_a_remedy_is_a_real_one(message: str) -> None:
    """Its words, those around what differs, stand in the code."""
    pieces = [piece.strip(" :,") for piece in re.split("…|: ", message)]
    assert [piece for piece in pieces if piece not in CODE] == []
