"""Places that commands write to: claimed and found usable before the work begins, written whole or not at all."""

import os
import stat
from contextlib import suppress
from pathlib import Path

from famsim.cli.held import CLAIMS
from famsim.cli.progress import say
from famsim.errors import FamsimError
from famsim.results import Place, advice, claim, why_not
from famsim.scenario import shown


class PlaceError(FamsimError):
    """The place given for results cannot be used."""


def ready_folder(given: str, force: bool) -> Place:
    """Return the folder for results, new or empty, claimed; with `force` earlier results may be in it.

    Raises PlaceError or StoreError for a place that cannot be used, before any work is done.
    """
    from famsim.results import check_place

    if not given.strip():
        raise PlaceError("--out: names no folder; allowed: a new folder, such as results/mine")
    place = claimed("--out", given, force)
    check_place(place.target)
    if place.target.is_dir() and not os.access(place.target, os.R_OK | os.W_OK | os.X_OK):
        raise PlaceError(f"--out {shown(given)}: nothing can be written there; allowed: a folder you may write to")
    if place.target.is_dir() and any(place.target.iterdir()) and not force:
        raise PlaceError(
            f"--out {shown(given)}: holds earlier results; give another folder, or --force to replace them"
        )
    return place


def ready_file(given: str, force: bool) -> Place:
    """Return the file that something goes to, claimed; PlaceError where it cannot be used, before any work is done."""
    if not given.strip():
        raise PlaceError("-o: an empty name is no file; allowed: a file, such as page.html")
    try:
        mode, is_folder, has_folder = mode_of(Path(given)), Path(given).is_dir(), Path(given).parent.is_dir()
    except (OSError, ValueError) as error:
        raise PlaceError(f"-o {shown(given)}: cannot be used: {getattr(error, 'strerror', None) or error}") from None
    if is_folder:
        inside = shown(str(Path(given) / "page.html"))
        raise PlaceError(f"-o {shown(given)}: is a folder; allowed: a file, such as {inside}")
    if mode and not (stat.S_ISREG(mode) or stat.S_ISLNK(mode)):  # a link is one only where it leads nowhere
        raise PlaceError(f"-o {shown(given)}: is a device, pipe or socket; allowed: a file")
    if not has_folder:
        where = shown(str(Path(given).parent))
        raise PlaceError(f"-o {shown(given)}: there is no folder {where}; make it first, or give another")
    if mode and not force:
        raise PlaceError(f"-o {shown(given)}: is there already; give another file with -o, or --force to replace it")
    return claimed("-o", given, force)


def claimed(option: str, given: str, force: bool) -> Place:
    """Return a place claimed until the command ends; PlaceError where nothing can be made beside it."""
    try:
        place = CLAIMS.enter_context(claim(given, force))
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        what = f"cannot be used: nothing can be written there ({reason}); allowed: a place that you may write to"
        raise PlaceError(f"{option} {shown(given)}: {what}") from None
    if place.said:
        say(place.said)
    return place


def mode_of(path: Path) -> int:
    """Return the kind of what has this name, or of what it leads to, 0 if nothing; OSError or ValueError if none can.

    A device must not be replaced by a file, under whatever name it is known.
    """
    for look in (path.stat, path.lstat):
        with suppress(FileNotFoundError):
            return look().st_mode
    return 0


def write_new(given: str, text: str, force: bool) -> Path:
    """Write a text to a file, whole or not at all; an existing file only with `force`. Raises PlaceError."""
    place = ready_file(given, force)
    try:
        place.put_file(text.encode("utf-8"))
    except FileExistsError:
        raise PlaceError(f"-o {shown(given)}: is there now, and was left as it is; give another file with -o") from None
    except OSError as error:
        raise PlaceError(f"-o {shown(given)}: cannot be written: {why_not(error)}; {advice(error)}") from None
    return place.target
