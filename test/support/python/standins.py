"""Stands in for libraries that are not installed, so that notebooks get past their imports: everything in them can be called, and does nothing."""
import importlib.machinery
import sys
import types


class Anything:
    """A value, a function, a class, a decorator or a context manager, as whoever uses it likes."""

    __slots__ = ()

    def __call__(self, *arguments, **named):
        """As a decorator it gives back what it decorates."""
        decorates = len(arguments) == 1 and not named and isinstance(arguments[0], (types.FunctionType, type))
        return arguments[0] if decorates else self

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        return self

    def __iter__(self):
        return iter(())

    def __len__(self):
        return 0

    def __bool__(self):
        return True

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def __mro_entries__(self, bases):
        return ()

    def __repr__(self):
        return "Anything"

    def __getitem__(self, key):
        return self

    def __setitem__(self, key, value):
        return None


ANYTHING = Anything()


# Functions that give None, by the documentation of their libraries: what they give is not displayed.
WITHOUT_VALUE = {"torch.save", "tensorflow.random.set_seed", *("seaborn." + name for name in ("despine", "set", "set_context", "set_palette", "set_style", "set_theme"))}


def give_nothing(*arguments, **named):
    return None


class Finder:
    """Finds modules whose top-level package nobody else finds, for notebooks and the modules made of them; libraries try what they can do without."""

    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        if name != top and not isinstance(sys.modules.get(top), Empty):
            return None
        importer = sys._getframe()
        while importer.f_code.co_filename.startswith("<frozen importlib") or importer.f_globals is globals():
            importer = importer.f_back
        if importer.f_globals.get("__name__") not in ("__main__", "nbready_module"):
            return None
        return importlib.machinery.ModuleSpec(name, self, is_package=True)

    def create_module(self, spec):
        return Empty(spec.name)

    def exec_module(self, module):
        return None


class Empty(types.ModuleType):
    """A module in which every public name is there."""

    __all__ = ()

    def __getattr__(self, name):
        if name.startswith("_"):
            raise AttributeError(name)
        path = f"{self.__name__}.{name}"
        if path in WITHOUT_VALUE:
            return give_nothing
        return Empty(path) if any(known.startswith(f"{path}.") for known in WITHOUT_VALUE) else ANYTHING


def stand_in():
    """From now on no import of a missing library fails in this process."""
    sys.meta_path.append(Finder())
