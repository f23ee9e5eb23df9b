// Names that code below a `with` or a loop finds bound: whether a context may end an exception, and whether a loop runs at all.
import { describeCases } from "./describeCases";

const timer = "class Timer:\n    def __enter__(self):\n        return self\n    def __exit__(self, *error):\n        print('done')";
const timed =
  "from contextlib import contextmanager\n@contextmanager\ndef timed(name):\n    try:\n        yield name\n    finally:\n        print(name)";
const quiet =
  "from contextlib import contextmanager\n@contextmanager\ndef quiet():\n    try:\n        yield\n    except KeyError:\n        print('lost')";

describeCases("extraction of names that are bound in contexts and loops", [
  {
    name: "a class of the notebook whose __exit__ gives nothing",
    cells: [timer, "with Timer():\n    total = 1 + 1", "print(total)"],
    chosen: [1],
    module: `${timer}\n\n\ndef make_total():\n    with Timer():\n        total = 1 + 1\n    return total\n`,
    after: ["from nbready_module import make_total\n\ntotal = make_total()", "print(total)"],
  },
  {
    name: "a generator of the notebook that catches nothing",
    cells: [timed, "with timed('a'):\n    total = 1 + 1", "print(total)"],
    chosen: [1],
    after: ["from contextlib import contextmanager\nfrom nbready_module import make_total", "total = make_total()", "print(total)"],
    module: `${timed.replace("\n@", "\n\n\n@")}\n\n\ndef make_total():\n    with timed('a'):\n        total = 1 + 1\n    return total\n`,
  },
  {
    name: "a generator that catches an exception",
    cells: [quiet, "with quiet():\n    total = {}['a']", "print(1)\nprint(total)"],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 1, "total"]],
  },
  {
    name: "a generator whose yield stands in a context that ends exceptions",
    cells: [
      "from contextlib import contextmanager, suppress\n@contextmanager\ndef quiet():\n    with suppress(KeyError):\n        yield",
      "with quiet():\n    total = {}['a']",
      "print(1)\nprint(total)",
    ],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 1, "total"]],
  },
  {
    name: "a generator that leaves the exception by return",
    cells: [
      "from contextlib import contextmanager\n@contextmanager\ndef quiet():\n    try:\n        yield\n    finally:\n        return",
      "with quiet():\n    total = {}['a']",
      "print(1)\nprint(total)",
    ],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 1, "total"]],
  },
  {
    name: "a class whose __exit__ gives something",
    cells: [`${timer}\n        return True`, "with Timer():\n    total = {}['a']", "print(1)\nprint(total)"],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 1, "total"]],
  },
  {
    name: "a class with a base, which may",
    cells: [timer, "class Other(Timer):\n    pass", "with Other():\n    total = 1", "print(total)"],
    chosen: [2],
    refused: [["bound-in-one-branch", 2, 1, "total"]],
  },
  {
    name: "a loop whose number of rounds is one of several constants on a line",
    cells: ["ROUNDS, RATE = 3, 0.5", "for n in range(ROUNDS):\n    total = n * RATE", "print(total)"],
    chosen: [1],
    after: ["ROUNDS, RATE = 3, 0.5", "from nbready_module import make_total\n\ntotal = make_total(ROUNDS, RATE)", "print(total)"],
    module: "def make_total(rounds, rate):\n    for n in range(rounds):\n        total = n * rate\n    return total\n",
  },
  {
    name: "a loop that runs not even once",
    cells: ["ROUNDS, RATE = 0, 0.5", "for n in range(ROUNDS):\n    total = n * RATE", "print(1)\nprint(total)"],
    chosen: [1],
    refused: [["bound-in-one-branch", 1, 1, "total"]],
  },
  {
    name: "a class whose property names the class itself is no other one",
    cells: [
      "class Status:\n    @property\n    def other(self):\n        return Status()",
      "class Order:\n    status: Status = None",
      "print(Order().status)",
    ],
    chosen: [1],
    module: "class Status:\n    @property\n    def other(self):\n        return Status()\n\n\nclass Order:\n    status: Status = None\n",
    after: ["from nbready_module import Order", "print(Order().status)"],
    messages: [/^Status of cell 0 moves along/],
  },
]);
