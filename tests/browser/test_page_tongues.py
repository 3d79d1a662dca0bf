"""Welsh beside English: by the list, with a note, no number moved, and back to the letter."""

HEADS = "() => [...document.querySelectorAll('h2, h3, [role=tab], button, label')].map((one) => one.textContent)"
NUMBERS = "() => [...document.querySelectorAll('#view-change [data-key^=lived]')].map((one) => one.textContent)"


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
    assert sum(one != other for one, other in zip(english, welsh, strict=True)) > 50
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
    assert opened.said == []
