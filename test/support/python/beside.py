"""Puts the files that lie beside a notebook, and beside its folder, where a process of its own finds them: `data.csv`, `../data/rows.csv`."""
import os
from pathlib import Path


def enter(top, beside):
    """Makes `top`, an empty folder, look like the parent of the folder `beside`, by links, and goes where `beside` is in it; stays in `top` where that is None."""
    place = Path(top)
    if beside is not None:
        source = Path(beside).resolve()
        place = place / source.name
        place.mkdir()
        for folder, here in ((source.parent, Path(top)), (source, place)):
            for entry in folder.iterdir():
                if entry != source:
                    (here / entry.name).symlink_to(entry)
    os.chdir(place)
