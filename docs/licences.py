"""Write docs/licences.md: what famsim needs, directly or not, under which licence. `python docs/licences.py [--check]`.

Reads what is installed beside it, so run it where all extras are:
`pip install 'famsim[app,cluster,report,calibrate,docs]' packaging`. With --check nothing is written: exit code 1 for a
licence that is not on the list of those allowed.
"""

import re
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "licences.md"
FOUND = {  # words of a licence's text or name, and what it is called; the first that fits
    "Zope": "ZPL-2.1",
    "MIT No Attribution": "MIT-0",
    "MIT": "MIT",
    "Apache": "Apache-2.0",
    "PSF": "PSF-2.0",
    "Python Software Foundation": "PSF-2.0",
    "matplotlib": "PSF-2.0",
    "Mozilla": "MPL-2.0",
    "MPL": "MPL-2.0",
    "ISC": "ISC",
    "BSD": "BSD",
    "Enthought": "BSD",
    "HPND": "HPND",
    "Unlicense": "Unlicense",
    "GPL": "GPL",
}
NOT_ALLOWED = ("GPL", "AGPL")
HEAD = """# Licences of what famsim needs

famsim itself is under the MIT licence; its table of areas contains public sector information licensed under the Open
Government Licence v3.0 (`docs/areas.md`). The packages below are installed beside it and not part of it. Made by
`python docs/licences.py` from what their own metadata say, in the versions that stood there; other versions may say
otherwise. No package under the GPL or AGPL is needed.

| package | version | licence | needed by |
| --- | --- | --- | --- |
"""


def groups():
    """Return the requirements of famsim itself and of each extra but the developers', by name."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {name: some for name, some in project["optional-dependencies"].items() if name != "dev"}
    return {"famsim": project["dependencies"], **extras}


def needed(requirements, seen, extras=()):
    """Add the names of all that some requirements need, directly or not. extras: those that were asked for."""
    from packaging.requirements import Requirement

    for text in requirements:
        one = Requirement(text)
        if one.marker and not any(one.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            continue
        name = re.sub(r"[-_.]+", "-", one.name).lower()
        if name in seen:
            continue
        seen.add(name)
        try:
            needed(distribution(name).requires or (), seen, one.extras)
        except PackageNotFoundError:
            continue


def licence_of(about):
    """Return a package's licence in a word, from what its metadata say."""
    if said := about.get("License-Expression"):
        return said
    classes = [one.rpartition(" :: ")[2] for one in about.get_all("Classifier", []) if one.startswith("License ::")]
    text = " ".join([*classes, (about.get("License") or "")[:200]])
    return next((name for word, name in FOUND.items() if word in text), "not said")


def rows():
    """Return name, version, licence and what needs it, of every package."""
    by = {}
    for group, requirements in groups().items():
        seen = set()
        needed(requirements, seen)
        for name in seen:
            by.setdefault(name, []).append(group)
    found = []
    for name in sorted(by):
        whom = "famsim" if "famsim" in by[name] else ", ".join(f"[{one}]" for one in by[name])
        try:
            about = distribution(name).metadata
            found.append((name, about["Version"], licence_of(about), whom))
        except PackageNotFoundError:
            found.append((name, "", "not installed here", whom))
    return found


def main(check):
    """Write the page, or only say what is not allowed."""
    table = rows()
    bad = [row for row in table if any(one in row[2].replace("LGPL", "") for one in NOT_ALLOWED)]
    for name, _, licence, whom in bad:
        print(f"{name}: {licence}, needed by {whom}")
    if not check:
        PAGE.write_text(HEAD + "".join(f"| {' | '.join(row)} |\n" for row in table), encoding="utf-8")
        print(f"{PAGE.name}: {len(table)} packages")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv))
