"""Tests of ``ecgtool.cli.session``: what a run says to type can be typed as it stands."""

from pathlib import Path

import pytest

from ecgtool.cli.session import SharedOptions

FILE = Path("my groups.toml")


@pytest.mark.parametrize(
    ("options", "said", "typed"),
    [
        (SharedOptions(), "`ecg wiki bump` mends it", "`ecg wiki bump` mends it"),
        (SharedOptions(config=FILE), "write one with `ecg init`", "write one with `ecg init -c 'my groups.toml'`"),
        (SharedOptions(group=("a",)), "write one with `ecg init`", "write one with `ecg init`"),
        (
            SharedOptions(config=FILE, group=("a",)),
            "if off, `ecg cancel 2026-02-09 -g a`, else `ecg wiki bump`",
            "if off, `ecg cancel 2026-02-09 -g a -c 'my groups.toml'`, else `ecg wiki bump -g a -c 'my groups.toml'`",
        ),
        (SharedOptions(every=True), "`ecg wiki bump` or `ecg move`", "`ecg wiki bump --all` or `ecg move`"),
        (SharedOptions(group=("a", "b")), "`ecg status`", "`ecg status -g a -g b`"),
        (SharedOptions(config=FILE), "the `page` says ecg wiki", "the `page` says ecg wiki"),
    ],
)
def test_a_command_in_a_hint_has_the_options_of_the_run(options: SharedOptions, said: str, typed: str) -> None:
    """The file and the groups that were named, quoted for a shell; what is no command stays as it is."""
    assert options.completed(said) == typed
