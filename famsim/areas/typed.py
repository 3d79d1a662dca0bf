"""A name as people type it, cut down to the words that tell one place from another."""

import re
import tomllib
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any
from unicodedata import combining, normalize

TITLES = frozenset(
    (
        *("borough", "boroughs", "royal", "city", "county", "council", "councils", "district", "metropolitan"),
        *("unitary", "authority", "corporation", "local"),
        *("lb", "rb", "r", "b", "mbc", "cc", "bc", "dc", "mb"),
        *("the", "of", "and", "upon", "on", "in", "with"),
    )
)  # what councils' titles are made of, and little words
REMEMBERED = 2048  # texts whose words are known: every area's, and what was typed lately


@lru_cache(maxsize=REMEMBERED)
def key_of(text: str) -> str:
    """Return lower-case words joined by hyphens, without accents, points and apostrophes: st-helens, kings-lynn."""
    letters = "".join(letter for letter in normalize("NFKD", text) if not combining(letter)).lower()
    return re.sub(r"[^a-z0-9]+", "-", re.sub("['\u2018\u2019.]", "", letters).replace("&", " and ")).strip("-")


@lru_cache(maxsize=REMEMBERED)
def telling_words(text: str) -> tuple[str, ...]:
    """Return the words of a name without titles: "London Borough of Croydon" -> croydon; spelt out: herts, saint."""
    words = key_of(text).split("-")
    titles = TITLES | {"london"} if TITLES & {"borough", "boroughs"} & set(words) else TITLES
    spelt = said_names()["words"]
    kept = [word for word in words if word and word not in titles]
    return tuple(spelt.get(word, word) for word in kept)


@cache
def said_names() -> dict[str, Any]:
    """Return names.toml: names and codes that people use and the table does not."""
    return tomllib.loads(files("famsim.areas").joinpath("names.toml").read_text(encoding="utf-8"))
