"""A discovery of the real model: run, told, drawn, kept, and run again to the byte."""

import re
from dataclasses import replace

import pytest

import famsim as fs
from famsim.questions import AGAIN
from famsim.questions.discover.figures import drawn, heading
from famsim.results import verify


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    """64 futures of 200 families over half a year: who is helped costs what it costs."""
    tables = {
        "experiment": {
            "name": "tiny",
            "question": "When does it lose?",
            "scenarios": ["newcastle"],
            "strategies": ["business as usual", "primary prevention"],
            "families": 200,
            "months": 6,
        },
        "design": {"kind": "latin hypercube", "points": 64},
        "lever": [{"name": "=places", "changes": "places_times", "low": 0.0, "high": 2.0}],
        "uncertainty": [{"figure": "costs.training"}, {"figure": "costs.conversation"}],
    }
    store = tmp_path_factory.mktemp("discover") / "a.sqlite"
    return fs.discover(tables, measure="helped", pay=900.0, store=store, jobs=1)


def test_futures_and_boxes_agree(study):
    futures, boxes = study.tables["futures"], study.to_frame()
    assert len(futures) == 64 and (futures.loses == (futures.margin < 0)).all()
    assert 0.1 < futures.loses.mean() < 0.9
    for box in boxes.itertuples():
        assert box.losing / futures.loses.sum() == box.coverage and box.losing / box.cases == box.density


def test_every_number_is_printed_and_no_mark_is_left(study):
    assert "\x00" not in study.answer and "nan" not in study.answer.lower().split()
    assert re.search(r"\d+ of 64 futures", study.answer)


def test_a_figure_of_an_own_programme_is_a_column(own_programmes):
    """Its range and words stand in the table of columns; the answer names it by words."""
    mine = own_programmes.own(families=200, months=6)
    about = {"name": "own", "question": "When does it lose?", "scenarios": [mine]}
    figures = [{"figure": own_programmes.TAKE_UP}, {"figure": own_programmes.COST}]
    tables = {"experiment": about, "design": {"kind": "latin hypercube", "points": 64}, "uncertainty": figures}
    found = fs.discover(tables, measure="helped", pay=900.0, jobs=1)
    columns = found.tables["columns"].set_index("factor")
    assert tuple(columns.loc[own_programmes.TAKE_UP, ["low", "high"]]) == (0.2, 0.9)
    assert all(columns.says) and own_programmes.TAKE_UP not in found.answer


@pytest.mark.usefixtures("without_figures")
def test_a_saved_folder_comes_out_the_same(study, tmp_path):
    folder = study.save(tmp_path / "out")
    assert {"boxes.csv", "limits.csv", "futures.csv", "answer.md", "record.json"} <= {
        one.name for one in folder.iterdir()
    }
    assert verify(folder, AGAIN) == []


def test_figures_are_drawn_where_there_is_a_box_and_where_there_is_none(planted):
    with_box = planted(lambda table, _: table.places > 25)
    without = planted(lambda table, generator: generator.random(len(table)) < 0.4, seed=11)
    assert set(drawn(with_box)) == {"losing-by-column", "losing-futures"} and set(drawn(without)) == {
        "losing-by-column"
    }


def test_two_plans_whose_names_are_cut_alike_are_told_apart_above_the_pictures(planted):
    """Names of 60 signs that differ in the middle alone, which is what a picture leaves out."""
    found = planted(lambda table, _: table.places > 25)
    names = [f"places at every door of the city {one} and in each of its wards" for one in ("in May", "in June")]
    said = heading(replace(found, losing=replace(found.losing, strategy=names[0], against=names[1])))
    plan, other = re.fullmatch("When does (.+) lose against (.+)\\?", said).groups()
    assert plan != other and all(name.endswith(")") for name in (plan, other))
