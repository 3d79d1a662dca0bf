"""Which draws a study runs, and under which seeds."""

from hashlib import sha256


def chance_seed(seed: int, rep: int) -> int:
    """Return the seed of a repetition: the scenario's own for the first, a hash of it for the others."""
    if rep == 0:
        return seed
    return int.from_bytes(sha256(f"{seed}/{rep}".encode()).digest()[:7], "big")


def draw_numbers(draws: int) -> list[int]:
    """Return which draws are run: the central values (0) for one draw, else draws 1 to n."""
    return [0] if draws <= 1 else list(range(1, draws + 1))
