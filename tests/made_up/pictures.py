"""What is drawn in a figure, and whether it can be read."""

from matplotlib.text import Text


def said(figure):
    """Return the texts that are drawn: matplotlib also keeps labels of ticks outside the axes, which are not."""
    axes = [axis for one in figure.axes for axis in (one.xaxis, one.yaxis)]
    labels = {label for axis in axes for label in axis.get_ticklabels()}
    drawn = {tick.label1 for axis in axes for tick in axis._update_ticks()}
    found = [text for text in figure.findobj(Text) if text.get_visible() and text.get_text().strip()]
    return [text for text in found if text not in labels - drawn]


def check_readable(figures):
    """1024 pixels wide, nothing under 11 points, nothing outside the picture."""
    for name, figure in figures.items():
        figure.canvas.draw()
        width, height = figure.get_size_inches() * figure.dpi
        assert width == 1024
        for text in said(figure):
            assert text.get_fontsize() >= 11, (name, text.get_text())
            box = text.get_window_extent()
            inside = box.x0 >= 0 and box.x1 <= width and box.y0 >= 0 and box.y1 <= height
            assert inside, (name, text.get_text())
