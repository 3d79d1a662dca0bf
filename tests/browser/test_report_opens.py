"""A report in a real browser: it asks for nothing, fits, is heard, sorted, printed, and read in the dark."""

import re

import pytest

from famsim.handover.report import report

WIDTHS = (320, 390, 768, 1024)
SERIOUS = ("serious", "critical")
OVER = """() => {
  const beyond = [...document.querySelectorAll('body *')].filter((one) =>
    !one.closest('.heard, .skip, .scroll *, svg') && one.getBoundingClientRect().right > innerWidth + 1);
  const wide = document.documentElement.scrollWidth;
  const first = beyond.slice(0, 4).map((one) => one.outerHTML.slice(0, 120));
  return wide <= innerWidth && !beyond.length ? [] : [wide, ...first];
}"""
INSIDE = """() => [...document.querySelectorAll('.scroll')].filter((one) => one.scrollWidth > one.clientWidth + 1)
  .map((one) => one.getAttribute('aria-label'))"""
NUMBERS = """(place) => [...document.querySelector('table').tBodies[0].rows]
  .map((row) => parseFloat(row.cells[place].dataset.n))"""
FEWER = """(rows) => document.querySelectorAll('tbody, ul, ol').forEach((one) =>
  [...one.children].slice(rows).forEach((more) => more.remove()))"""
STOP = "(document.activeElement.closest('[id]') || {}).id + document.activeElement.textContent.slice(0, 40)"


@pytest.fixture(scope="session")
def report_file(kept_folder, tmp_path_factory):
    """Return a report of a folder whose names try to do harm."""
    return report(kept_folder).save(tmp_path_factory.mktemp("memory stick") / "our report.html")


@pytest.fixture
def open_report(opens, report_file):
    """Return what opens the report in a window of a width, offline: the page, all it asked for and complained of."""
    return opens(report_file)


def test_it_asks_for_nothing_and_complains_of_nothing(open_report, report_file):
    page = open_report()
    assert page.said == [] and [one for one in page.asked if not one.startswith("data:image/png")] == [
        report_file.as_uri()
    ]
    assert page.evaluate("[...document.images].every((one) => one.complete && one.naturalWidth > 500)")


def hanging(page, enlarge, widths, times):
    """Return what hangs over the edge of a window of each width, with text so many times as large."""
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => { one.open = true; })")
    page.evaluate(enlarge, times)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("innerWidth") == width
        yield width, page.evaluate(OVER), page.evaluate(INSIDE)


@pytest.mark.parametrize("times", [1, 2], ids=["text 100%", "text 200%"])
def test_nothing_hangs_over_the_edge(open_report, enlarge, times):
    """Where a table would not fit, its rows are lists of their cells."""
    found = list(hanging(open_report(), enlarge, WIDTHS, times))
    assert found == [(width, [], []) for width in WIDTHS]


def test_what_hangs_over_is_found(open_report, enlarge):
    """Planted: a sentence wider than a phone, in a window that was wide when it was opened."""
    page = open_report()
    page.evaluate("() => { document.querySelector('main p').style.width = '500px'; }")
    (_, over, _), (_, fits, _) = hanging(page, enlarge, (390, 1024), 1)
    assert over and not fits


def serious(page, rows=0):
    """Return what axe finds, by its name and first place; rows: of each table and list, but for these, as they are."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    if rows:
        page.evaluate(FEWER, rows)
    broken = axe.run(page).response["violations"]
    return [(one["id"], one["nodes"][0]["html"][:120]) for one in broken if one["impact"] in SERIOUS]


@pytest.mark.parametrize("rows", [4, pytest.param(0, marks=pytest.mark.long)], ids=["few rows", "every row"])
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1024, "light")])
def test_no_serious_finding_of_accessibility(open_report, scheme, width, rows):
    """Each look once, with the first rows of each table, which are made as the others are: every row takes axe 10 s."""
    assert serious(open_report(width, color_scheme=scheme), rows) == []


def test_a_pale_word_in_the_last_row_kept_is_found(open_report):
    """Planted: grey on white in a cell of the fourth row."""
    page = open_report()
    page.evaluate("() => { document.querySelectorAll('tbody tr')[3].cells[1].style.color = '#cccccc'; }")
    assert [name for name, _ in serious(page, 4)] == ["color-contrast"]


def test_tables_sort_by_keyboard_and_say_so(open_report):
    page = open_report()
    page.locator("table").first.locator("th button").nth(2).focus()
    for says, up in (("ascending", 1), ("descending", -1)):
        page.keyboard.press("Enter")
        numbers = [up * one for one in page.evaluate(NUMBERS, 2)]
        assert numbers == sorted(numbers) and len(numbers) > 1
        head = page.locator("table").first.locator("th[aria-sort]")
        assert head.count() == 1 and head.get_attribute("aria-sort") == says
        assert "sorted by" in page.locator("#sorted").inner_text()


def test_a_column_of_names_is_sorted_as_text_and_back(open_report):
    """As a British dictionary has them, which is not the order of their codes: a sign stands elsewhere."""
    page = open_report()
    for sign in (1, -1):
        page.locator("table").first.locator("th button").first.click()
        names = page.locator("table").first.locator("tbody th").all_inner_texts()
        order = "([names, sign]) => names.toSorted((a, b) => sign * a.localeCompare(b, 'en-GB', {numeric: true}))"
        assert len(names) > 1 and names == page.evaluate(order, [names, sign])


def test_everything_is_reached_by_keyboard(open_report):
    """The first stop skips to the answer; then links, tables and headings to sort by, each with a ring around it."""
    page = open_report()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    stops = min(page.evaluate("document.querySelectorAll('a[href], th button, .scroll, summary').length"), 50)
    seen = set()
    for _ in range(stops):
        page.keyboard.press("Tab")
        seen.add(page.evaluate(STOP))
    ring = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert ring == "solid" and len(seen) > 0.6 * stops


def test_without_script_it_reads_the_same(open_report):
    with_script, without = (open_report(java_script_enabled=on) for on in (True, False))
    texts = [page.locator("main").inner_text() for page in (with_script, without)]
    assert texts[0] == texts[1] and without.locator("th button").count() == 0


def test_dark_and_light_are_two_looks(open_report):
    looks = [
        open_report(color_scheme=one).evaluate("getComputedStyle(document.body).backgroundColor")
        for one in ("light", "dark")
    ]
    assert looks == ["rgb(255, 255, 255)", "rgb(20, 24, 28)"]


def test_the_answer_is_the_first_sheet_of_paper(open_report, report_file):
    """Printed on A4 from a dark screen: dark on white, what the first page says on one sheet."""
    page = open_report(color_scheme="dark")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.locator("nav").is_hidden() and page.locator("thead").first.is_visible()
    sheets = page.pdf(prefer_css_page_size=True)
    assert re.search(rb"/MediaBox\s*\[\s*0 0 59[45](?:\.\d+)? 84[12]", sheets)
    page.evaluate("() => document.querySelectorAll('main > :not(.first)').forEach((one) => one.remove())")
    first = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", first)) == 1
