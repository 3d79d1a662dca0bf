"""The figures exist, say where they come from, and can be read at 1024 pixels: nothing small, nothing cut off."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from famsim.questions.compare.drawn.figures import plot
from famsim.questions.compare.drawn.funnel import share_of
from famsim.scenario import config_hash
from famsim.writing.look import NO_FONT, OKABE_ITO, STYLES

LONG = "a strategy with quite a long name, as long as a name can be, and $some$ more x"


@pytest.fixture(scope="module")
def figures(comparison):
    return plot(comparison)


@pytest.fixture(scope="module")
def long_named(make):
    """The same figures with the longest name that a scenario may give."""
    return renamed(make(), LONG)


@pytest.fixture(scope="module")
def wide_named(make):
    """The same figures with a name of wide letters, cut by its signs 2.8 inches wide and more."""
    return renamed(make(), "\u03a9" * 28)


def renamed(found, name):
    """Return the figures of a comparison whose second strategy has another name."""
    old = found.scenario.strategies[1]
    strategies = (found.scenario.strategies[0], old.model_copy(update={"name": name}), found.scenario.strategies[2])
    tables = {
        key: table.assign(strategy=table.strategy.replace(old.name, name)) if "strategy" in table else table
        for key, table in found.tables.items()
    }
    scenario = found.scenario.model_copy(update={"strategies": strategies})
    return plot(replace(found, scenario=scenario, tables=tables))


def test_the_four_kinds_of_figure_are_there(figures):
    assert {"together", "over-time", "differences"} < set(figures)
    assert sum(name.startswith("funnel-") for name in figures) == 2


def test_every_figure_says_where_it_comes_from(figures, comparison, pictures):
    run = config_hash(comparison.scenario)[:12]
    for figure in figures.values():
        words = " ".join(text.get_text() for text in pictures.said(figure))
        assert f"run {run}, seed 7, draws 2" in words and "not case records" in words
        assert "Newcastle upon Tyne" in words


@pytest.mark.parametrize("named", ["figures", "long_named", "wide_named"])
def test_every_word_is_large_enough_and_inside_the_picture(request, pictures, named):
    pictures.check_readable(request.getfixturevalue(named))


def test_a_strategy_that_no_font_can_name_goes_by_its_letter_and_the_picture_says_so(make, pictures):
    """Hieroglyphs stand for what is not installed; as boxes two names of one length would be the same."""
    figures = renamed(make(), "\U000132f4" * 6)
    pictures.check_readable(figures)
    for name, figure in figures.items():
        words = " ".join(text.get_text() for text in pictures.said(figure))
        assert "\U000132f4" not in words and NO_FONT in words, name
        assert "strategy B" in words or name.startswith(("funnel", "staff", "half")), name


def test_titles_of_panels_do_not_run_into_each_other(figures):
    for name, figure in figures.items():
        figure.canvas.draw()
        boxes = [
            (text.get_text(), text.get_window_extent())
            for axes in figure.axes
            for text in (axes.title, axes._left_title, *axes.texts)
            if text.get_text()
        ]
        boxes += [(text.get_text(), text.get_window_extent()) for text in figure.texts]
        for place, (one, box) in enumerate(boxes):
            for other, beside in boxes[place + 1 :]:
                assert not box.overlaps(beside), (name, one, other)


def test_twelve_strategies_still_leave_room_for_each_other(make, pictures):
    found = make()
    first, old, _ = found.scenario.strategies
    names = [old.name, *(f"strategy number {n}, with a name" for n in range(2, 12))]
    strategies = (first, *(old.model_copy(update={"name": name}) for name in names))
    tables = {name: repeated(table, old.name, names) for name, table in found.tables.items()}
    scenario = found.scenario.model_copy(update={"strategies": strategies})
    figures = plot(replace(found, scenario=scenario, tables=tables))
    for name in ("together", "over-time", "differences"):
        figures[name].canvas.draw()
        assert all(box.y0 >= 0 for box in (text.get_window_extent() for text in pictures.said(figures[name])))
    figure = figures["over-time"]
    assert figure.legends[0].get_window_extent().y0 > figure.axes[0]._left_title.get_window_extent().y1


def repeated(table, name, names):
    """Return a table in which the rows of one strategy stand for several."""
    if "strategy" not in table:
        return table
    rows = table[table.strategy == name]
    return pd.concat([table[table.strategy == "as now"], *(rows.assign(strategy=one) for one in names)])


def test_an_illustrative_offer_is_titled_so_in_every_figure(make):
    for figure in plot(make(area="leeds")).values():
        assert any(text.get_text() == "Leeds - illustrative offer" for text in figure.texts)


def test_lines_differ_by_style_as_well_as_by_colour():
    assert len(set(map(str, STYLES))) == len(STYLES) >= 6 and len(set(OKABE_ITO)) >= 7


def test_numbers_at_risk_stand_under_the_curves(figures, comparison):
    words = [text.get_text() for text in figures["together"].texts]
    survival = comparison.tables["survival"]
    start = survival[(survival.month == 0) & (survival.strategy == "as now")].at_risk.iloc[0]
    assert "couples still followed" in words and words.count(f"{start:,.0f}") == 3


def test_the_curves_say_that_they_lie_on_top_of_each_other(figures):
    assert any(
        "346 to 691 families reached, an area of 30,170" in text.get_text() for text in figures["together"].texts
    )


def test_a_hollow_mark_is_a_difference_that_is_not_clear(figures, comparison):
    rows = comparison.tables["differences"]
    rows = rows[(rows.measure == "child_months_in_harm") & (rows.group == "all")]
    panel = figures["differences"].axes[0]
    marks = [line for line in panel.lines if line.get_marker() not in ("None", None, "")]
    hollow = [line.get_markerfacecolor() == "white" for line in marks]
    assert hollow == [bool(low <= 0 <= high) for low, high in zip(rows.low, rows.high, strict=True)]


def test_results_are_held_without_matplotlib():
    code = "import sys, famsim.questions.compare.result; sys.exit('matplotlib' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0


def ends_of(shaded, x):
    """Return the lowest and the highest point of a shaded band at `x`."""
    points = shaded.get_paths()[0].vertices
    there = points[np.isclose(points[:, 0], x), 1]
    return there.min(), there.max()


def test_the_curves_band_is_the_tables(figures, comparison):
    """The limits of the first strategy's curve, in per cent."""
    first = comparison.tables["survival"]
    last = first[first.strategy == "as now"].iloc[-1]
    ends = ends_of(figures["together"].axes[0].collections[0], 3.0)
    assert ends == pytest.approx((100 * last.low, 100 * last.high))


def test_a_line_of_differences_is_the_strategy_less_the_first(figures, comparison):
    """By the figure's own words: less the first strategy, as its tables say."""
    series = comparison.tables["series"].merge(comparison.tables["runs"], on="run_id")
    series = series[series.measure == "children_distressed_couple"].groupby(["strategy", "month"]).value.mean()
    names = [strategy.name for strategy in comparison.scenario.strategies]
    lines = figures["over-time"].axes[1].lines[: len(names) - 1]  # behind them what marks nothing
    for line, name in zip(lines, names[1:], strict=True):
        assert line.get_ydata() == pytest.approx((series[name] - series[names[0]]).to_numpy())


def test_fewer_who_part_are_drawn_as_the_answer_has_them(figures, comparison):
    """Expected, not who happens to part: the picture and the first screen say the same number with the same sign."""
    rows = comparison.tables["differences"]
    rows = rows[(rows.measure == "fewer_partings") & (rows.group == "all")]
    marks = [line for line in figures["together"].axes[1].lines if line.get_marker() not in ("None", None, "")]
    assert [line.get_xdata()[0] for line in marks] == pytest.approx(rows.estimate.to_list())


def test_what_is_too_small_to_matter_has_a_hollow_mark(comparison):
    """Of less than one couple, clear of 0 as it is: no mark is filled by which nobody could act."""
    table = comparison.tables["differences"].copy()
    mine = (table.measure == "stay_free_of_harm") & (table.group == "all")
    table.loc[mine, ["estimate", "low", "high"]] = [0.5, 0.1, 0.9]
    drawn = plot(replace(comparison, tables=comparison.tables | {"differences": table}))["differences"]
    panel = next(axes for axes in drawn.axes if "A. Couples" in axes._left_title.get_text())
    marks = [line for line in panel.lines if line.get_marker() not in ("None", None, "")]
    assert len(marks) == 2 and all(line.get_markerfacecolor() == "white" for line in marks)


def test_a_band_of_few_draws_goes_from_the_lowest_to_the_highest(figures, comparison):
    """And the picture says so: it is no interval."""
    series = comparison.tables["series"].merge(comparison.tables["runs"], on="run_id")
    chosen = (series.measure == "children_distressed_couple") & (series.strategy == "as now") & (series.month == 24)
    low, high = series[chosen].value.min(), series[chosen].value.max()
    ends = ends_of(figures["over-time"].axes[0].collections[0], 2.0)
    assert ends == pytest.approx((low, high))
    assert any("not an interval" in text.get_text() for text in figures["over-time"].texts)


def test_a_stages_share_is_per_cent_of_the_stage_before():
    """By hand: 25 of 100 are 25%; nothing is said where there was none before."""
    assert (share_of(25.0, 100.0), share_of(25.0, 0.0)) == (" (25%)", "")


def without_difference(comparison):
    """Return a comparison in which every strategy does what the first one does."""
    tables = dict(comparison.tables)
    first = comparison.scenario.strategies[0].name
    survival = tables["survival"]
    same = survival[survival.strategy == first]
    tables["survival"] = pd.concat([same.assign(strategy=one.name) for one in comparison.scenario.strategies])
    series = tables["series"].merge(tables["runs"][["run_id", "strategy", "draw"]], on="run_id")
    keys = ["draw", "month", "group", "measure"]
    values = series[series.strategy == first].set_index(keys)["value"]
    series["value"] = values.loc[list(series[keys].itertuples(index=False, name=None))].to_numpy()
    numbers = ["estimate", "mc_se", "low", "high"]
    tables["series"] = series[tables["series"].columns]
    tables["differences"] = tables["differences"].assign(**dict.fromkeys(numbers, 0.0))
    return replace(comparison, tables=tables)


def test_where_nothing_differs_no_scale_is_drawn(comparison, pictures):
    """By hand: a difference of exactly 0 has one number on its axis, never 1e-9; the lines that are one are one."""
    drawn = plot(without_difference(comparison))
    pictures.check_readable(drawn)
    together, over_time = drawn["together"], drawn["over-time"]
    assert len([line for line in together.axes[0].lines if len(line.get_xdata()) > 2]) == 1
    assert [label.get_text() for label in together.axes[1].get_xticklabels()] == ["0"]
    for axes in over_time.axes[1::2]:
        assert [label.get_text() for label in axes.get_yticklabels()] == ["0"]
        assert any("o difference" in text.get_text() for text in axes.texts)
    for axes in drawn["differences"].axes:
        assert [label.get_text() for label in axes.get_xticklabels()] == ["0"]


def test_the_band_of_chance_can_be_seen(figures):
    """On an axis from 0 to 100% it was thinner than the line in it."""
    figure = figures["together"]
    figure.canvas.draw()
    axes = figure.axes[0]
    low, high = ends_of(axes.collections[0], 3.0)
    tall = np.diff([axes.transData.transform((0.0, one))[1] for one in (low, high)])[0]
    assert tall > 2 * max(line.get_linewidth() for line in axes.lines) * figure.dpi / 72


def test_numbers_under_an_axis_stand_apart_whatever_they_are(make, pictures):
    """From thousandths to millions."""
    for scale in (1e-4, 1.0, 12_345.0):
        found = make()
        table = found.tables["differences"]
        columns = ["estimate", "low", "high"]
        scaled = table.assign(**{name: table[name] * scale for name in columns})
        pictures.check_readable(
            {"differences": plot(replace(found, tables={**found.tables, "differences": scaled}))["differences"]}
        )
