"""The figures of a timing map: every cell as its table says, readable, and no word without a reason."""

import pandas as pd
import pytest
from matplotlib.collections import PolyCollection

from famsim.questions.timing.curves import curves_figure
from famsim.questions.timing.figures import map_figure, plot_timing
from famsim.questions.timing.run import Timing
from famsim.questions.timing.windows import COLUMNS, window_rows
from famsim.runs.moves import Moves
from famsim.scenario import config_hash, load_scenario


@pytest.fixture(scope="module")
def figures(found):
    return plot_timing(found)


def test_each_event_has_its_layers_a_map_one_by_risk_and_curves(figures):
    assert set(figures) == {
        f"timing-{one}{kind}" for one in ("birth", "arrears") for kind in ("", "-by-risk", "-curves", "-layers")
    }


def test_every_figure_says_where_it_comes_from_and_can_be_read(figures, found, pictures):
    run = config_hash(found.scenario)[:12]
    for name, figure in figures.items():
        words = " ".join(text.get_text() for text in pictures.said(figure))
        assert f"run {run}, seed 7, draws 1, repetitions 2" in words and "not case records" in words, name
    pictures.check_readable(figures)


def test_cells_are_numbers_if_clear_hatched_if_blank_and_bold_at_their_best(found, timing_map):
    """A cell blank for all couples is hatched and has no number; every other clear cell has one."""
    cells = found.tables["timing"].copy()
    blank = (cells.measure == "quality") & (cells.group == "all") & (cells.month == 0)
    cells.loc[blank, "shown"] = False
    figure = map_figure(timing_map.made_up(timing=cells), "birth")
    axes = figure.axes[0]
    hatched = [one for one in axes.collections if isinstance(one, PolyCollection) and one.get_hatch()]
    assert len(hatched[0].get_paths()) == 6
    mine = cells[(cells.event == "birth") & (cells.group == "all") & (cells.measure == "quality")]
    numbers = [text for text in axes.texts if text.get_text().strip()]
    assert len(numbers) == (mine.shown & (mine.low > 0)).sum() > 20
    bold = [text for text in numbers if text.get_fontweight() == "bold"]
    assert len(bold) == 5 and {text.get_position()[0] for text in bold} == {found.plan.moves.index(-3) + 0.5}


def test_the_window_is_outlined_from_where_it_opens_to_where_it_closes(found):
    axes = map_figure(found, "birth").axes[0]
    windows = found.tables["windows"]
    row = windows[(windows.event == "birth") & (windows.group == "all") & (windows.measure == "quality")].iloc[0]
    moves = list(found.plan.moves)
    box = next(one for one in axes.patches if not one.get_fill())
    assert box.get_x() == pytest.approx(moves.index(row.opens), abs=0.1)
    assert box.get_x() + box.get_width() == pytest.approx(moves.index(row.closes) + 1, abs=0.1)


def test_who_stays_in_harm_is_beside_who_stays_free_and_drawn_as_a_harm(found):
    """The same made-up hill is blue as a good and orange as a harm."""
    _, free, held, _ = map_figure(found, "birth").axes
    assert held.get_title(loc="left").startswith("A harm: couples who stay")
    month, programme = found.plan.moves.index(-3), found.plan.programmes.index("coached_online")
    (red, _, blue, _), (harm_red, _, harm_blue, _) = (
        one.images[0].get_array()[programme, month] for one in (free, held)
    )
    assert blue > red and harm_red > harm_blue


def test_fine_steps_leave_the_numbers_out(timing_map, pictures):
    """With 49 months a cell is too narrow for a number at 11 points; the colours stay."""
    plan = Moves(every=1).plan(load_scenario("newcastle"))
    found = timing_map.made_up()
    cells = timing_map.cells_of(plan)
    tables = found.tables | {"timing": cells, "windows": pd.DataFrame(window_rows(cells), columns=COLUMNS)}
    figure = map_figure(Timing(found.scenario, found.world, plan, 1, 2, tables), "arrears")
    assert not figure.axes[0].texts
    assert not any("bold" in text.get_text() for text in pictures.said(figure))


def test_the_key_explains_what_is_there_and_nothing_else(figures, pictures):
    """Numbers and the best month on the map alone; months not compared around a birth alone."""
    explained = {
        name: " ".join(text.get_text() for text in pictures.said(figure))
        for name, figure in figures.items()
        if not name.endswith("curves")
    }
    assert {name for name, says in explained.items() if "bold: the best month" in says} == {
        "timing-birth", "timing-arrears",
    }  # fmt: skip
    assert {name for name, says in explained.items() if "dashed" in says} == {"timing-birth", "timing-birth-by-risk"}


def test_help_that_changes_nothing_is_told_in_words_not_on_a_scale(found, timing_map):
    """An axis of 1e-9. By hand: with help as without it, there is one number on the axis."""
    aligned = found.tables["aligned"]
    same = Timing(
        found.scenario,
        found.world,
        found.plan,
        1,
        2,
        {**found.tables, "aligned": aligned.assign(value=aligned.without)},
    )
    figure = curves_figure(same, "birth")
    gained = figure.axes[::2]
    assert [label.get_text() for label in gained[0].get_yticklabels()] == ["0"]
    assert all("no difference" in {text.get_text() for text in axes.texts} for axes in gained)
