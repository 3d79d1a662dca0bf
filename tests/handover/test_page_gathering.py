"""What is gathered: a large area on a sample, and progress that only goes up."""

from types import SimpleNamespace

import pytest

from famsim.handover.page.gathering import MOST_FAMILIES, fitting, parts
from famsim.handover.page.keys import Tables
from famsim.handover.page.layers import add_layers
from famsim.questions.timing import told_first
from famsim.runs import BUFFERS
from famsim.scenario import change, load_scenario

AS_SHOWN = 2e-3  # shares are kept with as many digits as show them: .999 for what is shown as 100%


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


def test_the_page_says_of_an_event_what_the_timing_map_says_first(found):
    """What help hangs on, of the outcome that the map's first line is about; and its layers: product and parts."""
    tables, layers, matters = Tables(), found.tables["layers"], found.tables["matters"]
    add_layers(tables, SimpleNamespace(timing=found))
    for event in dict.fromkeys(matters.event):
        outcome, programme = told_first(matters, event)
        mine = matters[(matters.event == event) & (matters.measure == outcome.measure)]
        assert len(mine) == sum(key.startswith(f"{event}.") for key in tables.rows["matters"])
        for row in mine.to_dict("records"):
            key = f"matters/{event}.{row['by']}"
            assert tables.value(f"{key}/programme") == programme
            assert tables.value(f"{key}/less") == pytest.approx(row["less"] / 100.0, rel=AS_SHOWN)
            assert tables.value(f"{key}/most_month") == row["most_month"]
            assert tables.value(f"{key}/clear") == row["clear"]
    row = layers[layers["comparable"] & (layers["group"] == "all") & (layers["measure"] == "quality")].iloc[0]
    key, month = f"{row.event}.g0.{row.programme}", int(row.month)
    assert tables.value(f"layer_come/{key}/{month}") == pytest.approx(row.there * row.met / 100.0, rel=AS_SHOWN)
    assert tables.value(f"layer_estimate/{key}.quality/{month}") == pytest.approx(row.estimate, rel=1e-6)
    sizes = [tables.value(f"buffer/b{place}/size") for place in range(len(BUFFERS))]
    assert sizes == list(BUFFERS)
    buffers = found.tables["buffers"]
    shown = [key for key in tables.rows["buffer_estimate"] if key.endswith(".b1")]
    assert shown and len(shown) <= len(buffers[["event", "programme", "measure"]].drop_duplicates())
