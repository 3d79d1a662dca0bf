"""A target: one published figure, in a survey's words."""

from dataclasses import dataclass

from famsim.calibration.asks import Ask, two_groups
from famsim.calibration.vocabulary import CONTRASTS, SurveyMeasure, vocabulary

FIT, CHECK = "fit", "check"  # what a row may be used for
LEVEL = {
    "percent": "percent",
    "points": "mean",
    "years": "mean",
    "rate": "rate",
}  # what a contrast of a unit is made of
SAME, OTHER, ABROAD = "same", "uk", "abroad"  # how far a figure has to be carried to the England of the model


@dataclass(frozen=True)
class Target:
    """One row of a target file.

    group: of a contrast, two groups, as in `work=none vs all`. step: what the last digit of the value is worth.
    n: None where it is not known. transfer: `same`, `uk` (another population, period or instrument of the UK) or
    `abroad`. use: empty until the split has been made. row: where it stands in its file.
    """

    target: str
    measure: str
    group: str
    time: str
    statistic: str
    value: float
    step: float
    country: str
    year: int
    source: str
    table: str
    se: float | None = None
    n: float | None = None
    low: float | None = None
    high: float | None = None
    read_in: str = "page"
    transfer: str = SAME
    use: str = ""
    note: str = ""
    row: int = 0

    @property
    def about(self) -> SurveyMeasure:
        """What is measured."""
        return vocabulary().measures[self.measure]

    @property
    def is_contrast(self) -> bool:
        """Say whether the figure is of two groups."""
        return self.statistic in CONTRASTS

    @property
    def asks(self) -> tuple[Ask, ...]:
        """What the model is asked: one figure, or the two of a contrast."""
        if not self.is_contrast:
            return (Ask(self.measure, self.group, self.time, self.statistic),)
        statistic = LEVEL[self.about.unit]
        return tuple(Ask(self.measure, group, self.time, statistic) for group in two_groups(self.group))

    @property
    def size(self) -> float:
        """What a total error is small or large against: the value; of a measure on both sides of 0, its spread."""
        return self.about.sd or 1.0 if self.about.signed else abs(self.value)

    @property
    def like(self) -> tuple[str, str, str, str, int]:
        """What rows of one table have in common if they differ in their groups alone."""
        return self.table, self.measure, self.time, self.statistic, self.year
