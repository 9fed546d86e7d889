"""What one run of a command has: the options that all share, the configuration, the clock and the way to answer."""

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from ecgtool import config
from ecgtool.cli.app import PLAIN_TERMINALS, columns_of
from ecgtool.config import Config
from ecgtool.errors import EcgError, UsageError
from ecgtool.group import Group
from ecgtool.render.plain import escaped, in_lines, plain
from ecgtool.schedule.planned import FIRST_YEAR, LAST_YEAR
from ecgtool.schedule.zone_data import use_newest

if TYPE_CHECKING:
    from ecgtool.cli.options import SharedOptions
    from ecgtool.cli.progress import Progress
    from ecgtool.cli.wikis import Wikis
    from ecgtool.page import Syntax
    from ecgtool.runs.record import RunRecord
    from ecgtool.targets.interface import Target
    from ecgtool.trust import SecretHosts


_NOTICED = 2.0
"""Seconds after which a person wonders what is waited for."""


class Session(ExitStack):
    """One run of a command, which closes at its end what was opened in it.

    ``patience`` is how long to wait out a busy wiki, where the command line says so; ``edits`` is whether the run is
    to edit pages: then a wiki is asked, together with their texts, for what saving them takes.
    """

    def __init__(self, options: "SharedOptions", environ: Mapping[str, str] | None = None) -> None:
        super().__init__()
        self.options = options
        self.environ: Mapping[str, str] = os.environ if environ is None else environ
        self.patience: timedelta | None = None
        self.edits = False
        self._progress: Progress | None = None
        use_newest(self.environ)

    @cached_property
    def wikis(self) -> "Wikis":
        """The wikis of this run, each connected to when it is first asked for something."""
        from ecgtool.cli.wikis import Wikis

        return self.enter_context(Wikis(self))

    @cached_property
    def state_folder(self) -> Path:
        """Where ecg keeps what lasts between runs: $XDG_STATE_HOME/ecg on Linux.

        Raises:
            UsageError: the user has no home folder to keep it in.
        """
        from platformdirs import user_state_path

        try:
            return user_state_path("ecg", appauthor=False)
        except RuntimeError as error:
            problem = "there is no folder to keep locks in"
            raise UsageError(problem, "set XDG_STATE_HOME to one that can be written") from error

    @property
    def record(self) -> "RunRecord | None":
        """The record of runs with this configuration; None where there is no file, or no folder for it."""
        from ecgtool.files import LockWait
        from ecgtool.runs.record import RunRecord

        path = self.config.path
        turn = LockWait("writing what it remembers", 5, self.detail)
        try:
            return RunRecord(self.state_folder, path.absolute(), turn) if path else None
        except EcgError:
            return None

    @cached_property
    def own_lines(self) -> Mapping[str, str]:
        """The lines that bumps before this run wrote, and nobody has changed since, by the keys of their groups."""
        return self.record.own_lines() if self.record else {}

    def remember(self, keep: "Callable[[RunRecord], object]", tell: Callable[[str], None] | None = None) -> None:
        """Have ``keep`` record something of the run, where there is a folder for it; a failure is only noted.

        ``tell`` says it elsewhere than in a note.
        """
        record = self.record
        try:
            if record:
                keep(record)
        except (OSError, EcgError) as error:
            (tell or self.note)(f"the run is not remembered: {error}")

    def log(self, line: str) -> None:
        """Add a line to the log for people, where there is a folder for it."""
        self.remember(lambda record: record.log(self.now, line), self.detail)

    @cached_property
    def secret_hosts(self) -> "SecretHosts":
        """The hosts that the wiki's secret may go to."""
        from ecgtool.trust import WIKI, secret_hosts

        try:
            state = self.state_folder
        except UsageError:
            state = None
        return secret_hosts(WIKI, self.environ, state)._replace(other_way=", or run `ecg wiki login` once")

    @cached_property
    def config(self) -> Config:
        """The configuration in force; where there is no file, the built-in group, with a note."""
        if self._config_path is None:
            self.note("no ecg.toml: answering for the built-in group; write your own with `ecg init`")
            return config.load_builtin()
        self.progress(f"reading {self._config_path}")
        names = None if self.options.every else self.options.group
        return config.open_config(self._config_path, self.environ, names)

    @cached_property
    def _config_path(self) -> Path | None:
        """The configuration's file, relative to the working folder where it is below that; None for the built-in."""
        try:
            folder = Path.cwd()
        except OSError as error:
            raise UsageError(f"the working folder is gone: {error.strerror}", "go to one that exists") from error
        try:
            path = config.find(self.options.config, self.environ, folder, _user_folder)
        except UsageError as error:
            raise UsageError(error.problem, f"{error.hint}, or write one with `ecg init`") from error
        return path.relative_to(folder) if path and path.is_relative_to(folder) else path

    @cached_property
    def groups(self) -> list[Group]:
        """The groups that the run is about; with ``--shard``, those of that part.

        Raises:
            UsageError: no group has such a name, or ``--shard`` names no part, or stands without ``--all``.
        """
        if self.options.shard is None:
            return self.config.select(self.options.group, every=self.options.every)
        if not self.options.every:
            raise UsageError("--shard is a part of all groups", "add --all")
        from ecgtool.cli.shards import part_of

        return part_of(self.config.groups, self.options.shard)

    @property
    def group(self) -> Group:
        """The one group that the run is about.

        Raises:
            UsageError: it is about several, and the command takes one.
        """
        if len(self.groups) != 1:
            raise UsageError("this command is about one group", "name one with --group")
        return self.groups[0]

    @cached_property
    def now(self) -> datetime:
        """This run's clock, in UTC: ``--now``, ``$ECG_NOW`` or the machine's."""
        option, text = "--now", self.options.now
        if text is None:
            option, text = "$ECG_NOW", self.environ.get("ECG_NOW")
            if not text:
                return datetime.now(UTC)
        moment = parse_instant(text, option)
        if not FIRST_YEAR <= moment.year <= LAST_YEAR:  # one has to be able to look back and ahead from it
            problem = f"{option}: {text!r} is too near an end of the calendar"
            raise UsageError(problem, f"the years are {FIRST_YEAR} to {LAST_YEAR}")
        return moment

    def require_file(self) -> Path:
        """Return the configuration's file, for a command that writes.

        Raises:
            UsageError: there is none, only the built-in group.
        """
        if self._config_path is None or self.config.path is None:
            raise UsageError("there is no ecg.toml to work from", "write one with `ecg init`")
        return self.config.path

    def require_group_file(self) -> Path:
        """Return the file with the table of the run's group, for a command that edits it there.

        Raises:
            UsageError: there is none, only the built-in group, or the run is about several groups.
        """
        self.require_file()
        return self.config.file_of(self.group)

    def page_of(self, group: Group, file: Path | None = None) -> "tuple[Target, Syntax]":
        """Return the page in ``file``, or where none is named that of ``group``, and its syntax.

        Raises:
            UsageError: it has none, or the address of its wiki is not fit for use.
        """
        from ecgtool.page import syntax_of
        from ecgtool.targets.file import FileTarget

        if file:
            return FileTarget(file), syntax_of(file)
        settings = group.wiki
        if settings is None or not (settings.file or (settings.api and settings.page)):
            raise UsageError(f"{group.key} has no page", "name it in wiki.file, or in wiki.api and wiki.page")
        if settings.file is None:
            return self.wikis.page(group, settings), "wikitext"
        self.require_trust(settings.file, "wiki.file")
        return FileTarget(settings.file, self.note), syntax_of(settings.file)

    def require_trust(self, used: object, key: str, outcome: str = "is not used") -> None:
        """Check that the configuration may have ``key`` ``used``: a program, a template or a file to write.

        ``outcome`` is what the error says of the key.

        A configuration that was found rather than named may be somebody else's (as in CVE-2022-24765 of git), and so
        may the files that it includes.

        Raises:
            UsageError: one of them belongs to another user, or others may write where it lies.
        """
        path = self.config.path
        if not used or path is None or self.options.config or self.environ.get("ECG_CONFIG"):
            return
        from shlex import quote

        from ecgtool.trust import distrusted

        for file in self.config.groups.paths:
            if reason := distrusted(file):
                way_out = f"if you trust it, name it with -c {quote(str(path))}, or let nobody else write there"
                raise UsageError(f"{file} was found, and {reason}: {key} {outcome}", way_out)

    @property
    def interactive(self) -> bool:
        """Whether the answer goes to a terminal, or is to look as if it did."""
        able = sys.stdout.isatty() and self.environ.get("TERM") not in PLAIN_TERMINALS
        return able or bool(self.environ.get("FORCE_COLOR"))

    def form(self, chosen: str | None) -> str:
        """Return the format that was chosen, or the one that suits where the answer goes."""
        return chosen or ("terminal" if self.interactive else "text")

    def answer(self, text: str, *, drawn: bool = False, exact: bool = False) -> None:
        """Write ``text`` to standard output, with characters in it that could control a terminal made visible.

        A text that was ``drawn`` for a terminal is safe already. An ``exact`` text, which is for a program, stays as
        it is unless it goes to a terminal.

        Raises:
            OSError: there is no room for it, or its reader has gone away.
        """
        self._wipe()
        text = text if drawn or (exact and not sys.stdout.isatty()) else escaped(text)
        sys.stdout.write(text if text.endswith("\n") or not text else f"{text}\n")
        sys.stdout.flush()

    def note(self, text: str) -> None:
        """Write ``text`` to standard error, unless the run is to be quiet."""
        if not self.options.quiet:
            self._wipe()
            told = f"ecg: {plain(self.options.completed(text))}"
            print(in_lines(told, columns_of(sys.stderr)) if sys.stderr.isatty() else told, file=sys.stderr)

    def progress(self, words: str) -> None:
        """Show on a terminal what the run is doing, once it takes longer than a moment."""
        able = sys.stderr.isatty() and self.environ.get("TERM") not in PLAIN_TERMINALS
        if self._progress is None and able and not self.options.quiet:
            from ecgtool.cli.progress import Progress

            self._progress = Progress(sys.stderr, columns_of(sys.stderr))
            self.callback(self._progress.end)
        if self._progress is not None:
            self._progress.at(plain(words))

    def each(self, groups: Sequence[Group]) -> Iterator[Group]:
        """Yield ``groups`` one by one, and show on a terminal which of them it is."""
        for count, group in enumerate(groups, 1):
            self.progress(f"{group.key}, {count} of {len(groups)}")
            yield group

    def answer_columns(self, text: str, heads: Sequence[str], form: str | None) -> None:
        """Answer with lines whose columns are parted by tabs; on a terminal, with a table that has ``heads``."""
        if text and self.form(form) == "terminal":
            from ecgtool.render.tables import columns_table
            from ecgtool.render.terminal import drawn

            self.answer(drawn(columns_table(text, heads)), drawn=True)
        else:
            self.answer(text)

    def _wipe(self) -> None:
        if self._progress is not None:
            self._progress.clear()

    def waiting(self, what: str, seconds: float) -> None:
        """Note on a terminal that ``what`` is waited for, and until when at most."""
        if sys.stderr.isatty():
            until = datetime.now().astimezone() + timedelta(seconds=seconds)
            self.note(f"waiting for {what}, until {until:%H:%M:%S} at most")

    @contextmanager
    def noticed(self, what: str, seconds: float) -> Iterator[None]:
        """Note as ``waiting`` does that ``what`` is waited for, once the work within has taken long enough."""
        from threading import Timer

        timer = Timer(_NOTICED, self.waiting, (what, seconds - _NOTICED))
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def detail(self, text: str) -> None:
        """Write ``text`` to standard error if the run is to be verbose."""
        if self.options.verbose:
            self._wipe()
            print(f"ecg: {plain(text)}", file=sys.stderr)


def _user_folder() -> Path:
    """Return the folder of the user's own configuration: $XDG_CONFIG_HOME/ecg on Linux."""
    from platformdirs import user_config_path

    return user_config_path("ecg", appauthor=False)


def parse_instant(text: str, option: str) -> datetime:
    """Return the instant that an ISO 8601 text names, in UTC; a text without an offset is in UTC as well.

    Raises:
        UsageError: it names none.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
        return moment.replace(tzinfo=moment.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise UsageError(f"{option}: {text!r} is no date and time", "write it like 2026-06-08T16:30:00Z") from error
