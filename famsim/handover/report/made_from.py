"""What a document was made from: the record of its folder, line by line, and the hash of every file."""

import re
from collections.abc import Mapping

from famsim.results import Kept
from famsim.writing import Writing, as_table, capital

HASH = re.compile("[0-9a-f]{64}")
SAID = {
    "kind": "made by",
    "scenario": "scenario",
    "area": "area",
    "seed": "seed",
    "draws": "draws of the figures from their ranges",
    "reps": "repetitions with other luck",
    "version": "famsim",
    "config_hash": "hash of the question (run id: its first twelve signs)",
    "source_hash": "hash of the rules",
    "package_hash": "hash of all that measures and writes",
    "sha256_of_this_record": "seal of the record",
    "python": "Python",
    "numpy": "NumPy",
    "numba": "Numba",
}


def record(writing: Writing, kept: Kept) -> str:
    """Return what a folder's record says it was made from and with."""
    rows = [["results folder", writing.words(kept.name)]]
    rows += [[says, value(writing, kept, name)] for name, says in SAID.items() if name in kept.record]
    return as_table(["what", "is"], rows)


def value(writing: Writing, kept: Kept, name: str) -> str:
    """Return a line of the record, hashes as code."""
    said = writing.words(str(kept.record[name]))
    return f"`{said}`" if HASH.fullmatch(str(kept.record[name])) else said


def how_to_check(writing: Writing, kept: Kept) -> str:
    """Return how to see that a document's numbers are what the program gives."""
    since = kept.changed_since
    stale = f" **{writing.words(capital(since))}: a new run may give other numbers.**" if since else ""
    return (
        "Every number here is a cell of a table in the results folder named below, or stands in its answer.md; before "
        "this document was made, each file of the folder was found to be as it was written. The same seed, version and "
        "question give the same bytes: `famsim verify FOLDER` runs them again and says whether they do." + stale
    )


def files(writing: Writing, kept: Kept) -> str:
    """Return every file of the folder with its size and hash."""
    said: Mapping[str, Mapping[str, object]] = kept.record["files"]
    rows = [
        [writing.words(name), writing.words(str(one["bytes"])), f"`{writing.words(str(one['sha256']))}`"]
        for name, one in said.items()
    ]
    return as_table(["file", "bytes", "hash"], rows)
