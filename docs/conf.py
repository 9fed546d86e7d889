"""Tell Sphinx how to build these pages: Markdown, headings that can be linked to, and a live example beside them."""

import re
import subprocess
import sys
from pathlib import Path

from pygments.lexers.shell import BashSessionLexer
from sphinx.application import Sphinx

from ecgtool import __version__

project = "ecg"
author = "The ecgtool developers"
version = release = __version__
extensions = ["myst_parser", "sphinx_copybutton"]
copybutton_prompt_text = r"\$ |> ?"  # what stands before what is to be typed; an empty line has no blank
copybutton_prompt_is_regexp = True
copybutton_here_doc_delimiter = "END"
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"ecg {__version__}"
html_static_path = ["static"]
html_css_files = ["ecg.css"]
html_show_copyright = False
html_show_sourcelink = False
nitpicky = True
suppress_warnings = ["misc.highlighting_failure"]  # where no language has the output of a command
smartquotes = False  # two hyphens are an option


class Console(BashSessionLexer):
    """A console in which commands stand behind ``$`` alone. A line that begins with ``#`` or ``%`` is output."""

    _ps1rgx = re.compile(r"^(\$ )(.*\n?)")


def add_live_example(app: Sphinx, exception: Exception | None) -> None:
    """Build the site of the sample groups, as of today, into ``example/`` of the built pages."""
    if exception is None and app.builder.format == "html":
        config = Path(__file__).parents[1] / "examples" / "ecg.toml"
        command = [sys.executable, "-m", "ecgtool", "site", "build", "--config", config, "-o", app.outdir / "example"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=True)


def setup(app: Sphinx) -> None:
    """Register the lexer for blocks marked ``console``, and add the live example."""
    app.add_lexer("console", Console)
    app.connect("build-finished", add_live_example)
