"""What is to be run, for whom, and where things are; the formats render it."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ecgtool.group import Group

SECRETS = ".config/ecg/secrets.env"
"""The file below the home folder that holds the secrets of unattended runs."""


class Plan(NamedTuple):
    """The groups, and where the program, the configuration and the exported calendar are.

    ``zone`` is the clock of the machine, ``every`` whether these are all groups of the configuration.
    """

    groups: Sequence[Group]
    program: Path
    config: Path
    calendar: Path
    zone: ZoneInfo
    now: datetime
    every: bool

    @property
    def paged(self) -> tuple[Group, ...]:
        """The groups that have a page to bring up to date."""
        return tuple(group for group in self.groups if group.wiki)

    @property
    def on_wikis(self) -> tuple[Group, ...]:
        """The groups whose page is on a wiki, so that a run needs a password or a token."""
        return tuple(group for group in self.paged if group.wiki and group.wiki.api)

    @property
    def hosts(self) -> str:
        """The hosts of the wikis, as ``$ECG_WIKI_HOST`` names them: a secret goes to these alone."""
        addresses = (urlsplit(group.wiki.api) for group in self.on_wikis if group.wiki)
        return ",".join(dict.fromkeys(address.netloc.rpartition("@")[2].lower() for address in addresses))

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the environment that an export takes pass codes from."""
        names = (group.call.passcode_variable for group in self.groups)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def has_secrets(self) -> bool:
        """Whether a run takes a secret from the environment."""
        return bool(self.on_wikis or self.variables)

    @property
    def in_files(self) -> tuple[Group, ...]:
        """The groups whose page is a file."""
        return tuple(group for group in self.paged if group.wiki and group.wiki.file)

    def bump(self, config: str, keys: Sequence[str] = ()) -> list[str]:
        """The arguments that bring pages up to date: those of ``keys``, or of all groups that have one."""
        return ["wiki", "bump", "--quiet", "--config", config, *self._groups(keys or [g.key for g in self.paged])]

    def export(self, config: str, calendar: str) -> list[str]:
        """The arguments that export the calendar of all groups."""
        chosen = self._groups([group.key for group in self.groups])
        return ["ical", "export", "--quiet", "--config", config, *chosen, "--output", calendar]

    def _groups(self, keys: Sequence[str]) -> list[str]:
        if self.every and len(keys) == len(self.groups):
            return ["--all"]
        return [word for key in keys for word in ("--group", key)]
