// Names that may come from where no text names them: star imports, and magics that run other files.
import { starExports } from "../knowledge/starExports";
import { walkNodes } from "../python/walk";
import { rememberFor } from "../rememberFor";
import type { Survey } from "./survey";

export interface StarNames {
  /** True where any name may be bound. */
  readonly isUnknown: boolean;
  /** Names that star imports of known modules bind, with the module and the cell of the last such import. */
  readonly names: ReadonlyMap<string, { readonly module: string; readonly cell: number; readonly isCertain: boolean }>;
  /** What brings them, for messages. */
  readonly what: string;
}

export const starNames = rememberFor(findStarNames);

function findStarNames({ python }: Survey): StarNames {
  const names = new Map<string, { module: string; cell: number; isCertain: boolean }>();
  let isUnknown = false;
  let what = "";
  for (const { index, module } of python.cells) {
    walkNodes(module.body, (node) => {
      if (node.kind !== "ImportFrom" || !node.names.some(({ name }) => name.name === "*")) return;
      const source = node.module?.name ?? ".";
      what = `"from ${source} import *"`;
      const exported = starExports.get(source);
      if (!exported) isUnknown = true;
      else for (const name of exported) names.set(name, { module: source, cell: index, isCertain: !names.has(name) && module.body.includes(node) });
    });
    for (const escape of module.escapes) {
      if (!escape.opensScope) continue;
      isUnknown = true;
      what = `%${escape.name}`;
    }
  }
  return { isUnknown, names, what };
}
