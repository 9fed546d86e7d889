"""The options that commands share, declared once and added to each, and what a shell completes for them."""

import inspect
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Annotated, Any, Concatenate, Literal, NamedTuple, ParamSpec

from typer import Context, Option, Typer, TyperException
from typer.core import TyperCommand

from ecgtool.cli.session import Session
from ecgtool.errors import EcgError, SeveralProblems
from ecgtool.group import Group

Offer = tuple[str, str]
"""What may be typed, and a word on it for shells that show one."""
_COMING = 12
_COMMAND = re.compile(r"`ecg (?P<words>[a-z-]+[^`]*)`")
_OF_SEVERAL = ("wiki bump", "wiki check", "ical export", "status", "announce send")
"""Commands that take --all."""


class SharedOptions(NamedTuple):
    """The options that every command has, as they were given."""

    config: Path | None = None
    group: Sequence[str] = ()
    every: bool = False
    now: str | None = None
    quiet: bool = False
    verbose: bool = False
    shard: str | None = None

    def completed(self, text: str) -> str:
        """Return ``text`` with this run's file and groups added to each command in it that is to be typed.

        So `ecg wiki bump` in a hint becomes `ecg wiki bump -g tidal -c groups.toml`, and can be typed as it stands.
        """
        return _COMMAND.sub(lambda command: f"`ecg {command['words']}{self._needed(command['words'])}`", text)

    def about(self, group: Group) -> "SharedOptions":
        """Return the options of a run that is about ``group`` alone."""
        return self._replace(group=(group.key,), every=False) if self.every or self.group[1:] else self

    def _needed(self, words: str) -> str:
        options = []
        if not words.startswith(("init", "list")) and not {"-g", "--all"} & {*words.split()}:
            options = ["--all"] if self.every and words.startswith(_OF_SEVERAL) else []
            options += [word for name in self.group for word in ("-g", name)]
        if self.config is not None:
            options += ["-c", str(self.config)]
        if not options:
            return ""
        from shlex import join

        return f" {join(options)}"


def _quiet(offers: Callable[[Session], Iterator[Offer]]) -> Callable[[Context, str], list[Offer]]:
    """Return a completion by ``offers`` that offers nothing where the configuration cannot be read."""

    def complete(ctx: Context, incomplete: str) -> list[Offer]:
        try:
            return [offer for offer in offers(_session(ctx.params)) if offer[0].startswith(incomplete)]
        except (EcgError, OSError):
            return []

    complete.__doc__ = offers.__doc__
    return complete


def _session(params: Mapping[str, Any]) -> Session:
    given = params.get("config")
    groups = params.get("group") or ()
    return Session(
        SharedOptions(config=Path(given) if given else None, group=groups, now=params.get("now"), quiet=True)
    )


@_quiet
def group_names(session: Session) -> Iterator[Offer]:
    """Return the groups of the configuration."""
    return ((group.key, group.name) for group in session.config.groups.values())


def group_keys(ctx: Context) -> list[str]:
    """Return the keys of all groups of the configuration; none where it cannot be read."""
    try:
        return list(_session(ctx.params).config.groups)
    except (EcgError, OSError):
        return []


@_quiet
def meeting_dates(session: Session) -> Iterator[Offer]:
    """Yield the dates of the next meetings of the group."""
    from ecgtool.schedule.occurrences import occurrences

    for occurrence in islice(occurrences(session.group.schedule, session.now), _COMING):
        yield f"{occurrence.local_start.date()}", f"{occurrence.local_start:%A %H:%M}"


@_quiet
def changed_dates(session: Session) -> Iterator[Offer]:
    """Yield the coming dates that are cancelled or moved away."""
    schedule = session.group.schedule
    today = session.now.astimezone(schedule.zone).date()
    for skip in schedule.skips:
        if skip.last >= today:
            yield f"{skip.first}", f"cancelled {skip.reason}".strip()
    for move in schedule.moves:
        if max(move.original, move.to_date) >= today:
            yield f"{move.original}", f"moved to {move.to_date}"


class _Command(TyperCommand):
    """A command that is named in every error about its command line, so that the error can point to its help."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Parse ``args``; an error names this command also where the parser left it out."""
        try:
            return super().parse_args(ctx, args)
        except TyperException as error:
            vars(error)["ctx"] = ctx
            raise


P = ParamSpec("P")

TextOrJson = Annotated[Literal["text", "json"] | None, Option("--format", "-f", help="How to show it.")]
"""The option of an answer that is text, or JSON where that is asked for."""
DryRun = Annotated[bool, Option("--dry-run", help="Show what would change, and write nothing.")]
"""The option of whatever writes."""
DocumentFormat = Literal["terminal", "text", "markdown", "wikitext", "html", "json"]
"""What a document can be shown as."""


def _options(
    *,
    config: Annotated[
        Path | None,
        Option("--config", "-c", metavar="FILE", help="The file to read, not the ecg.toml that is found."),
    ] = None,
    group: Annotated[
        list[str] | None,
        Option(
            "--group",
            "-g",
            metavar="NAME",
            help="This group; may be given again for more.",
            autocompletion=group_names,
        ),
    ] = None,
    every: Annotated[bool, Option("--all", help="All groups.")] = False,
    now: Annotated[
        str | None,
        Option("--now", metavar="DATETIME", help="Go by this time, such as 2026-06-08T16:30Z, not the clock."),
    ] = None,
    quiet: Annotated[bool, Option("--quiet", "-q", help="Leave out the notes on standard error.")] = False,
    verbose: Annotated[
        bool, Option("--verbose", "-v", help="Tell requests and decisions on standard error.")
    ] = False,
    shard: Annotated[
        str | None, Option("--shard", metavar="I/N", help="With --all: part I of N of the groups, I from 0.")
    ] = None,
) -> SharedOptions:
    return SharedOptions(config, group or (), every, now, quiet, verbose, shard)


_SHARED = inspect.signature(_options).parameters
_PATIENCE = inspect.Parameter(
    "patience",
    inspect.Parameter.KEYWORD_ONLY,
    default=None,
    annotation=Annotated[
        str | None,
        Option(
            metavar="TIME", help="Wait for a wiki or another host as long as this, such as 2m; or not at all: 0s."
        ),
    ],
)
SHARED_NAMES = frozenset(_SHARED)
"""The parameters of every command."""


def command(
    app: Typer, name: str, *, asks_hosts: bool = False
) -> Callable[[Callable[Concatenate[Session, P], None]], Callable[Concatenate[Session, P], None]]:
    """Register a function as the command ``name``; its first parameter is the ``Session`` of the shared options.

    A command that ``asks_hosts``, wikis or others, has the option for how long to wait for them as well.
    """
    return partial(_register, app, name, asks_hosts)


def _or_group(line: str, given: Mapping[str, Any], shared: SharedOptions) -> str:
    """Return an error's ``line``, or what to type where a group's name was given in place of a date."""
    for word in given.values():
        if line.startswith(f"{word!r} is no date") and word in Session(shared).config.groups:
            return f"{word} is a group, and a date is expected: write `-g {word}`"
    return line


def _register(app: Typer, name: str, asks_hosts: bool, function: Callable[..., None]) -> Callable[..., None]:
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]
    parameters = [*own, *([_PATIENCE] if asks_hosts else []), *_SHARED.values()]

    def run(**given: Any) -> None:
        options = {key: given.pop(key) for key in _SHARED if key in given}
        patience = given.pop("patience", None)
        shared = _options(**options)
        try:
            with Session(shared) as session:
                if patience is not None:
                    from ecgtool.cli.typed import typed_duration

                    session.patience = typed_duration(patience, "--patience")
                if shared.shard is None or session.groups:  # a part without groups has nothing to do
                    function(session, **given)
        except EcgError as error:
            from ecgtool.config.load import WhichGroup

            more = ", see `ecg list`" if isinstance(error, WhichGroup) and error.abridged else ""
            lines = [shared.completed(_or_group(line, given, shared) + more) for line in error.lines]
            raise SeveralProblems(lines, error.exit_code) from error

    keyword_only = [parameter.replace(kind=inspect.Parameter.KEYWORD_ONLY) for parameter in parameters]
    vars(run)["__signature__"] = inspect.Signature(keyword_only)  # what Typer reads the options from
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__name__, run.__doc__ = function.__name__, function.__doc__
    app.command(name, cls=_Command)(run)
    return function
