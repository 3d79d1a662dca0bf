"""What is drawn in a figure, and whether it can be read."""

from itertools import combinations

from matplotlib.text import Text

TOUCH = 1.0  # pixels that boxes of two texts may share: letters do not fill them


def said(figure):
    """Return the texts that are drawn: matplotlib also keeps labels of ticks outside the axes, which are not."""
    axes = [axis for one in figure.axes for axis in (one.xaxis, one.yaxis)]
    labels = {label for axis in axes for label in axis.get_ticklabels()}
    drawn = {tick.label1 for axis in axes for tick in axis._update_ticks()}
    found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in found if text not in labels - drawn]


def check_readable(figures):
    """1024 pixels wide, nothing under 11 points, nothing outside the picture, no two texts on each other."""
    for name, figure in figures.items():
        figure.canvas.draw()
        width, height = figure.get_size_inches() * figure.dpi
        assert width == 1024
        for text in said(figure):
            assert text.get_fontsize() >= 11, (name, text.get_text())
            box = text.get_window_extent()
            inside = box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height
            assert inside, (name, text.get_text())
        assert not overlapping(figure), name


def overlapping(figure):
    """Return every two texts of a drawn figure that lie on each other."""
    boxes = [(text.get_text(), text.get_window_extent()) for text in said(figure)]
    return [
        (one, other)
        for (one, first), (other, second) in combinations(boxes, 2)
        if min(first.x1, second.x1) - max(first.x0, second.x0) > TOUCH
        and min(first.y1, second.y1) - max(first.y0, second.y0) > TOUCH
    ]
