"""Targets made up for tests: a row with everything in it, changed field by field."""

from famsim.calibration import Seen, Target, targets_of

HEADER = ["target", "measure", "group", "time", "statistic", "value", "se", "n", "low", "high", "country", "year",
          "source", "table", "read_in", "transfer", "use"]  # fmt: skip
PLAIN = {
    "target": "a", "measure": "parted", "group": "all", "time": "age=5", "statistic": "percent", "value": "20",
    "n": "1000", "country": "UK", "year": "2016", "source": "survey", "table": "survey 1",
}  # fmt: skip


def sheet(*rows, header=HEADER):
    """Return the rows of a sheet, each PLAIN with some cells changed."""
    cells = [
        [{**PLAIN, "target": f"t{place}", **row}.get(name, "") for name in header] for place, row in enumerate(rows)
    ]
    return list(enumerate([header, *cells], 1))


def targets(*rows) -> list[Target]:
    """Return targets, each PLAIN with some cells changed."""
    return targets_of(sheet(*rows), "made_up.csv")


def target(**cells) -> Target:
    """Return one target."""
    return targets(cells)[0]


def answers(made, se=0.0, **values):
    """Return what the model answers to levels: a value by the target's name, else what is published."""
    return {one.asks[0]: Seen(values.get(one.target, one.value), se, 1000) for one in made if not one.is_contrast}
