// What the user is asked before cells are extracted: where the module goes, and how the function is called.
import { window } from "vscode";
import type { ExtractOffer } from "../../language-server/server/protocol";

/** The path from the notebook's folder; undefined where the user gives up. */
export async function askForModule(modulePath: string, title: string): Promise<string | undefined> {
  const ending = endingOf(modulePath);
  const path = await window.showInputBox({
    title,
    prompt: "Path of the module, from the notebook's folder. One that exists is extended.",
    value: modulePath,
    valueSelection: [modulePath.lastIndexOf("/") + 1, modulePath.length - ending.length],
    ignoreFocusOut: true,
    validateInput: (text) =>
      namesModule(text.trim(), ending)
        ? undefined
        : `A path that ends with ${ending}${ending === ".py" ? ", with a name of letters, digits and _" : ""}, such as features${ending} or src/features${ending}.`,
  });
  return path?.trim();
}

const endingOf = (path: string): string => path.slice(path.lastIndexOf("."));

/** Whether a path ends with the name of a module. Python imports by name, others by path. */
function namesModule(path: string, ending: string): boolean {
  const file = path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
  if (endingOf(file) !== ending) return false;
  const name = file.slice(0, -ending.length);
  return ending === ".py" ? isName.test(name) : /^\S+$/.test(name);
}

const isName = /^[\p{L}_][\p{L}\p{N}_]*$/u;

/**
 * The function's name. null: nbready finds the names. undefined: the user gives up.
 * @param given the name that was given before, to be changed
 */
export async function askForFunction(
  { functionNames }: ExtractOffer,
  title: string,
  given: string | null = null,
): Promise<string | null | undefined> {
  if (functionNames.length === 0) return null;
  const several = functionNames.length > 1;
  const name = await window.showInputBox({
    title,
    prompt: several
      ? `A name makes one function of all ${functionNames.length} cells. Leave it empty for a function of each: ${functionNames.join(", ")}.`
      : "Name of the function.",
    value: given ?? (several ? "" : functionNames[0]),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text.trim() === "" || isName.test(text.trim()) ? undefined : "Letters, digits and _, not beginning with a digit.",
  });
  return name === undefined ? undefined : name.trim() || null;
}
