// What the attributes of a notebook's own classes hold: `self.session` in a method, `Config.path` of a class of settings.
import { addTo } from "../../util/groupBy";
import { rememberFor } from "../../util/rememberFor";
import type { ClassDef, Expr, FunctionDef, Module, NameExpr, Node } from "../syntax";
import { walkNodes } from "../walk";

/** All that a class's body and its methods bind to an attribute; null among them is what the text does not show. */
export const valuesOfAttribute = (node: ClassDef, name: string): readonly (Expr | null)[] => boundIn(node).get(name) ?? [];

/** The class whose instance a name holds: the first parameter of its methods, usually `self`. */
export const classOfSelf = (module: Module, name: NameExpr): ClassDef | undefined => selvesIn(module).get(name);

const boundIn = rememberFor((node: ClassDef): ReadonlyMap<string, readonly (Expr | null)[]> => {
  const found = new Map<string, (Expr | null)[]>();
  const hasOwnInit = node.decorators.length === 0 && node.bases.length === 0 && node.keywords.length === 0;
  for (const statement of node.body) {
    // What a dataclass or a model of settings is given when it is made takes the default's place.
    if (statement.kind === "Assign")
      for (const target of statement.targets) if (target.kind === "Name") addTo(found, target.name, hasOwnInit ? statement.value : null);
    if (statement.kind === "AnnAssign" && statement.target.kind === "Name")
      addTo(found, statement.target.name, hasOwnInit ? statement.value : null);
    if (statement.kind === "FunctionDef") addTo(found, statement.name.name, null);
  }
  for (const method of methodsOf(node))
    eachBinding(method.body, (target, value) => {
      if (target.kind === "Attribute" && target.value.kind === "Name" && target.value.name === method.params[0]?.name.name)
        addTo(found, target.attr.name, value);
    });
  return found;
});

const selvesIn = rememberFor((module: Module): ReadonlyMap<NameExpr, ClassDef> => {
  const found = new Map<NameExpr, ClassDef>();
  for (const node of classesIn(module))
    for (const method of methodsOf(node)) {
      const self = method.params[0]?.name.name;
      walkNodes(method.body, (inner) => {
        if (
          inner.kind === "ClassDef" ||
          ((inner.kind === "FunctionDef" || inner.kind === "Lambda") && inner.params.some(({ name }) => name.name === self))
        )
          return false;
        if (inner.kind === "Name" && inner.name === self) found.set(inner, node);
      });
    }
  return found;
});

/** The attributes that code of a cell binds outside of their class's own methods. */
export const boundOutside = rememberFor((module: Module): ReadonlySet<string> => {
  const found = new Set<string>();
  const selves = selvesIn(module);
  eachBinding(module.body, (target) => {
    if (target.kind === "Attribute" && !(target.value.kind === "Name" && selves.has(target.value))) found.add(target.attr.name);
  });
  return found;
});

const classesIn = rememberFor(({ body, source }: Module): readonly ClassDef[] => {
  const found: ClassDef[] = [];
  if (source.includes("class")) walkNodes(body, (node) => void (node.kind === "ClassDef" && found.push(node)));
  return found;
});

const methodsOf = ({ body }: ClassDef): readonly FunctionDef[] =>
  body.filter(
    (statement): statement is FunctionDef =>
      statement.kind === "FunctionDef" &&
      !statement.decorators.some((one) => one.kind === "Name" && /^(?:static|class)method$/.test(one.name)),
  );

/** Each target that statements bind, with its value where one expression is it. */
function eachBinding(body: readonly Node[], note: (target: Expr, value: Expr | null) => void): void {
  const bind = (target: Expr, value: Expr | null): void => {
    if (target.kind === "Tuple" || target.kind === "List") for (const element of target.elements) bind(element, null);
    else if (target.kind === "Starred") bind(target.value, null);
    else note(target, value);
  };
  walkNodes(body, (node) => {
    if (node.kind === "Assign") for (const target of node.targets) bind(target, node.value);
    else if (node.kind === "AnnAssign" && node.value) bind(node.target, node.value);
    else if (node.kind === "AugAssign" || node.kind === "For") bind(node.target, null);
    else if (node.kind === "With") for (const { target } of node.items) if (target) bind(target, null);
  });
}
