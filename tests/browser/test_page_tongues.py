"""Welsh beside English: by the list, with a note, no number moved, nothing left in English, and back to the letter."""

import re

from famsim.handover.page.tongues import OTHER, word_list

HEADS = """() => [...document.querySelectorAll('nav, section:not([hidden]) :is(h2, h3, button, label)')]
  .map((one) => one.textContent.trim())"""
NUMBERS = "() => [...document.querySelectorAll('#view-change [data-key^=lived]')].map((one) => one.textContent)"
SAID = """() => {
  const found = [], view = document.querySelector('section:not([hidden])');
  const walker = document.createTreeWalker(view, NodeFilter.SHOW_TEXT);
  const other = '[data-choice], [data-axis], script, [data-key^="strategies/"], [data-key^="offers/"], '
    + '[data-key^="rests/"], [data-key^="facts/"]';
  while (walker.nextNode()) {
    const { data, parentElement } = walker.currentNode;
    if (/[A-Za-z]{2}/.test(data) && !parentElement.closest(other)) found.push(data.replace(/\\s+/g, ' ').trim());
  }
  return found;
}"""
IN_WELSH = r"\d+ mis( cyn| wedyn)?|y mis ei hun|\d+ mlynedd|(Cost, )?prisiau \S+|ni ellir ei ddweud|(llai|mwy) na \d+%"


def in_welsh():
    """Return every run of words that the Welsh list puts on the page."""
    found = word_list(OTHER)
    said = [*found["text"].values(), *found["sentence"].values(), *found["piece"].values()]
    said += [one for term in found["term"].values() for one in term]
    return {run for text in said for part in (text, *re.split(r"\{\d+\}", text)) for run in runs(part)}


def runs(text):
    """Return the sentences of a text, or their parts, without the stops around them."""
    return [one.strip(" .,:;()") for one in re.split(r"(?<=[.)])[. ]+| \u2192 ", text)]


def test_nothing_that_the_page_says_is_left_in_english(opened, views):
    """In every view, as it is and with a changed offer: what is not a name or a source is of the list.

    A term's own English stands in brackets after its Welsh.
    """
    opened.lived()
    opened.followed()
    opened.page.click("#tongue")
    known, terms = in_welsh(), set(word_list(OTHER)["term"])
    for places in ("", "12.5"):
        if places:
            opened.view("change")
            opened.page.locator("#offer-0 > summary").click()
            opened.page.fill("#offer-0-places", places)
            opened.lived()
        left = set()
        for view in views:
            opened.view(view)
            opened.page.wait_for_timeout(60)
            left |= {run for text in opened.page.evaluate(SAID) for run in runs(text) if run not in known | terms}
        english = [one for one in sorted(left) if re.search("[A-Za-z]{2}", one) and not re.fullmatch(IN_WELSH, one)]
        assert not english, "\n".join(english)


def test_the_page_is_in_welsh_and_back(opened):
    opened.view("missed")
    opened.view("when")
    opened.lived()
    english, numbers = opened.page.evaluate(HEADS), opened.page.evaluate(NUMBERS)
    opened.page.click("#tongue")
    welsh = opened.page.evaluate(HEADS)
    assert "Pryd fyddech chi'n camu i mewn?" in opened.page.locator("h1").inner_text()
    assert opened.page.locator("#tab-missed").inner_text() == "Heb eu cyrraedd"
    assert opened.page.get_attribute("#tab-missed", "lang") == "cy"
    assert sum(one != other for one, other in zip(english, welsh, strict=True)) > 20
    assert "has not yet been read by a Welsh speaker" in opened.page.locator("#tongue-note").inner_text()
    assert opened.page.evaluate(NUMBERS) == numbers
    opened.view("when")  # drawn anew while Welsh is chosen
    opened.page.wait_for_timeout(100)
    assert "Beth sy'n digwydd" in opened.page.locator("#when-choices").inner_text()
    for view, says in {"change": "o deuluoedd yn dod o leiaf unwaith", "missed": "o leiaf un mis caled"}.items():
        opened.view(view)
        opened.says(f"#view-{view} .answer:not(#wager .answer)", says)
    opened.view("change")
    opened.page.click("#tongue")
    opened.page.wait_for_timeout(100)
    assert "families come at least once" in opened.page.locator("#change-says").text_content()
    assert opened.page.evaluate(HEADS) == english and opened.page.evaluate(NUMBERS) == numbers
    opened.view("missed")
    assert "families who had a hard month" in opened.page.locator("#missed-dots-title").inner_text()
    assert opened.said == []
