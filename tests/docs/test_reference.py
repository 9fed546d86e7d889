"""The reference page is what the table of keys says."""

from pathlib import Path

from docs.configuration_reference import reference
from ecgtool.config.keys import FILE
from ecgtool.config.kinds import Kind, ListOf, Named, OneOf, Table
from ecgtool.wording.templates import FIELDS

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"


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
