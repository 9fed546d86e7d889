"""The least that a Typer program with icalendar is."""

import icalendar  # noqa: F401  what it costs is the question
import typer

app = typer.Typer()


@app.command()
def one() -> None:
    """Do nothing."""


@app.command()
def two() -> None:
    """Do nothing either."""


app()
