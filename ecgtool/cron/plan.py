"""What is to be run, for which groups, and where things are; the other modules render it, one a format."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from ecgtool.cron.times import EACH_HOUR, EACH_TEN_MINUTES, Often
from ecgtool.group import Group

SECRETS = ".config/ecg/secrets.env"
"""The file below the home folder that holds the secrets of unattended runs."""


_LONG_BEFORE = timedelta(hours=3)


@dataclass(frozen=True, kw_only=True, slots=True)
class CronPlan:
    """The groups, and where the program, the configuration and the exported calendar are.

    ``included`` are the files that the configuration includes. ``zone`` is the clock of the machine, ``every``
    whether these are all groups of the configuration. ``source`` is what the program is installed from where it is
    not installed yet, ``site`` the folder of the site, empty for none, ``shards`` into how many parts Kubernetes
    parts the groups, and ``limit`` a program that ends a run (timeout(1)).
    """

    groups: Sequence[Group]
    program: Path
    config: Path
    calendar: Path
    zone: ZoneInfo
    now: datetime
    every: bool
    source: str = ""
    site: str = ""
    shards: int = 0
    limit: str = ""
    included: Sequence[Path] = ()

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
    def announced(self) -> tuple[Group, ...]:
        """The groups whose members are reminded by mail."""
        return tuple(group for group in self.groups if group.announce)

    @property
    def following(self) -> tuple[Group, ...]:
        """The groups that follow a calendar of their organisation."""
        return tuple(group for group in self.groups if group.follow)

    @property
    def mail_hosts(self) -> str:
        """The mail servers, as ``$ECG_SMTP_HOST`` names them: a secret goes to these alone."""
        servers = (urlsplit(group.announce.smtp) for group in self.announced if group.announce)
        return ",".join(dict.fromkeys(server.netloc.rpartition("@")[2].lower() for server in servers))

    @property
    def reminders(self) -> Often:
        """How often to look for what is due: each hour, or more often where a reminder is late."""
        short = any(group.announce.before < _LONG_BEFORE for group in self.announced if group.announce)
        return EACH_TEN_MINUTES if short else EACH_HOUR

    @property
    def variables(self) -> tuple[str, ...]:
        """The variables of the environment that an export takes pass codes from."""
        names = (group.call.passcode_variable for group in self.groups)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def calendar_variables(self) -> tuple[str, ...]:
        """The variables of the environment that hold addresses of calendars to follow."""
        names = (group.follow.ics_variable for group in self.groups if group.follow)
        return tuple(dict.fromkeys(name for name in names if name))

    @property
    def has_secrets(self) -> bool:
        """Whether a run takes a secret from the environment."""
        return bool(self.on_wikis or self.variables or self.calendar_variables or self.announced)

    @property
    def in_files(self) -> tuple[Group, ...]:
        """The groups whose page is a file."""
        return tuple(group for group in self.paged if group.wiki and group.wiki.file)

    def bump(self, config: str, keys: Sequence[str] = ()) -> list[str]:
        """Return the arguments that bring pages up to date: those of ``keys``, or of all groups that have one."""
        chosen = self._groups(keys) if keys else self._that_have([group.key for group in self.paged])
        return ["wiki", "bump", "--quiet", "--config", config, *chosen]

    def export(self, config: str, calendar: str) -> list[str]:
        """Return the arguments that export the calendar of all groups."""
        chosen = self._groups([group.key for group in self.groups])
        return ["ical", "export", "--quiet", "--config", config, *chosen, "--output", calendar]

    def follow(self, config: str) -> list[str]:
        """Return the arguments that compare the groups that follow a calendar with it."""
        chosen = self._that_have([group.key for group in self.following])
        return ["follow", "check", "--quiet", "--config", config, *chosen]

    def build_site(self, config: str, folder: str) -> list[str]:
        """Return the arguments that build the site of all groups."""
        chosen = self._groups([group.key for group in self.groups])
        return ["site", "build", "--quiet", "--config", config, *chosen, "--output", folder]

    def announce(self, config: str) -> list[str]:
        """Return the arguments that send the reminders that are due."""
        chosen = self._that_have([group.key for group in self.announced])
        return ["announce", "send", "--quiet", "--config", config, *chosen]

    def _that_have(self, keys: Sequence[str]) -> list[str]:
        """Return the arguments for ``keys``; under ``--all`` the command passes over groups without its table."""
        return ["--all"] if self.every else self._groups(keys)

    def _groups(self, keys: Sequence[str]) -> list[str]:
        if self.every and len(keys) == len(self.groups):
            return ["--all"]
        return [word for key in keys for word in ("--group", key)]
