// What would make a function behave otherwise than the statements that it is made of did.
import type { Node } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { rememberFor } from "../../util/rememberFor";
import type { Chunk } from "../cut/chunks";
import { isIn, isSometimesBound, whereIs, type Step, type Surroundings } from "../cut/step";
import type { NameUse } from "../follow/nameUse";
import { definesCode, reachedFrom } from "../follow/reached";
import { runsLater } from "../follow/runsLater";
import { starNames } from "../follow/starNames";
import type { Refusal } from "../plan";
import type { Survey } from "../survey";
import { explainObstacle } from "./obstacles";
import { refuse } from "./refusals";

/** What would make the function behave otherwise than the statements did. */
export function findHazards(
  surroundings: Surroundings,
  step: Step,
  use: NameUse,
  parameters: readonly string[],
  removes: readonly string[],
): readonly Refusal[] {
  const { survey } = surroundings;
  return [
    ...use.obstacles.map((obstacle) => explainObstacle(survey, step, obstacle)),
    ...refuseHiddenReads(survey, step),
    ...refuseRemovals(surroundings, step, use, removes),
    ...refuseKeptClosures(survey, step, use, parameters),
    ...refuseSetByGlobal(survey, step, use),
    ...refuseSeenByStaying(surroundings, step, use),
  ];
}

const lastOf = ({ chunks }: Step): Chunk => chunks[chunks.length - 1];

function refuseHiddenReads(survey: Survey, { chunks }: Step): readonly Refusal[] {
  return chunks.flatMap((chunk) => {
    const { unknown, outOfSight } = survey.hiddenReads(chunk);
    return [
      ...unknown.map(({ node, name, isText }) =>
        isText
          ? refuse(
              survey,
              "hidden-names",
              { cell: chunk.cell, at: node.start },
              name,
              `${name} evaluates a text that is not known before the code runs, and may find variables of the notebook in it.`,
              "Write the text out in one piece, or leave this line in the notebook, in a cell of its own.",
            )
          : refuse(
              survey,
              "hidden-names",
              { cell: chunk.cell, at: node.start },
              name,
              `${name} looks at variables that nothing in the text names; in a function it would see others.`,
              "Leave this line in the notebook, in a cell of its own, or hand over by name what it needs.",
            ),
      ),
      ...outOfSight.map(({ name, start }) =>
        refuse(
          survey,
          "hidden-names",
          { cell: chunk.cell, at: start },
          name,
          `This text is evaluated in a lambda or a comprehension, which would not see ${name} if ${name} were a variable of a function.`,
          "Write a loop in place of the lambda or the comprehension.",
        ),
      ),
    ];
  });
}

/** Names of the notebook that the code removes on some paths only. */
function refuseRemovals({ survey, boundBefore }: Surroundings, step: Step, use: NameUse, removes: readonly string[]): readonly Refusal[] {
  return [...use.removes].flatMap(([name, at]) => {
    if (use.definite?.has(name) || removes.includes(name)) return [];
    if (!isSometimesBound(survey, step, name) && !boundBefore(step.callCell).has(name)) return [];
    return [
      refuse(
        survey,
        "removes-name",
        whereIs(survey, step, at),
        name,
        `This code removes ${name}, which the notebook bound before; a function cannot remove it there.`,
        `Leave \`del ${name}\` in the notebook, in a cell of its own, or give the name in the except clause another name.`,
      ),
    ];
  });
}

/** Names that functions and generators which are made here may read when the notebook has given them other values, or removed them. */
function refuseKeptClosures(survey: Survey, step: Step, use: NameUse, parameters: readonly string[]): readonly Refusal[] {
  const last = lastOf(step);
  const isElsewhere = (cell: number, at: number): boolean => !isIn(step, cell, at);
  const isLater = (cell: number, at: number): boolean => cell > last.cell || (cell === last.cell && at > last.end);
  return [...use.kept].flatMap(([name, at]): readonly Refusal[] => {
    if (!parameters.includes(name) && !use.binds.has(name)) return [];
    const where = whereIs(survey, step, at);
    const later = survey
      .definitionsOf(name)
      .find(
        (definition) =>
          isElsewhere(definition.cell, definition.at.start) &&
          (definition.kind === "global-in-function" || isLater(definition.cell, definition.at.start)),
      );
    const gone = later
      ? undefined
      : [...(survey.removed.get(name) ?? []), ...(survey.removed.get("*") ?? [])].find(
          (one) => isElsewhere(one.cell, one.at) && isLater(one.cell, one.at),
        );
    const another = later ? null : starNames(survey).mayBindBetween(name, { cell: last.cell, at: last.end }, null);
    const binds = later ? `cell ${later.cell} has` : another && `${another} may have`;
    return [
      ...(gone
        ? [
            refuse(
              survey,
              "kept-closure",
              where,
              name,
              `A function or generator that is made here may run later, when cell ${gone.cell} has removed ${name}; in a module it would still see it.`,
              `Hand ${name} over as a default (lambda …, ${name}=${name}: …), or keep the name.`,
            ),
          ]
        : []),
      ...(binds
        ? [
            refuse(
              survey,
              "kept-closure",
              where,
              name,
              `A function or generator that is made here may run later, when ${binds} given ${name} another value; in a module it would see the old one.`,
              `Hand ${name} over as a default (lambda …, ${name}=${name}: …), or give the later value another name.`,
            ),
          ]
        : []),
    ];
  });
}

/** Names that a function which may be called here sets by `global`. */
function refuseSetByGlobal(survey: Survey, step: Step, use: NameUse): readonly Refusal[] {
  const reached = reachedFrom(survey, step.chunks, (_, defining) => definesCode(defining));
  return survey.functions.flatMap(({ cell, start, name: func, writes }) => {
    const changed = [...writes].find((name) => use.binds.has(name) || use.needs.has(name));
    if (
      changed === undefined ||
      cell > lastOf(step).cell ||
      !(reached.has(survey.chunkOf(cell, start)!) || mayBeCalled(survey, step, func, changed))
    )
      return [];
    const at = use.needs.get(changed) ?? use.binds.get(changed)!;
    const refusal = refuse(
      survey,
      "global",
      whereIs(survey, step, at),
      changed,
      `${func ?? "A function"} of cell ${cell} sets ${changed} by global and may be called here, so ${changed} may change while this code runs.`,
      "Return the value from that function in place of global.",
    );
    return [namingReader(refusal, func)];
  });
}

/** Names that the code binds or removes, and that a function which stays in the notebook reads when it is called here. */
function refuseSeenByStaying({ survey, parts }: Surroundings, step: Step, use: NameUse): readonly Refusal[] {
  const stays = (cell: number, at: number): boolean => {
    const chunk = survey.chunkOf(cell, at);
    return !(chunk !== undefined && parts.moved.has(chunk)) && !isIn(step, cell, at);
  };
  return survey.functions
    .filter(({ cell, start }) => cell <= lastOf(step).cell && stays(cell, start))
    .flatMap(({ cell, start, name: func, reads }) =>
      [...reads].flatMap((shared) => {
        const changed = use.binds.get(shared) ?? use.removes.get(shared);
        if (!changed) return [];
        const isCalled = mayBeCalled(survey, step, func, shared);
        if (!isCalled && !mayStillRun(survey, step, cell, start, shared)) return [];
        const refusal = refuse(
          survey,
          "used-by-staying-function",
          whereIs(survey, step, changed),
          shared,
          `${isCalled ? `${func ?? "A function"} of cell ${cell}` : `What ${func} of cell ${cell} gave back`} reads ${shared} from the notebook and may ${isCalled ? "be called" : "run"} here, after ${shared} is ${use.binds.has(shared) ? "bound" : "removed"}: it would see the value from before.`,
          `Make ${shared} a parameter of ${func ?? "that function"}.`,
        );
        return [namingReader(refusal, func)];
      }),
    );
}

/** A refusal with the function that reads the name; null of one without a name. */
const namingReader = (refusal: Refusal, func: string | null): Refusal => (func === null ? refusal : { ...refusal, reader: func });

/** Whether a function that stays may run while the step runs. Plain functions are followed from call to call; others may always. */
function mayBeCalled(survey: Survey, step: Step, func: string | null, shared: string): boolean {
  if (!step.chunks.some(mayCall)) return false;
  if (func === null) return true;
  const { document } = survey.python;
  if (
    step.cells.some((cell) =>
      document.readsIn(cell).some((read) => read.name === shared && read.calledFrom.length > 0 && !isIn(step, read.cell, read.at.start)),
    )
  )
    return true;
  const isNamed = step.chunks.some((chunk) => survey.mentions(chunk).has(func));
  return isNamed || isHandedOver(survey, func, true);
}

/** Whether statements may call anything: by a call, or by what calls the methods of an object, such as an operator, a condition or a loop. */
const mayCall = rememberFor(({ statements }: Chunk): boolean => {
  let calls = false;
  walkNodes(statements, (node) => {
    const isUnpacking = node.kind === "Assign" && node.targets.some(({ kind }) => kind !== "Name");
    const isNumber = node.kind === "Unary" && node.operand.kind === "Number";
    calls ||= isUnpacking || !(isNumber || callsNothing.has(node.kind));
    return !calls;
  });
  return calls;
});

const callsNothing: ReadonlySet<Node["kind"]> = new Set<Node["kind"]>([
  "Assign",
  "AnnAssign",
  "ExprStmt",
  "Pass",
  "Import",
  "ImportFrom",
  "Name",
  "String",
  "Number",
  "Constant",
  "Tuple",
  "List",
  "Dict",
]);

/** Whether what a function has made in front of the step or in it (a closure, a generator) may read the name while the step runs. */
function mayStillRun(survey: Survey, step: Step, cell: number, start: number, shared: string): boolean {
  const own = survey.chunkOf(cell, start);
  const func = own?.statements.find((statement) => statement.start === start);
  if (func?.kind !== "FunctionDef" || !runsLater(survey, cell, func, [shared])) return false;
  const last = lastOf(step);
  return survey.chunks.some(
    (chunk) =>
      chunk !== own &&
      (chunk.cell < last.cell || (chunk.cell === last.cell && chunk.start <= last.start)) &&
      survey.mentions(chunk).has(func.name.name),
  );
}

/** Whether a decorator may keep a function, or its name is read anywhere but as the function of a call; `isLater`: and by a call at the top of a cell that is done with it when it returns. */
export function isHandedOver(survey: Survey, func: string, isLater = false): boolean {
  let found = mayBeRegistered(survey, func);
  for (const chunk of survey.chunks) {
    const { isUsedUp } = survey.facts(chunk.cell);
    walkNodes(chunk.statements, (node, parents) => {
      if (node.kind !== "Name" || node.name !== func) return;
      const parent = parents[parents.length - 1];
      const isDone = isLater && isUsedUp(node, parents) && parents.every((one) => !runsAtAnotherTime.has(one.kind));
      found ||= !(parent?.kind === "Call" && parent.func === node) && !isDone;
    });
  }
  return found;
}

/** Whether a decorator of the function may keep it to call it later, as `@area.register` of a `singledispatch` does. Those that libraries export wrap it, no more. */
function mayBeRegistered(survey: Survey, func: string): boolean {
  return survey.definitionsOf(func).some(({ cell, at }) =>
    survey.chunkOf(cell, at.start)?.statements.some(
      (one) =>
        one.kind === "FunctionDef" &&
        one.name.name === func &&
        one.decorators.some((decorator) => {
          const called = survey.python.qualifiedName(decorator.kind === "Call" ? decorator.func : decorator, cell);
          return called === null || !called.includes(".");
        }),
    ),
  );
}

const runsAtAnotherTime: ReadonlySet<Node["kind"]> = new Set<Node["kind"]>(["FunctionDef", "ClassDef", "Lambda", "GeneratorExp"]);
