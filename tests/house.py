"""The house in figures, and what tests/test_rooms.py holds it to: `python tests/house.py [folder of a famsim]`."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from statistics import median

GROUND = ("model", "rules")  # entered by file
OUTER = ("questions", "handover")  # hold rooms
LATE = {"KIND", "again"}  # what famsim.questions fetches from each question's room
FOR_OTHERS = {("handover", "bridges")}  # rooms for whoever uses the package alone
WRITTEN = ("*.py", "*.js", "*.mjs", "*.css")  # by hand
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
Import = tuple[int, str, str]  # line, module, name


def sources(package: Path) -> list[Path]:
    """Return every file of a package."""
    return sorted(package.rglob("*.py"))


@cache
def tree_of(source: Path) -> ast.Module:
    """Return what a file holds."""
    return ast.parse(source.read_text(encoding="utf-8"))


def module(source: Path, package: Path) -> str:
    """Return a file's name as it is imported; a door's is its room's."""
    parts = (package.name, *source.relative_to(package).with_suffix("").parts)
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(node: ast.AST) -> Iterator[Import]:
    """Yield what is imported from famsim, in functions too; but not what only types name (TYPE_CHECKING)."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr) or (isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test)):
            continue
        if isinstance(child, ast.ImportFrom) and (child.module or "").partition(".")[0] == "famsim":
            yield from ((child.lineno, str(child.module), alias.name) for alias in child.names)
        elif isinstance(child, ast.Import):
            named = (alias.name for alias in child.names if alias.name.startswith("famsim."))
            yield from ((child.lineno, *name.rpartition(".")[::2]) for name in named)
        yield from imports(child)


@cache
def imports_of(source: Path) -> tuple[Import, ...]:
    """Return what a file imports from famsim."""
    return tuple(imports(tree_of(source)))


def room(parts: tuple[str, ...], package: Path) -> tuple[str, ...]:
    """Return the room that a module stands in, as parts without `famsim`; () for single files."""
    deep = 2 if parts[:1] and parts[0] in OUTER and (package / Path(*parts[:2])).is_dir() else 1
    found = parts[:deep]
    return found if found and (package / Path(*found)).is_dir() else ()


def side_doors(source: Path, package: Path) -> list[str]:
    """Return each import, in a file, of another room's inner file or of a name that its door does not give."""
    here, wrong = room(source.relative_to(package).with_suffix("").parts, package), []
    for line, name, asked in imports_of(source):
        parts = tuple(name.split(".")[1:])
        there = room(parts, package)
        if not there or there == here or there[0] in GROUND:
            continue
        where, door = f"{source.relative_to(package)}:{line}", ".".join(("famsim", *there))
        if parts != there:
            wrong.append(f"{where} imports {name}: enter by {door}")
        elif asked not in given_by(package / Path(*there) / "__init__.py"):
            wrong.append(f"{where} imports {asked}, which {door} does not give: name it in its __all__")
    return wrong


@cache
def given_by(door: Path) -> list[str]:
    """Return the names in a door's __all__; none where there is no door."""
    body = tree_of(door).body if door.exists() else []
    named = [one for one in body if isinstance(one, ast.Assign) and ast.unparse(one.targets[0]) == "__all__"]
    return list(ast.literal_eval(named[0].value)) if named else []


def untaken(package: Path, *beside: Path) -> list[str]:
    """Return each function or constant that a room's door gives and no other room takes, nor any file beside.

    beside: folders of files that use the package. Types stand at a door for whoever names what is handed to them.
    Leaves out: what is fetched from a room by its name in a text (LATE).
    """
    files, taken = [*sources(package), *(one for folder in beside for one in sources(folder))], set()
    for source in files:
        inside = package in source.parents
        here = room(source.relative_to(package).with_suffix("").parts, package) if inside else None
        for _, name, asked in imports_of(source):
            there = tuple(name.split(".")[1:])
            if there != here:
                taken.add((there, asked))
    late = {one.value for one in ast.walk(tree_of(package / "__init__.py")) if isinstance(one, ast.Constant)} | LATE
    doors = {door: room(door.parent.relative_to(package).parts, package) for door in package.rglob("__init__.py")}
    return [
        f"{'.'.join(inside)} gives {name}"
        for door, inside in sorted(doors.items())
        if inside and inside not in FOR_OTHERS and door.parent == package / Path(*inside)
        for name in given_by(door)
        if (name.isupper() or name.islower()) and name not in late and (inside, name) not in taken
    ]


def needs(package: Path) -> dict[str, set[str]]:
    """Return for each module those whose names it imports, whichever door they come through; doors are left out."""
    files = {module(source, package): source for source in sources(package)}
    doors = {name for name, source in files.items() if source.name == "__init__.py"}

    def home(name: str, asked: str) -> str:
        """Return the module in which a name stands."""
        inner = f"{name}.{asked}"
        if name not in doors:
            return name
        first = [one for one in tree_of(files[name]).body if isinstance(one, ast.ImportFrom)]
        through = {alias.name: str(one.module) for one in first for alias in one.names}
        if asked in through and through[asked] != name:
            return home(through[asked], asked)
        return inner if inner in files and inner not in doors else name

    found = {name: {home(where, one) for _, where, one in imports_of(files[name])} for name in files}
    return {name: (there & set(files)) - doors - {name} for name, there in found.items() if name not in doors}


def longest_chain(package: Path) -> list[str]:
    """Return the longest chain of modules each of which imports the next."""
    below, known = needs(package), {}

    def chain(name: str) -> list[str]:
        if name not in known:
            known[name] = [name, *max((chain(one) for one in sorted(below[name])), key=len, default=[])]
        return known[name]

    return max((chain(name) for name in below), key=len)


def functions(package: Path) -> list[ast.FunctionDef]:
    """Return every function."""
    return [node for source in sources(package) for node in ast.walk(tree_of(source)) if isinstance(node, FUNCTIONS)]


def length(function: ast.FunctionDef) -> int:
    """Return how many lines a function has, its docstring and decorators included."""
    first = min([function.lineno, *(one.lineno for one in function.decorator_list)])
    return (function.end_lineno or first) - first + 1


def code_of(function: ast.FunctionDef) -> int:
    """Return how many of its lines are no docstring."""
    said = function.body[0] if ast.get_docstring(function, clean=False) is not None else None
    return length(function) - ((said.end_lineno or said.lineno) - said.lineno + 1 if said else 0)


def is_typed(function: ast.FunctionDef) -> bool:
    """Say whether a function says what it takes and what it returns."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    said = [one.annotation for one in given if one.arg not in ("self", "cls")]
    return function.returns is not None and None not in said


def has_any(function: ast.FunctionDef) -> bool:
    """Say whether something that a function takes, or what it returns, may be anything at all."""
    given = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    said = [*(one.annotation for one in given), function.returns]
    return any(isinstance(one, ast.Name) and one.id == "Any" for one in said)


def public(package: Path) -> list[ast.AST]:
    """Return the modules, and their classes and functions whose names do not begin with _."""
    trees = [tree_of(source) for source in sources(package)]
    inside = [node for tree in trees for node in tree.body if isinstance(node, (*FUNCTIONS, ast.ClassDef))]
    named = [node for node in inside if not node.name.startswith("_")]
    of_classes = [one for node in named if isinstance(node, ast.ClassDef) for one in node.body]
    methods = [one for one in of_classes if isinstance(one, FUNCTIONS) and not one.name.startswith("_")]
    return [*trees, *named, *methods]


def lines(folder: Path) -> list[int]:
    """Return how long each file is."""
    return [len(source.read_text(encoding="utf-8").splitlines()) for source in sources(folder)]


def longer_than(most: int, *folders: Path) -> list[str]:
    """Return each file of Python, of the page's script or of its looks that has more lines than so many."""
    written = (one for folder in folders for kind in WRITTEN for one in sorted(folder.rglob(kind)))
    sizes = {one: len(one.read_text(encoding="utf-8").splitlines()) for one in written}
    return [f"{one} has {size} lines: part it by what it says" for one, size in sizes.items() if size > most]


def share(number: int, of: int) -> str:
    """Return a share in per cent."""
    return f"{100 * number / max(of, 1):.1f}%"


def figures(package: Path) -> dict[str, str]:
    """Return the figures of a house, in words."""
    every, files, chain = functions(package), lines(package), longest_chain(package)
    long, code, seen = max(every, key=length), max(every, key=code_of), public(package)
    doors = [one for source in sources(package) for one in side_doors(source, package)]
    return {
        "files": f"{len(files)}, {sum(files)} lines",
        "file": f"median {median(files):.0f} lines, longest {max(files)}",
        "function": f"{len(every)}, median {median(map(length, every)):.0f} lines, longest {length(long)}, {long.name}",
        "function without its docstring": f"longest {code_of(code)} ({code.name})",
        "longest import chain": f"{len(chain)} modules",
        "side doors": str(len(doors)),
        "functions with all types said": share(sum(map(is_typed, every)), len(every)),
        "functions that take or return Any": share(sum(map(has_any, every)), len(every)),
        "public things with a docstring": share(sum(ast.get_docstring(one) is not None for one in seen), len(seen)),
        "lines of tests for one of famsim": f"{sum(lines(package.parent / 'tests')) / sum(files):.2f}",
    }


def main() -> None:
    """Print the figures of this famsim, or of another."""
    package = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "famsim"
    for name, said in figures(package.resolve()).items():
        print(f"{name}: {said}")
    print("\n".join(["", "the chain:", *longest_chain(package.resolve())]))


if __name__ == "__main__":
    main()
