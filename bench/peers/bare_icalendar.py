"""The least that a Typer program with icalendar is."""

from importlib import import_module

import typer

import_module("icalendar")  # what it costs is the question
app = typer.Typer()


@app.command()
def one() -> None:
    """Do nothing."""


@app.command()
def two() -> None:
    """Do nothing either."""


app()
