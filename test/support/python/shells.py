"""An IPython shell as Jupyter's kernel has it, with the libraries of data science loaded before anything forks."""
import os

os.environ.update(MPLBACKEND="module://matplotlib_inline.backend_inline", OMP_NUM_THREADS="1", JOBLIB_MULTIPROCESSING="0")

import matplotlib.pyplot  # noqa: E402
import numpy  # noqa: E402,F401
import pandas  # noqa: E402,F401
import sklearn.cluster  # noqa: E402,F401
import sklearn.datasets  # noqa: E402,F401
import sklearn.ensemble  # noqa: E402,F401
import sklearn.linear_model  # noqa: E402,F401
import sklearn.metrics  # noqa: E402,F401
import sklearn.model_selection  # noqa: E402,F401
import sklearn.pipeline  # noqa: E402,F401
from matplotlib.backend_bases import FigureCanvasBase  # noqa: E402
from plain_shell import plain_shell  # noqa: E402


def make_shell():
    """The shell of this process; children that are forked later have a copy of their own."""
    shell = plain_shell()
    # Nobody looks at the pictures, which are drawn anew below each cell.
    FigureCanvasBase.draw_idle = lambda *rest, **options: None
    # What the first figure, the first table and the first split load and look up takes a tenth of a second: once here, not in every child.
    pandas.DataFrame({"x": [0.5]}).plot.scatter("x", "x").get_title()
    matplotlib.pyplot.legend(["x"])
    repr(pandas.DataFrame({"x": ["a"]}).to_html())
    matplotlib.pyplot.close("all")
    sklearn.model_selection.train_test_split([1, 2])
    return shell
