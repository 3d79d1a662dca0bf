"""A browser that lacks something, too little memory, two tabs, a seal that fails: a sentence, and nothing stale."""

from famsim.handover.page.file import page_html


def opened_without(browser, script, file):
    """Return a page in a browser that lacks something."""
    page = browser.new_page()
    page.add_init_script(script)
    page.goto(file.as_uri())
    return page


def test_a_browser_without_webassembly_is_told_what_still_works(browser, page_file):
    page = opened_without(browser, "delete globalThis.WebAssembly;", page_file)
    page.wait_for_function("() => document.documentElement.dataset.ready")
    page.click("#tab-change")
    assert "no WebAssembly" in page.locator("#change-state").inner_text()
    assert "still works" in page.locator("#change-state").inner_text()
    keeps_what_was_made(page)
    page.click("#tab-missed")
    assert page.locator("#missed-answer").inner_text()
    page.close()


def keeps_what_was_made(page):
    """The offer as it is stands there all the same; one that is changed is not answered with another's numbers."""
    page.click("#wager-show")
    assert page.locator("#change-table [data-key^='made/']").count() >= 4
    page.locator("#offer-0 > summary").click()
    page.fill("#offer-0-places", "9")
    page.wait_for_timeout(300)
    assert not page.locator("#change-answer").is_visible()


NO_ROOM = """delete globalThis.Worker;
WebAssembly.Memory.prototype.grow = () => { throw new RangeError('out of memory'); };"""


def test_a_device_without_the_memory_says_so_and_keeps_what_was_made(browser, page_file, says):
    page = opened_without(browser, NO_ROOM, page_file)
    page.wait_for_function("() => document.documentElement.dataset.ready")
    page.click("#tab-change")
    says(page, "#change-state", "not enough memory for so many families")
    assert page.locator("[data-key^='lived/']").count() == 0
    keeps_what_was_made(page)
    page.close()


def test_two_tabs_are_two_rooms(browser, page_file):
    """What is changed in one is in no other, and nothing is stored."""
    context = browser.new_context(offline=True)
    pages = [context.new_page() for _ in range(2)]
    for page in pages:
        page.goto(page_file.as_uri())
        page.click("#tab-change")
        page.wait_for_function("() => !document.getElementById('change-answer').hidden", timeout=60_000)
        page.click("#wager-show")
    before = pages[1].locator("#change-says").inner_text()
    pages[0].locator("#offer-0 > summary").click()
    pages[0].fill("#offer-0-places", "90.5")
    pages[0].wait_for_function("() => document.querySelector('[data-key^=\"lived/less.\"]')", timeout=60_000)
    assert pages[1].locator("#change-says").inner_text() == before
    assert pages[1].evaluate("() => localStorage.length + sessionStorage.length") == 0
    context.close()


def test_a_browser_that_cannot_unpack_the_page_says_so(browser, page_file, says):
    page = opened_without(browser, "delete globalThis.DecompressionStream;", page_file)
    says(page, "#question", "needs a browser of 2023 or later")
    assert page.locator("#question").inner_text().endswith("Nothing of it can be shown in this one.")
    page.close()


def test_a_browser_without_workers_lives_in_the_page_itself(browser, page_file):
    page = opened_without(browser, "delete globalThis.Worker;", page_file)
    page.wait_for_function("() => document.documentElement.dataset.ready")
    page.click("#tab-change")
    page.wait_for_function("() => !document.getElementById('change-answer').hidden", timeout=60_000)
    assert page.locator("[data-key^='lived/']").count() > 10
    page.close()


def test_a_model_whose_seal_fails_answers_nothing(browser, workshop, tmp_path):
    """A page whose model lives otherwise than where it was made: told at opening, and no number is lived."""
    path = tmp_path / "other.html"
    live = workshop.data["live"]
    data = workshop.data | {"live": live | {"seal": live["seal"] | {"end": "0" * 16}}}
    path.write_text(page_html(data), encoding="utf-8")
    page = browser.new_page()
    page.goto(path.as_uri())
    page.wait_for_function("() => document.documentElement.dataset.ready")
    page.click("#tab-change")
    page.wait_for_function("() => document.getElementById('change-state').textContent.includes('cannot be trusted')")
    assert page.locator("[data-key^='lived/']").count() == 0
    page.close()
