"""The page's words as data, a list a language (words/): terms in plain English, and all that it says in Welsh."""

import tomllib
from functools import cache
from typing import Any

from famsim.handover.page.file import read

PLAIN, OTHER = "words/plain.toml", "words/welsh.toml"


@cache
def word_list(name: str) -> dict[str, Any]:
    """Return a list of words: `plain.toml` what the terms mean, another language's what stands for the English."""
    return tomllib.loads(read(name))


def tongues() -> dict[str, Any]:
    """Return the terms with what they mean in each language, and the other language by the English on the page.

    `note` says that no speaker has read it, and is nothing once one has (`read_by`).
    """
    plain, other = word_list(PLAIN)["term"], word_list(OTHER)
    return {
        "terms": [[word, meaning, *other["term"][word]] for word, meaning in plain.items()],
        "welsh": other["text"],
        "sentences": other["sentence"],
        "pieces": other["piece"],
        "note": "" if other["read_by"] else other["note"],
    }
