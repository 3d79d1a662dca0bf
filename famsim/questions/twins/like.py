"""What "one like this" asks for: words over the features of a family, and the conditions they stand for."""

import re

import numpy as np

from famsim.errors import FamsimError, shown
from famsim.model.policy import FEATURES, MAX_CONDITIONS
from famsim.nearest import did_you_mean
from famsim.scenario import YES_NO, Condition, allowed

# everyday words for a feature: what practitioners say, and the condition it stands for
EVERYDAY = {
    "new baby": Condition("months_since_birth", 0.0, 11.0),  # an infant, as the rules count one
    "expecting": Condition("months_since_birth", -9.0, -1.0),
    "pregnant": Condition("months_since_birth", -9.0, -1.0),
    "first baby": Condition("first_child", 1.0, 1.0),
    "arrears": Condition("in_arrears", 1.0, 1.0),
    "behind with bills": Condition("in_arrears", 1.0, 1.0),
    "history": Condition("history_of_difficulties", 1.0, 1.0),
    "job loss": Condition("unemployed", 1.0, 1.0),
    "looking for work": Condition("unemployed", 1.0, 1.0),
    "poverty": Condition("in_poverty", 1.0, 1.0),
    "poor": Condition("in_poverty", 1.0, 1.0),
    "distress": Condition("parent_distressed", 1.0, 1.0),
    "distressed parent": Condition("parent_distressed", 1.0, 1.0),
    "conflict": Condition("harmful_conflict", 1.0, 1.0),
    "cohabiting": Condition("married", 0.0, 0.0),
    "most deprived": Condition("deprivation_decile", 1.0, 1.0),
}
BETWEEN = re.compile(r",(?![^\[]*\])|;|\band\b")  # parts end here, but not inside [low, high]
NUMBER = r"(-?\d+(?:\.\d+)?)"
RANGE = re.compile(rf"^(.+?)\s*[=:]?\s*(?:from\s+)?\[?\s*{NUMBER}\s*(?:(?:,|to)\s*{NUMBER}\s*)?\]?$")
YES = {"true": 1.0, "yes": 1.0, "false": 0.0, "no": 0.0}


class LikeError(FamsimError):
    """The words for the family wanted cannot be used."""


def conditions_like(text: str) -> tuple[Condition, ...]:
    """Return the conditions of a text: "new baby, arrears", "mothers age 16 to 24 and not married".

    Each part is an everyday word, a feature that is true or false ("not" before it: false), or a feature with a number
    or two. Raises LikeError naming the part, what is allowed, and the nearest right words.
    """
    parts = [part.strip() for part in BETWEEN.split(text.lower()) if part.strip()]
    if not parts:
        raise LikeError('like "": says nothing; allowed: words such as "new baby, arrears, history of difficulties"')
    if len(parts) > MAX_CONDITIONS:
        raise LikeError(f"like: {len(parts)} conditions are too many; allowed: up to {MAX_CONDITIONS}")
    return tuple(condition_of(part) for part in parts)


def condition_of(part: str) -> Condition:
    """Return the condition of one part; LikeError if it is none."""
    words = re.sub(r"^(with |a |an |the )+", "", part.replace("_", " ")).strip()
    denied = re.match(r"^(not|no)\s+(a |an |in )*(.+)$", words)
    if denied:
        return opposite(condition_of(denied[3]), part)
    if words in EVERYDAY:
        return EVERYDAY[words]
    return numbered(words, part) or named(words, part)


def opposite(one: Condition, part: str) -> Condition:
    """Return the condition that one does not hold; LikeError for a number."""
    if FEATURES[one.feature].unit != YES_NO:
        raise LikeError(f'like {shown(part)}: "not" goes with yes or no; allowed: {allowed(FEATURES[one.feature])}')
    return Condition(one.feature, 1.0 - one.low, 1.0 - one.high)


def named(words: str, part: str) -> Condition:
    """Return the condition that a yes-or-no feature holds; LikeError for another feature, or for none."""
    words, _, said = words.partition("=")
    name = feature_named(words, part)
    feature = FEATURES[name]
    wanted = YES.get(said.strip(), 1.0 if not said.strip() else None)
    if feature.unit != YES_NO or wanted is None:
        raise LikeError(f"like {shown(part)}: {name} needs a value; allowed: {allowed(feature)}")
    return Condition(name, wanted, wanted)


def numbered(words: str, part: str) -> Condition | None:
    """Return the condition of a feature with one or two numbers; None if the part holds no number."""
    found = RANGE.match(words)
    if not found:
        return None
    name = feature_named(found[1], part)
    feature = FEATURES[name]
    low = float(found[2])
    high = float(found[3]) if found[3] else low
    whole = feature.unit != YES_NO or {low, high} <= {0.0, 1.0}
    if not (whole and feature.low <= low <= high <= feature.high):
        raise LikeError(f"like {shown(part)}: is out of range; allowed: {allowed(feature)}")
    return Condition(name, low, high)


def feature_named(words: str, part: str) -> str:
    """Return the feature of some words; LikeError with the nearest words if there is none."""
    known = {name.replace("_", " "): name for name in FEATURES}
    words = " ".join(words.split())
    if words in known:
        return known[words]
    hint = did_you_mean(words, [*known, *EVERYDAY])
    raise LikeError(f"like {shown(part)}: no such feature of a family; allowed: {', '.join([*known, *EVERYDAY])}{hint}")


def meets(features: np.ndarray, like: tuple[Condition, ...]) -> np.ndarray:
    """Say which families meet each condition, bool (conditions, families); features (families, FEATURES)."""
    columns = [features[:, FEATURES[one.feature].place] for one in like]
    met = [(one.low <= column) & (column <= one.high) for one, column in zip(like, columns, strict=True)]
    return np.array(met, bool).reshape(len(like), len(features))


def in_words(one: Condition) -> str:
    """Return a condition as a reader would say it."""
    name = one.feature.replace("_", " ")
    if FEATURES[one.feature].unit == YES_NO:
        return name if one.low == 1.0 else f"not {name}"
    return f"{name} {one.low:g}" if one.low == one.high else f"{name} {one.low:g} to {one.high:g}"
