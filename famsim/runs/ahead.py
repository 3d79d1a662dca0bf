"""What a comparison of several areas will take, said before it begins: time and disk."""

from famsim.population import england_is_solved, not_solved
from famsim.scenario import Scenario, is_many, places_in, sample_in, strategy_names

NS_A_FAMILY_MONTH = (
    550.0  # of one strategy's life on one thread, and of what is gathered of it; 510-800, other work beside
)
BESIDE = 0.5  # of that for each strategy lived beside the first, and what is gathered of it: .4 in Hartlepool and Bury
SETTLING_MONTHS = 450  # lived before month 0, as one strategy
SETTLES = 60  # months that each draw's start lives with its own figures
SOLVING_SECONDS = 10.0  # to solve an area's constants, on one thread
ENGLAND_SECONDS = 45.0  # to solve those of England, which every area's search begins from
BYTES_A_FAMILY = 90.0  # that a store keeps of a strategy's run
SECONDS, GIGABYTE = 1e-9, 1e9
SOON = 60.0  # seconds: shorter work is not announced


def forecast(scenario: Scenario, runs: int, threads: int, stored: bool, separately: bool = False) -> list[str]:
    """Return what a scenario of several areas will take, in sentences; nothing for one area, or for what is soon done.

    runs: draws times repetitions. stored: whether a results store keeps them. separately: whether every strategy is
    lived by itself.
    """
    if not is_many(scenario):
        return []
    areas = places_in(scenario)
    families = sum(min(sample_in(scenario, area, areas) or area.families, area.families) for area in areas)
    strategies = len(strategy_names(scenario))
    lives = strategies if separately else 1.0 + BESIDE * (strategies - 1)
    lived = runs * lives * scenario.months + SETTLING_MONTHS + runs * SETTLES
    seconds = families * lived * NS_A_FAMILY_MONTH * SECONDS / threads
    fresh = not_solved(areas, scenario.evidence)
    england = [] if england_is_solved() else ["England, from which all begin"]
    solving = len(england) * ENGLAND_SECONDS + len(fresh) * SOLVING_SECONDS / threads
    if seconds + solving < SOON and not stored:
        return []
    less = ", less what the store has already" if stored else ""
    time = f"about {in_minutes(seconds)} on {threads} threads{less}"
    said = [f"{len(areas)} areas, {families:,.0f} families simulated: {time}"]
    if solving:
        whose = " and ".join([*england, f"{len(fresh)} areas"])
        said.append(f"what makes the families of {whose} is solved first, once: about {in_minutes(solving)} more")
    if stored:
        size = families * runs * strategies * BYTES_A_FAMILY / GIGABYTE
        said.append(
            f"the store grows by about {size:.2g} GB; what is done is kept in it, so the same call goes on from there"
        )
    return said


def in_minutes(seconds: float) -> str:
    """Return a time in words."""
    return f"{seconds:.0f} s" if seconds < 2 * SOON else f"{seconds / SOON:.0f} minutes"
