"""The evidence register: every number of the model with its range, grade and source, read from TOML.

`<topic>.toml` holds figures named "topic.name"; `programmes/<programme>.toml` holds figures named
"programmes.<programme>.name", `doors/<door>.toml` figures named "doors.name"; `sources.toml` says where figures were
read. A figure is a table `[name]`, or `name = { ... }`, of its file.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

from famsim.errors import EvidenceError, unknown
from famsim.evidence.doors import FOLDER as DOORS
from famsim.evidence.doors import STRUCTURE
from famsim.evidence.fields import Place
from famsim.evidence.figure import NOT_READ, Figure, Source, read_figure, read_source

SOURCES = "sources.toml"
PROGRAMMES = "programmes"
TRANSFER = "_transfer"
_NAME = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Register:
    """Every figure by its dotted name and every source by its key; neither can be changed."""

    figures: Mapping[str, Figure]
    sources: Mapping[str, Source]

    def __getitem__(self, name: str) -> Figure:
        """Return one figure; a misspelt name is an error with the nearest one."""
        if name not in self.figures:
            raise unknown("figure", name, self.figures, "the evidence register", EvidenceError)
        return self.figures[name]

    def graded(self, grade: str) -> tuple[Figure, ...]:
        """Return the figures of a grade, in order of name."""
        return tuple(figure for figure in self.figures.values() if figure.grade == grade)

    def unused_sources(self) -> tuple[str, ...]:
        """Return the keys of sources that no figure names."""
        used = {key for figure in self.figures.values() for key in figure.sources}
        return tuple(key for key in self.sources if key not in used)


@cache
def programme_names() -> tuple[str, ...]:
    """Return the package's programmes, in the order of their figures: each file of programmes/ is one."""
    within = files("famsim.evidence") / PROGRAMMES
    return tuple(name for _, name in _toml_files(within, PROGRAMMES))


@dataclass(frozen=True, slots=True)
class _File:
    label: str
    text: str
    tables: dict[str, Any]


def load_register(root: Traversable | None = None) -> Register:
    """Return the register of the package, or of another folder laid out like it.

    Raises EvidenceError for anything that cannot be read, is missing, unknown or out of its range.
    """
    folder = files("famsim.evidence") if root is None else root
    sources = _read_sources(folder)
    figures, places = {}, {}
    for prefix, file in _figure_files(folder):
        for key, table in file.tables.items():
            place = Place(file.label, file.text, key)
            if not _NAME.fullmatch(key):
                place.wrong(None, f"{key!r} is not a name", "small letters, digits and _")
            name = f"{prefix}.{key}"
            if name in figures:
                place.wrong(None, f"another file has the figure {name!r}", "a name that no other has")
            figures[name], places[name] = read_figure(name, table, place), place
    for name, figure in figures.items():
        _check_sources(figure, sources, places[name])
        _check_transfer(figure, figures, places[name])
    ordered = {name: figures[name] for name in sorted(figures)}
    return Register(MappingProxyType(ordered), MappingProxyType(sources))


@cache
def the_register() -> Register:
    """Return the package's register, read once a process."""
    return load_register()


def _read_sources(folder: Traversable) -> dict[str, Source]:
    file = _read(folder / SOURCES, f"{folder.name}/{SOURCES}")
    return {key: read_source(key, table, Place(file.label, file.text, key)) for key, table in file.tables.items()}


def _figure_files(folder: Traversable) -> Iterator[tuple[str, _File]]:
    """Yield the dotted prefix and content of every file of figures, in order of name."""
    for entry, topic in _toml_files(folder, folder.name):
        if entry.name == SOURCES:
            continue
        if topic == PROGRAMMES:
            raise EvidenceError(f"{folder.name}/{entry.name}: programmes have a file each, in {PROGRAMMES}/.")
        yield topic, _read(entry, f"{folder.name}/{entry.name}")
    within = folder / PROGRAMMES
    if within.is_dir():
        for entry, programme in _toml_files(within, f"{folder.name}/{PROGRAMMES}"):
            label = f"{folder.name}/{PROGRAMMES}/{entry.name}"
            yield f"{PROGRAMMES}.{programme}", _read(entry, label)
    within = folder / DOORS
    if within.is_dir():
        for entry, _ in _toml_files(within, f"{folder.name}/{DOORS}"):
            file = _read(entry, f"{folder.name}/{DOORS}/{entry.name}")
            figures = {key: table for key, table in file.tables.items() if key not in STRUCTURE}
            yield DOORS, _File(file.label, file.text, figures)


def _toml_files(folder: Traversable, label: str) -> Iterator[tuple[Traversable, str]]:
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        if not entry.name.endswith(".toml"):
            continue
        stem = entry.name.removesuffix(".toml")
        if not _NAME.fullmatch(stem):
            raise EvidenceError(f"{label}/{entry.name}: the file's name. Allowed: small letters, digits and _.")
        yield entry, stem


def _read(entry: Traversable, label: str) -> _File:
    try:
        text = entry.read_bytes().decode("utf-8")
        return _File(label, text, tomllib.loads(text))
    except OSError as problem:
        raise EvidenceError(f"{label}: cannot be read. Allowed: a TOML file.") from problem
    except (ValueError, RecursionError) as problem:
        raise EvidenceError(f"{label}: {problem}. Allowed: TOML in UTF-8.") from problem


def _check_sources(figure: Figure, sources: Mapping[str, Source], place: Place) -> None:
    for key in figure.sources:
        if key not in sources:
            raise unknown("source", key, sources, place.at("source"), EvidenceError)
    read = {sources[key].read_in for key in figure.sources}
    if figure.grade in ("measured", "derived") and read <= set(NOT_READ):
        place.wrong("source", f"was not read, and the grade is {figure.grade}", "a source that was read")


def _check_transfer(figure: Figure, figures: Mapping[str, Figure], place: Place) -> None:
    """An effect from elsewhere has its own factor, or shares its programme's figure `transfer`."""
    factor = figure.name + TRANSFER
    shared = f"{figure.name.rpartition('.')[0]}.transfer"
    if figure.transfer and factor not in figures and shared not in figures:
        place.wrong("transfer", f"there is no figure {factor!r}", "an effect from elsewhere with its own factor")
