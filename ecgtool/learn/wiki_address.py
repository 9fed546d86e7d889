"""Find where a wiki's API may be from the address of one of its pages, as a browser shows it."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import SplitResult, parse_qs, unquote, urlencode, urlsplit

from ecgtool.errors import UsageError

_HINT = "copy it from the browser: https://wiki.example.org/wiki/Working_group"
_SCRIPTS = ("w", "", "wiki", "mediawiki")
"""The folders of MediaWiki's scripts, by https://www.mediawiki.org/wiki/Manual:Short_URL and by what is usual."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Address:
    """A page's title on its wiki, its canonical address, and the likely addresses of the API, the likeliest first.

    The ``canonical`` address names no revision, no difference, no action and no place on the page.
    """

    title: str
    canonical: str
    apis: tuple[str, ...]


def read_address(url: str) -> Address:
    """Return the page that ``url`` shows: a short address, or one of index.php or api.php.

    Raises:
        UsageError: it is no such address.
    """
    if "@" in url.partition("?")[0].partition("//")[2].partition("/")[0]:
        raise UsageError("the address holds a name or password", "take it out: reading needs none in the address")
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise UsageError(f"{url!r} is no web address", _HINT) from error
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise UsageError(f"{url!r} is no address of a wiki page", _HINT)
    asked = parse_qs(parts.query)
    base, _, rest = parts.path.partition(".php")
    if rest or parts.path.endswith(".php"):
        folder = base.rpartition("/")[0]
        title = next((asked[key][0] for key in ("title", "titles", "page") if key in asked), rest.strip("/"))
        apis: tuple[str, ...] = (_api(parts, folder),)
        script = f"{parts.scheme}://{parts.netloc}{folder}/index.php"
        canonical = f"{script}?{urlencode({'title': title.replace(' ', '_')}, safe='/:')}"
    else:
        above, _, title = parts.path.partition("/wiki/") if "/wiki/" in parts.path else parts.path.rpartition("/")
        apis = tuple(dict.fromkeys(_guesses(parts, above)))
        canonical = f"{parts.scheme}://{parts.netloc}{parts.path}"
    name = " ".join(unquote(title).replace("_", " ").split())
    if not name:
        raise UsageError(f"{url!r} names no page", _HINT)
    return Address(title=name, canonical=canonical, apis=apis)


def _guesses(parts: SplitResult, above: str) -> Iterator[str]:
    for folder in dict.fromkeys((above.rstrip("/"), "")):
        yield from (_api(parts, f"{folder}/{script}".rstrip("/")) for script in _SCRIPTS)


def _api(parts: SplitResult, folder: str) -> str:
    return f"{parts.scheme}://{parts.netloc}{folder}/api.php"
