"""The templates of the pages: those that come with the program, or the user's own in their place."""

import base64
import hashlib
from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    PackageLoader,
    StrictUndefined,
)
from jinja2.runtime import Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment

from ecgtool.errors import UsageError
from ecgtool.group import SiteSettings
from ecgtool.site.meetings import Row


class Templates:
    """Fills the templates of the pages. Each page holds the one script and the one style sheet."""

    def __init__(self, settings: SiteSettings) -> None:
        own: list[BaseLoader] = [FileSystemLoader(settings.templates)] if settings.templates else []
        self._is_own = bool(own)
        self._loader = ChoiceLoader([*own, PackageLoader("ecgtool.site", "pages")])
        kind = (
            ImmutableSandboxedEnvironment if own else Environment
        )  # the program's own need no sandbox, which is slow
        self._environment = kind(
            loader=self._loader,
            auto_reload=False,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        script, style = self._source("script.js"), self._source("style.css")
        self._environment.globals |= {
            "site": settings,
            "base": settings.base and settings.base.rstrip("/") + "/",
            "filled": _each_filled(),
            "script": script,
            "style": style,
            "policy": (
                f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
                "img-src 'self' data:; base-uri 'none'; form-action 'none'"
            ),
        }

    def page(self, name: str, **values: Any) -> str:
        """Return the page that the template ``name`` makes of ``values``.

        Raises:
            UsageError: the template has a fault.
        """
        try:
            return self._environment.get_template(name).render(**values)
        except Exception as error:  # whatever a template of the user's own can bring about
            if not self._is_own:
                raise
            where, what = getattr(error, "filename", None) or name, str(error) or type(error).__name__
            raise UsageError(f"the template {where} has a fault: {what}", "mend it in site.templates") from error

    def _source(self, name: str) -> str:
        """Return the text of a script or style sheet, which stands in the page as it is."""
        return self._loader.get_source(self._environment, name)[0].strip()


def _each_filled() -> Callable[[Macro, Sequence[Row]], str]:
    """Return a function that fills a macro with each of some rows, and does so once for alike rows."""
    filled = lru_cache(maxsize=4096)(Macro.__call__)  # many groups meet at the same hours of the same zone
    return lambda macro, rows: "".join([filled(macro, row) for row in rows])


def _hash(text: str) -> str:
    """Return the source ``'sha256-...'`` by which a Content-Security-Policy allows this text (CSP Level 3, 2.3.1)."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"
