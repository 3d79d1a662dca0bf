"""A real browser, headless and without a network; where there is none, its tests say so and are skipped."""

import os
import shutil
from pathlib import Path

import pytest

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
VIEWS = ("guess", "when", "family", "change", "missed", "safety", "kit", "poster")
READY = "() => document.documentElement.dataset.ready"
LIVED = """() => !document.getElementById('change-answer').hidden
  && document.getElementById('change-state').textContent === ''"""
FOLLOWED = "() => !document.getElementById('family-told').hidden"
PATIENCE = 60_000  # ms for lives, beside other work
PROJECTOR, PHONE = {"width": 1024, "height": 768}, {"width": 390, "height": 844}

ENLARGE = """(times) => {
  const html = document.documentElement;
  html.style.fontSize = `${times * parseFloat(getComputedStyle(html).fontSize)}px`;
}"""


@pytest.fixture(scope="session")
def browser():
    """Return a browser, or skip with the reason there is none."""
    path = os.environ.get("FAMSIM_BROWSER") or next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"no browser: none of {', '.join(NAMES)} is installed (tests/browser/install.sh installs one)")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        pytest.skip("no playwright: pip install 'famsim[dev]'")
    with sync_playwright() as driver:
        found = driver.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        yield found
        found.close()


@pytest.fixture(scope="session")
def windows(module_of):
    """Return the windows of browsers that playwright does not drive as installed."""
    return module_of(Path(__file__).with_name("windows.py"))


@pytest.fixture(scope="session")
def page_file(workshop, tmp_path_factory):
    """Return the file of the page whose names try to do harm, where a memory stick might hold it."""
    return workshop.save(tmp_path_factory.mktemp("memory stick é") / "our page.html")


def says_there(page, place, text):
    said = "([place, text]) => document.querySelector(place).textContent.includes(text)"
    page.wait_for_function(said, arg=[place, text], timeout=PATIENCE)


class Opened:
    """The page in a window, and everything it asked for or complained of."""

    def __init__(self, context, file):
        self.asked, self.said, self.dialogs, self.page = [], [], [], context.new_page()
        self.refused = []
        self.page.on("requestfailed", lambda request: self.refused.append((request.url, request.failure)))
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", self.hear)
        self.page.goto(file.as_uri())
        self.page.wait_for_function(READY, timeout=PATIENCE)

    def hear(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def view(self, name):
        """Open a view; what it hides until a room has guessed is shown."""
        self.page.click(f"#tab-{name}")
        shows = self.page.locator(f"#view-{name} .shows")
        if shows.count() and shows.is_visible():
            shows.click()

    def lived(self):
        """Wait until the page has lived what it was asked for."""
        self.page.click("#tab-change")
        self.page.wait_for_timeout(300)
        self.page.wait_for_function(LIVED, timeout=PATIENCE)

    def says(self, place, text):
        """Wait until a place in the page says something: however busy the machine is."""
        says_there(self.page, place, text)

    def followed(self):
        """Wait until families are followed in the page."""
        self.page.click("#tab-family")
        self.page.wait_for_function(FOLLOWED, timeout=PATIENCE)

    def move(self, slider, value):
        """Put a slider somewhere, as its user would by dragging it."""
        self.page.evaluate(
            "([id, value]) => { const s = document.getElementById(id); s.value = value; "
            "s.dispatchEvent(new Event('input', {bubbles: true})); }",
            [slider, str(value)],
        )


@pytest.fixture
def opened(browser, page_file):
    """Return the page opened on a projector with the network off."""
    context = browser.new_context(viewport=PROJECTOR, offline=True, accept_downloads=True)
    yield Opened(context, page_file)
    context.close()


@pytest.fixture
def on_a_phone(browser, page_file):
    context = browser.new_context(viewport=PHONE, offline=True)
    yield Opened(context, page_file)
    context.close()


@pytest.fixture(scope="session")
def enlarge():
    """Return the script that makes all text so many times as large."""
    return ENLARGE


@pytest.fixture(scope="session")
def says():
    """Return what waits until a place in a page says something."""
    return says_there


@pytest.fixture(scope="session")
def views():
    return VIEWS


@pytest.fixture
def sized(browser, page_file):
    """Return a maker of the page in a window of a width, with a size of text."""
    contexts = []

    def make(width, times):
        contexts.append(browser.new_context(viewport={"width": width, "height": 800}, offline=True))
        page = contexts[-1].new_page()
        page.goto(page_file.as_uri())
        page.wait_for_function(READY, timeout=PATIENCE)
        page.evaluate(ENLARGE, times)
        return page

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def opens(browser):
    """Return a maker of what opens a file in a window of a width, offline: the page, what it asked for and said."""
    contexts = []

    def of(file):
        def make(width=1024, **how):
            contexts.append(browser.new_context(viewport={"width": width, "height": 800}, offline=True, **how))
            page = contexts[-1].new_page()
            page.asked, page.said = [], []
            page.on("request", lambda request: page.asked.append(request.url))
            page.on("console", lambda message: page.said.append(message.text))
            page.on("pageerror", lambda error: page.said.append(str(error)))
            page.on("dialog", lambda dialog: (page.said.append(dialog.message), dialog.dismiss()))
            page.goto(file.as_uri())
            return page

        return make

    yield of
    for context in contexts:
        context.close()
