"""A target file to begin with: an example of each sort of row, from the shipped figures."""

import csv
import io

from famsim.calibration import COLUMNS

WRITTEN = tuple(column for column in COLUMNS if column != "unit")
EXAMPLES = (  # each sort of row once: a share with its interval, a mean with its error, a group, a contrast, a rate
    ("together-lost", "parted", "all", "age=5", "percent", "14.2", "", "", "12.9", "15.5", "1"),
    ("difficulties", "sdq_total", "child_age=5-10;sex=boy", "now", "mean", "8.9", "0.15", "", "", "", "2"),
    ("difficulties-girls", "sdq_total", "child_age=5-10;sex=girl", "now", "mean", "7.6", "0.14", "", "", "", "2"),
    ("distress-ratio", "relationship_distress", "work=none vs all", "now", "ratio", "2.4", "", "3120", "", "", "3"),
    ("partings", "separating", "status=cohabiting", "year", "rate", "51", "", "unknown", "", "", "4"),
)
AFTER = ("UK", "2016", "my_survey")  # country, year, source


def template_of_targets() -> str:
    """Return the text of a target file with made-up figures in every column that is filled."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(WRITTEN)
    for *cells, number in EXAMPLES:
        about = [*AFTER, f"{AFTER[-1]} {number}", "own", "", "", "made up: write your own figure"]
        writer.writerow([*cells, *about])
    return out.getvalue()
