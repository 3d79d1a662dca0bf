"""The page's fixed words as data: the list is whole, holds nothing that the page has not, and says who has read it."""

import re
from html.parser import HTMLParser

from famsim.handover.page.file import parts_text, read
from famsim.handover.page.labels import CENTRAL, PLACES, UNSURE
from famsim.handover.page.tongues import OTHER, PLAIN, tongues, word_list
from famsim.runs import EVENTS
from famsim.writing import CANNOT_TELL, ILLUSTRATIVE, PEOPLE

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


def welsh():
    return tongues()["welsh"]


def test_everything_that_stands_on_the_page_has_welsh():
    missing = [text for text in fixed() if text not in welsh()]
    assert len(fixed()) > 100 and missing == []


def test_every_name_that_the_page_shows_has_welsh(workshop):
    """Programmes, doors, features, groups, ends, steps: every label of the page's tables but months and prices."""
    labels = workshop.tables.rows["labels"]
    names = {text for key, row in labels.items() for text in row if text and not key.startswith("month.")}
    found = [text for text in names if text not in welsh() and re.search("[A-Za-z]{2}", text)]
    assert len(names) > 150 and [text for text in found if not re.fullmatch(r"Cost, \S+ prices", text)] == []


def test_each_list_has_every_key():
    """The terms in plain English are those of the other language; what is said there has one form each."""
    plain, other = word_list(PLAIN), word_list(OTHER)
    assert list(plain["term"]) == list(other["term"]) and len(plain["term"]) > 10
    assert (plain["language"], other["language"]) == ("en", "cy")
    assert not set(other["text"]) & set(other["piece"])


def chunks(text):
    """Return the words of a text between its numbers, names and stops."""
    return [part.strip() for part in re.split(r"\{\d+\}|[\u2026\u201c\u201d.,:;()%]", text) if len(part.split()) > 2]


def test_the_list_holds_nothing_that_the_page_has_not(workshop):
    """A word that was changed on the page would lose its Welsh in silence: every run of words is said."""
    labels = " ".join(text or "" for row in workshop.tables.rows["labels"].values() for text in row)
    told = [*EVENTS.values(), CANNOT_TELL, ILLUSTRATIVE, PEOPLE, PLACES, CENTRAL, UNSURE]
    script = re.sub(r"\\u([0-9a-f]{4})", lambda found: chr(int(found[1], 16)), parts_text("script"))
    said = " ".join([*fixed(), labels, *told, script])
    lists = word_list(OTHER)
    english = [*lists["text"], *lists["sentence"], *lists["piece"]]
    stale = [(text, part) for text in english for part in chunks(text) if not is_said(part.split(), said)]
    assert not stale, stale


def is_said(words, said, parts=3):
    """Return whether words are said: the script puts some sentences together from two or three runs of them."""
    if " ".join(words) in said:
        return True
    cuts = [at for at in range(1, len(words)) if " ".join(words[:at]) in said] if parts > 1 else []
    return any(is_said(words[at:], said, parts - 1) for at in cuts)


def test_welsh_goes_back_to_the_same_english():
    assert len(set(welsh().values())) == len(welsh())
    assert [text for text, said in welsh().items() if text == said] == ["Poster"]


def test_it_says_that_nobody_has_read_the_welsh():
    assert word_list(OTHER)["read_by"] == "" and "has not yet been read by a Welsh speaker" in tongues()["note"]


def test_every_term_is_told_plainly_and_in_welsh():
    """Plain: no term of statistics, and no longer than a breath."""
    for word, plain, term, meaning in tongues()["terms"]:
        assert all((word, plain, term, meaning)) and len(plain.split()) < 20
        assert not re.search("interval|distribution|standard deviation|confidence|counterfactual", plain)


def test_sentences_in_welsh_hold_what_the_english_holds():
    """Every number and name of a sentence once in each language, and figures written out the same."""
    found = word_list(OTHER)
    assert len(found["sentence"]) > 80
    for english, said in found["sentence"].items():
        assert sorted(re.findall(r"\{\d+\}", english)) == sorted(re.findall(r"\{\d+\}", said)), english
    for name in ("text", "sentence", "piece"):
        for english, said in found[name].items():
            assert re.findall(r"(?<!\{)\b\d+", english) == re.findall(r"(?<!\{)\b\d+", said), english
