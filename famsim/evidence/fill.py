"""From named values to the one nested record of parameters that the rules read."""

from collections.abc import Collection, Iterable, Iterator, Mapping

import numpy as np

from famsim.errors import EvidenceError
from famsim.evidence.fields import Value
from famsim.evidence.register import PROGRAMMES

# the record's doors are rows, written from the figures of this topic by famsim.population.doors
ROWS = "doors"
JUDGING = ("worthwhile", "instruments", "evaluation", "usual")  # topics of how a run is judged, seen or offered

Leaf = tuple[str, np.ndarray]  # its dotted name and a view of its place in the record, (1,) + its shape


def fill(values: Mapping[str, Value], dtype: np.dtype, solved: Collection[str] = ()) -> np.recarray:
    """Return one record, shape (1,), of a nested dtype with every leaf set from the value of its name.

    Programmes are those that have a value, a row each in that order; rows beyond them stay 0. Leaves named in
    `solved` ("programmes.full.level": that of each programme) are left as NaN (0 where whole) for the reference
    solver. Raises EvidenceError for a leaf that nothing supplies, a value or a solved name without a leaf, a name in
    both, and a value of another shape.
    """
    record, programmes = np.zeros(1, dtype), programmes_of(values)
    leaves = dict(_leaves(record, "", programmes))
    supplied, later = (
        {name for name in values if not judges(name) and topic(name) != ROWS},
        of_each_programme(solved, programmes),
    )
    _none_left(set(leaves) - supplied - later, "the register has no figure for the parameter")
    _none_left(supplied - set(leaves), "no parameter is filled by the figure")
    _none_left(later - set(leaves), "there is no parameter to solve for named")
    _none_left(later & supplied, "the parameter is solved for, and the register gives")
    for name, leaf in leaves.items():
        if name in later:
            leaf[...] = np.nan if leaf.dtype.kind == "f" else 0
        else:
            _put(name, leaf, values[name])
    return record.view(np.recarray)


def judges(name: str) -> bool:
    """Say whether a figure judges what a run came to or how it is seen, rather than being read by its rules."""
    return topic(name) in JUDGING


def topic(name: str) -> str:
    """Return the topic of a figure."""
    return name.partition(".")[0]


def programmes_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the programmes that some figures are of, in the order in which they are first named."""
    dotted = [name.split(".", 2) for name in names if name.startswith(f"{PROGRAMMES}.")]
    return tuple(dict.fromkeys(parts[1] for parts in dotted))


def of_each_programme(leaves: Iterable[str], programmes: Iterable[str]) -> set[str]:
    """Return names of leaves, with those of "programmes.*" named for each of some programmes."""
    found = set(leaves)
    of_all = {name for name in found if name.startswith(f"{PROGRAMMES}.")}
    rests = [name.removeprefix(f"{PROGRAMMES}.") for name in of_all]
    return (found - of_all) | {f"{PROGRAMMES}.{one}.{rest}" for one in programmes for rest in rests}


def leaf_names(dtype: np.dtype, programmes: Collection[str]) -> tuple[str, ...]:
    """Return the dotted names of every leaf of a nested dtype, in order."""
    return tuple(name for name, _ in _leaves(np.zeros(1, dtype), "", programmes))


def _leaves(record: np.ndarray, prefix: str, programmes: Collection[str]) -> Iterator[Leaf]:
    """Yield the leaves of records of shape (1,)."""
    for field in record.dtype.names or ():
        if prefix + field == ROWS:
            continue
        part, name = record[field], prefix + field
        if part.dtype.names is None:
            yield name, part
        elif part.ndim == 1:
            yield from _leaves(part, name + ".", programmes)
        elif name == PROGRAMMES and part.ndim == 2 and part.shape[1] >= len(programmes):
            for index, programme in enumerate(programmes):
                yield from _leaves(part[:, index], f"{name}.{programme}.", programmes)
        else:
            raise EvidenceError(
                f"parameter {name!r}: an array of records. Allowed: programmes, up to as many as it has rows; "
                f"{len(programmes)} are given."
            )


def _none_left(names: set[str], complaint: str) -> None:
    if names:
        raise EvidenceError(f"the evidence register: {complaint} {', '.join(sorted(names))}.")


def _put(name: str, leaf: np.ndarray, value: Value) -> None:
    shape = leaf.shape[1:]
    given = np.asarray(value, dtype=np.float64)
    if given.ndim != (1 if shape else 0) or given.size != leaf[0].size:
        raise EvidenceError(
            f"the evidence register: {name} has {given.size} numbers. Allowed: {leaf[0].size}, shape {shape}."
        )
    if not np.isfinite(given).all():
        raise EvidenceError(f"the evidence register: {name} is {value}. Allowed: finite numbers.")
    with np.errstate(invalid="ignore"):
        leaf[0] = given.reshape(shape)
    if leaf.dtype.kind != "f" and not np.array_equal(leaf[0], given.reshape(shape)):
        raise EvidenceError(f"the evidence register: {name} is {value}. Allowed: what {leaf.dtype} can hold.")
