"""A business case in a council's own file, and the command: bad input is refused with nothing written."""

import json
import shutil
from dataclasses import replace

import pytest

import famsim as fs
from famsim.errors import FamsimError, StoreError
from famsim.handover.case import case_problems

pytest.importorskip("docx")


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
        asked.update(name=scenario.name, draws=draws, families=scenario.families, strategies=len(scenario.strategies))
        return replace(study, drawn=dict)

    monkeypatch.setattr("famsim.questions.compare.compare", compared)
    (ask.here / "mine.toml").write_text(lived.SCENARIO, encoding="utf-8")
    done = ask("business-case", "mine.toml", "--out", "kept", "--families", 200, "--draws", 2)
    assert done.exit_code == 0 and left(ask) == ["case.docx", "kept", "mine.toml"]
    assert asked == {"name": "<script>document.title</script>", "draws": 2, "families": 200, "strategies": 4}
    assert "is lived too: the same, but that it ends with its grant" in done.stderr
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
