"""The speed table: `python tests/speed/table.py --help`.

A benchmark, not a test: it judges nothing but that the four ways compute the same model.
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


def main():
    given = arguments()
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
    print(table(times), end="\n\n")
    if not given.small_only:
        print(full_part(given))


def arguments():
    parser = argparse.ArgumentParser(description="Time the small model written four ways, then the full model.")
    parser.add_argument("--families", type=int, default=20_000, help="families of the small model (20000)")
    parser.add_argument("--months", type=int, default=120, help="months of the small model (120)")
    parser.add_argument("--repeats", type=int, default=7, help="interleaved repeats (7)")
    parser.add_argument("--small-only", action="store_true", help="leave the full model out")
    parser.add_argument("--scenario", default=str(NEWCASTLE), help="the full model's scenario")
    parser.add_argument("--full-families", type=int, default=10_000, help="the full model's sample (10000)")
    parser.add_argument("--full-months", type=int, default=60, help="the full model's months (60)")
    return parser.parse_args()


def families_of(way, given):
    return max(given.families // FEWER.get(way, 1), 100)


def ns_a_family_month(way, given, threads, seed):
    """Return the wall time of a model in each thread, side by side, over the family-months of all."""
    states = [way.start(families_of(way, given), 1000 * threads + seed + thread) for thread in range(threads)]
    with ThreadPoolExecutor(threads) as pool:
        began = time.perf_counter()
        list(pool.map(lambda state: way.live(state, given.months), states))
        seconds = time.perf_counter() - began
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
