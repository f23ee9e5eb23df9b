import rule from "../../language-server/rules/undefined-name";
import { code, ran, testRule } from "./testRule";

testRule(rule, {
  valid: [
    { name: "Python 2's own names in a Python 2 notebook", metadata: { kernelspec: { name: "python2", display_name: "Python 2" }, language_info: { name: "python", version: "2.7.9" } }, cells: ["xrange(3), unicode('a'), raw_input(), basestring, unichr(1), reduce, long, file, execfile, cmp, reload, apply, buffer, intern, coerce"] },
    { name: "a Spark kernel's names", cells: ["df = spark.read.json('a.json')\nrdd = sc.parallelize([1])\ndbutils.fs.ls('.')"] },
    { name: "a shell's own variables", cells: ["!mkdir -p $HOME/data\n!for i in *.gz; do echo $i {name}; done"] },
    { name: "a branch for Python 2", cells: ["import sys\nif sys.version_info < (3, 0):\n    text = unicode('a')"] },
    { name: "builtins and IPython's names", cells: ["print(len([1]), In, Out, _, __, _1, _i1)\ndisplay(get_ipython())\nexit"] },
    { name: "a name bound below is another rule's", cells: ["print(a)", "a = 1"] },
    { name: "exception variables inside the clause", cells: ["try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    print(error)"] },
    { name: "names from an unknown star import", cells: ["from helpers import *", "print(rate)"] },
    { name: "names from %load_ext of the unknown", cells: ["%load_ext my_extension", "print(rate)"] },
    { name: "names from %%sql and shell assignments", cells: ["%%sql answer <<\nSELECT 1", "files = !ls", "print(answer, files)"] },
    { name: "a cell that does not parse hides its names", cells: ["rate = = 3", "print(rate)"] },
    { name: "attributes and keyword names", cells: ["import os\nprint(os.pathsep, sep=',')"] },
    { name: "annotations under the future import", cells: ["from __future__ import annotations\ndef f(x: Frame) -> Frame:\n    return x"] },
    { name: "type checks", cells: ["if 'spam' in globals():\n    print(spam)"] },
    { name: "other languages", cells: ["%%bash\necho $HOME; spam"] },
    { name: "a cell that expects an error", cells: [code("print(spam)", { tags: ["raises-exception"] })] },
    { name: "class-local names and super", cells: ["class A:\n    size = 1\n    double = size * 2\n    def f(self):\n        return __class__, super()"] },
  ],
  invalid: [
    {
      name: "a name whose import is missing, in a cell that is indented as a whole",
      cells: ["  «np».zeros(3)\n  np.ones(2)"],
      fixes: [{ title: "Add import numpy as np", cells: ["  import numpy as np\n  np.zeros(3)\n  np.ones(2)"] }],
    },
    { name: "a name that no cell binds", cells: ["print(«total»)"], messages: [/^total is not defined: no cell binds it/], severities: ["error"] },
    { name: "of a cell that has run", cells: [ran(4, "print(«total»)")], messages: [/bound by a cell that has since been deleted or edited/] },
    {
      name: "a customary alias",
      cells: ["import os\nprint(os.name)", "print(«np».zeros(3))"],
      messages: [/np is not imported in any cell.*import numpy as np/],
      fixes: [{ title: "Add import numpy as np", safe: true, cells: ["import numpy as np\nimport os\nprint(os.name)", "print(np.zeros(3))"] }],
    },
    {
      name: "a customary alias below a cell magic",
      cells: ["%%time\n«pd».DataFrame()"],
      fixes: [{ title: "Add import pandas as pd", cells: ["%%time\nimport pandas as pd\npd.DataFrame()"] }],
    },
    {
      name: "a slip of one letter",
      cells: ["df_train = 1", "print(«df_trian»)"],
      messages: [/Did you mean df_train\?/],
      fixes: [{ title: "Change to df_train", safe: false, cells: ["df_train = 1", "print(df_train)"] }],
    },
    { name: "a name that Python 3 has dropped", cells: ["for i in «xrange»(3):\n    print(i)", "«reduce»(max, [1])"], messages: [/^xrange is a name of Python 2 .* Use range in its place\.$/, /Use functools\.reduce/] },
    { name: "inside a function, called or not", cells: ["def f():\n    return «missing»"] },
    { name: "an exception's name after the clause", cells: ["try:\n    1 / 0\nexcept ZeroDivisionError as error:\n    pass\nprint(«error»)"], messages: [/no longer exists here/] },
    { name: "a removed name", cells: ["a = 1", "del a", "print(«a»)"], messages: [/cell 1 removes it/] },
    { name: "%reset removes everything", cells: ["a = 1", "%reset -f", "print(«a»)"] },
    { name: "__file__", cells: ["import os\nprint(os.path.dirname(«__file__»))"], messages: [/does not exist in a notebook's kernel/] },
    { name: "%%timeit keeps its names to itself", cells: ["%%timeit\nspam = 1", "print(«spam»)"] },
    { name: "one broken cell silences no other", cells: ["x = (", "y = 1\nprint(«total»)"] },
  ],
});
