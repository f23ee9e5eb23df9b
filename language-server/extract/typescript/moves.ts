// Which declarations move to the module as they are: functions, classes, types, enums and constants that need nothing of
// the notebook but imports and each other.
import { ts } from "ts-morph";
import { rememberFor } from "../../util/rememberFor";
import type { Refusal } from "../plan";
import { isLiteral } from "./literals";
import type { Declared, Unit } from "./names";
import { refuseScript, type ScriptSurvey } from "./survey";

export interface Moves {
  /** In document order; those of other cells that come along are among them. */
  readonly moved: ReadonlySet<Unit>;
  readonly refusals: readonly Refusal[];
}

/**
 * Decides what moves of the chosen cells. A function that needs a variable of its own cell stays with the statements there.
 * @param moveCalled whether a function that cells which stay call as well comes along
 */
export function findMoves(survey: ScriptSurvey, chosen: ReadonlySet<number>, moveCalled: boolean): Moves {
  const movable = movableUnits(survey);
  const moved = new Set<Unit>();
  const add = (unit: Unit): void => {
    if (moved.has(unit)) return;
    moved.add(unit);
    for (const needed of neededBy(unit, survey)) if (movable.has(needed)) add(needed);
  };
  const own = survey.units.filter(({ cell }) => chosen.has(cell));
  for (const unit of own) if (movable.has(unit)) add(unit);
  // What the statements call or say in types comes along; variables and constants are handed over.
  for (const unit of own)
    if (!movable.has(unit))
      for (const needed of neededBy(unit, survey)) {
        const [how] = needed.binds.values();
        if (movable.has(needed) && how !== "const") add(needed);
      }
  const refusals = moveCalled ? [] : [...moved].flatMap((unit) => usedElsewhere(unit, moved, chosen, survey));
  return { moved: new Set(survey.units.filter((unit) => moved.has(unit))), refusals };
}

/** The moves with the notebook's own types of these names, as far as they can move, and what they are made of. */
export function withTypes(survey: ScriptSurvey, { moved, refusals }: Moves, names: Iterable<string>): Moves {
  const movable = movableUnits(survey);
  const more = new Set(moved);
  const add = (unit: Unit): void => {
    if (more.has(unit) || !movable.has(unit) || ![...unit.binds.values()].every((how) => how === "type")) return;
    more.add(unit);
    neededBy(unit, survey).forEach(add);
  };
  for (const name of names) survey.declaring(name).forEach(add);
  return { moved: new Set(survey.units.filter((unit) => more.has(unit))), refusals };
}

/** Candidates, without those that need something which cannot move. */
const movableUnits = rememberFor((survey: ScriptSurvey): ReadonlySet<Unit> => {
  const movable = new Set(survey.units.filter((unit) => isCandidate(unit, survey)));
  for (let before = -1; before !== movable.size;) {
    before = movable.size;
    for (const unit of movable)
      if (!neededBy(unit, survey).every((needed) => movable.has(needed) || isImport(needed))) movable.delete(unit);
  }
  return movable;
});

export const isImport = ({ statement }: Unit): boolean => ts.isImportDeclaration(statement);

function isCandidate(unit: Unit, survey: ScriptSurvey): boolean {
  const { statement } = unit;
  if (![...unit.binds.keys()].every((name) => survey.declaring(name).length === 1 && survey.writesOf(name).length === 0)) return false;
  if (
    unit.uses.some(({ name, from, writes }) => writes || (from === "unbound" && survey.writesOf(name).length > 0)) ||
    usesPlace(statement) ||
    !isPlain(statement)
  )
    return false;
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return true;
  if (ts.isFunctionDeclaration(statement)) return statement.name !== undefined && statement.body !== undefined;
  if (ts.isClassDeclaration(statement)) return statement.name !== undefined && !runsAtOnce(statement);
  if (ts.isEnumDeclaration(statement)) return !isExported(statement) && unit.uses.length === 0;
  return (
    ts.isVariableStatement(statement) &&
    (statement.declarationList.flags & ts.NodeFlags.BlockScoped) === ts.NodeFlags.Const &&
    statement.declarationList.declarations.every(
      ({ name, initializer }) =>
        ts.isIdentifier(name) && initializer !== undefined && (isLiteral(initializer) || isFunctionValue(initializer)),
    )
  );
}

const modifiersOf = (statement: ts.Statement): readonly ts.SyntaxKind[] =>
  (ts.canHaveModifiers(statement) ? (ts.getModifiers(statement) ?? []) : []).map(({ kind }) => kind);

export const isExported = (statement: ts.Statement): boolean => modifiersOf(statement).includes(ts.SyntaxKind.ExportKeyword);

/** `declare` and `export default` cannot be kept as they are. */
const isPlain = (statement: ts.Statement): boolean => modifiersOf(statement).every((kind) => movableModifiers.has(kind));
const movableModifiers: ReadonlySet<ts.SyntaxKind> = new Set([
  ts.SyntaxKind.ExportKeyword,
  ts.SyntaxKind.AsyncKeyword,
  ts.SyntaxKind.AbstractKeyword,
  ts.SyntaxKind.ConstKeyword,
]);

/** A class whose definition runs code: base classes that are computed, decorators, static values and blocks. */
function runsAtOnce(node: ts.ClassDeclaration): boolean {
  const base = node.heritageClauses?.find(({ token }) => token === ts.SyntaxKind.ExtendsKeyword)?.types[0];
  if (base && !ts.isIdentifier(base.expression)) return true;
  if (ts.getDecorators(node)?.length) return true;
  return node.members.some(
    (member) =>
      ts.isClassStaticBlockDeclaration(member) ||
      (ts.canHaveDecorators(member) && (ts.getDecorators(member)?.length ?? 0) > 0) ||
      (member.name !== undefined && ts.isComputedPropertyName(member.name)) ||
      (ts.isPropertyDeclaration(member) &&
        member.initializer !== undefined &&
        (ts.getModifiers(member)?.some(({ kind }) => kind === ts.SyntaxKind.StaticKeyword) ?? false) &&
        !isLiteral(member.initializer)),
  );
}

export const isFunctionValue = (node: ts.Expression): boolean => ts.isArrowFunction(node) || ts.isFunctionExpression(node);

/** Code whose meaning depends on the file that it is in. */
export function usesPlace(root: ts.Node): boolean {
  let found = false;
  const visit = (node: ts.Node): void => {
    found ||= ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.ImportKeyword;
    found ||=
      ts.isCallExpression(node) &&
      node.expression.kind === ts.SyntaxKind.ImportKeyword &&
      !(node.arguments[0] && ts.isStringLiteral(node.arguments[0]) && !node.arguments[0].text.startsWith("."));
    found ||=
      ts.isCallExpression(node) &&
      ts.isIdentifier(node.expression) &&
      /^(?:eval|require)$/.test(node.expression.text) &&
      (node.expression.text === "eval" ||
        !ts.isStringLiteral(node.arguments[0] ?? node) ||
        (node.arguments[0] as ts.StringLiteral).text.startsWith("."));
    if (!found) ts.forEachChild(node, visit);
  };
  visit(root);
  return found;
}

/** The statements that bind what a statement uses: of a name with several, all of them. */
const neededBy = (unit: Unit, survey: ScriptSurvey): readonly Unit[] =>
  [...new Set(unit.uses.filter(({ from }) => from !== "unbound").flatMap(({ name }) => survey.declaring(name)))].filter(
    (one) => one !== unit,
  );

/** A function or class of another cell that cells which stay use, too. */
function usedElsewhere(unit: Unit, moved: ReadonlySet<Unit>, chosen: ReadonlySet<number>, survey: ScriptSurvey): readonly Refusal[] {
  const [[name, how]] = [...unit.binds] as [[string, Declared]];
  if (chosen.has(unit.cell) || how === "const" || how === "type") return [];
  const user = survey.units.find((one) => !moved.has(one) && !chosen.has(one.cell) && one.uses.some((use) => use.name === name));
  return user
    ? [
        refuseScript(
          survey,
          "used-elsewhere",
          unit.cell,
          unit.statement,
          name,
          `The chosen cells use ${name} of cell ${unit.cell}, and so does cell ${user.cell}, which stays.`,
          `Choose cell ${unit.cell} as well, or move ${name} along (--move-called): the notebook then imports it.`,
        ),
      ]
    : [];
}
