"""The page's fixed words as data: the list is whole, holds nothing that the page has not, and says who has read it."""

import re
from html.parser import HTMLParser

from famsim.handover.page.file import parts_text, read
from famsim.handover.page.labels import ENDS, GROUP_NAMES, MEASURE_NAMES, RESULT_NAMES
from famsim.handover.page.missed import WAYS_SHOWN
from famsim.handover.page.tongues import tongues
from famsim.runs import EVENTS, LEVERS

NOT_SAID = ("style", "script", "title", "noscript")  # nor the button that changes the language, which is in both


class Fixed(HTMLParser):
    """Every text of the page's file that stands there before anything is drawn."""

    def __init__(self):
        super().__init__()
        self.found, self.inside = [], []

    def handle_starttag(self, tag, attrs):
        self.inside.append((tag, dict(attrs)))
        if label := dict(attrs).get("aria-label"):
            self.found.append(label)

    def handle_endtag(self, tag):
        while self.inside and self.inside.pop()[0] != tag:
            pass

    def handle_data(self, data):
        text = " ".join(data.split())
        hidden = any(
            tag in NOT_SAID or "data-choice" in attrs or attrs.get("id") == "tongue" for tag, attrs in self.inside
        )
        if text and not hidden and "{{" not in text and re.search("[A-Za-z]", text):
            self.found.append(text)


def fixed():
    parser = Fixed()
    parser.feed(read("page.html").replace('<p class="note">This page needs its own script', "<p>"))
    return [text for text in parser.found if "which is inside the file" not in text]


def test_everything_that_stands_on_the_page_has_welsh():
    missing = [text for text in fixed() if text not in tongues()["welsh"]]
    assert len(fixed()) > 100 and missing == []


def test_the_list_holds_nothing_that_the_page_has_not():
    """A word that was changed on the page would lose its Welsh in silence."""
    names = [
        *EVENTS.values(),
        *GROUP_NAMES.values(),
        *MEASURE_NAMES.values(),
        *RESULT_NAMES.values(),
        *WAYS_SHOWN.values(),
    ]
    said = {*fixed(), *names, *ENDS.values(), *(one.says for one in LEVERS)}
    script = parts_text("script")
    stale = [text for text in tongues()["welsh"] if text not in said and f'"{text}"' not in script]
    assert stale == []


def test_welsh_goes_back_to_the_same_english():
    welsh = tongues()["welsh"]
    assert len(set(welsh.values())) == len(welsh)
    assert [text for text, said in welsh.items() if text == said] == ["Poster"]


def test_it_says_that_nobody_has_read_the_welsh():
    assert 'read_by = ""' in read("words.toml") and "has not yet been read by a Welsh speaker" in tongues()["note"]


def test_every_term_is_told_plainly_and_in_welsh():
    """Plain: no term of statistics, and no longer than a breath."""
    for word, plain, welsh, in_welsh in tongues()["terms"]:
        assert all((word, plain, welsh, in_welsh)) and len(plain.split()) < 20
        assert not re.search("interval|distribution|standard deviation|confidence|counterfactual", plain)


def test_sentences_in_welsh_hold_what_the_english_holds():
    """Every number and name of a sentence once in each language; the English is what the script puts together."""
    script, found = parts_text("script"), tongues()["sentences"]
    assert len(found) > 20
    for english, welsh in found.items():
        assert sorted(re.findall(r"\{\d+\}", english)) == sorted(re.findall(r"\{\d+\}", welsh)), english
        words = [part.strip(" .:(,") for part in re.split(r"\{\d+\}|[,:;.]", english)]
        assert [
            part
            for part in words
            if len(part) > 8 and part not in script and f"{part.rpartition(' ')[0]} " not in script
        ] == [], english
