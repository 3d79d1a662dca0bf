"""Places that commands write to: found usable before the work begins, written whole or not at all."""

import os
import tempfile
from pathlib import Path

from famsim.errors import FamsimError
from famsim.scenario.reading import shown


class PlaceError(FamsimError):
    """The place given for results cannot be used."""


def ready_folder(given: str, force: bool) -> Path:
    """Return the folder for results, new or empty; with `force` earlier results may be in it.

    Raises PlaceError or StoreError for a place that cannot be used, before any work is done.
    """
    from famsim.report.folder import check_place

    try:
        folder = Path(given).absolute()
        check_place(folder)
        there = folder.is_dir()
        above = folder if there else next(parent for parent in folder.parents if os.path.lexists(parent))
        usable = above.is_dir() and can_hold(above)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PlaceError(f"--out {shown(given)}: cannot be used: {reason}") from None
    if not usable:
        raise PlaceError(f"--out {shown(given)}: nothing can be written there; allowed: a folder you may write to")
    if there and not force and any(folder.iterdir()):
        raise PlaceError(
            f"--out {shown(given)}: holds earlier results; give another folder, or --force to replace them"
        )
    return folder


def can_hold(folder: Path) -> bool:
    """Say whether something can be written in a folder, found out by writing: rights alone do not tell."""
    if not os.access(folder, os.W_OK | os.X_OK):
        return False
    try:
        with tempfile.TemporaryDirectory(dir=folder, prefix=".famsim-"):
            return True
    except OSError:
        return False


def write_new(given: str, text: str, force: bool) -> Path:
    """Write a text to a file, whole or not at all; an existing file only with `force`. Raises PlaceError."""
    try:
        path = Path(given).absolute()
        if path.is_dir():
            raise PlaceError(f"{shown(given)}: is a folder; allowed: a file")
        with tempfile.TemporaryDirectory(dir=path.parent, prefix=".famsim-") as beside:
            made = Path(beside) / "made"
            made.write_text(text, encoding="utf-8", newline="\n")
            if not force:
                path.open("x").close()  # claims the name, unless someone has it
            made.replace(path)
    except FileExistsError:
        raise PlaceError(
            f"{shown(given)}: is there already; give another file with -o, or --force to replace it"
        ) from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise PlaceError(f"{shown(given)}: cannot be written: {reason}") from None
    return path
