"""Describes matplotlib's figures by what is drawn in them, so that two pictures can be compared without painting them."""
from matplotlib.figure import Figure

from describe import describe_array, plain
from numpy import asarray


def numbers(values):
    return describe_array(asarray(values), 0)


def describe_axes(axes):
    parts = [f"{axes.get_title()!r} {axes.get_xlabel()!r} {axes.get_ylabel()!r} {axes.get_xlim()} {axes.get_ylim()}"]
    parts += [f"line {line.get_label()!r} {numbers(line.get_xydata())} {line.get_color()}" for line in axes.get_lines()]
    parts += [f"patch {plain(str(patch))} {patch.get_facecolor()}" for patch in axes.patches]
    parts += [f"collection {type(one).__name__} {numbers(one.get_offsets())}" for one in axes.collections]
    parts += [f"image {numbers(one.get_array())}" for one in axes.images]
    parts += [f"text {text.get_text()!r}" for text in axes.texts]
    if (legend := axes.get_legend()) is not None:
        parts += [f"legend {text.get_text()!r}" for text in legend.get_texts()]
    return "; ".join(map(str, parts))


def describe_figure(figure, printer, cycle):
    """As IPython's formatters are called."""
    printer.text(f"<Figure {figure.get_size_inches().tolist()} {len(figure.axes)} axes: " + " | ".join(describe_axes(axes) for axes in figure.axes) + ">")


def show_described(shell):
    """Figures are shown by the shell as texts, and none is painted."""
    shell.display_formatter.active_types = ["text/plain"]
    shell.display_formatter.formatters["text/plain"].for_type(Figure, describe_figure)
