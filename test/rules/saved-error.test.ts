import rule from "../../language-server/rules/saved-error";
import { code, printed, raised, ran, testRule } from "./testRule";

const traced = (ename: string, ...traceback: readonly string[]): unknown => ({ output_type: "error", ename, evalue: "", traceback });

testRule(rule, {
  valid: [
    { name: "a result", cells: [ran(1, "print(1)", printed("1\n"))] },
    { name: "a printed traceback", cells: [ran(1, "print(t)", printed("Traceback (most recent call last):\nValueError\n"))] },
    { name: "a cell whose code was deleted", cells: [ran(1, "\n", raised("AttributeError", "no b"))] },
    {
      name: "an error that is meant",
      cells: [code("1 / 0", { run: 1, tags: ["raises-exception"], outputs: [raised("ZeroDivisionError", "division by zero")] })],
    },
  ],
  invalid: [
    {
      name: "a traceback",
      cells: [ran(1, "a = 1"), ran(2, "\n«a.b»\n", raised("AttributeError", "no b"))],
      messages: [/stopped with AttributeError/],
      fixes: [{ title: /^Tag the cell/, safe: false }],
    },
    {
      name: "the line that failed",
      cells: [
        ran(
          4,
          "a = 0\nif True:\n    «b = 1 / a»\n",
          traced(
            "ZeroDivisionError",
            "\u001b[0;31m---------------------------------------------------------------------------\u001b[0m",
            "\u001b[0;32m<ipython-input-4-abc>\u001b[0m in \u001b[0;36m<module>\u001b[0;34m\u001b[0m\n      1 a = 0\n      2 if True:\n\u001b[0;32m----> 3\u001b[0;31m     \u001b[0mb\u001b[0m \u001b[0;34m=\u001b[0m 1 / a\n",
          ),
        ),
      ],
    },
    {
      name: "the line below what led to the error in a package, counted from the first that is not empty",
      cells: [
        ran(
          4,
          "\n  \na = {}\n«b = a['x']»",
          traced(
            "KeyError",
            "Traceback (most recent call last)\nFile /lib/store.py:2, in get(self)\n      1 try:\n----> 2     return self.find(key)",
            "KeyError: 'x'",
            "The above exception was the direct cause of the following exception:",
            "Cell In[4], line 2\n      1 a = {}\n----> 2 b = a['x']\n",
          ),
        ),
      ],
    },
    {
      name: "a line that reads differently by now",
      cells: [ran(4, "«a = 0»\nb = 2 / a", traced("ZeroDivisionError", "Cell In[4], line 2\n----> 2 b = 1 / a"))],
    },
    {
      name: "a line whose comment is left out",
      cells: [ran(4, "a = 0\n«b = 1 / a»  # stops", traced("ZeroDivisionError", "Cell In[4], line 2\n----> 2 b = 1 / a"))],
    },
    {
      name: "a line that goes on otherwise by now",
      cells: [ran(4, "«a = 0»\nb = 1 / a + 1", traced("ZeroDivisionError", "Cell In[4], line 2\n----> 2 b = 1 / a"))],
    },
    {
      name: "a line that has moved",
      cells: [ran(4, "a = 0\n\n«b = 1 / a»", traced("ZeroDivisionError", "Cell In[4], line 2\n----> 2 b = 1 / a"))],
    },
    {
      name: "a line that has moved, and stands there twice",
      cells: [ran(4, "«a = 0»\n\nb = 1 / a\nb = 1 / a", traced("ZeroDivisionError", "Cell In[4], line 2\n----> 2 b = 1 / a"))],
    },
    {
      name: "a line whose number is a link",
      cells: [
        ran(
          4,
          "# a\na = 0\n«b = 1 / a»",
          traced(
            "ZeroDivisionError",
            "/home/me/a.ipynb Cell 4' in <cell line: 3>()\n      <a href='vscode-notebook-cell:/home/me/a.ipynb#ch0000003?line=1'>2</a> a = 0\n----> <a href='vscode-notebook-cell:/home/me/a.ipynb#ch0000003?line=2'>3</a> b = 1 / a",
          ),
        ),
      ],
    },
    {
      name: "the error of code that is commented out by now, as an info",
      cells: [ran(4, "«# for row in rows:»\n\n#     load(row)", raised("IndexError", "list index out of range"))],
      severities: ["info"],
      messages: [/^The saved IndexError is of code that is commented out now/],
      fixes: [{ title: "Clear this output", cells: ["# for row in rows:\n\n#     load(row)"] }],
      noFix: /Tag/,
    },
    { name: "an interruption", cells: [ran(1, "«while True: pass»", raised("KeyboardInterrupt", ""))], messages: [/was interrupted/] },
    { name: "one finding a cell", cells: [ran(1, "«f()»", printed("x"), raised("A", ""), raised("B", ""))] },
    { name: "another language", metadata: { language_info: { name: "julia" } }, cells: [ran(1, "«f()»", raised("UndefVarError", ""))] },
  ],
});
