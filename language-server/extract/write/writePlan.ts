// Writes a settled extraction out: the module, the notebook's cells, the tests, and what the user should know.
import type { FileEdit, NotebookEdit } from "../../notebook/edits";
import { baseName } from "../../project/paths";
import { lowerCell } from "../../python/lower/lower";
import { walkNodes } from "../../python/walk";
import type { CellParts } from "../cut/cellParts";
import type { Chunk } from "../cut/chunks";
import type { ModuleParts } from "../define/moveDefinitions";
import { findHistoryReader } from "../follow/history";
import { starNames, type StarImport } from "../follow/starNames";
import { madeFunction, type Named } from "../naming/nameFunctions";
import type { ExtractPlan, ExtractRequest, Refused } from "../plan";
import { refuse } from "../refuse/refusals";
import { signatureOf } from "../settle/signature";
import type { Survey } from "../survey";
import { howToRun, writeTestFile, writeTests } from "../tests/testFile";
import { autoreloadLines, reloads } from "./autoreload";
import { extendModule } from "./extendModule";
import { callText, definitionText, functionText } from "./functionText";
import { findImportPlace, refuseOrder, isBefore, type NeededImport, type Position } from "./importPlace";
import { boundName, fromLine, writeImports, type ImportedName } from "./imports";
import { findModuleFault, moduleText, type ModuleSource } from "./moduleText";
import { writeAroundStars } from "./starImports";
import { listerOf, tellPlan, tellSettings } from "./tellPlan";
import { writeCells } from "./writeCells";

export interface Settled {
  readonly cells: readonly CellParts[];
  readonly moved: ReadonlySet<Chunk>;
  readonly parts: ModuleParts;
  readonly named: readonly Named[];
  readonly isTaken: (name: string) => boolean;
}

/** Refusals, and the chunks that are in the way, if chosen ones. */
interface NotWritten extends Refused {
  readonly blocked?: readonly Chunk[];
}

export function writePlan(
  survey: Survey,
  { cells, moved, parts, named, isTaken }: Settled,
  request: ExtractRequest,
): Omit<ExtractPlan, "stays"> | NotWritten {
  const { target } = request;
  const steps = new Set(named.flatMap(({ shape }) => shape.step.chunks));
  const handedOver = new Set(named.flatMap(({ shape }) => shape.parameters));
  const importChunks = cells.flatMap(({ imports }) => imports);
  const stays = (chunk: Chunk): boolean => !moved.has(chunk) && !steps.has(chunk);
  const readers = survey.chunks.filter((chunk) => stays(chunk) && !importChunks.includes(chunk));
  const isRead = (name: string): boolean => handedOver.has(name) || readers.some((chunk) => survey.mentions(chunk).has(name));
  const isUsedByMoved = (name: string): boolean =>
    [...moved, ...steps].some((chunk) => survey.mentions(chunk).has(name) && !parts.moved.get(chunk)?.includes(name));

  const chosen = new Set(cells.map(({ cell }) => cell));
  const inPlace = [...parts.moved].filter(([chunk]) => parts.inPlace.has(chunk));
  // Who lists the variables is to find them.
  const isListed = listerOf(survey) !== undefined;
  const back = [...parts.moved]
    .flatMap(([chunk, names]) => names.map((name) => [chunk, name] as const))
    .filter(([chunk, name]) => !parts.inPlace.has(chunk) && (isListed || isRead(name) || (chosen.has(chunk.cell) && !isUsedByMoved(name))));
  const gone = new Set([
    ...[...moved].filter((chunk) => !parts.inPlace.has(chunk)),
    ...steps,
    ...importChunks.filter((chunk) => mayLeave(survey, chunk, isRead, (name) => parts.imports.has(name))),
  ]);
  const imported = [...new Set([...back.map(([, name]) => name), ...named.map(({ name }) => name)])];
  if (imported.length + inPlace.length === 0)
    return {
      ok: false,
      refusals: [
        refuse(
          survey,
          "no-code",
          { cell: cells[0].cell, at: 0 },
          null,
          "Nothing would be left for the notebook to use.",
          "Choose cells that define or compute something.",
        ),
      ],
    };

  const signatures = named.map((one) => signatureOf(survey, one, isTaken));
  const needed = new Map([...parts.imports, ...signatures.flatMap((one) => [...one.imports])]);
  const first = earliest([
    ...inPlace.map(([chunk]) => ({ cell: chunk.cell, at: chunk.start })),
    ...back.map(([chunk]) => ({ cell: chunk.cell, at: chunk.start })),
    ...named.map(({ shape }) => ({ cell: shape.step.callCell, at: shape.step.chunks[0].start })),
  ]);
  const place = findImportPlace(survey, first, imported.length === 0, neededImports(survey, needed, parts.stars), request, target);
  if ("problem" in place) {
    const { chunk, problem } = place;
    const where = { cell: chunk.cell, at: chunk.statements[0].start };
    const refusal =
      problem === "order"
        ? refuseOrder(survey, chunk)
        : problem === "path"
          ? refuse(
              survey,
              "import-order",
              where,
              null,
              "The module is importable below this line only, and is needed above it.",
              "Move the line to the first cell.",
            )
          : refuse(
              survey,
              "import-order",
              where,
              null,
              "This changes the working folder, so that the module would not be found after it.",
              "Use paths from the notebook's folder in place of changing it.",
            );
    return { ok: false, refusals: [refusal], blocked: steps.has(chunk) ? [chunk] : [] };
  }

  const inTexts = namesInTexts(survey, [...moved, ...steps]);
  const isForText = (name: string): boolean => inTexts.has(name) && signatures.every((one) => !one.imports.has(name));
  const imports = [
    ...[...needed].flatMap(([name, all]) => (isForText(name) ? all.map((one) => ({ ...one, isForText: true })) : all)),
    ...futures(survey),
  ];
  if (parts.stars.length > 0 && request.existing !== null)
    return {
      ok: false,
      refusals: [
        refuse(
          survey,
          "star-import",
          first,
          null,
          `The code needs ${starNames(survey).what}, and the names that it brings could change what the module's own code means.`,
          "Choose a new module, or import what you use by its name.",
        ),
      ],
    };
  const rest: ModuleSource = {
    imports: "",
    definitions: survey.chunks
      .filter((chunk) => moved.has(chunk))
      .map((chunk) => ({
        text: definitionText(survey, chunk),
        isBlock: ["FunctionDef", "ClassDef"].includes(chunk.statements[0].kind),
        isApart: /^[^\S\r\n]*[\r\n]/.test(survey.sourceOf(chunk.cell).slice(chunk.start)),
      })),
    functions: named.map(({ shape, name }, at) => functionText(survey, shape, name, signatures[at].signature)),
  };
  const file = writeModule(
    survey,
    imports,
    parts.stars.length > 0 ? { ...rest, imports: writeAroundStars(survey, parts.stars, futures(survey), needed, request) } : rest,
    request,
  );
  if ("problem" in file)
    return {
      ok: false,
      refusals: [
        refuse(
          survey,
          file.name === null ? "file" : "name-taken",
          first,
          file.name,
          `${baseName(target.path)} cannot be extended: ${file.problem}.`,
          "Choose another module, or mend that one first.",
        ),
      ],
    };
  const fault = findModuleFault(file.text);
  if (fault !== null)
    return {
      ok: false,
      refusals: [
        refuse(
          survey,
          "check-failed",
          first,
          null,
          `The module that would come out is not right: ${fault}.`,
          "This is a bug in nbready: please report it.",
        ),
      ],
    };

  const preparation = `${request.autoreload && !reloads(survey.python) ? autoreloadLines : ""}${target.sysPath === null ? "" : `import sys\n\nsys.path.insert(0, ${JSON.stringify(target.sysPath)})\n`}`;
  const importLine = imported.length === 0 ? preparation.trimEnd() : `${preparation}${fromLine(target.importName, imported)}`;
  const edits: readonly NotebookEdit[] = writeCells(survey, {
    gone,
    cells,
    imports: importLine === "" ? null : { line: importLine, names: imported, place, first: first.cell },
    replaced: new Map(inPlace.map(([chunk, names]) => [chunk, fromLine(target.importName, names)])),
    calls: new Map(named.map(({ shape, name }) => [shape.step.callCell, callText(shape, name, isTaken)])),
    hoisted: new Map(named.map(({ shape }) => [shape.step.callCell, shape.step.ahead])),
  });
  const asker = findHistoryReader(survey);
  const removed = asker && edits.find((edit) => edit.kind === "deleteCell");
  if (removed)
    return {
      ok: false,
      refusals: [
        refuse(
          survey,
          "history",
          { cell: asker.chunk.cell, at: asker.chunk.statements[0].start },
          asker.name,
          `Cell ${asker.chunk.cell} asks for other cells by their number (${asker.name}), and nothing would be left of cell ${removed.cell}, so that the numbers change.`,
          "Give the value that it asks for a name of its own, and use that.",
        ),
      ],
    };
  const functions = named.map(madeFunction);
  const movedFunctions = [...moved].flatMap(({ cell, statements: [one] }) =>
    chosen.has(cell) && one.kind === "FunctionDef" ? [{ cell, node: one }] : [],
  );
  const tests =
    request.testPath === null
      ? { edits: [] }
      : writeTestFile(writeTests(survey, movedFunctions, named, target.importName), request.testPath, request);
  if ("problem" in tests)
    return {
      ok: false,
      refusals: [
        refuse(
          survey,
          "file",
          first,
          null,
          `${baseName(request.testPath!)} cannot be extended: ${tests.problem}.`,
          "Choose another file for the tests.",
        ),
      ],
    };
  return {
    ok: true,
    edits,
    files: [...(target.files ?? []), ...file.edits, ...tests.edits],
    functions,
    moved: [...parts.moved.values()].flat(),
    messages: [
      ...tellPlan(functions, survey, parts, cells, target.note),
      ...tellSettings(survey, edits),
      ...(tests.edits.length > 0 ? howToRun(target, request.testPath!) : []),
    ],
  };
}

/** The names that code reads by a text alone: `ols("y ~ np.log(x)", data=df)`. */
function namesInTexts(survey: Survey, chunks: readonly Chunk[]): ReadonlySet<string> {
  const names = new Set(chunks.flatMap((chunk) => survey.hiddenReads(chunk).known.map(({ name }) => name)));
  for (const { statements } of chunks) walkNodes(statements, (node) => void (node.kind === "Name" && names.delete(node.name)));
  return names;
}

/** The module's whole text, and the edits that make it. */
function writeModule(
  survey: Survey,
  imports: readonly ImportedName[],
  rest: ModuleSource,
  request: ExtractRequest,
): { readonly text: string; readonly edits: readonly FileEdit[] } | { readonly problem: string; readonly name: string | null } {
  const {
    target: { path, importName },
    existing,
  } = request;
  if (existing === null) {
    const text = formatted(moduleText({ ...rest, imports: rest.imports || writeImports(imports, request) }), request);
    return { text, edits: [{ kind: "createFile", path, text }] };
  }
  const isImported = survey.python.definitions.some(({ imported }) => imported === importName || imported?.startsWith(`${importName}.`));
  const extended = extendModule(existing, imports, formatted(moduleText(rest), request), request, isImported, importName);
  return "problem" in extended
    ? extended
    : { text: extended.text, edits: extended.additions.map((one) => ({ kind: "replaceFileText", path, ...one })) };
}

/** The text as the formatter has it; as it is where brackets of the formatter's own (around `lambda: lambda: …`) make it nested too deeply for CPython. */
function formatted(text: string, request: ExtractRequest): string {
  const found = request.format(text);
  return lowerCell(found).problems.length === 0 ? found : text;
}

/** An import may leave the notebook where the module makes it and nothing that stays reads it; a comment keeps it. */
function mayLeave(survey: Survey, chunk: Chunk, isRead: (name: string) => boolean, isCopied: (name: string) => boolean): boolean {
  const hasComment = survey.sourceOf(chunk.cell).slice(chunk.start, chunk.end).includes("#");
  return (
    !hasComment &&
    chunk.statements.every((statement) => {
      if (statement.kind !== "Import" && statement.kind !== "ImportFrom") return false;
      const names = statement.names.map((alias) => boundName(alias, statement.kind === "Import"));
      return names.every((name) => isCopied(name) && !isRead(name));
    })
  );
}

/** Where the notebook has the imports that the module makes as well. */
function neededImports(
  survey: Survey,
  needed: ReadonlyMap<string, readonly ImportedName[]>,
  repeated: readonly StarImport[],
): readonly NeededImport[] {
  const { names: stars, broughtBy } = starNames(survey);
  const imports = [...needed].flatMap(([name, [{ module, name: member }]]): readonly NeededImport[] => {
    const [first] = survey.definitionsOf(name);
    const place = first
      ? { cell: first.cell, at: first.at.start }
      : stars.has(name)
        ? { cell: stars.get(name)!.cell, at: 0 }
        : broughtBy(name);
    return place
      ? [{ cell: place.cell, at: place.at, module, member: member !== null && /^[A-Z]/.test(member) ? member : null, fetched: member }]
      : [];
  });
  return [...imports, ...repeated.map((star) => ({ ...star, member: null, fetched: "*" }))];
}

const earliest = (positions: readonly Position[]): Position => positions.reduce((first, one) => (isBefore(one, first) ? one : first));

/** `from __future__ import …` of the notebook counts for all cells below it. */
function futures(survey: Survey): readonly ImportedName[] {
  return survey.python.definitions.flatMap(({ node, name }) =>
    node.kind === "ImportFrom" && node.module?.name === "__future__" ? [{ module: "__future__", name, alias: null }] : [],
  );
}
