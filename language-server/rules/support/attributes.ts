// The attributes that the cells of a notebook mention (`.shape`), by their names.
import { indexGroups } from "../../util/indexGroups";
import type { PythonCell, PythonNotebook } from "../../python/analysis";
import type { AttributeExpr } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { rememberGroups } from "../../util/rememberEach";
import { rememberFor } from "../../util/rememberFor";

interface AttributeUse {
  readonly node: AttributeExpr;
  readonly cell: number;
}

const inGroups = rememberGroups(({ index, module }: PythonCell): readonly AttributeUse[] => {
  const found: AttributeUse[] = [];
  walkNodes(module.body, (node) => {
    if (node.kind === "Attribute") found.push({ node, cell: index });
  });
  return found;
});
const groupsOf = ({ cells }: PythonNotebook): readonly (readonly AttributeUse[])[] => inGroups(cells, null, cells);

const byName = indexGroups(({ node }: AttributeUse) => [node.attr.name]);
const namesIn = rememberFor((group: readonly AttributeUse[]): ReadonlySet<string> => new Set(group.map(({ node }) => node.attr.name)));

/** The attributes of one name. */
export const attributesNamed = (python: PythonNotebook, name: string): readonly AttributeUse[] => byName(groupsOf(python), name);

/** True where some attribute's name passes a test. */
export const hasAttribute = (python: PythonNotebook, test: (name: string) => boolean): boolean =>
  groupsOf(python).some((group) => [...namesIn(group)].some(test));
