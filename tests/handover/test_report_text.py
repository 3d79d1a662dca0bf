"""Whatever a user typed is text in a report: no script, formula, markup or template of theirs acts."""

import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from famsim.handover.report import named_tables, report
from famsim.handover.report.sheet import hashed
from famsim.handover.report.word import AROUND, ROOM, widths

SCRIPT = "<script>alert(1)</script>"
NAMES = (
    f"</title></style>{SCRIPT}",
    '=HYPERLINK("http://e.example";"x")',
    "[x](javascript:alert(1)) ![x](http://e.example/x.png) <http://e.example>",
    "{{ 7*7 }} {% raw %} {# #}",
    "# 1. - > **bold** `code` &lt; &#60; | x |",
)
OFFER = """
[[strategy.offer]]
programme = "money_and_us"
who = { in_arrears = true, together = true }
found = ["money_desk"]
places_a_month = 4.0
"""


def asked():
    """Return a scenario whose every name tries to do harm."""
    rows = [f"[[strategy]]\nname = {json.dumps(name)}\n{OFFER if place else ''}" for place, name in enumerate(NAMES)]
    about = 'area = "newcastle-upon-tyne"\nmonths = 36\nseed = 7\n'
    return f'[scenario]\nname = "x"\nquestion = {json.dumps(SCRIPT)}\n{about}' + "\n".join(rows)


@pytest.fixture(scope="module")
def hostile_report(make, tmp_path_factory):
    """Return a report whose scenario and folder have such names."""
    from famsim.questions.compare.result import study_of

    study = replace(study_of(make(text=asked())), drawn=dict)
    return report(study.save(tmp_path_factory.mktemp("hostile") / SCRIPT.replace("/", "")))


class Elements(HTMLParser):
    """Every element of a page with its attributes, and its text but for scripts and styles."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.found, self.text, self.inside, self.texts = [], "", None, {"script": [], "style": []}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self.inside = tag if tag in self.texts else None

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.texts[self.inside].append(data)
        else:
            self.text += data


def shown(name):
    """Return a name as a document shows it: on one line."""
    return " ".join(name.split())


def test_every_name_is_shown_as_it_was_typed(hostile_report):
    page = Elements(hostile_report.html())
    for name in (*NAMES, SCRIPT):
        assert shown(name) in page.text


def test_nothing_is_live_but_its_own_script(hostile_report):
    html = hostile_report.html()
    page = Elements(html)
    (script,), (style,) = page.texts["script"], page.texts["style"]
    policy = next(a["content"] for tag, a in page.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';") and "unsafe" not in policy and "http" not in policy
    assert f"script-src '{hashed(script)}'" in policy and f"style-src '{hashed(style)}'" in policy
    assert "alert(" not in script and "innerHTML" not in script
    for tag, attributes in page.found:
        assert tag not in ("iframe", "object", "embed", "link", "base", "form", "input"), tag
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "action")]
        assert attributes.get("src", "data:image/png;base64,").startswith("data:image/png;base64,")
        assert re.match(r"#|https?://", attributes.get("href", "#")) and "e.example" not in attributes.get("href", "")


def test_a_word_file_holds_it_as_text_too(hostile_report):
    docx = pytest.importorskip("docx")
    word = docx.Document(io.BytesIO(hostile_report.docx()))
    said = " ".join(one.text for one in word.paragraphs)
    for name in (*NAMES[1:], SCRIPT):
        assert shown(name) in said
    assert not [rel for rel in word.part.rels.values() if rel.is_external]
    assert b"w:fldSimple" not in hostile_report.docx() and b"w:instrText" not in hostile_report.docx()


def test_the_same_results_give_the_same_bytes(kept_folder):
    pytest.importorskip("docx")
    one, other = report(kept_folder), report(kept_folder)
    assert one.html() == other.html() and one.docx() == other.docx()


@pytest.fixture(scope="module")
def page(kept_folder):
    """Return the elements of a report."""
    return Elements(report(kept_folder).html())


def test_it_reads_without_its_script(page):
    """Nothing is hidden that a script would have to show, and every figure has words for who cannot see it."""
    assert not [tag for tag, attributes in page.found if "hidden" in attributes or tag == "noscript"]
    pictures = [attributes for tag, attributes in page.found if tag == "img"]
    assert len(pictures) >= 4 and all(len(one["alt"]) > 60 for one in pictures)


def test_headings_are_in_order_and_each_table_has_a_name(page):
    levels = [int(tag[1]) for tag, _ in page.found if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    ids = [attributes["id"] for _, attributes in page.found if "id" in attributes]
    named = [attributes["aria-labelledby"] for _, attributes in page.found if "aria-labelledby" in attributes]
    assert len(ids) == len(set(ids)) and set(named) <= set(ids)
    tables = [tag for tag, _ in page.found if tag in ("table", "caption")]
    assert tables == ["table", "caption"] * (len(tables) // 2)


def test_it_speaks_in_words_that_people_know(kept_folder, unknown_words):
    from famsim.handover.report.composed import compose
    from famsim.results import kept

    told = compose(kept(kept_folder))
    left = ("every figure", "sources")  # quote the register word for word
    assert unknown_words(" ".join(told.text(name) for name in told.templates if name not in left)) == []


def test_a_columns_longest_word_has_room_in_a_wide_table():
    """By hand: six columns of which two want far more than there is; the narrow ones keep what their words need."""
    heads = ["strategy", "months", "a", "b", "c", "d"]
    row = ["parents apart", "1 to 36", "w " * 60, "w " * 60, "£26,300,000", "x"]
    shares = widths([heads, row])
    signs = [share * ROOM for share in shares]
    assert sum(shares) == pytest.approx(1.0)
    assert all(
        have >= len(word) + AROUND - 1e-9
        for have, word in zip(signs, ["strategy", "months", "a", "b", row[4], "d"], strict=True)
    )


def test_a_lead_into_a_sentence_is_no_tables_name():
    """By hand: what cannot be told is no table; a bold title is, also with a sentence after it."""
    grid = "| a | b |\n| --- | --- |\n| 1 | 2 |"

    def named(above):
        return [block.caption for block in named_tables(f"{above}\n\n{grid}", "Here") if hasattr(block, "caption")]

    assert named("**Cannot tell:** what will happen.") == ["Here"]
    assert named("**What it costs.** In brackets: intervals.") == ["Here: What it costs"]
    assert named("**What it costs:**") == ["Here: What it costs"]
