"""Starting families are kept on disk: the same to the byte, remade where the file is not as written, never stale."""

import logging
import os

import numpy as np
import pytest

from famsim import keeping
from famsim.areas import find_area
from famsim.population import draws, stocks
from famsim.population.draws import Starts
from famsim.population.lately import Lately
from famsim.population.start import World

FAMILIES = 300


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """Return a folder of the test's own for starts, in a process that keeps none in memory and every one on disk."""
    monkeypatch.setenv("FAMSIM_CACHE", str(tmp_path))
    monkeypatch.setattr(draws, "LATELY", Lately(0))
    monkeypatch.setattr(stocks, "FEWEST", 1)
    return tmp_path / stocks.FOLDER


@pytest.fixture(scope="module")
def starts():
    """Return the starts of a small world, whose loop is compiled and whose constants are solved."""
    made = Starts(World(find_area("newcastle-upon-tyne"), {}, seed=1, families=FAMILIES))
    made.start(1, 1)
    made.parameters(2)
    return made


def start(starts, draw=1, seed=1):
    """Return a start as a new process makes it."""
    starts._stocks.clear()
    return starts.start(draw, seed)


def state_of(run):
    """Return all that a start is, but for what is only scratch."""
    families, census = run.state.families.tobytes(), run.state.census.tobytes()
    return families, census, run.month, run.seed, run.sample, run.p.tobytes(), run.arrivals_end, run.economy.tobytes()


def test_a_start_that_was_kept_is_the_same_and_lives_on_the_same(folder, starts, monkeypatch):
    """Nothing is lived for it; another draw begins from the stock that was kept too."""
    lived, other = start(starts), start(starts, draw=2)
    monkeypatch.setattr(draws, "burn_in", None)
    (folder / file_of(starts, other)).unlink()
    assert state_of(start(starts, draw=2)) == state_of(other)
    monkeypatch.setattr(draws, "branch", None)
    found = start(starts)
    assert state_of(found) == state_of(lived)
    for run in (lived, found):
        run.state = draws.with_book(run.state, 24, 2 * FAMILIES)
        run.advance(24)
    assert state_of(found) == state_of(lived)
    assert (found.state.accounts == lived.state.accounts).all()


def file_of(starts, run):
    """Return the name of the file that a run is kept in."""
    figures = (draws.fingerprint(starts.central), draws.fingerprint(run.p))
    return stocks.Whose("start", figures, run.sample, run.seed).file.rpartition("/")[2]


def test_stock_and_start_of_a_draw_are_kept_and_of_central_values_the_start_alone(folder, starts):
    start(starts, draw=0)
    assert sorted(one.name.split("-")[0] for one in folder.iterdir()) == ["start"]
    start(starts, draw=1)
    assert sorted(one.name.split("-")[0] for one in folder.iterdir()) == ["start", "start", "stock"]


@pytest.mark.parametrize(
    "spoil", [lambda body: body[:-1], lambda body: body[:200] + bytes([body[200] ^ 1]) + body[201:]]
)
def test_a_damaged_start_is_made_anew_and_said_in_a_line(folder, starts, caplog, spoil):
    as_it_was = state_of(start(starts))
    (file,) = folder.glob("start-*")
    whole = file.read_bytes()
    file.write_bytes(spoil(whole))
    with caplog.at_level(logging.WARNING, "famsim"):
        assert state_of(start(starts)) == as_it_was
    assert len(caplog.records) == 1
    assert file.read_bytes() == whole


def test_anything_that_a_start_follows_from_gives_another_file(folder, starts):
    """Luck, draw, sample, and a figure of the area: each a file of its own, none taken for another's."""
    other = Starts(World(find_area("newcastle-upon-tyne"), {}, seed=1, families=FAMILIES + 50))
    richer = Starts(starts.world)
    richer.central[0].area.hopes *= 1.1
    found = [
        state_of(one)[0]
        for one in (start(starts), start(starts, draw=2), start(starts, seed=2), start(other), start(richer))
    ]
    assert len(set(found)) == len(found)
    assert len(list(folder.glob("start-*"))) == len(found)


def test_without_a_folder_families_are_lived(monkeypatch, folder, starts):
    as_it_was = state_of(start(starts))
    monkeypatch.setenv("FAMSIM_CACHE", "/dev/null/nowhere")
    assert state_of(start(starts)) == as_it_was


def test_few_families_are_lived_again_rather_than_kept(folder, starts, monkeypatch):
    monkeypatch.setattr(stocks, "FEWEST", 10 * FAMILIES)
    start(starts)
    assert not folder.exists()


def test_what_was_used_longest_ago_goes_first_and_nothing_used_lately(folder, starts, monkeypatch):
    for seed in (1, 2, 3):
        start(starts, draw=0, seed=seed)
    files = sorted(folder.iterdir(), key=lambda one: one.stat().st_mtime_ns)
    size = sum(one.stat().st_size for one in files)
    assert not keeping.make_room(stocks.FOLDER, 1, size), "all of it is in use"
    for age, file in zip((3, 2, 1), files, strict=True):
        os.utime(file, times=(0, keeping.time() - age * 2 * keeping.OLD))
    start(starts, draw=0, seed=1)  # used: it is the oldest no more
    assert keeping.make_room(stocks.FOLDER, 1, size)
    assert set(folder.iterdir()) == {files[0], files[2]}


def test_records_come_back_to_the_byte_however_many():
    for families in (1, stocks.BLOCK, stocks.BLOCK + 3):
        made = np.random.default_rng(families).integers(0, 256, families * stocks.FAMILY.itemsize, np.uint8)
        run = draws.no_families(np.zeros(0).view(np.recarray), stocks.Sample(7, 2.0), 5)
        run.state = run.state._replace(families=made.view(stocks.FAMILY).view(np.recarray))
        run.state.census[0].families = families
        whose = stocks.Whose("start", (), run.sample, run.seed)
        again = stocks.unpacked(stocks.packed(run), whose, run.p)
        assert again.state.families.tobytes() == made.tobytes()
        assert (again.month, again.seed, again.sample) == (run.month, run.seed, run.sample)
