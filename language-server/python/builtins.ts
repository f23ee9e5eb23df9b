// The names a notebook's code may read without binding them: Python's builtins and what the IPython kernel provides.

/**
 * True of a name that needs no binding in a notebook: a builtin of any Python from 3.8 to 3.15, or a name that the
 * IPython kernel puts into the user namespace. `__file__` is none: a kernel runs cells, not a file.
 */
export const isBuiltin = (name: string): boolean => isPythonBuiltin(name) || kernelNames.has(name) || historyName.test(name);

/** True of a builtin of any Python from 3.8 to 3.15, those that `site` and the IPython kernel add included. */
export const isPythonBuiltin = (name: string): boolean => pythonBuiltins.has(name);

/**
 * The dotted name of the object that an unbound name gives: `open` → "builtins.open", `display` →
 * "IPython.display.display"; null where it is no function or class (`In`, `_`, `__name__`).
 */
export function builtinOrigin(name: string): string | null {
  const shell = shellFunctions.get(name);
  if (shell) return shell;
  return pythonBuiltins.has(name) && !name.startsWith("__") ? `builtins.${name}` : name === "__import__" ? "builtins.__import__" : null;
}

/**
 * Source: "Built-in Functions", "Built-in Constants" and "Built-in Exceptions" of the Python 3.8 to 3.15 library
 * references, and `dir(builtins)`. The union: aiter and anext (3.10), EncodingWarning (3.10), the exception groups (3.11),
 * PythonFinalizationError (3.13), frozendict and sentinel (3.15), WindowsError (Windows only).
 */
const pythonBuiltins: ReadonlySet<string> = new Set(
  words(`
  abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex delattr dict
  dir divmod enumerate eval exec filter float format frozendict frozenset getattr globals hasattr hash help hex id input int
  isinstance issubclass iter len list locals map max memoryview min next object oct open ord pow print property range repr
  reversed round sentinel set setattr slice sorted staticmethod str sum super tuple type vars zip
  copyright credits exit license quit
  False True None Ellipsis NotImplemented __build_class__ __debug__ __import__
  ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError
  BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError
  ConnectionResetError DeprecationWarning EOFError EncodingWarning EnvironmentError Exception ExceptionGroup
  FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError ImportWarning
  IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt LookupError MemoryError
  ModuleNotFoundError NameError NotADirectoryError NotImplementedError OSError OverflowError PendingDeprecationWarning
  PermissionError ProcessLookupError PythonFinalizationError RecursionError ReferenceError ResourceWarning RuntimeError
  RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning SystemError SystemExit TabError TimeoutError
  TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError UnicodeError UnicodeTranslateError UnicodeWarning
  UserWarning ValueError Warning WindowsError ZeroDivisionError
`),
);

/** What IPython and ipykernel add: the globals of a fresh kernel (IPython 9, ipykernel 7) and the names its shell puts into `builtins`. */
const kernelNames: ReadonlySet<string> = new Set(
  words(`
  In Out _ __ ___ _i _ii _iii _ih _oh _dh _exit_code get_ipython display execfile runfile __IPYTHON__
  __name__ __doc__ __package__ __loader__ __spec__ __builtin__ __builtins__ __annotations__
`),
);

/** `_12` is the value that cell 12 displayed, `_i12` its source. */
const historyName = /^_i?[1-9]\d*$/;

const shellFunctions: ReadonlyMap<string, string> = new Map([
  ["get_ipython", "IPython.get_ipython"],
  ["display", "IPython.display.display"],
]);

function words(text: string): readonly string[] {
  return text.trim().split(/\s+/);
}
