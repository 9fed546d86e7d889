"""Who an account is on a wiki, as text and as JSON."""

from typing import TYPE_CHECKING, Any

from ecgtool.render.plain import plain

if TYPE_CHECKING:
    from ecgtool.wiki.whoami import Standing


def standing_json(found: "Standing", host: str) -> dict[str, Any]:
    """An account on the wiki ``host``."""
    return {"wiki": host, **found._asdict()}


def standing_text(found: "Standing", host: str) -> str:
    """The same in lines of a name and a value; what is missing has a line each."""
    lines = [
        ("account", found.name),
        ("wiki", f"{host} ({found.version})"),
        ("groups", ", ".join(found.groups)),
        ("rights", ", ".join(found.rights)),
        ("grants", f"{', '.join(found.grants)} (as the rights tell)"),
        *(("missing", missing) for missing in found.missing or ["nothing"]),
    ]
    return "".join(f"{name}: {plain(value)}\n" for name, value in lines)
