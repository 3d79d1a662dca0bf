"""Charts in a browser: their labels grow with the text, stand apart and inside; a poster on a phone hides no column."""

import copy

import pytest

from famsim.handover.page.file import page_html

LABELS = """() => [...document.querySelectorAll('section:not([hidden]) .chart svg text')].map((one) => {
  const box = one.getBoundingClientRect();
  return [one.textContent, parseFloat(getComputedStyle(one).fontSize), box.left, box.right, box.top, box.bottom];
})"""
WIDTHS = (320, 390, 1024)
TOUCH = 2.0  # pixels that boxes of two labels may share: letters do not fill them
VIEWS = ("guess", "when", "family", "poster")  # those with charts that have labels
CELLS = """() => [...document.querySelectorAll('#poster-table td')].map((one) => {
  const box = one.getBoundingClientRect(), of = one.querySelector('.of');
  const seen = getComputedStyle(of).display !== 'none', head = document.querySelector('#poster-table thead');
  return [box.left, box.right, seen ? of.textContent : '', getComputedStyle(head).display !== 'none'];
})"""


@pytest.fixture(scope="session")
def page_file(workshop, tmp_path_factory):
    """Return the file of the page with a curve in every month: the made-up families are too few for one."""
    data = copy.deepcopy(workshop.data)
    for table, up in (("worth_low", 0.03), ("worth_estimate", 0.05), ("worth_high", 0.0725)):
        for row in data["tables"][table]["rows"].values():
            row[:] = [up + 0.01 * place for place in range(len(row))]
    path = tmp_path_factory.mktemp("charts") / "page.html"
    path.write_text(page_html(data), encoding="utf-8")
    return path


def labels_of(page, view):
    page.click(f"#tab-{view}")
    if view == "poster" and page.locator("#poster-show").is_visible():
        page.click("#poster-show")
    if view == "family":
        page.wait_for_function("() => !document.getElementById('family-told').hidden", timeout=60_000)
        page.evaluate("() => { const s = document.getElementById('family-slider'); s.value = '2'; "
                      "s.dispatchEvent(new Event('input', {bubbles: true})); }")  # fmt: skip
    return page.evaluate(LABELS)


@pytest.fixture(scope="module")
def seen():
    """What was seen by width and size of text: each page is opened once for both tests."""
    return {}


@pytest.fixture
def labels(sized, enlarge, seen):
    """Return what gives the labels of each view in a window of a width, with text so many times as large."""

    def of(width, times):
        if (width, times) not in seen:
            page = sized(width, 1)
            for one in (1, 2):
                page.evaluate(enlarge, one)
                seen[width, one] = {view: labels_of(page, view) for view in VIEWS}
        return seen[width, times]

    return of


@pytest.mark.parametrize("width", WIDTHS)
def test_labels_of_charts_grow_with_the_text(labels, width):
    """WCAG 1.4.4: text twice as large is twice as large in a chart as well."""
    plain, large = (labels(width, times) for times in (1, 2))
    for view in VIEWS:
        before = {text: size for text, size, *_ in plain[view]}
        after = {text: size for text, size, *_ in large[view]}
        both = before.keys() & after.keys()
        assert both, view
        assert [after[text] for text in both] == pytest.approx([2 * before[text] for text in both], rel=0.01), view


@pytest.mark.parametrize("times", [1, 2])
@pytest.mark.parametrize("width", WIDTHS)
def test_labels_of_charts_stand_apart_and_inside(labels, width, times):
    for view, found in labels(width, times).items():
        for place, (text, _, left, right, top, bottom) in enumerate(found):
            assert left >= 0 and right <= width, (view, text)
            for other, _, begins, ends, high, low in found[place + 1 :]:
                shared = min(right, ends) - max(left, begins), min(bottom, low) - max(top, high)
                assert min(shared) <= TOUCH, (view, text, other)


@pytest.mark.parametrize("width", [390, 1024])
def test_every_number_of_the_poster_is_on_the_screen_and_says_what_it_is(sized, enlarge, width):
    """On a phone the harm column was off screen. With text as it is and twice as large."""
    page = sized(width, 1)
    page.click("#tab-change")
    page.wait_for_function("() => !document.getElementById('change-answer').hidden", timeout=60_000)
    page.click("#tab-poster")
    page.click("#poster-show")
    for times in (1, 2):
        page.evaluate(enlarge, times)
        cells = page.evaluate(CELLS)
        assert len(cells) >= 8
        for left, right, says, headed in cells:
            assert left >= 0 and right <= width
            assert says or headed
