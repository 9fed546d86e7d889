"""Questions to several hosts, asked all at once, so that those that do not answer are waited for together."""

from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from functools import partial
from typing import Generic, TypeVar

from ecgtool.targets.exchange import in_thread

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Answers(Generic[K, T]):
    """The answers of ``ask`` by its argument; each is asked for once, and an error is an answer as well."""

    def __init__(self, ask: Callable[[K], T]) -> None:
        self._ask = ask
        self._asked: dict[K, Future[T]] = {}

    def begin(self, keys: Iterable[K]) -> None:
        """Ask for those of ``keys`` that were not asked for yet, each in a thread of its own."""
        for key in keys:
            if key not in self._asked:
                self._asked[key] = in_thread(partial(self._ask, key))

    def __getitem__(self, key: K) -> T:
        """Return the answer for ``key``, or raise its error, once it is there."""
        self.begin([key])
        return self._asked[key].result()
