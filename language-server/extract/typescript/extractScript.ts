// Extracts cells of a TypeScript or JavaScript notebook to a module: the plan with every file and cell that changes, or why
// it is refused. Needs the TypeScript compiler, so it belongs to the program that loads only for such notebooks.
import type { Notebook } from "../../notebook/model";
import { baseName, parentFolder } from "../../project/paths";
import { providedNames } from "../../typescript/globals";
import { kernelName } from "../../typescript/kernel";
import { findFunctionName } from "../naming/functionName";
import type { ExtractRequest, ExtractResult, MadeFunction, Refusal } from "../plan";
import { tellLocals } from "../write/tellPlan";
import { extendModule } from "./extendModule";
import { addressOf } from "./importLines";
import { moduleParts, newModule, type Named } from "./moduleText";
import { findMoves, withTypes, type Moves } from "./moves";
import { writeScriptCells } from "./notebookText";
import { makeSteps, shapeOf, type Shape } from "./steps";
import { namesIn, refuseScript, surveyScript, type ScriptSurvey } from "./survey";
import { writeTestFile, type TestRequest } from "./tests/testFile";
import { typeNamesOf } from "./types";

export interface ScriptRequest extends Pick<ExtractRequest, "cells" | "functionName" | "together" | "moveCalled" | "existing"> {
  /** Absolute folder of the notebook and absolute path of the module. */
  readonly folder: string;
  readonly modulePath: string;
  /** The file of tests to be made for the functions; null: none. */
  readonly test: TestRequest | null;
}

/** Plans the extraction. Pure: nothing is read or written. */
export function extractScript(notebook: Notebook, request: ScriptRequest): ExtractResult {
  const survey = surveyScript(notebook);
  const unusable = checkScriptRequest(survey, request);
  if (unusable.length > 0) return { ok: false, refusals: unusable };
  const cells = withStatements(survey, request.cells).toSorted((a, b) => a - b);
  const moves = findMoves(survey, new Set(cells), request.moveCalled);
  if (moves.refusals.length > 0) return { ok: false, refusals: moves.refusals };
  const made = makeSteps(survey, moves, cells, request.together);
  if ("refusal" in made) return { ok: false, refusals: [made.refusal] };
  const isDeno = kernelName(notebook) !== "tslab";
  const shaped = made.steps.map((step) => shapeOf(survey, moves, step, made.steps, isDeno));
  const refusals = shaped.flatMap((one) => ("refusals" in one ? one.refusals : []));
  if (refusals.length > 0) return { ok: false, refusals };
  const shapes = shaped.flatMap((one) => ("shape" in one ? [one.shape] : []));
  if (moves.moved.size + shapes.length === 0)
    return {
      ok: false,
      refusals: [
        refuseScript(
          survey,
          "no-code",
          cells[0]!,
          0,
          null,
          "There is nothing here but imports.",
          "Choose cells that define or compute something; imports are copied by themselves.",
        ),
      ],
    };
  const named = nameShapes(survey, shapes, request);
  return "refusal" in named ? { ok: false, refusals: [named.refusal] } : write(survey, moves, named.named, new Set(cells), request);
}

/** The chosen cells, each once, without those that hold no statement: prose, comments, other languages. */
const withStatements = ({ cellAt }: ScriptSurvey, cells: readonly number[]): readonly number[] =>
  [...new Set(cells)].filter((index) => {
    const cell = cellAt(index);
    return cell !== undefined && (cell.problem !== null || cell.statements.length > 0);
  });

function checkScriptRequest(survey: ScriptSurvey, { cells, modulePath }: ScriptRequest): readonly Refusal[] {
  const refuse = (reason: Refusal["reason"], cell: number, at: number, message: string, wayOut: string): Refusal =>
    refuseScript(survey, reason, cell, at, null, message, wayOut);
  if (cells.length === 0) return [refuse("no-code", 0, 0, "No cell is chosen.", "Choose at least one code cell.")];
  const isTypeScript = survey.notebook.language !== "javascript";
  if (!(isTypeScript ? /\.[mc]?tsx?$/ : /\.m?jsx?$/).test(modulePath))
    return [
      refuse(
        "not-importable",
        cells[0]!,
        0,
        `${baseName(modulePath)} is no ${isTypeScript ? "TypeScript" : "JavaScript"} module.`,
        `Choose a name such as features.${isTypeScript ? "ts" : "js"}.`,
      ),
    ];
  const broken = survey.cells.find(
    ({ problem, index }) => problem !== null && !cells.includes(index) && !/^\s*[%!#]/.test(survey.cellAt(index)!.cell.source),
  );
  if (broken)
    return [
      refuse(
        "syntax-error",
        broken.index,
        broken.problem!.start,
        `This cell does not parse (${broken.problem!.message}), so what it uses is not known.`,
        "Fix it first.",
      ),
    ];
  const some = withStatements(survey, cells);
  const missing = cells.filter((index) => !survey.notebook.cells[index]);
  return (some.length > 0 ? [...missing, ...some] : cells).flatMap((index): readonly Refusal[] => {
    const cell = survey.cellAt(index);
    if (!survey.notebook.cells[index])
      return [
        refuse(
          "no-code",
          index,
          0,
          `There is no cell ${index}: the notebook has ${survey.notebook.cells.length}, numbered from 0.`,
          "Choose another.",
        ),
      ];
    if (!cell) return [refuse("no-code", index, 0, `Cell ${index} holds no script.`, "Choose code cells.")];
    if (cell.problem)
      return [refuse("syntax-error", index, cell.problem.start, `This cannot be extracted: ${cell.problem.message}`, "Fix it first.")];
    return cell.statements.length === 0 ? [refuse("no-code", index, 0, `Cell ${index} holds no statement.`, "Leave it out.")] : [];
  });
}

function nameShapes(
  survey: ScriptSurvey,
  shapes: readonly Shape[],
  { functionName }: ScriptRequest,
): { readonly named: readonly Named[] } | { readonly refusal: Refusal } {
  const provided = providedNames(survey.notebook);
  const used = new Set(namesIn(survey));
  const isTaken = (name: string): boolean => used.has(name) || provided(name) || reserved.has(name);
  if (functionName !== null && shapes.length > 0) {
    const cell = shapes[0]!.step.cells[0]!;
    const why = !/^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u.test(functionName)
      ? "is no name that a function can have"
      : isTaken(functionName)
        ? `is in use already${whereUsed(survey, functionName)}`
        : null;
    if (why !== null)
      return {
        refusal: refuseScript(
          survey,
          "name-taken",
          cell,
          0,
          functionName,
          `${functionName} ${why}.`,
          "Choose another name for the function.",
        ),
      };
    return { named: shapes.map((shape) => ({ shape, name: functionName })) };
  }
  const named = shapes.map((shape): Named => {
    const results = [...shape.declares.map(({ name }) => name), ...shape.assigns];
    // A cell that gives nothing back is still about what it binds.
    const name = camelCase(
      findFunctionName(
        survey.notebook,
        {
          cell: shape.step.cells[0]!,
          statements: [],
          returns: results.length > 0 ? results : shape.locals,
          comment: null,
          isImported: () => false,
        },
        (one) => isTaken(camelCase(one)),
      ),
    );
    used.add(name);
    return { shape, name };
  });
  return { named };
}

/** Where the notebook has a name, as the end of a sentence; "" where it is none of its own. */
function whereUsed({ units, cellAt }: ScriptSurvey, name: string): string {
  const unit = units.find(({ binds }) => binds.has(name)) ?? units.find(({ uses }) => uses.some((use) => use.name === name));
  if (!unit) return "";
  const use = unit.uses.find((one) => one.name === name)?.node ?? unit.statement;
  const at = unit.binds.has(name) ? unit.statement.getStart() : use.getStart();
  return `: cell ${unit.cell} ${unit.binds.has(name) ? "binds" : "uses"} it (line ${cellAt(unit.cell)!.cell.source.slice(0, at).split("\n").length})`;
}

/** ECMA-262, "Keywords and Reserved Words", those that no function of a module may be called. */
const reserved: ReadonlySet<string> = new Set(
  "await break case catch class const continue debugger default delete do else enum export extends false finally for function if import in instanceof let new null return static super switch this throw true try typeof var void while with yield implements interface package private protected public".split(
    " ",
  ),
);

const camelCase = (name: string): string => name.replace(/(?<=.)_+(.)/gu, (_, letter: string) => letter.toUpperCase());

function write(
  survey: ScriptSurvey,
  moves: Moves,
  named: readonly Named[],
  chosen: ReadonlySet<number>,
  { folder, modulePath, existing, test }: ScriptRequest,
): ExtractResult {
  const isTypeScript = survey.notebook.language !== "javascript";
  const said = isTypeScript ? named.flatMap(({ shape }) => shape.parameters.flatMap(({ node }) => typeNamesOf(node, survey.checker))) : [];
  const { moved } = withTypes(survey, moves, said);
  const parts = moduleParts(survey, moved, named, { notebook: folder, module: parentFolder(modulePath) ?? "/" }, isTypeScript);
  const movedNames = [...moved].flatMap((unit) => [...unit.binds].map(([name, how]) => ({ name, how, unit })));
  const first = named[0]?.shape.step.cells[0] ?? [...moved][0]!.cell;
  const file =
    existing === null
      ? { edits: [{ kind: "createFile" as const, path: modulePath, text: newModule(parts) }] }
      : extendModule(modulePath, existing, parts, new Set([...movedNames, ...named].map(({ name }) => name)));
  if ("problem" in file)
    return {
      ok: false,
      refusals: [
        refuseScript(
          survey,
          file.name === null ? "file" : "name-taken",
          first,
          0,
          file.name,
          `${baseName(modulePath)} cannot be extended: ${file.problem}.`,
          "Choose another module, or mend that one first.",
        ),
      ],
    };

  const tests =
    test === null ? { edits: [], message: null } : writeTestFile({ survey, moved, chosen, named, modulePath, isTypeScript }, test);
  if ("problem" in tests)
    return {
      ok: false,
      refusals: [
        refuseScript(
          survey,
          "file",
          first,
          0,
          tests.name,
          `${baseName(test!.path)} cannot be extended: ${tests.problem}.`,
          "Choose another file for the tests.",
        ),
      ],
    };

  const gone = new Set([...moved, ...named.flatMap(({ shape }) => shape.body)]);
  const isRead = (name: string): boolean =>
    survey.units.some((unit) => !gone.has(unit) && unit.uses.some((use) => use.name === name && use.from !== "unbound"));
  const unused = movedNames.filter(
    ({ name, unit }) =>
      !isRead(name) && (!chosen.has(unit.cell) || [...gone].some((other) => other !== unit && other.uses.some((use) => use.name === name))),
  );
  const values = [
    ...movedNames.filter((one) => !unused.includes(one)).map(({ name, how }) => (how === "type" ? `type ${name}` : name)),
    ...named.map(({ name }) => name),
  ];
  const address = addressOf(folder, modulePath);
  // tslab resolves modules as Node does, without the extension; Deno wants the file.
  const from = kernelName(survey.notebook) === "tslab" ? address.replace(/\.[mc]?tsx?$|\.jsx?$/, "") : address;
  const taken = namesIn(survey);
  const freeName = ["result", "made", ...Array.from({ length: 100 }, (_, at) => `result${at + 2}`)].find((name) => !taken.has(name))!;
  const edits = writeScriptCells(survey, {
    chosen,
    moved,
    named,
    freeName,
    importLine: `import { ${values.join(", ")} } from ${JSON.stringify(from)};`,
  });
  const functions = named.map(({ shape, name }): MadeFunction => ({
    name,
    cells: shape.step.cells,
    parameters: shape.parameters.map((one) => one.name),
    returns: [...shape.declares.map((one) => one.name), ...shape.assigns],
    locals: shape.locals,
    isAsync: shape.isAsync,
  }));
  return {
    ok: true,
    edits,
    files: [...file.edits, ...tests.edits],
    functions,
    moved: movedNames.map(({ name }) => name),
    stays: [],
    messages: [
      ...movedNames
        .filter(({ unit }) => !chosen.has(unit.cell))
        .map(({ name, unit }) => `${name} of cell ${unit.cell} moves along, because the moved code needs it.`),
      ...(parts.untyped.length > 0 ? [`The types of ${[...new Set(parts.untyped)].join(", ")} are not known here: they are any.`] : []),
      ...tellLocals(functions),
      ...(tests.message === null ? [] : [tests.message]),
    ],
  };
}
