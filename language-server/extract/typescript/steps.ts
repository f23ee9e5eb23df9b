// Statements of the chosen cells as functions: what each takes, what it gives back, and when it would not do the same.
import { ts } from "ts-morph";
import type { Cell } from "../../notebook/model";
import type { Refusal } from "../plan";
import type { Moves } from "./moves";
import { isImport, usesPlace } from "./moves";
import type { Declared, NameUse, Unit } from "./names";
import { refuseScript, type ScriptSurvey } from "./survey";

/** The statements that become one function. */
export interface Step {
  readonly cells: readonly number[];
  readonly units: readonly Unit[];
}

export interface Shape {
  readonly step: Step;
  /** Statements of the function; without a last expression that stays in the notebook to be displayed. */
  readonly body: readonly Unit[];
  /** The last expression, where the function returns it. */
  readonly returned: Unit | null;
  /** The last expression, where it stays in the notebook. */
  readonly shown: Unit | null;
  readonly parameters: readonly { readonly name: string; readonly node: ts.Identifier }[];
  /** Names that the notebook gets from it, declared here, in order. */
  readonly declares: readonly { readonly name: string; readonly keyword: "const" | "let" | "var" }[];
  /** Names of the notebook that it assigns. */
  readonly assigns: readonly string[];
  /** Statements that give such a name its only value before anything reads it: in the function they declare it. */
  readonly firstValues: ReadonlySet<Unit>;
  /** The cell displayed nothing, and an assignment of the result would. */
  readonly isSilent: boolean;
  readonly locals: readonly string[];
  readonly isAsync: boolean;
}

/** The steps of a request: one a cell, or one for all. */
export function makeSteps(
  survey: ScriptSurvey,
  { moved }: Moves,
  cells: readonly number[],
  together: boolean,
): { readonly steps: readonly Step[] } | { readonly refusal: Refusal } {
  const steps = cells
    .map((cell): Step => ({
      cells: [cell],
      units: survey.unitsOf(cell).filter((unit) => !moved.has(unit) && !isImport(unit) && !ts.isEmptyStatement(unit.statement)),
    }))
    .filter(({ units }) => units.length > 0);
  if (!together || steps.length < 2) return { steps };
  const [first, last] = [steps[0]!.cells[0]!, steps.at(-1)!.cells[0]!];
  const between = survey.cells.find(({ index }) => index > first && index < last && !cells.includes(index));
  if (between)
    return {
      refusal: refuseScript(
        survey,
        "apart",
        between.index,
        0,
        null,
        `Cell ${between.index} stands between the chosen ones and would run before or after all of them.`,
        "Choose it as well, or extract the cells each on its own (without --function).",
      ),
    };
  const units = steps.flatMap((step) => step.units);
  const twice = units.find((unit, at) => units.slice(0, at).some((other) => [...unit.binds.keys()].some((name) => other.binds.has(name))));
  if (twice)
    return {
      refusal: refuseScript(
        survey,
        "redefined",
        twice.cell,
        twice.statement,
        null,
        "The chosen cells declare a name twice, which one function cannot.",
        "Extract them each on its own (without --function).",
      ),
    };
  return { steps: [{ cells: steps.flatMap((step) => step.cells), units }] };
}

/** The shape of a step's function; refusals where the notebook would come to behave differently. */
export function shapeOf(
  survey: ScriptSurvey,
  moves: Moves,
  step: Step,
  others: readonly Step[],
  isDeno: boolean,
): { readonly shape: Shape } | { readonly refusals: readonly Refusal[] } {
  const refusals = step.units.flatMap((unit) => unfit(unit, survey) ?? []);
  if (refusals.length > 0) return { refusals };
  const own = new Map(step.units.flatMap((unit) => [...unit.binds].filter(([, how]) => how !== "type")));
  const isOutside = (unit: Unit): boolean => !step.units.includes(unit) && !moves.moved.has(unit);
  const outside = survey.units.filter(isOutside);
  const last = step.units.at(-1)!;
  const display = displayOf(step, survey, isDeno);
  if ("refusal" in display) return { refusals: [display.refusal] };
  const callCell = step.cells[0]!;
  const wanted = (units: readonly Unit[], name: string): boolean =>
    units.some((unit) =>
      unit.uses.some((use) => use.name === name && isOuter(survey, unit, use) && (unit.cell > callCell || use.isCaptured)),
    );
  const assigned = [
    ...new Set(
      step.units.flatMap(({ uses }) =>
        uses.filter((use) => use.writes && use.from === "notebook" && !own.has(use.name)).map(({ name }) => name),
      ),
    ),
  ];
  const needsOwn = [...own.keys()].some((name) => wanted(outside, name));
  const needsNames = assigned.length > 0 || needsOwn;
  // `total = total + 1`: the notebook's own assignment of the result has the same value.
  const isSame = !needsOwn && assigned.length === 1 && assignsAsWhole(last.statement, assigned[0]!);
  const shown = needsNames && display.isShown && !isSame ? last : null;
  const returned = !needsNames && display.isShown ? last : null;
  const body = shown ? step.units.slice(0, -1) : step.units;
  if (body.length === 0)
    return {
      refusals: [
        refuseScript(
          survey,
          "no-code",
          last.cell,
          last.statement,
          null,
          "There is nothing here but an expression to display.",
          "Choose cells that define or compute something.",
        ),
      ],
    };
  const readers = shown ? [...outside, shown] : outside;
  const declares = [...own].filter(
    ([name]) => wanted(outside, name) || (shown?.uses.some((use) => use.name === name && use.from !== "unbound") ?? false),
  );
  const firstValues = new Map(
    assigned.flatMap((name): [string, Unit][] => {
      const unit = firstValueOf(body, name);
      return unit ? [[name, unit]] : [];
    }),
  );
  const parameters = parametersOf(survey, moves, body, own).filter(({ name }) => !firstValues.has(name));
  const shape: Shape = {
    step,
    body,
    shown,
    returned,
    parameters,
    firstValues: new Set(firstValues.values()),
    isSilent: !display.isShown,
    declares: declares.map(([name, how]) => ({ name, keyword: keywordFor(how) })),
    assigns: assigned.filter((name) => body.some(({ uses }) => uses.some((use) => use.writes && use.name === name))),
    locals: [...own.keys()].filter((name) => !declares.some(([one]) => one === name)),
    isAsync: body.some(({ statement }) => awaits(statement)),
  };
  const faults = [...usedBefore(survey, step), ...unbound(survey, moves, shape, others), ...sharedVariables(survey, shape, readers)];
  return faults.length > 0 ? { refusals: faults } : { shape };
}

/** Whether a use may find the name of another cell: V8's REPL gives that one to uses above the cell's own declaration. */
const isOuter = (survey: ScriptSurvey, unit: Unit, { name, node, from }: NameUse): boolean =>
  from === "notebook" || (from === "cell" && survey.declaring(name).some((one) => one.cell === unit.cell && node.pos < one.statement.end));

/** The statement `name = value` that comes before all other uses of a name, if nothing else assigns it; null where there is none. */
function firstValueOf(body: readonly Unit[], name: string): Unit | null {
  const uses = body.flatMap((unit) => unit.uses.filter((use) => use.name === name).map((use) => ({ unit, use })));
  const [first, ...others] = uses;
  if (!first || first.use.isCaptured || first.use.reads || others.some(({ unit, use }) => use.writes || unit === first.unit)) return null;
  const { statement } = first.unit;
  return assignsAsWhole(statement, name) && statement.expression.operatorToken.kind === ts.SyntaxKind.EqualsToken ? first.unit : null;
}

const assignsAsWhole = (
  statement: ts.Statement,
  name: string,
): statement is ts.ExpressionStatement & { readonly expression: ts.BinaryExpression } =>
  ts.isExpressionStatement(statement) &&
  ts.isBinaryExpression(statement.expression) &&
  statement.expression.operatorToken.kind >= ts.SyntaxKind.FirstAssignment &&
  statement.expression.operatorToken.kind <= ts.SyntaxKind.LastAssignment &&
  ts.isIdentifier(statement.expression.left) &&
  statement.expression.left.text === name;

/** As it was declared: V8's REPL lets a later cell declare a name anew only in the same way. */
const keywordFor = (how: Declared): "const" | "let" | "var" =>
  how === "var" || how === "function" ? "var" : how === "const" ? "const" : "let";

function parametersOf(
  survey: ScriptSurvey,
  { moved }: Moves,
  body: readonly Unit[],
  own: ReadonlyMap<string, Declared>,
): Shape["parameters"] {
  const found = new Map<string, ts.Identifier>();
  for (const { uses } of body)
    for (const { name, node, from, isType } of uses) {
      if (from !== "notebook" || own.has(name) || found.has(name)) continue;
      const units = survey.declaring(name);
      // `typeof settings` in a type takes the variable along; a type's own name does not.
      if (isType && units.every((unit) => ["type", "class"].includes(unit.binds.get(name)!) || ts.isEnumDeclaration(unit.statement)))
        continue;
      if (units.every((unit) => moved.has(unit) || isImport(unit))) continue;
      found.set(name, node);
    }
  return [...found].map(([name, node]) => ({ name, node }));
}

/** What no function can hold, or what would mean something else in a module. */
function unfit({ statement, cell, uses }: Unit, survey: ScriptSurvey): Refusal | null {
  const no = (reason: Refusal["reason"], message: string, wayOut: string, at: ts.Node = statement, name: string | null = null): Refusal =>
    refuseScript(survey, reason, cell, at, name, message, wayOut);
  const undeclared = uses.find((use) => use.writes && use.from === "unbound");
  if (undeclared)
    return no(
      "hidden-names",
      `${undeclared.name} is assigned, and no cell declares it.`,
      "Declare it with let first.",
      undeclared.node,
      undeclared.name,
    );
  if (
    ts.isExportDeclaration(statement) ||
    ts.isExportAssignment(statement) ||
    ts.isImportEqualsDeclaration(statement) ||
    ts.isModuleDeclaration(statement) ||
    ts.isEnumDeclaration(statement) ||
    (ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword || kind === ts.SyntaxKind.DeclareKeyword))
  )
    return no("layout", "This cannot stand inside a function.", "Take it out of the chosen cells.");
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement))
    return no(
      "redefined",
      "This type is declared more than once, or needs something that stays in the notebook.",
      "Give it a name of its own.",
    );
  if (ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Using) === ts.NodeFlags.Using)
    return no("layout", "What `using` declares would be disposed of at the function's end.", "Use const, and dispose of it yourself.");
  if (usesPlace(statement))
    return no(
      "hidden-names",
      "eval, import.meta and relative imports mean something else in another file.",
      "Use absolute addresses, or import at the top of the notebook.",
    );
  const self = findThis(statement);
  return self ? no("hidden-names", "`this` at the top level is the kernel's own.", "Name the object that is meant.", self) : null;
}

function findThis(root: ts.Node): ts.Node | null {
  if (root.kind === ts.SyntaxKind.ThisKeyword) return root;
  if ((ts.isFunctionLike(root) && !ts.isArrowFunction(root)) || ts.isClassLike(root)) return null;
  return ts.forEachChild(root, (child) => findThis(child) ?? undefined) ?? null;
}

/** Whether code waits at its own level, not in a function inside. */
function awaits(root: ts.Node): boolean {
  if (ts.isAwaitExpression(root) || (ts.isForOfStatement(root) && root.awaitModifier !== undefined)) return true;
  if (ts.isFunctionLike(root)) return false;
  return ts.forEachChild(root, (child) => awaits(child) || undefined) ?? false;
}

/**
 * Whether the step's last statement is an expression whose value the kernel displays. Deno's kernel evaluates a cell as V8's
 * REPL does: the value of the last statement that has one is shown, that of a loop's last expression too.
 */
function displayOf(
  { units }: Step,
  { checker, ...survey }: ScriptSurvey,
  isDeno: boolean,
): { readonly isShown: boolean } | { readonly refusal: Refusal } {
  const last = units.at(-1)!;
  if (ts.isExpressionStatement(last.statement)) return { isShown: !isVoid(last.statement.expression, checker) };
  if (!isDeno) return { isShown: false };
  const final = units.findLast(
    ({ statement }) => !ts.isVariableStatement(statement) && !ts.isFunctionDeclaration(statement) && !ts.isClassDeclaration(statement),
  );
  const value = final && findValue(final.statement, checker);
  if (!final || !value || showedNothing(survey.notebook.cells[final.cell]!)) return { isShown: false };
  return {
    refusal: refuseScript(
      survey,
      "display",
      final.cell,
      value,
      null,
      "The kernel displays the value of this, because nothing below it in the cell has one; a function would keep it to itself.",
      "End the cell with the expression to display, or with undefined where nothing is to be displayed.",
    ),
  };
}

/** Whether a run of the cell is saved, without a displayed value. */
const showedNothing = ({ executionCount, outputs }: Cell): boolean =>
  executionCount !== null && !outputs.some(({ kind }) => kind === "execute_result");

/** An expression that may be a statement's value. */
function findValue(statement: ts.Node, checker: ts.TypeChecker): ts.Node | null {
  if (ts.isFunctionLike(statement) || ts.isClassLike(statement)) return null;
  if (ts.isExpressionStatement(statement)) return isVoid(statement.expression, checker) ? null : statement;
  if (ts.isExpression(statement)) return null;
  return ts.forEachChild(statement, (child) => findValue(child, checker) ?? undefined) ?? null;
}

const isVoid = (node: ts.Expression, checker: ts.TypeChecker): boolean => {
  const { flags } = checker.getTypeAtLocation(node);
  return (flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined | ts.TypeFlags.Never)) !== 0;
};

/** A name of an earlier cell that this one uses before it declares it anew: in a function it would not be there yet. */
function usedBefore(survey: ScriptSurvey, { units, cells }: Step): readonly Refusal[] {
  return units.flatMap((unit, at) =>
    [...unit.binds].flatMap(([name, how]) => {
      if (how === "var" || how === "function" || !survey.declaring(name).some(({ cell }) => cell < cells[0]!)) return [];
      const user = units.slice(0, at + 1).find((one) => one.uses.some((use) => use.name === name));
      const use = user?.uses.find((one) => one.name === name && (user !== unit || one.node.pos < unit.statement.end));
      return user && use
        ? [
            refuseScript(
              survey,
              "redefined",
              user.cell,
              use.node,
              name,
              `${name} is used here and declared anew below, in the same cell.`,
              "Give the new one a name of its own.",
            ),
          ]
        : [];
    }),
  );
}

/** Names that only cells below declare. */
function unbound(survey: ScriptSurvey, { moved }: Moves, { parameters, step }: Shape, others: readonly Step[]): readonly Refusal[] {
  return parameters.flatMap(({ name, node }) => {
    const units = survey.declaring(name);
    if (units.some((unit) => unit.cell < step.cells[0]! && !moved.has(unit))) return [];
    const isLater = !others.some((other) => other.units.some((unit) => unit.binds.has(name)));
    const cell = step.units.find(({ uses }) => uses.some((use) => use.node === node))!.cell;
    return [
      refuseScript(
        survey,
        "unbound",
        cell,
        node,
        name,
        isLater ? `${name} is bound in no cell above, so it cannot be handed over.` : `${name} is bound by another of the chosen cells.`,
        "Choose the cells one at a time, or move the one that binds it up.",
      ),
    ];
  });
}

/** A variable that is assigned in one place while a function elsewhere keeps using it: a copy of it would not follow. */
function sharedVariables(
  survey: ScriptSurvey,
  { step, body, parameters, declares, assigns }: Shape,
  readers: readonly Unit[],
): readonly Refusal[] {
  const inside = (name: string): readonly NameUse[] =>
    body.flatMap(({ uses }) => uses.filter((use) => use.name === name && use.from !== "unbound"));
  const refuse = ({ node, name }: NameUse, cell: number, message: string): Refusal =>
    refuseScript(survey, "kept-closure", cell, node, name, message, "Hand it over as an argument, or keep it in an object.");
  const found: Refusal[] = [];
  const cellOf = (use: NameUse): number => body.find(({ uses }) => uses.includes(use))?.cell ?? step.cells[0]!;
  for (const name of new Set([...parameters.map((one) => one.name), ...assigns])) {
    const kept = inside(name).find(({ isCaptured }) => isCaptured);
    const writes = [
      ...inside(name).filter((use) => use.writes),
      ...readers.filter((unit) => unit.cell >= step.cells[0]!).flatMap(({ uses }) => uses.filter((use) => use.name === name && use.writes)),
    ];
    if (kept && writes.length > 0)
      found.push(refuse(kept, cellOf(kept), `A function here keeps ${name}, which is assigned again: it would not see the change.`));
    const hidden = readers.flatMap(({ uses, cell }) =>
      uses.filter((use) => use.name === name && use.isCaptured && (use.writes || assigns.includes(name))).map((use) => ({ use, cell })),
    )[0];
    if (hidden)
      found.push(
        refuse(
          hidden.use,
          hidden.cell,
          `A function of this cell uses ${name} itself, and would not see what the extracted function does to it in the meantime.`,
        ),
      );
  }
  for (const { name } of declares) {
    const kept = inside(name).find(({ isCaptured }) => isCaptured);
    const isAssigned =
      inside(name).some((use) => use.writes) ||
      readers.some(({ uses }) => uses.some((use) => use.name === name && use.writes && use.from === "notebook"));
    if (kept && isAssigned)
      found.push(
        refuse(kept, cellOf(kept), `A function here keeps ${name}, which is assigned again: the notebook's own would not follow.`),
      );
    const earlier = readers.find(
      (unit) => unit.cell < step.cells[0]! && unit.uses.some((use) => use.name === name && use.isCaptured && use.from === "notebook"),
    );
    const use = earlier?.uses.find((one) => one.name === name);
    if (earlier && use)
      found.push(
        refuse(use, earlier.cell, `A function of this cell uses ${name}, which the extracted function binds only when it has ended.`),
      );
  }
  return found;
}
