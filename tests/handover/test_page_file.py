"""The file: small, with nothing live in it but its own script, asking nothing of any network; a change is caught."""

import copy
import re
from html.parser import HTMLParser

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from famsim.errors import StoreError
from famsim.handover.page.file import (
    CODE,
    DATA,
    data_of,
    hashed,
    page_html,
    parts_text,
    plain_json,
    script_text,
    style_text,
)
from famsim.handover.page.making import page_problems
from famsim.handover.page.signs import WILD, bytes_of, signs_of

MOST = 500_000  # bytes
ADDRESS = re.compile(r"//[\w.-]+\.\w+|\b(?:(?:src|href)=\S*\w\"|(?:url|import|fetch|XMLHttpRequest|WebSocket)\b\s*\()")
OWN = ("http://www.w3.org/2000/svg",)  # a name, never fetched
HOOKS = re.compile(r"^on", re.I)


class Elements(HTMLParser):
    """Every element of a page with its attributes, and the text of scripts and styles."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found, self.inside, self.texts = [], None, {"script": [], "style": []}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.found.append((tag, dict(attributes)))
        self.inside = tag if tag in self.texts else None
        if self.inside:
            self.texts[tag].append("")

    def handle_endtag(self, tag):
        self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.texts[self.inside][-1] += data


@pytest.fixture(scope="module")
def html(workshop):
    return workshop.html()


def test_it_is_small(html):
    assert len(html.encode()) < MOST


def test_it_names_no_address(html):
    text = CODE.sub("", DATA.sub("", html)) + script_text()
    for own in OWN:
        text = text.replace(own, "")
    assert ADDRESS.findall(text) == ['href="#views"']  # the skip link's own anchor


def test_nothing_is_live_but_its_own_script(html):
    page = Elements(html)
    data, code, script = page.texts["script"]
    policy = next(a["content"] for tag, a in page.found if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none';") and "worker-src blob:;" in policy
    assert (
        f"script-src '{hashed(script)}' 'strict-dynamic' 'wasm-unsafe-eval';" in policy
        and f"style-src '{hashed(style_text())}'" in policy
    )
    assert page.texts["style"] == []  # the script puts it in its place, by the hash that the policy names
    assert policy.count("unsafe") == 1 and "<" not in data + code and "&" not in data + code
    for tag, attributes in page.found:
        assert not [name for name in attributes if HOOKS.match(name) or name in ("style", "src", "srcdoc", "action")]
        assert tag not in ("img", "iframe", "object", "embed", "link", "base", "form", "b")


def test_no_script_writes_markup(html):
    script = script_text() + Elements(html).texts["script"][2]
    for way in (
        "innerHTML",
        "outerHTML",
        "insertAdjacentHTML",
        "document.write",
        "eval(",
        "new Function",
        "localStorage",
    ):
        assert way not in script


def test_texts_come_back_as_they_were_given(workshop, html):
    assert data_of(html)["scenario"] == workshop.data["scenario"]
    said = {"x": "</script><!--<script>&amp;\u2028\u2029]]>"}
    assert data_of(page_html(said)) == said
    assert "<" not in plain_json(said)


@given(st.binary(max_size=40))
@example(bytes(7))
@example(b"\xff" * 9)
def test_bytes_come_back_from_signs(content):
    """Seven bits a sign, whatever the bytes; none that HTML, a terminal or an editor reads as something else."""
    signs = signs_of(content)
    assert bytes_of(signs) == content
    assert not set(map(chr, WILD)) & set(signs)
    count = signs.partition(";")[0]
    assert len(signs.encode()) - len(count) - 1 <= len(content) * 8 / 7 + 2


@pytest.mark.parametrize("text", ["", "x;", "3;\u0080", "9;\u0900a"])
def test_what_is_no_signs_is_refused(text):
    with pytest.raises(ValueError, match=r"sign|invalid literal"):
        bytes_of(text)


def test_a_name_that_a_spreadsheet_would_run_is_guarded(workshop):
    assert workshop.tables.text("strategies/s1/name").startswith("'=cmd")
    assert workshop.tables.text("facts/all/question").startswith("'=HYPERLINK")


def test_a_changed_number_is_caught(workshop, html, tmp_path):
    """One digit of one cell."""
    path = tmp_path / "page.html"
    changed = copy.deepcopy(workshop.data)
    row = changed["tables"]["strategies"]["rows"]["s1"]
    row[changed["tables"]["strategies"]["columns"].index("helped")] += 1
    path.write_text(page_html(changed), encoding="utf-8")
    assert page_problems(path) == ["page.html: its numbers were changed after it was written"]


def test_a_changed_word_is_caught(html, tmp_path):
    path = tmp_path / "page.html"
    path.write_text(
        html.replace("Many of these families neither want nor", "All of these families want and"), encoding="utf-8"
    )
    assert page_problems(path) == ["page.html: is not what this version of famsim writes for its numbers"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<html></html>",
        '<script type="text/plain" id="data">[</script>',
        '<script type="text/plain" id="data">AAAA</script>',
    ],
)
def test_what_is_no_page_is_refused(text, tmp_path):
    path = tmp_path / "other.html"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="is not a page of famsim"):
        page_problems(path)


def test_a_hundred_dots_and_nobody_twice(workshop):
    rows = workshop.tables.rows["ways"]
    for place in range(3):
        mine = [
            dict(zip(workshop.tables.columns["ways"], row, strict=True))
            for key, row in rows.items()
            if key.startswith(f"s{place}.")
        ]
        assert sum(row["dots"] for row in mine) == 100
        assert sum(row["families"] for row in mine) == pytest.approx(
            workshop.tables.value(f"strategies/s{place}/in_need")
        )


def test_no_two_things_of_the_script_share_a_name():
    """All parts of the script are one: of two functions with one name, the second is called in the place of both."""
    lines = [line for part in ("core", "script") for line in parts_text(part).splitlines()]
    names = [found[1] for line in lines if (found := re.match(r"(?:async )?(?:function\*?|class) (\w+)", line))]
    names += [one for line in lines if re.match("const|let|var", line) for one in re.findall(r"[ ,] ?(\w+) = ", line)]
    assert {"drawFamily", "drawManyFamilies", "room", "MONTHS", "TABLES", "WORDS"} <= set(names)
    assert len(names) > 80
    assert sorted(names) == sorted(set(names))


def test_it_speaks_in_words_that_people_know(workshop, html, unknown_words):
    """In what its script says, in its own words and in its tables' words."""
    spoken = re.findall(r'"[^"\n]*"|`[^`]*`|>[^<>{}]+<', CODE.sub("", DATA.sub("", html)) + script_text())
    names = [cell for table in ("labels", "facts") for row in workshop.tables.rows[table].values() for cell in row]
    assert (
        unknown_words(
            " ".join([text for text in spoken if " " in text] + [one for one in names if isinstance(one, str)])
        )
        == []
    )
