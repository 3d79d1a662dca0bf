"""Make the README's three pictures from the program: python docs/pictures.py [folder]. Minutes on two cores.

Each is a figure of a question as `--out` keeps it: the timing map in its layers (a sample of 4,000 families), the twin
family, and the true against the measured effect of GBP 50,000 (four draws). Same program, same seeds: same pictures.
"""

import sys
from pathlib import Path

import famsim as fs

HERE = Path(__file__).parent / "pictures"
LIKE = "new baby, arrears, history of difficulties"


def timing():
    """Return the layers of the timing map: who is there, met and willing, and what help then comes to."""
    scenario = fs.load_scenario("newcastle").with_(families=4000)
    return fs.timing(scenario, events=("birth",)).figures()["timing-birth-layers"]


def twin():
    """Return one family's life without help, with it, and with it earlier and later."""
    return fs.twin(fs.load_scenario("newcastle"), like=LIKE, month=3, earlier=3, later=9).figures()["twin"]


def grant():
    """Return what is true of a grant's worth of each strategy, and what designs of evaluation would measure."""
    return fs.compare(fs.load_scenario("grant_50k"), draws=4, evaluation=True).figures()["evaluation"]


def main(folder=HERE):
    """Draw each picture and write it."""
    folder = Path(folder)
    folder.mkdir(exist_ok=True)
    for draw in (timing, twin, grant):
        file = folder / f"{draw.__name__}.png"
        draw().savefig(file, dpi=110, metadata={"Software": None})
        print(file, f"{file.stat().st_size / 1000:.0f} kB")


if __name__ == "__main__":
    main(*sys.argv[1:2])
