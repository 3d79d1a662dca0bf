"""Why it changed, in words and as a waterfall: from the tables, and no claim that its interval does not bear."""

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from famsim.errors import FamsimError
from famsim.population.start import world_of
from famsim.questions.why.answer import in_short, paragraph, why_template
from famsim.questions.why.figures import GREEN, ORANGE, bars_of, waterfall
from famsim.questions.why.gains import GAINS
from famsim.questions.why.labels import LABELS
from famsim.questions.why.result import facts, known_measures, reported
from famsim.questions.why.run import Attribution
from famsim.questions.why.switches import SETTINGS, moves_of
from famsim.questions.why.tables import Contributions, attribution_rows, chain_rows, measure_rows
from famsim.scenario import change, load_scenario
from famsim.writing.cited import Writing
from famsim.writing.look import GREY

CONFLICT, EXITS = "harmful_conflict_averted", "stay_in_harm"
FAMILIES = 4000
PARTS = {  # what each family changed by each part gains, in the order given; the rest is 0
    "level": 3.0, "capability": 30.0, "distress": 9.0, "fade": -20.0, "willingness": -4.0, "places": -12.0,
}  # fmt: skip
FORBIDDEN = ("significant", "proves", "best", "hard to reach", "failing", "refuse", "cause of")


def finely(gain):
    """Return how many counts a family gains for each in the tests' sizes: of what is counted in fine shares, more."""
    return max(1.0, np.rint(0.01 / gain.scale))


def made_up(parts=PARTS, area="newcastle", noise=0.0, draws=1, luck=1, **fields):
    """Return an attribution in which each part has the given size in every order, no engine."""
    scenario = change(load_scenario(area), **fields)
    rng, found = np.random.default_rng(luck), Contributions(k=1.0)
    units = np.array([[finely(gain)] for gain in GAINS.values()])
    for number in [0] if draws == 1 else range(1, draws + 1):
        gains = np.zeros((len(SETTINGS), len(GAINS), FAMILIES))
        changed = {part: rng.random(FAMILIES) < 0.1 for part in parts}
        for place, setting in enumerate(SETTINGS):
            for part, size in parts.items():
                on = part in setting.channels or part in setting.own
                gains[place] += on * size * units * changed[part]
            gains[place] += noise * units * rng.normal(size=FAMILIES) * (place > 0)
        found.add(number, np.arange(FAMILIES), np.rint(gains).astype(np.int64))
    tables = {
        "attribution": pd.DataFrame(attribution_rows(found, "newcastle")),
        "chain": pd.DataFrame(chain_rows(found, "newcastle")),
        "measures": pd.DataFrame(measure_rows()),
    }
    return Attribution(scenario, world_of(scenario), "newcastle", "business as usual", draws, tables)


def said_of(found, measure=CONFLICT):
    """Return what is said of a measure: in short, then how it comes about."""
    return f"{in_short_of(found, measure)}\n\n{paragraph_of(found, measure)}"


def paragraph_of(found, measure=CONFLICT):
    """Return the paragraph on how a measure comes about."""
    writing = Writing(found.tables | {"facts": facts(found)})
    return writing.printed(paragraph(writing, measure))


def in_short_of(found, measure=CONFLICT):
    """Return what is said of a measure first."""
    writing = Writing(found.tables | {"facts": facts(found)})
    return writing.printed(in_short(writing, found, measure))


@pytest.fixture(scope="module")
def found():
    return made_up()


def test_in_short_names_one_cause_and_one_loss_and_no_order_of_switching(found):
    """A director reads it standing: what it comes to, what carries it, what takes it away, in 75 words."""
    text = in_short_of(found)
    assert f"most of that: {LABELS['capability']}." in text and f"takes most of it away: {LABELS['fade']}." in text
    assert len(text.split()) < 75 and "order" not in text


@pytest.mark.parametrize(("draws", "families"), [(1, None), (3, 2000)])
def test_every_number_comes_from_a_table(untraced, draws, families):
    found = made_up(draws=draws, families=families)
    tables = found.tables | {"facts": facts(found)}
    writing = Writing(tables)
    marked = why_template(writing, found, (CONFLICT, EXITS))
    text = writing.printed(marked)
    assert len(writing.citations(marked)) > 100
    assert untraced(text, marked, writing, tables) == []
    assert not [word for word in FORBIDDEN if word in text.lower()]
    assert ("A sample was run" in text) == (families is not None)


def test_the_paragraph_names_what_carries_most_and_what_costs_most(found):
    text = said_of(found)
    assert re.search(rf"the largest part of that comes through {LABELS['capability']}.*then {LABELS['distress']}", text)
    assert re.search(rf"the largest part is lost to {LABELS['fade']}.*then {LABELS['places']}", text)
    assert f"No part at all: {LABELS['buffer']}" in text and "not proof of what works" in text
    assert "Either order of switching names the same largest loss" in text


def test_an_interval_that_holds_nought_is_called_no_clear_part():
    """Noise of 40 a family drowns parts of 0.3 and less a family; one luck in twenty gives a clear whole even so."""
    text = said_of(made_up(parts={"level": 1.0, "fade": -1.0}, noise=40.0, luck=2))
    assert "no clear difference" in text and "Nothing that help works through has a clear part" in text
    assert "No step between that and the offer as it is has a clear part" in text
    assert "largest part" not in text and "lost to" not in text


def test_a_harm_is_called_one_and_that_delivery_makes_it_less():
    """By hand: 5 a family more harmful conflict where perfectly delivered, 3 as it fades."""
    text = in_short_of(made_up(parts={"level": -5.0, "fade": 2.0}))
    assert "below 0, so the other way, a harm." in text and ", more harm than as it is delivered." in text
    good = in_short_of(made_up(parts={"level": 5.0, "fade": -2.0}))
    assert "other way" not in good and "more harm" not in good


def test_of_too_few_no_interval_is_spoken_of(found):
    chain = found.tables["chain"].assign(value=0.0, low=-9.0, high=9.0, at_most=9.0)
    text = in_short_of(replace(found, tables=found.tables | {"chain": chain}))
    assert "comes to 0 (too few to say)" in text and "interval too few" not in text and "no clear diff" not in text


def test_a_part_whose_sign_depends_on_the_order_is_not_called_clear(found):
    table = found.tables["attribution"].copy()
    mine = (table.measure == CONFLICT) & (table.part == "willingness")
    table.loc[mine & (table.order == "reverse"), "estimate"] = 900.0
    turned = Attribution(
        found.scenario, found.world, found.strategy, found.comparator, 1, found.tables | {"attribution": table}
    )
    text = said_of(turned)
    assert f"depends on the order: {LABELS['willingness']}" in text
    assert LABELS["willingness"] not in text[text.index("lost to") : text.index("Which way")]
    bar = next(one for one in bars_of(turned, CONFLICT)[0] if one.name == "willingness")
    assert not bar.clear and next(one for one in bars_of(found, CONFLICT)[0] if one.name == "willingness").clear


@pytest.mark.parametrize("turns", [True, False])
def test_the_largest_part_is_the_tables_own_largest(found, turns):
    """Places take more off than fade on the same mean, but go both ways by order, or lie within chance."""
    table = found.tables["attribution"].copy()
    mine = (table.measure == CONFLICT) & (table.part == "places")
    table.loc[mine & (table.order == "mean of both"), "estimate"] = -90_000.0
    if turns:
        table.loc[mine & (table.order == "mean of both"), "high"] = -1.0
        table.loc[mine & (table.order == "reverse"), "estimate"] = 900.0
    else:
        table.loc[mine, "high"] = 1.0
    other = Attribution(
        found.scenario, found.world, found.strategy, found.comparator, 1, found.tables | {"attribution": table}
    )
    text = said_of(other)
    assert re.search(rf"the largest part, {LABELS['places']}: -90,000 .*, is not clear in both orders; ", text)
    assert f"the largest clear part is lost to {LABELS['fade']}" in text
    assert "the largest part is lost to" not in text


def test_a_harm_is_told_as_one(found):
    text = said_of(found, EXITS)
    assert "More of it is a harm" in text
    assert f"taken off by {LABELS['fade']}" in text and "lost to" not in text


def test_help_that_makes_things_worse_is_told_as_such():
    """Perfect delivery brings less than nothing: what carries that is what takes off."""
    text = said_of(made_up(parts={"level": -30.0, "distress": 3.0, "fade": 20.0}))
    assert f"the largest part of that comes through {LABELS['level']}" in text
    assert f"Working against it: {LABELS['distress']}" in text
    assert f"the largest part is taken off by {LABELS['fade']}" in text


def test_the_bars_lead_from_nothing_to_the_strategy(found):
    """Each begins where the one before ends; totals stand on the ground; what is exactly nothing is left out."""
    bars, nothing = bars_of(found, CONFLICT)
    assert [bars[0].name, bars[0].end, bars[-1].name] == ["nothing", 0.0, "as offered"]
    for before, bar in pairwise(bars):
        assert bar.start == (0.0 if bar.is_total else before.end)
        if bar.is_total:
            assert bar.end == pytest.approx(before.end)
    assert set(nothing) == {move.part for move in moves_of("given")} - set(PARTS)


@pytest.fixture(scope="module")
def wide():
    """Return an attribution with the widest numbers and longest names that can be met."""
    sizes = {move.part: (4000.0 if move.sort == "channel" else -5000.0) for move in moves_of("given")}
    found = made_up(parts=sizes, draws=3)
    return Attribution(found.scenario, found.world, "x" * 80, "business as usual " * 4, 3, found.tables)


@pytest.mark.parametrize("measure", GAINS)
def test_every_word_of_a_waterfall_is_large_enough_and_inside_the_picture(wide, measure):
    figure = waterfall(wide, measure)
    figure.canvas.draw()
    width, height = figure.get_size_inches() * figure.dpi
    assert width == 1024
    shown = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    boxes = [(text, text.get_window_extent()) for text in shown]
    for text, box in boxes:
        assert text.get_fontsize() >= 11
        if text not in figure.axes[0].get_xticklabels():
            assert box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height, text.get_text()
    apart = [(text, box) for text, box in boxes if text in figure.texts or text in figure.axes[0].texts]
    for place, (one, box) in enumerate(apart):
        for other, beside in apart[place + 1 :]:
            assert not box.overlaps(beside), (one.get_text(), other.get_text())


def test_an_illustrative_offer_is_titled_so():
    """Leeds's offer is not on record: the answer, the figure and the file names say so."""
    study = reported(leeds(), (CONFLICT,))
    assert "Illustrative offer" in study.answer and study.answer.startswith("# Leeds - illustrative offer")
    (figure,) = study.figures().values()
    assert any(text.get_text() == "Leeds - illustrative offer" for text in figure.texts)


def test_the_parts_as_printed_add_up_to_the_difference_as_printed(found):
    """Each column of the table, and the numbers written beside the bars: whole numbers, rounded by at most a half."""
    study = reported(found, (CONFLICT,))
    lines = study.answer.split("## Part by part")[1].split("## Every measure")[0].splitlines()
    rows = [line.split("|")[1:-1] for line in lines if line.startswith("|")][2:]
    for column in (1, 3, 4):
        printed = [(row[0].strip(), float(row[column].strip(" *").replace(",", ""))) for row in rows]
        steps = [value for name, value in printed if not name.startswith("**")]
        assert abs(sum(steps) - printed[-1][1]) <= len(steps) / 2, column
        assert abs(sum(steps[:7]) - dict(printed)["**perfect delivery**"]) <= 3.5, column
    (figure,) = study.figures().values()
    written = [text.get_text() for text in figure.axes[0].texts if text.get_ha() == "right"]
    values = [float(text.replace(",", "")) for text in written]
    assert abs(sum(values) - 2 * values[written.index(written[-1])] - perfect_of(found)) <= len(values) / 2


def perfect_of(found):
    chain = found.tables["chain"]
    return float(chain[(chain.measure == CONFLICT) & (chain.run == "perfect delivery")].value.iloc[0])


def test_the_reader_is_told_that_two_orders_are_run_and_that_no_interval_holds_the_others(found):
    study = reported(found, (CONFLICT,))
    assert "depends on the order of switching, of which two are run" in study.answer
    assert "No interval holds the order of switching" in " ".join(study.answer.split())
    assert "not how uncertain the programmes' effects are" in study.answer.split("## Part by part")[0]


def leeds():
    """Return the made-up attribution, of Leeds."""
    found = made_up()
    scenario = change(found.scenario, area="leeds")
    return Attribution(scenario, world_of(scenario), "newcastle", "business as usual", 1, found.tables)


def test_measures_are_known_by_name_and_asked_once():
    assert known_measures([EXITS, CONFLICT, EXITS]) == (EXITS, CONFLICT)
    assert known_measures([]) == (CONFLICT,)
    assert known_measures(EXITS) == (EXITS,)
    with pytest.raises(FamsimError, match=r"no measure 'stays_in_harm'\. Did you mean 'stay_in_harm'"):
        known_measures(["stays_in_harm"])
    guide = (Path(__file__).parents[3] / "docs" / "howto.md").read_text(encoding="utf-8")
    listed = guide.split("## Ask why it changed")[1].split("\n## ")[0]
    assert all(f"`{name}`" in listed for name in GAINS)


def test_what_is_neither_a_good_nor_a_harm_has_no_colour_of_value(pictures):
    """Line E is never valued, whichever way a part of it goes."""
    colours = {}
    for name in ("part_from_harm", CONFLICT):
        axes = waterfall(made_up(), name).axes[0]
        colours[name] = {to_hex(patch.get_edgecolor()).upper() for patch in axes.patches}
    assert not colours["part_from_harm"] & {GREEN, ORANGE} and GREY.upper() in colours["part_from_harm"]
    assert colours[CONFLICT] & {GREEN, ORANGE}


def test_it_is_told_in_words_that_people_know(unknown_words):
    """Every part by what happens, not by its name in the model; a year is not "1 years"."""
    study = reported(made_up(months=12), tuple(GAINS))
    assert unknown_words(study.answer) == []
    for name in ("level", "buffer", "dose", "willingness"):
        assert f"{name} (" not in study.answer
    texts = [text.get_text() for figure in study.figures().values() for text in figure.findobj(Text)]
    assert unknown_words(" ".join(texts)) == []


def test_where_nothing_changes_no_scale_is_drawn():
    """By hand, all parts exactly 0: one number on the axis, never 1e-9."""
    axes = waterfall(made_up(parts={}), CONFLICT).axes[0]
    assert [label.get_text() for label in axes.get_xticklabels()] == ["0: no difference"]
