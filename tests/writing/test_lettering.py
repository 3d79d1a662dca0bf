"""Names in pictures: cut by width, between whole letters, told apart, and never empty boxes."""

import matplotlib.font_manager as manager
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from famsim.writing import lettering
from famsim.writing.lettering import POINTS, SIGN, UNKNOWN, cut_to_fit, drawn, labels, use_fonts, whole_letters

ROOM, DPI = 28, 100
NOWHERE = "\U000132f4"  # a hieroglyph, which no font of this test has
NAMES = ["HELP FOR EXPECTANT PARENTS IN ARREARS", "\u03a9" * 40, "counselling for couples with a baby", "i" * 80]


def seen(text):
    """Return how wide a text comes out in inches, as matplotlib itself draws it."""
    figure = Figure(figsize=(12, 1), dpi=DPI)
    FigureCanvasAgg(figure)
    return figure.text(0, 0, text, fontsize=POINTS).get_window_extent().width / DPI


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_as_wide_as_its_room_and_no_wider(name):
    """Cut by how wide it is drawn: one sign more would not fit."""
    said = cut_to_fit(name, ROOM)
    assert ROOM * SIGN - seen("\u03a9") <= seen(said) <= ROOM * SIGN + 0.02 or said == name
    assert seen(name) <= ROOM * SIGN + 0.02 or lettering.CUT in said


def test_a_name_is_cut_in_the_middle():
    said = cut_to_fit("counselling for couples with arrears", ROOM)
    assert said.startswith("counselling") and said.endswith("arrears") and lettering.CUT in said


def test_cut_names_that_meet_are_told_apart_by_their_letters():
    alike = ["one", *(f"counselling for couples with {n} or a baby in the house" for n in (1, 2)), "two"]
    called = labels(alike, ROOM)
    assert len(set(called.values())) == len(alike) and called["one"] == "one"
    assert called[alike[1]].endswith("(B)") and called[alike[2]].endswith("(C)")
    assert all(seen(one) <= ROOM * SIGN + 0.1 for one in called.values())


def test_letters_stay_whole_where_a_name_is_cut():
    """Vietnamese with its marks apart, a flag, a family of three: each one letter."""
    family, flag = "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\U0001f1ec\U0001f1e7"
    assert whole_letters(f"e\u0302\u0301{flag}{flag}{family}x") == ["e\u0302\u0301", flag, flag, family, "x"]
    letters = whole_letters("x\u0323\u0304" * 60)
    assert set(whole_letters(cut_to_fit("".join(letters), ROOM))) == {"x\u0323\u0304", lettering.CUT}


def test_marks_do_not_pile_up_and_a_real_name_keeps_its_own():
    assert drawn("Z\u0338\u0323\u0331\u0301\u0302a") in ("\u1e92\u0338\u0331a", "\u1e92\u0338a")
    assert drawn("Qu\u1ed1c E\u0323\u0301") == "Qu\u1ed1c \u1eb8\u0301"


def test_a_name_that_no_font_has_goes_by_its_letter():
    called = labels(["usual", NOWHERE * 3, NOWHERE * 4, "C"], ROOM)
    assert list(called.values()) == ["usual", "strategy B", "strategy C", "C"]
    assert drawn("two\nlines") == "two\nlines"
    assert drawn(f"a{NOWHERE}") == f"a{UNKNOWN}"


def test_a_sign_of_a_family_without_its_joiner_is_no_empty_box():
    """A joiner that a font has not is left out; it is not seen itself."""
    assert "\u200d" not in drawn(f"{NOWHERE}\u200d{NOWHERE}")


@pytest.fixture
def installed(tmp_path):
    """A font with the hieroglyph, installed for this test."""
    pen = TTGlyphPen(None)
    pen.moveTo((0, 0))
    pen.lineTo((0, 700))
    pen.lineTo((1900, 700))
    pen.lineTo((1900, 0))
    pen.closePath()
    shape, made = pen.glyph(), FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder([".notdef", "bird"])
    made.setupCharacterMap({ord(NOWHERE): "bird"})
    made.setupGlyf({".notdef": TTGlyphPen(None).glyph(), "bird": shape})
    made.setupHorizontalMetrics({".notdef": (500, 0), "bird": (2000, 0)})
    made.setupHorizontalHeader(ascent=800, descent=-200)
    made.setupNameTable({"familyName": "Birds of a Test", "styleName": "Regular"})
    made.setupOS2()
    made.setupPost()
    made.save(tmp_path / "birds.ttf")
    before = list(manager.fontManager.ttflist)
    manager.fontManager.addfont(str(tmp_path / "birds.ttf"))
    lettering.font_with.cache_clear()
    lettering.inches.cache_clear()
    yield
    manager.fontManager.ttflist[:] = before
    lettering.font_with.cache_clear()
    lettering.inches.cache_clear()


@pytest.mark.usefixtures("installed")
@pytest.mark.filterwarnings("error")
def test_a_font_that_is_installed_is_used_where_the_usual_one_has_not_the_sign():
    """matplotlib warns of each sign that it draws as a box: none is."""
    assert labels([NOWHERE * 3], ROOM) == {NOWHERE * 3: NOWHERE * 3}
    assert lettering.CUT in cut_to_fit(NOWHERE * 20, ROOM)
    figure = Figure(figsize=(4, 1), dpi=DPI)
    canvas, text = FigureCanvasAgg(figure), figure.text(0, 0.5, f"a {NOWHERE * 2}", fontsize=POINTS)
    use_fonts(figure)
    assert "Birds of a Test" in text.get_fontfamily()
    canvas.draw()
