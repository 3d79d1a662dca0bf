"""What in a trial file must agree: arms with the design, programmes with the register, results with what is asked."""

from famsim.areas import AreaProfile, find_area
from famsim.evidence import programme_names
from famsim.nearest import nearest
from famsim.questions.trial.measures import LEVEL, MEASURES, OF_KIND, STATISTICS
from famsim.questions.trial.tables_asked import BEFORE_AFTER, Published, TrialFile
from famsim.scenario import Lines, Scenario, Wrong, check_evidence, figures_of

At = tuple[str | int, ...]


class Checks:
    """A trial file with where its keys stand; every error names file, line and field."""

    def __init__(self, file: TrialFile, where: str, lines: Lines) -> None:
        self.file, self.where, self.lines, self.wrong = file, where, lines, Wrong(where, lines)

    def sites(self) -> tuple[AreaProfile, ...]:
        """Return the places in which people are recruited: England as one where it is named."""
        found: list[AreaProfile] = []
        for i, name in enumerate(self.file.trial.sites):
            at: At = ("trial", "area") if self.file.trial.area else ("trial", "areas", i)
            area = find_area(name, f"{self.where}, line {self.lines.of(at)}: {'.'.join(map(str, at[:2]))}")
            if area in found:
                raise self.wrong(at, f"{name!r} is named twice", "each site once")
            found.append(area)
        return tuple(found)

    def arms(self) -> None:
        """Refuse a trial without the control arm that its design needs, names given twice, unknown programmes."""
        arms, known = self.file.arms, (*programme_names(), *self.file.programmes)
        controls = [i for i, arm in enumerate(arms) if arm.control]
        if self.file.trial.design == BEFORE_AFTER:
            if controls:
                what = "a control arm, and design = 'before and after' has nobody to compare with"
                raise self.wrong(("arm", controls[0], "control"), what, "design = 'randomised', or no control arm")
        elif len(controls) != 1 or len(arms) < 2:
            what = f"there are {len(controls)} control arms among {len(arms)} arms" if controls else "no control arm"
            at: At = ("arm", controls[1], "control") if len(controls) > 1 else ("arm",)
            raise self.wrong(at, what, "one arm with control = true beside at least one other arm")
        for i, arm in enumerate(arms):
            if arm.name in [one.name for one in arms[:i]]:
                raise self.wrong(("arm", i, "name"), "another arm has this name", "names that differ")
            if arm.programme is not None and arm.programme not in known:
                near = nearest(arm.programme, known)
                what = f"there is no programme {arm.programme!r}"
                raise self.wrong(("arm", i, "programme"), what, ", ".join(known), near)

    def outcomes(self) -> None:
        """Refuse outcomes at months that are no waves, and results of what is not measured."""
        waves = self.file.follow_up.waves
        said = ", ".join(map(str, waves))
        for i, outcome in enumerate(self.file.outcomes):
            for j, month in enumerate(outcome.months or ()):
                if month not in waves:
                    raise self.wrong(("outcome", i, "months", j), f"month {month} is no wave", f"a wave: {said}")
        for i, one in enumerate(self.file.published):
            self.result(("published", i), one)
            if same_as(one) in map(same_as, self.file.published[:i]):
                raise self.wrong(("published", i), "is the same figure as one before", "each figure once")

    def result(self, at: At, one: Published) -> None:
        """Refuse a result that the trial does not measure."""
        measured = {outcome.measure: outcome.months or self.file.follow_up.waves for outcome in self.file.outcomes}
        names = [arm.name for arm in self.file.arms]
        if one.measure not in measured:
            near = nearest(one.measure, measured)
            what = f"{one.measure!r} is no outcome of this trial"
            raise self.wrong((*at, "measure"), what, ", ".join(measured), near)
        if one.month not in measured[one.measure]:
            said = ", ".join(map(str, measured[one.measure]))
            raise self.wrong((*at, "month"), f"month {one.month} is no wave of it", f"one of {said}")
        can = [name for name in OF_KIND[MEASURES[one.measure].kind] if self.has(name)]
        if one.statistic not in can:
            what = f"{one.statistic!r} is not told of {one.measure}"
            raise self.wrong((*at, "statistic"), what, "; ".join(f"{name}: {STATISTICS[name]}" for name in can))
        if one.arm is not None and one.arm not in names:
            raise self.wrong((*at, "arm"), f"there is no arm {one.arm!r}", ", ".join(names), nearest(one.arm, names))
        if one.arm is None and one.statistic == LEVEL and len(names) > 1:
            raise self.wrong((*at, "arm"), "must be given", f"of which arm: {', '.join(names)}")
        controls = [arm.name for arm in self.file.arms if arm.control]
        if one.is_given and (one.statistic != LEVEL or one.arm not in controls):
            what = "what is predicted cannot be given"
            raise self.wrong((*at, "given"), what, "given = true for a level of the control arm alone")
        if (one.low is None) != (one.high is None) or (one.low is not None and one.low >= (one.high or 0.0)):
            raise self.wrong((*at, "low"), "low and high are no interval", "both, low below high, or neither")

    def has(self, statistic: str) -> bool:
        """Say whether a design tells a statistic: before and after alone, nothing is told between arms."""
        return self.file.trial.design != BEFORE_AFTER or statistic in ("level", "change")

    def evidence(self, scenario: Scenario) -> None:
        """Refuse figures that are none of the register's or of the trial's own programmes."""
        check_evidence(self.file.evidence, self.where, figures_of(scenario), self.lines)


def same_as(one: Published) -> tuple[object, ...]:
    """Return which figure a result is of."""
    return one.measure, one.month, one.statistic, one.arm
