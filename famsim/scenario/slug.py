"""A name as a safe part of a file name."""

import re
import unicodedata
from hashlib import sha256

MAX_LENGTH = 60

_PLAIN = re.compile(r"[a-z0-9]+(?:[ -][a-z0-9]+)*")
_RESERVED = {"con", "prn", "aux", "nul"} | {f"{port}{number}" for port in ("com", "lpt") for number in range(10)}


def slug(name: str) -> str:
    """Return `name` in letters a-z, digits and hyphens, 1-69 characters, safe on every file system.

    A plain name keeps its letters ("at-risk groups" -> "at-risk-groups"); any other name loses what is not
    plain and gains a hyphen and eight digits of its hash, so that two such names stay apart.
    """
    plain = name.lower() if name.isascii() else name
    if _PLAIN.fullmatch(plain) and len(plain) <= MAX_LENGTH and plain not in _RESERVED:
        return plain.replace(" ", "-")
    letters = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    kept = "-".join(re.findall("[a-z0-9]+", letters))[:MAX_LENGTH].strip("-")
    tail = sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{kept}-{tail}" if kept else f"name-{tail}"
