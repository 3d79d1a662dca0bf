"""A row of the store: what was run, how it ended, what came out, and the seal that binds the three."""

import json
import operator
import re
from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from hashlib import sha256
from typing import Any, Literal

import numpy as np

from famsim.store.payload import decode, encode, pack, unpack

STATUSES = ("done", "failed", "invalid")
_KEY = re.compile(r"[0-9a-f]{64}")

Kind = Literal["stored", "same", "kept", "repaired", "alarm"]


def run_key(scenario_canonical: str, strategy: str, draw: int, rep: int, seed: int, model_version: str) -> str:  # noqa: PLR0913, PLR0917
    """Return the key of a run, 64 hexadecimal digits: equal exactly when all six are equal."""
    numbers = [operator.index(number) for number in (draw, rep, seed)]
    said = json.dumps(["famsim run 1", scenario_canonical, strategy, *numbers, model_version])
    return sha256(said.encode("ascii")).hexdigest()


def is_sealed(said: object, seal: object) -> bool:
    """Say whether a value is the text that a checksum is of; of a damaged row it may be anything."""
    return isinstance(said, str) and sha256(said.encode("utf-8", "replace")).hexdigest() == seal


@dataclass(frozen=True, slots=True)
class RunAbout:
    """What a row says about its run besides the numbers.

    `draw` numbers the draw of parameters, `replicate` the repeat with other chance; `started` and `finished`
    are ISO times and, with `env` and `error`, may differ between two runs of one key; the rest may not.
    Raises ValueError for an unknown status.
    """

    model_version: str
    seed: int
    replicate: int
    draw: int
    scenario: str
    strategy: str
    status: str = "done"
    env: str = ""
    started: str = ""
    finished: str = ""
    error: str = ""

    def __post_init__(self) -> None:
        if self.status not in STATUSES:
            raise ValueError(f"a run is {', '.join(STATUSES)}, not {self.status!r}")
        for name in ("seed", "replicate", "draw"):
            object.__setattr__(self, name, operator.index(getattr(self, name)))
        printable = self.error.encode("utf-8", "backslashreplace").decode()  # it may quote any file name
        object.__setattr__(self, "error", printable)


@dataclass(frozen=True, slots=True)
class Kept:
    """A run to keep: its key, its arrays, and what its row says besides."""

    key: str
    arrays: Mapping[str, np.ndarray]
    about: RunAbout


ABOUT = tuple(field.name for field in fields(RunAbout))
COLUMNS = ("key", *ABOUT, "sha256", "payload")
SEALED = COLUMNS[:8]  # key to status: what must be the same whenever the key is


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the store did with a run, and a warning where the caller should hear of it.

    stored: a new row, or the first result of a run that had failed. same: it was there, equal to the byte.
    kept: it was there, and this attempt failed. repaired: it was there, damaged, and has been written again.
    alarm: it was there and came out differently this time; both are kept, the first one counts.
    """

    kind: Kind
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """The values of one row in the order of COLUMNS; read from a file, they may be anything."""

    values: tuple[Any, ...]

    @classmethod
    def of(cls, key: str, arrays: Mapping[str, np.ndarray], about: RunAbout) -> "Row":
        """Return the sealed row of a run; raises ValueError for a key that `run_key` did not make."""
        if not _KEY.fullmatch(key):
            raise ValueError(f"a key has 64 hexadecimal digits, not {key!r}")
        plain = encode(arrays)
        said = (key, *astuple(about))
        return cls((*said, _seal(said[: len(SEALED)], plain), pack(plain)))

    def __getitem__(self, column: str) -> Any:
        return self.values[COLUMNS.index(column)]

    @property
    def sound(self) -> bool:
        """Whether the payload is the one that was put with what the row says."""
        try:
            return bool(self._plain())
        except ValueError:
            return False

    @property
    def arrays(self) -> dict[str, np.ndarray]:
        """The payload's arrays; raises ValueError for a damaged row."""
        return decode(self._plain())

    def _plain(self) -> bytes:
        plain = unpack(self["payload"])
        if self["sha256"] != _seal(self.values[: len(SEALED)], plain):
            raise ValueError("it does not agree with its checksum")
        return plain


def _seal(said: Sequence[object], plain: bytes) -> str:
    """Return the SHA-256 of what the row says and of its plain payload together.

    The payload alone would not do: a flipped bit in the index can lead from one key to another run's row.
    """
    opening = json.dumps([*said], default=repr).encode("ascii")
    return sha256(opening + b"\n" + plain).hexdigest()
