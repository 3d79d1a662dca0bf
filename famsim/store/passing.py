"""Where a store lies: where it is asked for, or for one call only."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def place_for_store(path: str | os.PathLike[str] | None) -> Iterator[str | os.PathLike[str]]:
    """Give where runs are kept: the path, or a file that is gone afterwards where nobody has named one."""
    if path is not None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="famsim-") as folder:
        yield Path(folder) / "runs.sqlite"
