"""The wikis of one run: each is connected to once, logged in to once, and asked for its pages together.

A run that only reads asks all its wikis at once: one that does not answer takes no time from the others.
"""

import random
import time
from contextlib import ExitStack, suppress
from datetime import UTC, datetime, timedelta
from functools import cached_property, partial
from threading import Lock
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from ecgtool.cli.at_once import Answers
from ecgtool.errors import EcgError
from ecgtool.group import Group, PageSettings
from ecgtool.targets.mediawiki.client import Identity, Wiki, connected
from ecgtool.targets.mediawiki.credentials import Password, bearer, password
from ecgtool.targets.mediawiki.pages import PageRevision
from ecgtool.targets.mediawiki.target import MediaWikiTarget
from ecgtool.targets.mediawiki.waiting import ENDING, Patience, RunClock
from ecgtool.trust import COMMAND_SECONDS

if TYPE_CHECKING:
    from ecgtool.cli.session import Session

_Key = tuple[str, str, tuple[str, ...]]

TO_READ = timedelta(seconds=10)
"""How long a run that only reads may take: somebody wants to see it now."""
CLOCK = RunClock(now=lambda: datetime.now(UTC), seconds=time.monotonic, sleep=time.sleep, jitter=random.random)


class Wikis:
    """The connections of ``session``, closed when it ends."""

    def __init__(self, session: "Session") -> None:
        self._session = session
        self._stack = ExitStack()
        self._wikis: dict[_Key, Wiki] = {}
        self._pages = Answers(self._read_together)
        self._one_password = Lock()  # two commands that ask a person at the same terminal would be one too many

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def page(self, group: Group, target: PageSettings) -> MediaWikiTarget:
        """Return the page of a group; where the run has several pages on wikis, all of a wiki are read together.

        Raises:
            EcgError: the wiki's address or the credentials are not fit for use.
        """
        key = _key(target)
        wiki = self.wiki(group, target)
        first = self._pages[key].pop(target.page, None) if len(self._targets) > 1 else None
        return MediaWikiTarget(wiki=wiki, settings=target, state=lambda: self._session.state_folder, first=first)

    def wiki(self, group: Group, target: PageSettings) -> Wiki:
        """Return the wiki of a group, which is connected to once."""
        key = _key(target)
        if key not in self._wikis:
            self._wikis[key] = self._connect(group, target)
            self._session.progress(f"asking {urlsplit(target.api).hostname}")
            if not self._session.edits and len(self._targets) > 1:
                self._ask_all()
        return self._wikis[key]

    def _ask_all(self) -> None:
        """Begin to read the pages of all groups; where a wiki cannot be asked, its own group's turn says why."""
        for one in self._session.groups:
            if one.wiki and not one.wiki.file and _key(one.wiki) not in self._wikis:
                with suppress(EcgError):
                    self._wikis[_key(one.wiki)] = self._connect(one, one.wiki)
        self._pages.begin(self._wikis)

    def _connect(self, group: Group, target: PageSettings) -> Wiki:
        environ, hosts = self._session.environ, self._session.secret_hosts
        self._session.require_trust(target.password_command, "wiki.password_command")
        username = target.username or environ.get("ECG_WIKI_USERNAME", "")
        identity = Identity(
            password=partial(self._password, target),
            username=username,
            bearer=bearer(target, environ, hosts),
            way_in="try `ecg wiki login`",
        )
        session = self._session
        budget = self._patience(target)
        when = {"ends": self._ends} if session.edits else {"over": budget or TO_READ}
        patience = Patience(budget, CLOCK, session.detail, show=session.waiting, **when)
        contact = "; ".join(filter(None, (group.homepage, username and f"User:{username.partition('@')[0]}")))
        return self._stack.enter_context(connected(target.api, identity, patience, contact))

    def _password(self, target: PageSettings) -> Password:
        """Return the name and password for a wiki; a note says so where the password command takes its time."""
        with (
            self._one_password,
            self._session.noticed("wiki.password_command to print the password", COMMAND_SECONDS),
        ):
            return password(target, self._session.environ, self._session.secret_hosts)

    @cached_property
    def _ends(self) -> float:
        """When a run that edits has to be over, by the clock: the longest patience, and a bit for each page."""
        pages = [group.wiki for group in self._session.groups if group.wiki]
        of_each_wiki = {_key(page): page for page in pages}.values()
        longest = max(self._patience(page) for page in of_each_wiki).total_seconds()
        return CLOCK.seconds() + longest + ENDING + len(pages) - 1

    def _patience(self, target: PageSettings) -> timedelta:
        """Return the command line's patience, or else the longest of the wiki's groups; reading waits less."""
        if self._session.patience is not None:
            return self._session.patience
        longest = max(other.patience for other in (target, *self._targets) if _key(other) == _key(target))
        return longest if self._session.edits else min(longest, TO_READ)

    def _read_together(self, key: _Key) -> dict[str, PageRevision | EcgError]:
        titles = list(dict.fromkeys(target.page for target in self._targets if _key(target) == key))
        try:
            return dict(self._wikis[key].read(titles, to_write=self._session.edits))
        except EcgError as error:
            return dict.fromkeys(titles, error)

    @cached_property
    def _targets(self) -> list[PageSettings]:
        """The pages of the run's groups that are on wikis."""
        return [group.wiki for group in self._session.groups if group.wiki and not group.wiki.file]


def _key(target: PageSettings) -> _Key:
    """Return the same key for two groups that can share a login."""
    return target.api, target.username, target.password_command
