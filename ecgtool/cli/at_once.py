"""Questions to several hosts, asked all at once, so that those that do not answer are waited for together."""

from collections.abc import Callable, Hashable, Iterable
from concurrent.futures import Future
from threading import Thread
from typing import Generic, TypeVar

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
                self._asked[key] = Future()
                Thread(target=self._carry_out, args=(key,), daemon=True).start()  # Ctrl-C does not wait for a daemon

    def __getitem__(self, key: K) -> T:
        """Return the answer for ``key``, or raise its error, once it is there."""
        self.begin([key])
        return self._asked[key].result()

    def _carry_out(self, key: K) -> None:
        try:
            self._asked[key].set_result(self._ask(key))
        except BaseException as error:  # noqa: BLE001 - it is raised where the answer is wanted
            self._asked[key].set_exception(error)
