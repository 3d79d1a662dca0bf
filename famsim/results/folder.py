"""A results folder: everything a study rests on and came to, written whole or not at all."""

import errno
import os
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from famsim.errors import StoreError
from famsim.results.places import Place, claim, why_not, write
from famsim.results.record import ALLOWED, results_in
from famsim.results.swapping import beside, put_instead, put_new, remove


def write_whole(folder: str | os.PathLike[str], files: Callable[[], dict[str, bytes]]) -> Path:
    """Write files made once the place is found usable into a results folder, whole or not at all.

    Earlier results there are replaced, other files in it are kept. Raises StoreError, with nothing changed, for a place
    that cannot be used: a file, a link, a folder of other things.
    """
    try:
        with claim(folder) as place:
            if place is not folder:
                check_place(place.target)
            put_in_place(place, files())
    except OSError as error:
        raise StoreError(f"{os.fspath(folder)}: cannot be written: {why_not(error)}") from None
    return place.target


def check_place(target: Path) -> None:
    """Raise StoreError unless the place is free, an empty folder, or a results folder that can be replaced."""
    if target.is_symlink():
        to = f"give the folder itself: {target.resolve()}" if target.exists() else "it leads nowhere; give a folder"
        raise StoreError(f"{target}: is a symbolic link, which is not followed; {to}")
    if target.exists() and not target.is_dir():
        raise StoreError(f"{target}: is not a folder; {ALLOWED}")
    if not target.is_dir():
        return
    mounted = os.path.ismount(target)
    if mounted or Path.cwd().is_relative_to(target.resolve()):
        here = "it is the folder you are working in" if Path.cwd() == target.resolve() else "you are working inside it"
        why = "a disk is mounted here" if mounted else here
        raise StoreError(f"{target}: cannot be replaced as a whole, because {why}; give a new folder inside it")
    if any(target.iterdir()):
        results_in(target)


def put_in_place(place: Place, files: Mapping[str, bytes]) -> None:
    """Write the files beside the place, then swap: until the last moment what is there is as it was.

    Raises StoreError where the place has been taken meanwhile; the new results are then beside it.
    """
    made = beside(place.target, "made")
    remove(made)
    made.mkdir()
    for name, content in files.items():
        write(made / name, content)
    try:
        swap(place, made)
    except (FileExistsError, StoreError):
        raise place.put_aside() from None


def swap(place: Place, made: Path) -> None:
    """Put a folder that is whole in its place; other people's files in an earlier one are carried over."""
    target = place.target
    if target.is_dir():
        shutil.copymode(target, made)
    if place.replace:
        check_place(target)
        if target.is_dir() and any(target.iterdir()):
            carry_over(target, made)
            put_instead(made, target)
            return
    if target.is_dir() and not target.is_symlink():
        give_way(target)
    put_new(made, target)


def give_way(target: Path) -> None:
    """Take an empty folder away; FileExistsError if it is not empty."""
    try:
        target.rmdir()
    except OSError as error:
        if error.errno == errno.ENOTEMPTY:
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(target)) from None
        raise


def carry_over(target: Path, made: Path) -> None:
    """Bring into the new folder what lies in the old one beside earlier results: the same files under both names."""
    ours = results_in(target)
    for entry in target.iterdir():
        if entry.name in ours or (made / entry.name).exists():
            continue
        if entry.is_dir() and not entry.is_symlink():
            shutil.copytree(entry, made / entry.name, symlinks=True, copy_function=same_file)
        else:
            same_file(entry, made / entry.name)


def same_file(old: str | Path, new: str | Path) -> None:
    """Give a file a second name, or copy it where files cannot have two."""
    try:
        os.link(old, new, follow_symlinks=False)
    except (OSError, NotImplementedError):
        shutil.copy2(old, new, follow_symlinks=False)
