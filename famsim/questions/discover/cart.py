"""CART: boxes found by a tree that splits all futures in two, again and again, by one limit of one column at a time."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import numpy as np

from famsim.errors import FamsimError
from famsim.questions.discover.box import Box, Limit, everything, held, inside_any
from famsim.questions.discover.folds import folds
from famsim.questions.discover.prim import least_of

MOST_LEAVES = 6
SEED = 1


def cart(x: np.ndarray, y: np.ndarray) -> list[Box]:
    """Return the boxes of the tree's leaves in which more are lost, y, than of all futures, x (futures, columns).

    The tree has as many leaves as tell held-out futures apart best, or fewer that do as well within a standard error.
    """
    return grown(x, y, leaves_for(x, y))


def leaves_for(x: np.ndarray, y: np.ndarray) -> int:
    """Return how many leaves a tree should have."""
    sizes = range(2, MOST_LEAVES + 1)
    scores = np.array([[score(x, y, fold, size) for fold in folds(y)] for size in sizes])
    mean, error = scores.mean(axis=1), scores.std(axis=1, ddof=1) / np.sqrt(scores.shape[1])
    best = int(np.argmax(mean))
    return sizes[int(np.argmax(mean >= mean[best] - error[best]))]


def score(x: np.ndarray, y: np.ndarray, out: np.ndarray, leaves: int) -> float:
    """Return how well a tree of the other futures tells those of a fold apart."""
    return held(inside_any(grown(x[~out], y[~out], leaves), x[out]), y[out]).apart


def grown(x: np.ndarray, y: np.ndarray, leaves: int) -> list[Box]:
    """Return the losing boxes of a tree with so many leaves."""
    tree = needed().DecisionTreeClassifier(
        max_leaf_nodes=leaves, min_samples_leaf=least_of(len(x)), class_weight="balanced", random_state=SEED
    )
    tree.fit(x, y)
    boxes = losing(tree.tree_, 0, everything(x.shape[1]), y.mean())
    return [box for box in boxes if box.limits]


def losing(tree: Any, node: int, box: Box, share: float) -> list[Box]:
    """Return the boxes below a node where more than a share is lost; two that make up their parent are one."""
    if tree.children_left[node] < 0:
        return [box] if is_losing(tree, node) else []
    column, at = int(tree.feature[node]), float(tree.threshold[node])
    sides = [
        losing(tree, int(tree.children_left[node]), box.at(Limit(column, "high"), at), share),
        losing(
            tree, int(tree.children_right[node]), box.at(Limit(column, "low"), float(np.nextafter(at, np.inf))), share
        ),
    ]
    if all(is_losing(tree, leaf) for leaf in leaves_below(tree, node)):
        return [box]
    return [*sides[0], *sides[1]]


def is_losing(tree: Any, node: int) -> bool:
    """Say whether more is lost at a node than of all futures: by balanced weights, more than half."""
    won, lost = tree.value[node][0]
    return bool(lost > won)


def leaves_below(tree: Any, node: int) -> Iterator[int]:
    """Yield the leaves under a node."""
    if tree.children_left[node] < 0:
        yield node
        return
    for side in (tree.children_left, tree.children_right):
        yield from leaves_below(tree, int(side[node]))


def needed() -> Any:
    """Return scikit-learn's trees; FamsimError where it is not there."""
    try:
        return import_module("sklearn.tree")
    except ImportError:
        raise FamsimError("this needs the package scikit-learn; to have it: pip install 'famsim[calibrate]'") from None
