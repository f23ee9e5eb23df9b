// Which texts are names that Python code can bind or import.
import { capital } from "../../util/capital";

/** Source: the Python 3.14 language reference, "Keywords". */
const keywords: ReadonlySet<string> = new Set(
  (
    "False None True and as assert async await break class continue def del elif else except finally for from global if import in is lambda " +
    "nonlocal not or pass raise return try while with yield"
  ).split(" "),
);

/** True of an identifier that is no keyword. */
export const isPythonName = (text: string): boolean =>
  /^[\p{L}\p{Nl}_][\p{L}\p{Nl}\p{Mn}\p{Mc}\p{Nd}\p{Pc}]*$/u.test(text) && !keywords.has(text);

/** An identifier as a snake_case name, letters of every script kept: "dfTrain" → "df_train", "HTMLPage" → "html_page", "array2D" → "array2d", "Größe" → "größe"; "" where no letter is left. */
export function snakeCase(identifier: string): string {
  const words =
    identifier
      .normalize("NFKC")
      .replace(/(?<=\p{Ll})(?=\p{Lu})|(?<=[\p{Lu}\p{Nd}])(?=\p{Lu}\p{Ll})/gu, "_")
      .toLowerCase()
      .match(/[\p{L}\p{Nl}\p{M}\p{Nd}]+/gu) ?? [];
  const name = words
    .join("_")
    .replace(/^[^\p{L}\p{Nl}]+/u, "")
    .normalize("NFKC");
  return isPythonName(name) ? name : name === "" ? "" : `${name}_`;
}

/** Letters that Unicode does not part in a plain letter and a mark, as passports write them (ICAO Doc 9303, part 3, section 6). */
const transliterated: Readonly<Record<string, string>> = {
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  þ: "th",
  ı: "i",
  ħ: "h",
  ŋ: "n",
  ŧ: "t",
};

/** Prose as a snake_case name in ASCII: "Feature engineering (2)" → "feature_engineering_2", "Maße & Prüfung" → "masse_prufung"; "" where no letter is left. */
export function snakeCaseOfProse(text: string): string {
  const plain = text
    .normalize("NFKD")
    .replace(/[\p{M}'’]/gu, "")
    .replace(/[^\0-\x7f]/gu, (letter) => {
      const small = transliterated[letter.toLowerCase()] ?? " ";
      return letter === letter.toLowerCase() ? small : capital(small);
    });
  return snakeCase(plain);
}
