"""How rules see an array: several of a kind in a row, or in a table of rows."""

from __future__ import annotations

from typing import Protocol, TypeVar, overload

T = TypeVar("T")


class Row(Protocol[T]):
    """Several of a kind, by their place from 0."""

    @property
    def size(self) -> int:
        """How many there are."""

    def __len__(self) -> int: ...

    def __getitem__(self, place: int, /) -> T: ...

    def __setitem__(self, place: int, value: T, /) -> None: ...


class Table(Protocol[T]):
    """Rows of one length: one of them by its place, or one entry by row and column."""

    @property
    def shape(self) -> tuple[int, ...]:
        """How many rows, and how many entries in each."""

    def __len__(self) -> int: ...

    @overload
    def __getitem__(self, place: int, /) -> Row[T]: ...

    @overload
    def __getitem__(self, place: tuple[int, int], /) -> T: ...

    def __setitem__(self, place: tuple[int, int], value: T, /) -> None: ...
