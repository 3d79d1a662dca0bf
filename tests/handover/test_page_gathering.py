"""What is gathered: a large area on a sample, and progress that only goes up."""

from famsim.handover.page.gathering import MOST_FAMILIES, fitting, parts
from famsim.scenario import change, load_scenario


def test_a_large_area_is_lived_as_a_sample():
    newcastle = load_scenario("newcastle")
    assert fitting(newcastle) == newcastle
    assert fitting(change(newcastle, area="birmingham")).families == MOST_FAMILIES
    assert fitting(change(newcastle, area="birmingham", families=5000)).families == 5000
    assert fitting(change(newcastle, area="birmingham", families=50_000)).families == MOST_FAMILIES


def test_progress_counts_to_a_hundred():
    told = []
    for part in parts(lambda done, total: told.append((done, total))):
        for done in range(4):
            part(done, 3)
    assert told == sorted(told) and told[-1] == (100, 100)
