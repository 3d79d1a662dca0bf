"""The story of twins: every statement is a cell of a table, and an edit anywhere is caught."""

import json
import re
from dataclasses import replace

import pytest
from matplotlib.colors import to_hex
from matplotlib.text import Text

from famsim.questions.twins import run as twins
from famsim.questions.twins.result import again, told
from famsim.questions.twins.run import follow as twin
from famsim.questions.twins.statements import cell_problems, statement_table
from famsim.questions.twins.story import statement_problems, story
from famsim.results.verifying import run_again
from famsim.scenario import change, load_scenario
from famsim.writing.look import OKABE_ITO


@pytest.fixture(scope="module")
def small():
    return change(load_scenario("newcastle"), families=400, months=60)


@pytest.fixture(scope="module")
def found(small):
    return twin(small, months_after=36)


@pytest.fixture(scope="module")
def study(found):
    return told(found)


@pytest.fixture
def statements(study):
    return study.tables["statements"].copy()


def test_every_statement_is_what_the_tables_hold(found, statements):
    assert statement_problems(found, statements) == []
    assert statements["number"].nunique() > 15
    assert (statements.groupby("number").size() > 0).all()


def test_the_answer_tells_every_statement_and_leaves_no_mark(study, statements):
    says = statements.groupby("number")["says"].first()
    flat = re.sub(r"\\(.)", r"\1", study.answer)
    assert all(one in flat for one in says)
    assert "\x00" not in study.answer and "nan" not in study.answer and "not known" not in study.answer


@pytest.mark.parametrize(
    "table", ["lives", "summary", "happenings", "spread", "outcomes", "partings", "ledger", "family", "facts"]
)
def test_an_edit_of_a_table_under_a_story_is_caught(found, statements, table):
    """Each table that the story leans on: one number changed, and the statements that cite it are named."""
    column = {
        "happenings": "month",
        "spread": "mean",
        "outcomes": "share",
        "partings": "share",
        "ledger": "families",
    }.get(table, "value")
    cited = statements[(statements["table"] == table) & (statements["column"] == column)]
    edited = found.tables[table].copy()
    key = dict(part.split("=", 1) for part in cited.iloc[0]["row"].split("; "))
    rows = edited.index
    for name, value in key.items():
        rows = rows[(edited.loc[rows, name].astype(str) == value).to_numpy()]
    edited.loc[rows, column] += 1
    problems = cell_problems(statements, found.tables | {table: edited})
    assert problems and all(table in one for one in problems)


def test_an_edit_of_the_story_is_caught(found, statements):
    """A number that no cell holds; a cell's value changed; words turned into their opposite; a statement left out."""
    row = statements[statements["shown"].str.contains(r"\d")].index[0]
    for column, value in (("says", "They live 999 years."), ("value", 999.0), ("shown", "999"), ("row", "arm=nobody")):
        edited = statements.copy()
        if column == "says":
            edited.loc[edited["number"] == edited.loc[row, "number"], "says"] = value
        else:
            edited.loc[row, column] = value
        assert statement_problems(found, edited), column
    turned = statements.copy()
    turned["says"] = turned["says"].str.replace("higher", "lower")
    assert statement_problems(found, turned)
    fewer = statements[statements["number"] != 2]
    assert statement_problems(found, fewer)


def test_what_the_lives_show_is_what_is_told(found):
    """Worked out anew from the monthly lives: the lowest month of the mother's quality, and the gain on average."""
    wide = found.tables["lives"].pivot(index=["measure", "month"], columns="arm", values="value")
    bare, helped = wide["without help"], wide[found.arms[1]]
    hers = bare["mother_quality"].loc[0:]
    says = {one.number: one.says for one in statement_table(story(found)).itertuples()}
    lowest = next(text for text in says.values() if text.startswith("The mother's view"))
    assert f"lowest in month {hers.idxmin()} ({abs(hers.min()):.2f} " in lowest
    gain = (helped["mother_quality"] - bare["mother_quality"]).loc[found.plan.first :].mean()
    assert any(f"view of the relationship is on average {abs(gain):.2f} of a spread" in text for text in says.values())


@pytest.mark.parametrize("asked", [{"event": "distress", "month": -3}, {"event": "arrears", "choose": "random"}])
def test_other_families_can_be_told_too(small, asked):
    """`told` reads every statement again before it returns; the same option tells the same."""
    one = told(twin(small, months_after=36, **asked))
    assert one.answer == told(twin(small, months_after=36, **asked)).answer


def test_every_family_that_can_be_followed_can_be_told(found, small, monkeypatch):
    """Whatever happens to them: who part, who do not come, who are no couple when help begins, who are violent."""
    for name in ("searched", "twin_lives"):  # lived once for all
        once = cache_of(getattr(twins, name))
        monkeypatch.setattr(twins, name, once)
    rows = found.tables["families"]
    kinds = rows.groupby(["outcome", "first_session", "completed", "place", "violence"])["family_id"].last()
    for family in sorted({int(one) for one in kinds})[:7]:
        answer = told(twin(small, months_after=36, family=family, include_violence=True)).answer
        assert str(family) in answer
        assert not re.search(r"They (part in month [^;]+); without help they \1\.", answer)  # once is enough
    assert "as they do without help" in answer or "stay together in both lives" in answer


def test_months_of_help_within_a_hundredth_or_two_are_alike(found):
    """Planted: one family's gains of .07, .06 and .06 are no difference; .07, .06 and .02 leave two months alike."""
    for gains, says in (
        ((0.07, 0.06, 0.06), "the month makes next to no difference"),
        ((0.07, 0.06, 0.02), "worth most in months 3 and 0 alike"),
        ((0.07, 0.04, 0.02), "worth most in month 3."),
        ((-0.44, -0.29, -0.05), "does least harm in month 6."),
    ):
        tables = {name: table.copy() for name, table in found.tables.items()}
        summary, families = tables["summary"], tables["families"]
        families["first_session"] = 1
        for arm, gain in zip(found.arms[1:], gains, strict=True):
            at = (summary["arm"] == arm) & (summary["measure"] == "quality") & (summary["what"] == "gained")
            summary.loc[at, "value"] = gain
        said = statement_table(story(replace(found, tables=tables)))["says"]
        assert any(says in one for one in said), says


def test_who_parts_either_way_is_told_without_a_word_of_value(found):
    """A parting that comes in both lives, before or after the harm, is neither a good nor a harm."""
    tables = {name: table.copy() for name, table in found.tables.items()}
    rows = tables["ledger"]
    for name, families in (("part_either_way", 7), ("stay_harm_passed", 5)):
        rows.loc[(rows["arm"] == found.arms[1]) & (rows["name"] == name), "families"] = families
    says = statement_table(story(replace(found, tables=tables)))["says"]
    said = list(dict.fromkeys(one for one in says if "7 part either way" in one))
    assert len(said) == 1 and said[0].startswith("Neither a good nor a harm") and "5 stay together" in said[0]


def cache_of(function):
    """Return a function that works once and then says the same again."""
    said = []

    def once(*given):
        said.extend([] if said else [function(*given)])
        return said[0]

    return once


def test_families_are_not_blamed_and_losses_are_told_apart_from_exits(study):
    assert "not case records" in study.answer and "not to blame" in study.answer
    assert "staying while it goes on is a harm" in study.answer.replace("\n", " ")
    assert re.search(r"of the \d+ families \d+ stay together who would have parted, free of harm", study.answer)
    assert not re.search(r"broken|dysfunctional|failed|problem famil", study.answer)


def test_a_folder_is_whole_and_the_same_again(study, tmp_path):
    folder = study.save(tmp_path / "twin")
    names = {file.name for file in folder.iterdir()}
    assert {
        "lives.csv",
        "happenings.csv",
        "spread.csv",
        "statements.csv",
        "answer.md",
        "twin.png",
        "record.json",
    } <= names

    record = json.loads((folder / "record.json").read_text(encoding="utf-8"))
    assert run_again(folder, record, again) == []
    record["asked"]["month"] = 4
    assert any("lives.csv" in one for one in run_again(folder, record, again))


def test_the_figure_can_be_read_at_1024_pixels(study):
    """Nothing small, nothing outside, four lines in each panel in colours that can be told apart."""
    figure = study.figures()["twin"]
    assert figure.get_size_inches()[0] * figure.dpi == 1024
    figure.canvas.draw()
    words = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    assert min(text.get_fontsize() for text in words) >= 11
    box = figure.bbox
    for axes in figure.axes:
        for text in (axes.title, axes._left_title, axes.xaxis.label):
            shape = text.get_window_extent()
            assert not text.get_text() or (shape.x0 >= box.x0 and shape.x1 <= box.x1), text.get_text()
    lines = [line for line in figure.axes[0].lines if len(line.get_xdata()) > 10]
    assert [to_hex(line.get_color()).upper() for line in lines] == list(OKABE_ITO[:4])
    assert len({line.get_linestyle() for line in lines}) == 4
    said = " ".join(text.get_text() for text in words)
    assert "Simulated families, not case records" in said and "Newcastle upon Tyne" in said


def test_a_story_is_told_in_words_that_people_know(study, unknown_words):
    assert unknown_words(study.answer) == []
    (figure,) = study.figures().values()
    assert unknown_words(" ".join(text.get_text() for text in figure.findobj(Text))) == []
