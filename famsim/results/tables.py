"""Tables by name, of which a reader seldom wants all: the others are made when one of them is asked for."""

from collections.abc import Callable, Iterator, Mapping

import pandas as pd


class Tables(Mapping[str, pd.DataFrame]):
    """Tables by name, pandas; in order, those that are there first.

    there: tables that were made already. make: returns all of them, those that are there first and unchanged; called
    once, when a name that is not there, or every name, is asked for. A table is then the same object each time.
    """

    def __init__(self, there: Mapping[str, pd.DataFrame], make: Callable[[], Mapping[str, pd.DataFrame]]) -> None:
        self._there, self.make = there, make
        self._made: dict[str, pd.DataFrame] | None = None

    def keep(self, made: Mapping[str, pd.DataFrame]) -> None:
        """Take the tables that were made, for good."""
        self._made = {name: table for name, table in made.items() if name not in self._there}

    @property
    def _others(self) -> dict[str, pd.DataFrame]:
        if self._made is None:
            self.keep(self.make())
        assert self._made is not None
        return self._made

    def __getitem__(self, name: str) -> pd.DataFrame:
        """Return a table by its name; KeyError where there is none."""
        return self._there[name] if name in self._there else self._others[name]

    def __iter__(self) -> Iterator[str]:
        """Yield every name; the others are made once those that are there were yielded."""
        yield from self._there
        yield from self._others

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._there) + len(self._others)

    def __or__(self, more: Mapping[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
        """Return all tables with some more, or others of these names, as a dict."""
        return {**self, **more}
