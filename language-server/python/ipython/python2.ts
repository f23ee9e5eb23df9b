// Python 2 in notebooks: how such a notebook is recognised, and the builtins that Python 3 has dropped.
import type { Notebook } from "../../notebook/model";

/**
 * What replaces each builtin that Python 2 had and Python 3 has not. Source: "What's New In Python 3.0" and the
 * "Built-in Functions" of the Python 2.7 library reference.
 */
export const python2Names: ReadonlyMap<string, string> = new Map([
  ["apply", "f(*args, **kwargs)"],
  ["basestring", "str"],
  ["buffer", "memoryview"],
  ["cmp", "(a > b) - (a < b)"],
  ["coerce", "nothing: numbers convert automatically"],
  ["execfile", "exec(open(path).read()), or %run in a notebook"],
  ["file", "open"],
  ["intern", "sys.intern"],
  ["long", "int"],
  ["raw_input", "input"],
  ["reduce", "functools.reduce"],
  ["reload", "importlib.reload"],
  ["unichr", "chr"],
  ["unicode", "str"],
  ["xrange", "range"],
]);

/** True where the notebook's metadata says that a Python 2 kernel ran it, or is to run it, and none that it was Python 3. */
export function isPython2(notebook: Notebook): boolean {
  const version = textAt(notebook.metadata["language_info"], "version");
  return version === "" ? asksForPython2(notebook) : /^2(?:\.|$)/.test(version);
}

/** True where the kernel that the notebook asks for is called so: no current installation has one. */
export function asksForPython2({ metadata }: Notebook): boolean {
  const kernel = `${textAt(metadata["kernelspec"], "name")}\n${textAt(metadata["kernelspec"], "display_name")}`;
  return /(?:^|[^\w.])i?python[ _-]?2(?!\d)(?:\.\d+)*/i.test(kernel);
}

/** True where the metadata say neither which Python ran the notebook nor which kernel it asks for: so it is in nbformat 3. */
export const namesNoPython = ({ metadata }: Notebook): boolean =>
  textAt(metadata["language_info"], "version") === "" && textAt(metadata["kernelspec"], "name") === "";

function textAt(value: unknown, key: string): string {
  if (typeof value !== "object" || value === null || !(key in value)) return "";
  const text = (value as Readonly<Record<string, unknown>>)[key];
  return typeof text === "string" ? text.trim() : "";
}
