"""Build sdist and wheel, look into both, install the wheel in a bare environment and use it there.

`python tests/release/wheel.py [folder]`: sizes and times on stdout; exit code 1 and a line for each thing amiss.
Needs the package `build`, and a network for what the wheel needs; uv, where it is, installs in a tenth of pip's time.
FAMSIM_CACHE may hold compiled kernels.
"""

import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
import time
import tomllib
import venv
import zipfile
from email.parser import Parser
from pathlib import Path

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "famsim"
UV = shutil.which("uv")
LEFT_OUT = (".pyc",)
CHANGES = "Unreleased"
USES = (  # in an empty folder, with nothing of the repository in sight
    ("--version",),
    ("check", "newcastle"),
    ("init", "newcastle-upon-tyne", "-o", "ours.toml"),
    ("check", "ours.toml"),
    ("compare", "ours.toml", "--families", "300", "--months", "12", "--out", "results"),
    ("report", "results", "-o", "report.html"),
    ("verify", "results"),
)


def built(folder):
    """Return the sdist and the wheel, which is built from the sdist."""
    how = ["--installer", "uv"] if UV else []
    build = [sys.executable, "-m", "build", *how, "--outdir", str(folder), str(ROOT)]
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


def ours():
    """Return every file of the package in the repository."""
    return {
        one.relative_to(ROOT).as_posix()
        for one in PACKAGE.rglob("*")
        if one.is_file() and one.suffix not in LEFT_OUT and "__pycache__" not in one.parts
    }


def said_version():
    """Return the version that pyproject.toml and famsim.release give; they must be one."""
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    text = (PACKAGE / "release.py").read_text(encoding="utf-8")
    return stated, text.split('__version__ = "')[1].split('"')[0]


def problems_of(sdist, wheel):
    """Yield what is wrong with either file."""
    stated, ours_says = said_version()
    with zipfile.ZipFile(wheel) as packed:
        names = [one for one in packed.namelist() if not one.endswith("/")]
        about = next(one for one in names if one.endswith(".dist-info/METADATA"))
        metadata = Parser().parsestr(packed.read(about).decode("utf-8"))
        other = [one for one in names if (ROOT / one).is_file() and packed.read(one) != (ROOT / one).read_bytes()]
    inside = {one for one in names if ".dist-info/" not in one}
    if not stated == ours_says == metadata["Version"]:
        yield f"versions differ: pyproject.toml {stated}, famsim.release {ours_says}, the wheel {metadata['Version']}"
    yield from (f"{one} is not in the wheel" for one in sorted(ours() - inside))
    yield from (f"{one} is in the wheel and not in the package" for one in sorted(inside - ours()))
    yield from (f"{one} is another file in the wheel" for one in other)
    if not any(one.endswith("licenses/LICENSE") for one in names):
        yield "the wheel has no LICENSE"
    with tarfile.open(sdist) as packed:
        there = {one.name.partition("/")[2] for one in packed.getmembers() if one.isfile()}
    yield from (f"{one} is not in the sdist" for one in sorted((ours() | {"LICENSE", "README.md"}) - there))


def used(wheel, folder):
    """Yield how long installing and each use takes in a bare environment; RuntimeError where one fails."""
    home = folder / "bare"
    venv.create(home, with_pip=not UV)
    python, command = home / "bin" / "python", home / "bin" / "famsim"
    start = time.perf_counter()
    pip = [str(python), "-m", "pip", "install", "--quiet", "--no-compile"]  # only what is imported need be bytecode
    install = [UV, "pip", "install", "--quiet", "--python", str(python)] if UV else pip
    subprocess.run([*install, str(wheel)], check=True, env=bare_env(), cwd=folder)
    yield "install", time.perf_counter() - start
    work = folder / "work"
    work.mkdir()
    for use in USES:
        start = time.perf_counter()
        done = subprocess.run(
            [str(command), *use], cwd=work, capture_output=True, text=True, check=False, env=bare_env()
        )
        if done.returncode:
            raise RuntimeError(f"famsim {' '.join(use)} ended with {done.returncode}: {done.stderr.strip()[-500:]}")
        yield f"famsim {' '.join(use)}", time.perf_counter() - start


def bare_env():
    """Return an environment without the repository's package."""
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "VIRTUAL_ENV")}


def installed_size(folder):
    """Return the bytes of all that stands in the bare environment, and of famsim alone."""
    packages = next((folder / "bare" / "lib").glob("python*/site-packages"))
    sizes = {one: one.stat().st_size for one in packages.rglob("*") if one.is_file()}
    return sum(sizes.values()), sum(size for one, size in sizes.items() if one.is_relative_to(packages / "famsim"))


def main(folder):
    """Print sizes and times, then what is wrong."""
    start = time.perf_counter()
    sdist, wheel = built(folder)
    print(f"built in {time.perf_counter() - start:.0f} s")
    for one in (sdist, wheel):
        print(f"{one.name}: {one.stat().st_size / 1e6:.2f} MB")
    wrong = list(problems_of(sdist, wheel))
    try:
        for what, seconds in used(wheel, folder):
            print(f"{what}: {seconds:.1f} s")
        everything, alone = installed_size(folder)
        print(f"installed: {everything / 1e6:.0f} MB with all that it needs, famsim itself {alone / 1e6:.1f} MB")
    except (RuntimeError, subprocess.CalledProcessError) as error:
        wrong.append(str(error))
    print("\n".join(wrong) if wrong else "nothing is wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    if len(sys.argv) > 1:
        sys.exit(main(Path(sys.argv[1])))
    with tempfile.TemporaryDirectory() as made:
        sys.exit(main(Path(made)))
