"""The page's fixed words as data (words.toml): its terms, plainly and in Welsh, and the Welsh of what it says."""

import tomllib
from functools import cache
from typing import Any

from famsim.handover.page.file import read


@cache
def tongues() -> dict[str, Any]:
    """Return the terms with what they mean in each language, Welsh by the English on the page, and what to say of it.

    `note` says that no Welsh speaker has read it, and is nothing once one has (`read_by`).
    """
    said = tomllib.loads(read("words.toml"))
    terms = [[one[name] for name in ("word", "plain", "welsh", "in_welsh")] for one in said["term"]]
    return {
        "terms": terms,
        "welsh": {one["en"]: one["cy"] for one in said["text"]},
        "sentences": {one["en"]: one["cy"] for one in said["sentence"]},
        "note": "" if said["read_by"] else said["note"],
    }
