"""A results folder: everything a comparison rests on and came to, written whole or not at all, and checked again."""

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from famsim.errors import StoreError
from famsim.report.contents import contents
from famsim.report.record import RECORD, read_record
from famsim.report.verify import verify, verify_folder
from famsim.study.compare import Comparison

__all__ = ["save", "verify", "verify_folder"]


def save(comparison: Comparison, folder: str | os.PathLike) -> Path:
    """Write the results folder and return its path; earlier results there are replaced, other files in it are kept.

    Raises StoreError, with nothing changed, for a place that cannot be used: a file, a link, a folder of other things.
    """
    return write_whole(folder, lambda: contents(comparison))


def write_whole(folder: str | os.PathLike, files: Callable[[], dict[str, bytes]]) -> Path:
    """Write files made once the place is found usable into a results folder, whole or not at all; see save."""
    target = Path(os.path.abspath(folder))
    try:
        check_place(target)
        put_in_place(target, files())
    except OSError as error:
        raise StoreError(f"{target}: cannot be written: {error.strerror or error}") from None
    return target


def check_place(target: Path) -> None:
    """Raise StoreError unless the place is free, an empty folder, or a results folder."""
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise StoreError(f"{target}: is not a folder; allowed: a new folder, an empty one, or one of earlier results")
    if target.is_dir() and any(target.iterdir()):
        try:
            read_record(target)
        except StoreError:
            raise StoreError(
                f"{target}: holds other things; allowed: a new folder, an empty one, or one of earlier results"
            ) from None


def put_in_place(target: Path, files: dict[str, bytes]) -> None:
    """Write the files beside the target, then swap: until the last moment the target is as it was.

    Other people's files in an earlier results folder are carried over; what an earlier record listed is not.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".famsim-") as beside:
        made, before = Path(beside) / "results", Path(beside) / "before"
        made.mkdir()
        for name, content in files.items():
            (made / name).write_bytes(content)
        if not target.exists():
            made.rename(target)
            return
        carry_over(target, made)
        target.rename(before)
        try:
            made.rename(target)
        except OSError:
            before.rename(target)
            raise


def carry_over(target: Path, made: Path) -> None:
    """Copy into the new folder what the old one holds beside earlier results."""
    old = {RECORD, *read_record(target).get("files", {})} if (target / RECORD).exists() else set()
    for entry in target.iterdir():
        if entry.name in old or (made / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, made / entry.name, symlinks=True)
        else:
            shutil.copy2(entry, made / entry.name, follow_symlinks=False)
