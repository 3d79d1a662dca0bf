"""A business case: every number walked to its table, planted edits caught, bad input refused with nothing written."""

import json
import shutil
import tomllib
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from typer.testing import CliRunner

import famsim as fs
from famsim.cli.app import app
from famsim.cli.held import CLAIMS
from famsim.errors import FamsimError, StoreError
from famsim.handover.case import case_problems, made, templates, told
from famsim.handover.case.economic import aims
from famsim.results import Kept, kept, kept_of
from famsim.scenario import parse_scenario

pytest.importorskip("docx")
HERE = Path(__file__).parent
ODD = "=cmd|' /C calc'!A0 <b>$x_1$</b> **9**"


@pytest.fixture(scope="module")
def lived(module_of):
    return module_of(HERE / "case_lived.py")


@pytest.fixture(scope="module")
def traced(module_of):
    return module_of(HERE.parent / "made_up" / "traced.py")


@pytest.fixture(scope="module")
def study(lived):
    with pytest.warns(Warning):  # of places too few for a sample
        return fs.compare(parse_scenario(lived.SCENARIO), draws=2, threads=1)


@pytest.fixture(scope="module")
def folder(study, tmp_path_factory):
    return study.save(tmp_path_factory.mktemp("case") / "results")


@pytest.fixture(scope="module")
def case(folder, tmp_path_factory):
    """Return a case that prefers one option, as a file."""
    return fs.business_case(folder, prefer="counselling").save(tmp_path_factory.mktemp("case") / "case.docx")


@pytest.fixture(scope="module")
def of_folder(folder):
    return told(kept(folder))


def read_again(folder):
    """Return the tables of a folder as another program reads them."""
    tables = json.loads((folder / "record.json").read_text(encoding="utf-8"))["tables"]
    return {
        name: pd.read_csv(folder / file, keep_default_na=False, na_values=[""]).replace(r"^'(?=[=@+-])", "", regex=True)
        for name, file in tables.items()
    }


def worked_out(tables, folder):
    """Return the tables that a case works out, another way: from the CSV files and the scenario as TOML."""
    ledger = tables["ledger"].query("flow == 'pays' and account == 'fiscal'")
    paid = {}
    for row in ledger.itertuples():
        year = max(-(-row.month // 12), 1)
        for who in (row.who, "all"):
            paid[row.strategy, float(year), who] = paid.get((row.strategy, float(year), who), 0) + row.pence
    asked = tomllib.loads((folder / "scenario.toml").read_text(encoding="utf-8"))
    months, rows = asked["scenario"]["months"], {"offers": [], "staff_share": [], "pathways": [], "completing": []}
    for table, strategy in enumerate(asked["strategy"][1:], 2):
        name = (strategy["name"], float(table))
        for number, offer in enumerate(strategy.get("offer", []), 1):
            ends = (12.0 * offer["places_a_month"], float(offer["begins"]), float(min(offer.get("ends", 1e9), months)))
            rows["offers"].append((*name, float(number), offer["programme"], *ends))
        rows["staff_share"] += [(*name, door, share) for door, share in strategy["staff_trained"].items()]
        rows["pathways"] += [(*name, one["door"], one["to"], one["works"]) for one in strategy["pathways"]]
    reach = tables["reach"].query("group == 'all'").set_index(["strategy", "measure"]).estimate
    for name in tables["summary"].strategy:
        if reach[name, "helped"] > 0:
            rows["completing"].append((name, reach[name, "completed"] / reach[name, "helped"]))
    columns = {
        "offers": "strategy place offer programme places_a_year first last",
        "staff_share": "strategy place door share",
        "pathways": "strategy place door to works",
        "completing": "strategy share",
    }
    found = {name: pd.DataFrame(some, columns=columns[name].split()) for name, some in rows.items()}
    found["paid_by_year"] = pd.DataFrame(
        [(*key, pence / 100.0) for key, pence in paid.items()], columns=["strategy", "year", "who", "pounds"]
    )
    return found


# every number


@pytest.mark.parametrize("kind", ["case", "brief"])
def test_no_number_stands_in_a_case_that_is_no_cell(of_folder, folder, untraced, kind):
    """Every text: its literals hold no number but 95 and the like, each number is its cell, looked up anew."""
    tables = read_again(folder)
    tables |= worked_out(tables, folder)
    tables |= {
        name: of_folder.writing.tables[name] for name in ("aims", "afterwards") if name in of_folder.writing.tables
    }
    anew = made(of_folder, kind).told
    said = templates(anew, kind)
    wrong = {name: untraced(anew.writing.printed(text), text, anew.writing, tables) for name, text in said.items()}
    said = {name: [*filter(not_elsewhere, found)] for name, found in wrong.items()}
    assert {name: found for name, found in said.items() if found} == {}


def not_elsewhere(problem):
    """Say whether it is not of a section that an answer shares, whose own test knows its endless limits and factors."""
    return not problem.startswith("no limit is printed for") and problem != "1 is written in the template"


def test_the_file_says_of_each_number_its_table_and_row(case, folder, lived, traced):
    """Read without our code: what a control shows is what the row that the file's own record names holds."""
    kept_there = read_again(folder)
    tables = kept_there | worked_out(kept_there, folder)
    known = {one["number"]: one for one in lived.record(case)["numbers"]}
    shown = lived.marked(lived.body(case))
    assert len(shown) > 400 and {number for number, _ in shown} == set(known)
    wrong, walked = [], 0
    for number, text in shown:
        one = known[number]
        if one["table"] in tables:
            row = row_of(tables[one["table"]], one["where"])
            where = tuple((name, row[name]) for name in one["where"])
            cell = SimpleNamespace(table=one["table"], column=one["column"], where=where, text=text)
            said = [] if one["column"] == "price_year" else traced.cell_problems(cell, tables)
            same_row = one["table"] not in kept_there or row.name == one["row"] - 1
            wrong += [(one, said)] if [*filter(not_elsewhere, said)] or text != one["text"] or not same_row else []
            walked += 1
    assert wrong == [] and walked > 0.95 * len(shown)


def row_of(table, where):
    """Return the one row of a table that holds some values, as they are written."""
    for name, value in where.items():
        table = table[(table[name].astype(str) == value) | (table[name] == float_of(value))]
    (place,) = table.index
    return table.loc[place]


def float_of(value):
    try:
        return float(value)
    except ValueError:
        return value


def test_what_a_case_shares_with_its_answer_says_the_same(of_folder, study):
    """Two ways, one story: sections written again from the kept tables are those of answer.md, word for word."""
    anew = made(of_folder).told
    whole = "\n".join(anew.writing.printed(text) for text in templates(anew).values())
    for section in (
        "## Budgets\n\n",
        "## Who pays and who gains\n\n",
        "## For the same money\n\n",
        "## Signal against chance\n\n",
    ):
        if section in study.answer:
            text = study.answer.split(section)[1].split("\n## ")[0].strip()
            assert text in whole, section
    assert "## Who pays and who gains" in study.answer and "## Budgets" in study.answer


def test_what_is_paid_by_year_adds_up_to_the_cost(of_folder):
    """To the penny."""
    tables = of_folder.writing.tables
    total = tables["costs"].query("item == 'total'").set_index("strategy").estimate
    for name, paid in tables["paid_by_year"].groupby("strategy"):
        assert paid[paid.who == "all"].pounds.sum() == pytest.approx(total[name], abs=0.011)
        assert paid[paid.who != "all"].pounds.sum() == pytest.approx(total[name], abs=0.011)


def test_the_same_results_give_the_same_bytes(folder):
    one, other = (fs.business_case(folder).docx() for _ in range(2))
    assert one == other


# planted edits


def test_an_untouched_case_is_found_so(case, folder):
    assert case_problems(case, str(folder)) == []


def test_an_edited_number_is_named(case, folder, lived, tmp_path):
    number, text = next(one for one in lived.marked(lived.body(case)) if one[1].startswith("£"))
    edited = lived.changed(case, tmp_path / "edited.docx", "word/document.xml", lived.number_changed(number, "£7"))
    (said,) = case_problems(edited, str(folder))
    place = next(one for one in lived.record(case)["numbers"] if one["number"] == number)
    assert "'£7'" in said and text in said and f"table {place['table']}, row {place['row']}" in said


def test_a_number_typed_over_or_taken_out_is_named(case, folder, lived, tmp_path):
    number, text = lived.marked(lived.body(case))[5]
    edited = lived.changed(case, tmp_path / "edited.docx", "word/document.xml", lived.taken_out(number))
    (said,) = case_problems(edited, str(folder))
    assert "was taken out or typed over" in said and f"number {text} " in said


def test_changing_the_record_too_does_not_hide_it(case, folder, lived, tmp_path):
    """What a number should be comes from the results, not from what the file says of itself."""
    number, text = next(one for one in lived.marked(lived.body(case)) if one[1].startswith("£"))
    once = lived.changed(case, tmp_path / "once.docx", "word/document.xml", lived.number_changed(number, "£7"))
    ascii_text = json.dumps(text)[1:-1]
    twice = lived.changed(once, tmp_path / "twice.docx", lived.RECORD, lambda xml: xml.replace(ascii_text, "\\u00a37"))
    assert any("'£7'" in said for said in case_problems(twice, str(folder)))


def test_two_numbers_that_changed_places_are_both_named(case, folder, lived, tmp_path):
    (one, first), (other, second) = [one for one in lived.marked(lived.body(case)) if one[1].startswith("£")][:2]
    assert first != second

    def swapped(xml):
        return lived.number_changed(other, first)(lived.number_changed(one, second)(xml))

    edited = lived.changed(case, tmp_path / "edited.docx", "word/document.xml", swapped)
    assert len(case_problems(edited, str(folder))) == 2


def test_another_program_may_drop_the_tags(case, folder, lived, tmp_path):
    """As LibreOffice 7.4 does, which keeps the controls: the order says which is which, and edits are found."""
    import re

    def bare(xml):
        return re.sub(r'<w:alias w:val="[^"]*"/><w:tag w:val="famsim:\d+"/>', "", xml)

    plain = lived.changed(case, tmp_path / "plain.docx", "word/document.xml", bare)
    assert case_problems(plain, str(folder)) == []
    number, _ = next(one for one in lived.marked(lived.body(case)) if one[1].startswith("£"))
    edited = lived.changed(case, tmp_path / "edited.docx", "word/document.xml", lived.number_changed(number, "£7"))
    again = lived.changed(edited, tmp_path / "again.docx", "word/document.xml", bare)
    assert len(case_problems(again, str(folder))) == 1


def test_a_case_is_checked_by_running_its_question_again(case, lived, tmp_path):
    """Without the folder: the question in the file, lived anew, gives the same numbers; an edit is found."""
    number, _ = next(one for one in lived.marked(lived.body(case)) if one[1].startswith("£"))
    edited = lived.changed(case, tmp_path / "edited.docx", "word/document.xml", lived.number_changed(number, "£7"))
    from famsim.questions.compare import again

    (said,) = case_problems(edited, again=again)
    assert "'£7'" in said


def test_another_question_in_the_file_is_not_run(case, lived, tmp_path):
    other = lived.changed(
        case, tmp_path / "other.docx", lived.RECORD, lambda xml: xml.replace("months = 24", "months = 12")
    )
    with pytest.raises(StoreError, match="the question in it was changed"):
        case_problems(other)


@pytest.mark.parametrize(
    ("before", "after"), [('"draws": 2', '"draws": "x"'), ('"prefers": "counselling"', '"prefers": 3')]
)
def test_a_senseless_record_is_refused_without_a_traceback(case, folder, lived, ask, before, after):
    """In a line, whether it is found beside the folder or on the way to a new run."""
    lived.changed(case, ask.here / "odd.docx", lived.RECORD, lambda xml: xml.replace(before, after, 1))
    done = ask("verify", "odd.docx", "--results", folder)
    assert isinstance(done.exception, FamsimError), done.exception


def test_what_is_no_case_is_refused(tmp_path, folder):
    import docx

    (tmp_path / "x.docx").write_bytes(b"PK no zip")
    docx.Document().save(tmp_path / "y.docx")
    for name in ("x.docx", "y.docx"):
        with pytest.raises(StoreError, match="is not a business case of famsim"):
            case_problems(tmp_path / name, str(folder))


def test_results_of_another_run_are_refused(case, folder, study, tmp_path):
    other = replace(study, scenario=study.scenario.with_(seed=6), drawn=dict).save(tmp_path / "other")
    with pytest.raises(StoreError, match="seed"):
        case_problems(case, str(other))


# what it says


def test_the_first_page_answers_three_readers(of_folder):
    """In so few words that they fit on one page of A4, by what was tried; each finds the number it came for."""
    anew = made(of_folder).told
    page = anew.writing.printed(templates(anew)["The answer"])
    director, councillor = page.split("### For the councillor")
    councillor, finance = councillor.split("### For the finance officer")
    tables = of_folder.writing.tables
    assert "### For the director" in director and "Is it worth it?" in director and "What can be promised" in director
    assert f"{tables['facts'].set_index('name').value['area_families']:,.0f} families" in councillor
    assert "£60k" in finance and "spent on average" in finance
    assert len(page.split()) < 620


def test_the_preferred_option_is_its_authors(folder):
    said = {name: "\n".join(texts_of(told(kept(folder), name))) for name in ("", "counselling", "no grant")}
    assert "not marked yet" in said[""] and "by the authors of this case" in said["counselling"]
    assert "to spend nothing beyond what happens anyway" in said["no grant"]


def texts_of(of):
    anew = made(of).told
    return [anew.writing.printed(text) for text in templates(anew).values()]


def test_the_rank_flip_between_the_two_aims_is_told(study):
    """MISSION_MAP, acceptance test 8, planted: one option leads by fewer partings, the other by less conflict."""
    table = study.tables["differences"].copy()
    planted = {"fewer_partings": (9.0, 2.0), "child_months_harmful": (-50.0, -400.0)}
    for measure, values in planted.items():
        for name, value in zip((ODD, "counselling"), values, strict=True):
            mine = (table.measure == measure) & (table.group == "all") & (table.strategy == name)
            table.loc[mine, ["estimate", "low", "high", "at_most"]] = [value, value - 1.0, value + 1.0, np.nan]
    found = kept_of(
        replace(study, tables=study.tables | {"differences": table}, told=lambda: "# Newcastle\n"), drawn=False
    )
    case = "\n".join(texts_of(told(found)))
    assert "The order turns" in case and "*counselling* leads" not in case
    assert "counselling under the second" in case
    from famsim.handover.report import compose

    assert "counselling under the second" in compose(found).text("two aims")


def test_what_would_turn_it_is_told_of_kept_tables_too(study):
    """Planted: a figure without a year of prices turns an option within its range; its empty year is kept as a gap."""
    table = study.tables["switching"].copy()
    mine = table[(table.strategy == "counselling") & (table.beside == "no grant")]
    none = mine[mine.figure == "every cost"].price_year.iloc[0]
    place = mine.index[~mine.figure.str.startswith("every")][0]
    planted = {"now": 2.0, "switches_at": 2.5, "low": 1.0, "high": 3.0, "within": "yes", "price_year": none}
    table.loc[place, list(planted)] = list(planted.values())
    of = told(
        kept_of(replace(study, tables=study.tables | {"switching": table}, told=lambda: "# Newcastle\n"), drawn=False)
    )
    said = "\n".join(texts_of(of))
    assert "at 2.5 instead of 2" in said and "its range is 1 to 3" in said


def test_nothing_is_ranked_where_the_offer_is_an_illustration(folder):
    before = kept(folder)
    illustrated = Kept(before.name, before.record, {**before.files, "x-illustrative-offer-y.csv": b""})
    of = told(illustrated)
    assert "are not ranked" in of.writing.printed(aims(of))
    said = "\n".join(texts_of(of))
    assert "Not ranked" in said and "Which option leads" not in said


def test_what_a_user_typed_stays_text(case, lived):
    """No field, script, link or macro comes of a name or a question."""
    parts = lived.parts(case)
    xml = parts["word/document.xml"].decode("utf-8")
    assert "<w:instrText" not in xml and "<w:fldSimple" not in xml and "w:hyperlink" not in xml
    assert not any("vba" in name.lower() for name in parts)
    assert b'TargetMode="External"' not in b"".join(text for name, text in parts.items() if name.endswith(".rels"))
    words = "".join(one.text or "" for one in lived.body(case).iter(f"{lived.W}t"))
    assert ODD in words and '=HYPERLINK("x") & <b>what</b> does **it** buy?' in words


def test_signs_that_mark_numbers_cannot_be_typed_by_a_user(folder):
    """A name that holds them is told without them."""
    of = told(kept(folder))
    assert of.writing.traced(of.writing.words("a\x021\x04£9\x03b")) == "a1£9b"


# a council's own file


@pytest.fixture
def council(tmp_path):
    """Return a council's file: a cover, a place for the case, an end, its own heading and header."""
    import docx
    from docx.shared import Pt

    word = docx.Document()
    word.styles["Heading 1"].font.size = Pt(33)
    word.sections[0].header.paragraphs[0].text = "Council of Somewhere"
    for text in ("Cover of the council", "{{business case}}", "Signed by"):
        word.add_paragraph(text)
    word.save(tmp_path / "council.docx")
    return tmp_path / "council.docx"


def test_a_councils_file_keeps_its_look(folder, council, tmp_path):
    import docx

    target = fs.business_case(folder, template=council).save(tmp_path / "case.docx")
    word = docx.Document(target)
    texts = [one.text for one in word.paragraphs]
    assert texts[0] == "Cover of the council" and texts[-1] == "Signed by" and "{{business case}}" not in texts
    assert any(text.startswith("Business case:") for text in texts[1:-1])
    assert word.styles["Heading 1"].font.size.pt == 33
    assert word.sections[0].header.paragraphs[0].text == "Council of Somewhere"
    assert case_problems(target, str(folder)) == []


def test_a_template_with_few_styles_and_a_dotx_are_taken(folder, council, lived, tmp_path):
    """Without our table and list styles, and as a Word template by its type."""
    import docx

    word = docx.Document(council)
    for name in ("Intense Quote", "Caption", "List Bullet", "Light List Accent 1", "Heading 2", "Title"):
        word.styles[name].delete()
    word.save(tmp_path / "bare.docx")
    kind = "wordprocessingml.{}.main+xml"
    dotx = lived.changed(
        tmp_path / "bare.docx",
        tmp_path / "bare.dotx",
        "[Content_Types].xml",
        lambda xml: xml.replace(kind.format("document"), kind.format("template")),
    )
    target = fs.business_case(folder, template=dotx).save(tmp_path / "case.docx")
    assert case_problems(target, str(folder)) == []


@pytest.mark.parametrize("spoilt", ["macros", "junk", "name", "gone"])
def test_a_template_that_cannot_be_used_is_refused(folder, council, lived, tmp_path, spoilt):
    given = tmp_path / ("x.pdf" if spoilt == "name" else "x.docx")
    if spoilt == "macros":
        found = lived.parts(council) | {"word/vbaProject.bin": b"x"}
        import zipfile

        with zipfile.ZipFile(given, "w") as packed:
            for name, text in found.items():
                packed.writestr(name, text)
    elif spoilt != "gone":
        given.write_bytes(b"PK junk")
    with pytest.raises(StoreError, match="--template"):
        fs.business_case(folder, template=given)


# the command


@pytest.fixture
def ask(tmp_path, monkeypatch):
    """Return what runs the command in an empty folder."""
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)

    def run(*given):
        with CLAIMS:
            return CliRunner().invoke(app, [str(one) for one in given])

    run.here = here
    return run


def left(ask):
    return sorted(one.name for one in ask.here.iterdir())


def test_the_command_writes_a_case_and_its_brief(ask, folder):
    done = ask("business-case", folder, "-o", "mine.docx", "--brief", "brief.docx", "--json")
    said = json.loads(done.stdout)
    assert left(ask) == ["brief.docx", "mine.docx"] and said["numbers"] > 400
    for name in left(ask):
        checked = ask("verify", name, "--results", folder)
        assert checked.exit_code == 0 and "nothing differs" in checked.stdout


def test_a_scenario_is_run_first_and_kept_where_asked(ask, lived, study, monkeypatch):
    """The comparison is asked for with the draws given; its folder is whole, and the case is checked beside it."""
    asked = {}

    def compared(scenario, draws, **_):
        asked.update(name=scenario.name, draws=draws, families=scenario.families)
        return replace(study, drawn=dict)

    monkeypatch.setattr("famsim.questions.compare.compare", compared)
    (ask.here / "mine.toml").write_text(lived.SCENARIO, encoding="utf-8")
    done = ask("business-case", "mine.toml", "--out", "kept", "--families", 200, "--draws", 2)
    assert done.exit_code == 0 and left(ask) == ["case.docx", "kept", "mine.toml"]
    assert asked == {"name": "<script>document.title</script>", "draws": 2, "families": 200}
    assert ask("verify", "case.docx", "--results", "kept").exit_code == 0
    assert ask("business-case", "mine.toml", "-o", "other.docx").exit_code == 0 and asked["draws"] == 20


def test_the_command_says_what_was_edited(ask, case, folder, lived):
    number, _ = next(one for one in lived.marked(lived.body(case)) if one[1].startswith("£"))
    lived.changed(case, ask.here / "edited.docx", "word/document.xml", lived.number_changed(number, "£7"))
    checked = ask("verify", "edited.docx", "--results", folder)
    assert checked.exit_code == 1 and "number '£7' should be" in checked.stdout


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (("-o", "x.html"), "there is no kind of business case '.html'"),
        (("--prefer", "counseling"), "Did you mean 'counselling'"),
        (("--draws", "5"), "is a results folder"),
        (("--brief", "case.docx"), "is the file of the case itself"),
        (("--template", "none.docx"), "--template"),
    ],
)
def test_wrong_options_are_refused_and_nothing_is_written(ask, folder, given, says):
    done = ask("business-case", folder, *given)
    assert isinstance(done.exception, FamsimError) and says in str(done.exception), done.exception
    assert left(ask) == []


@pytest.mark.parametrize("name", ["answer.md", "scenario.toml", "costs.csv", "record.json"])
def test_a_folder_that_is_not_as_it_was_written_is_refused(ask, folder, tmp_path, name):
    spoilt = shutil.copytree(folder, tmp_path / "spoilt")
    (file,) = (one for one in spoilt.iterdir() if one.name.endswith(name))
    file.write_text(file.read_text(encoding="utf-8").replace("1", "2", 1), encoding="utf-8")
    for _ in range(2):
        done = ask("business-case", spoilt)
        assert isinstance(done.exception, StoreError) and name in str(done.exception), done.exception
        assert left(ask) == []
        file.unlink(missing_ok=True)


def test_results_of_another_version_are_refused(ask, folder, tmp_path, monkeypatch):
    import importlib

    monkeypatch.setattr(importlib.import_module("famsim.results.kept"), "__version__", "9.9")
    done = ask("business-case", folder)
    assert isinstance(done.exception, StoreError) and "9.9" in str(done.exception) and left(ask) == []


def test_a_scenario_without_money_is_refused_before_it_is_run(ask, lived):
    text = lived.SCENARIO.split("[[strategy]]")
    (ask.here / "none.toml").write_text(f'{text[0]}[[strategy]]\nname = "a"\n\n[[strategy]]\nname = "b"\n')
    done = ask("business-case", "none.toml")
    assert isinstance(done.exception, StoreError) and "no money to make a case for" in str(done.exception)
    assert left(ask) == ["none.toml"]


def test_results_without_money_are_refused(make, tmp_path):
    """The made-up comparison has no ledger; a comparison of one strategy compares nothing."""
    from famsim.questions.compare.result import study_of

    for comparison, says in (
        (make(), "no table of money"),
        (make(drop=(make().scenario.strategies[1].name, "@places")), "alone"),
    ):
        with pytest.raises(StoreError, match=says):
            fs.business_case(replace(study_of(comparison), drawn=dict).save(tmp_path / says.replace(" ", "")))
