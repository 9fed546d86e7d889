"""What the wiki in memory keeps: revisions, sessions, and what goes wrong on purpose."""

import hashlib
from dataclasses import dataclass, field
from datetime import datetime

Params = dict[str, str]


class ApiError(Exception):
    """An error of the API, by its code; ``more`` goes along with it."""

    def __init__(self, code: str, **more: object) -> None:
        super().__init__(code)
        self.code, self.more = code, more


@dataclass
class Revision:
    """One state of a page."""

    revid: int
    parentid: int
    user: str
    text: str
    timestamp: datetime
    params: Params = field(default_factory=dict)


@dataclass
class Session:
    """What a cookie stands for."""

    key: str
    user: str = ""

    @property
    def csrf(self) -> str:
        """The token to edit with; everybody's for nobody."""
        return digest("csrf", self.key) + "+\\" if self.user else "+\\"


@dataclass
class Modes:
    """What can go wrong on purpose, while the wiki runs."""

    readonly: bool = False
    lag: bool = False
    diff3: bool = True
    captcha: bool = False
    limited: bool = False
    private: bool = False
    unavailable: bool = False
    protected: bool = False
    blocked: bool = False
    right_to_edit: bool = True
    spam: str = ""
    largest: int = 2_000_000
    error: str = ""


def digest(*parts: str) -> str:
    """Something secret that only the wiki can make of ``parts``."""
    return hashlib.sha256("|".join(parts).encode()).hexdigest()[:40]
