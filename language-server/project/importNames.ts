// From an import name to the distributions that may provide it, by the table: longest dotted prefix first.
import { differing, equal, namespaces } from "./importTable";
import { normaliseName } from "./requirement";

const words = (text: string): readonly string[] => text.split(/\s+/).filter((word) => word !== "");

const table: ReadonlyMap<string, readonly string[]> = new Map(
  differing
    .trim()
    .split("\n")
    .map((line) => {
      const at = line.indexOf(": ");
      return [line.slice(0, at), words(line.slice(at + 2))] as const;
    }),
);
const sameName: ReadonlySet<string> = new Set(words(equal));
const sharedNames: ReadonlySet<string> = new Set(words(namespaces));

/** Prefixes of a dotted name, longest first: a.b.c, a.b, a. */
function* prefixes(module: string): Iterable<string> {
  for (let name = module; name !== ""; name = name.slice(0, Math.max(0, name.lastIndexOf(".")))) yield name;
}

/**
 * Normalised names of the distributions that may provide a dotted import name, likeliest first; the name itself is the
 * last of them. Empty for a bare namespace (`import google`), which many distributions share.
 */
export function importCandidates(module: string): readonly string[] {
  const [top] = module.split(".", 1);
  for (const name of prefixes(module)) {
    const known = table.get(name);
    if (known) return name.includes(".") || known.includes(normaliseName(top)) ? known : [...known, normaliseName(top)];
    if (sharedNames.has(name)) return joinedNames(module, name);
  }
  return [normaliseName(top)];
}

/** Under a namespace the distribution is usually called as the path: google.cloud.pubsub_v1 → google-cloud-pubsub-v1, google-cloud-pubsub. */
function joinedNames(module: string, namespace: string): readonly string[] {
  const names = [...prefixes(module)]
    .filter((name) => name.length > namespace.length)
    .flatMap((name) => [name, name.replace(/_v\d\w*$/, "")]);
  return [...new Set(names.map(normaliseName).reverse())];
}

/** True where the table knows the import: it is a third party's, not somebody's missing module. */
export function isKnownImport(module: string): boolean {
  const [top] = module.split(".", 1);
  return sameName.has(top) || sharedNames.has(top) || [...prefixes(module)].some((name) => table.has(name));
}

/** True for a name such as `google` that is only a roof over other distributions' packages. */
export const isNamespace = (module: string): boolean => sharedNames.has(module);
