"""The speed table: `python tests/speed/table.py`, a quarter of an hour; `--short`, a few minutes.

The small model written four ways; the full model; strategies beside one life against each by itself; England. Medians,
and ratios taken in one run: other work beside makes times longer and leaves ratios nearly as they are. A benchmark, not
a test: it judges nothing but that the four ways compute the same model.
"""

import argparse
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

import numpy as np
import small_c
import small_engine
import small_mesa
import small_numpy

NEWCASTLE = Path(__file__).parents[2] / "famsim" / "scenario" / "shipped" / "newcastle.toml"
FEWER = {small_mesa: 20}  # Mesa lives a twentieth of the families, or a run would take minutes
FAR = 4.5  # standard errors: one false alarm in 100 000


PARTS = ("small", "full", "together", "england")
SHORT = {  # beside it the usual: a tenth of the work
    "families": (20_000, 5_000), "months": (120, 60), "repeats": (7, 3), "full_families": (10_000, 5_000),
    "together_families": (None, 10_000), "together_repeats": (3, 1), "england_months": (180, 36),
}  # fmt: skip


def main():
    given = arguments()
    if "small" in given.parts:
        small_part(given)
    if "full" in given.parts:
        print(full_part(given), end="\n\n", flush=True)
    if "together" in given.parts:
        from together import rows

        for line in rows(given.together_families, 120, given.draw, given.together_repeats):
            print(line, flush=True)
        print()
    if "england" in given.parts:
        from england import england

        print("\n".join(england(given.england_months, 1)), flush=True)


def small_part(given):
    """Print the small model's table."""
    ways = [small_engine, small_c, small_numpy, small_mesa]
    if small_c.compiler() is None:
        print("Scalar C is left out: there is no C compiler here (cc, or $CC).\n")
        ways.remove(small_c)
    for way in ways:
        way.live(way.start(100, 0), 1)  # compiled, imported, warm
    print(same_model(ways, given), end="\n\n")
    times = {way: {1: [], 2: []} for way in ways}
    for repeat in range(given.repeats):
        for threads in (1, 2):
            for way in ways:
                times[way][threads].append(ns_a_family_month(way, given, threads, repeat))
    print(table(times), end="\n\n", flush=True)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--parts", nargs="+", choices=PARTS, default=PARTS, help="all of them")
    parser.add_argument("--short", action="store_true", help="smaller samples and fewer repeats")
    parser.add_argument("--scenario", default=str(NEWCASTLE), help="the full model's scenario")
    parser.add_argument("--full-months", type=int, default=60, help="the full model's months (60)")
    parser.add_argument("--draw", type=int, default=1, help="the draw of strategies together (1; 0: central values)")
    for name, (usual, _) in SHORT.items():
        parser.add_argument(f"--{name.replace('_', '-')}", type=int, help=f"({usual or 'all'})")
    given = parser.parse_args()
    for name, values in SHORT.items():
        if getattr(given, name) is None:
            setattr(given, name, values[given.short])
    return given


def families_of(way, given):
    return max(given.families // FEWER.get(way, 1), 100)


def ns_a_family_month(way, given, threads, seed):
    """Return the time of a model in each thread, side by side, over the family-months of all.

    Of one thread the processor's time, of two the wall's: that is what two are worth, on a quiet machine.
    """
    clock = time.process_time if threads == 1 else time.perf_counter
    states = [way.start(families_of(way, given), 1000 * threads + seed + thread) for thread in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        began = clock()
        list(pool.map(lambda state: way.live(state, given.months), states))
        seconds = clock() - began
    return 1e9 * seconds / (threads * families_of(way, given) * given.months)


def same_model(ways, given):
    """Say how many couples have parted in each way; raise AssertionError where they tell different stories.

    C and the engine draw the same keyed numbers: the same families part. The others agree within chance.
    """
    parted = {way: ~couples_left(way, given) for way in ways}
    engine = parted[small_engine]
    lines = [f"Couples parted after {given.months} months:"]
    for way, found in parted.items():
        lines.append(f"- {way.NAME}: {found.sum()} of {found.size} ({100 * found.mean():.2f}%)")
        if way is small_c:
            assert np.array_equal(found, engine), "C and the engine part different families"
            lines[-1] += ", family by family those of the engine"
        share = (found.sum() + engine.sum()) / (found.size + engine.size)
        error = np.sqrt(share * (1.0 - share) * (1.0 / found.size + 1.0 / engine.size))
        assert abs(found.mean() - engine.mean()) <= FAR * error, f"{way.NAME} is another model"
    return "\n".join(lines)


def couples_left(way, given):
    state = way.start(families_of(way, given), 1)
    way.live(state, given.months)
    return way.together(state)


def table(times):
    """Return the table in markdown: medians over repeats, ratios taken within each repeat."""
    c, mesa = times.get(small_c), times[small_mesa]
    lines = [
        "| small model | one thread, ns (range) | two threads | two to one | times C | faster than Mesa |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for way, of in times.items():
        one = f"{median(of[1]):,.0f} ({min(of[1]):,.0f}-{max(of[1]):,.0f})"
        cells = [one, f"{median(of[2]):,.0f}", f"{ratio(of[1], of[2]):.2f} x"]
        cells.append(f"{ratio(of[1], c[1]):.2f}" if c else "-")
        cells.append(f"{ratio(mesa[1], of[1]):,.0f} x")
        lines.append("| " + " | ".join([way.NAME, *cells]) + " |")
    return "\n".join(lines)


def ratio(above, below):
    return median(a / b for a, b in zip(above, below, strict=True))


def full_part(given):
    """Return the full model's table."""
    from full_model import full_model

    found = full_model(given.scenario, given.full_families, given.full_months)
    return "\n".join(
        [
            f"| full model: {Path(given.scenario).stem}, {found.strategy}, {found.families} families | |",
            "| --- | --- |",
            f"| ns a family-month, one thread | {found.one_thread:,.0f} |",
            f"| ns a family-month, two threads, of wall time | {found.two_threads:,.0f} |",
            f"| two threads to one | {found.one_thread / found.two_threads:.2f} x |",
            f"| fresh process to its first month, compiling | {found.cold_seconds:.1f} s |",
            f"| fresh process to its first month, from cache | {found.cached_seconds:.1f} s |",
        ]
    )


if __name__ == "__main__":
    main()
