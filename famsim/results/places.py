"""A claimed file or folder for results: what is put there is whole or not there, and nothing earlier is ever lost."""

import errno
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from famsim.errors import StoreError, unknown
from famsim.limits import check_paths
from famsim.results.claims import claimed
from famsim.results.swapping import beside, put_back, put_new, remove
from famsim.scenario import shown

LIMITS = (errno.EFBIG, getattr(errno, "EDQUOT", errno.EFBIG))  # of what the system lets this user write
FILES = (".html", ".docx")  # endings of what is written as one file


@dataclass(frozen=True)
class Place(os.PathLike[str]):
    """A name for results that this process alone writes to; with `replace`, what is there may be replaced.

    `said`: a sentence where an interrupted command had left something to put right, else empty.
    """

    target: Path
    replace: bool = True
    said: str = ""

    def __fspath__(self) -> str:
        return str(self.target)

    def __str__(self) -> str:
        return str(self.target)

    def put_file(self, content: bytes) -> None:
        """Write a file; FileExistsError if one is there that may not be replaced, however lately it came."""
        made = beside(self.target, "made")
        remove(made)
        write(made, content)
        if self.replace:
            made.replace(self.target)
        else:
            put_new(made, self.target)

    def put_aside(self) -> StoreError:
        """Put what was made under the first free name like the one asked for; return the error that says where."""
        known = self.target.suffix in FILES
        stem, ending = (self.target.stem, self.target.suffix) if known else (self.target.name, "")
        for number in count(2):
            other = self.target.with_name(f"{stem}-{number}{ending}")
            with suppress(FileExistsError):
                put_new(beside(self.target, "made"), other)
                break
        what = "holds something that was not there when the command began, and was left as it is"
        return StoreError(f"{self}: {what}; the results are in {other}")


@contextmanager
def claim(path: str | os.PathLike[str], replace: bool = True) -> Iterator[Place]:
    """Claim a file or folder for results until the end of the block, and put right what was left there.

    A place that is claimed already is taken as it is. Raises StoreError where it cannot be used or another process
    uses it, OSError where nothing can be written.
    """
    if isinstance(path, Place):
        yield path
        return
    check_paths(path=path)
    target = Path(os.path.abspath(path))
    if "\0" in str(target):
        raise OSError(errno.EINVAL, "no name has a NUL")
    if not target.name:
        raise OSError(errno.EINVAL, "it is the top of a disk")
    above = next((one for one in target.parents if os.path.lexists(one)), target.parent)
    if os.path.isfile(above):
        raise OSError(errno.ENOTDIR, f"{shown(above.name)} is a file, not a folder")
    with claimed(target):
        yield Place(target, replace, put_back(target))


def write_file(path: str | os.PathLike[str], content: bytes) -> Path:
    """Write a file whole or not at all, replacing one that is there; StoreError for a place that cannot be."""
    try:
        with claim(path) as place:
            try:
                place.put_file(content)
            except FileExistsError:
                raise place.put_aside() from None
    except (OSError, ValueError) as error:
        raise StoreError(f"{shown(path)}: cannot be written: {why_not(error)}; {advice(error)}") from None
    return place.target


def ending_of(path: str | os.PathLike[str], allowed: Sequence[str], kind: str) -> str:
    """Return which kind of file a name asks for by its ending; StoreError for another."""
    check_paths(path=path)
    found = Path(os.fspath(path)).suffix.lower()
    if found not in allowed:
        raise unknown(kind, found or "without an ending", allowed, shown(path), StoreError)
    return found


def why_not(error: OSError | ValueError) -> str:
    """Return why something could not be written, in the words of whoever has to mend it."""
    if getattr(error, "errno", None) in LIMITS:
        return "the system allows no file that large here, or your share of the disk is used up"
    return str(getattr(error, "strerror", None) or error)


def advice(error: OSError | ValueError) -> str:
    """Return what to do where a file could not be written."""
    number = getattr(error, "errno", None)
    if number in LIMITS:
        return "raise the limit (ulimit -f, or the disk quota)"
    return "make room on the disk" if number == errno.ENOSPC else "give a file in a folder that you may write to"


def write(file: Path, content: bytes) -> None:
    """Write a new file down to the disk, so that not even a power cut leaves a name without its content."""
    with file.open("xb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
