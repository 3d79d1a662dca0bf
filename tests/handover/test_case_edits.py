"""A business case is checked: planted edits are named, and what is none is refused."""

import json
from dataclasses import replace

import pytest

from famsim.errors import FamsimError, StoreError
from famsim.handover.case import case_problems

pytest.importorskip("docx")


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


def test_a_minus_stays_with_its_number_and_is_still_a_minus_to_a_checker(case, folder, lived, tmp_path):
    """No line can end after it: Word's own sign for that. Saved as U+2011, as LibreOffice may, it is still found so."""
    import re

    xml = lived.parts(case)["word/document.xml"].decode("utf-8")
    assert re.findall(r"<w:t[^>]*>[^<]*(?<![\w)])-[£\d]", xml) == []
    assert (
        sum(text.startswith("-") for _, text in lived.marked(lived.body(case))) == xml.count("<w:noBreakHyphen/>") > 5
    )
    other = lived.changed(
        case,
        tmp_path / "other.docx",
        "word/document.xml",
        lambda text: re.sub(r"<w:noBreakHyphen/><w:t([^>]*)>", "<w:t\\1>\u2011", text),
    )
    assert case_problems(other, str(folder)) == []
