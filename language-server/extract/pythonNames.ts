// Which texts are names that Python code can bind or import.

/** Source: the Python 3.14 language reference, "Keywords". */
const keywords: ReadonlySet<string> = new Set(("False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda "
  + "nonlocal not or pass raise return try while with yield").split(" "));

/** True of an identifier that is no keyword. */
export const isPythonName = (text: string): boolean => /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(text) && !keywords.has(text);

/** A text as a snake_case name: "Feature engineering (2)" → "feature_engineering_2"; "" where no letter is left. */
export function snakeCase(text: string): string {
  const words = text.normalize("NFKD").replace(/[\u0300-\u036f']/g, "").replace(/([a-z\d])([A-Z])/g, "$1_$2").toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const name = words.join("_").replace(/^[\d_]+/, "");
  return isPythonName(name) ? name : name === "" ? "" : `${name}_`;
}
