"""The file to begin with can be read as it is, and every word that is listed can be written."""

import csv
import io

from famsim.calibration import targets_of, vocabulary
from famsim.questions.validate import template_of_targets, words_of_targets


def test_the_template_is_a_target_file():
    rows = list(enumerate(csv.reader(io.StringIO(template_of_targets())), 1))
    made = targets_of(rows, "template")
    assert len({one.statistic for one in made}) >= 4
    assert any(one.is_contrast for one in made)
    assert all("made up" in one.note for one in made)


def test_every_word_is_listed():
    words = words_of_targets()
    assert set(words["measures"]["measure"]) == set(vocabulary().measures)
    assert set(words["groups"]["group"]) == set(vocabulary().groups)
    assert set(words["statistics"]["statistic"]) == set(vocabulary().statistics)
