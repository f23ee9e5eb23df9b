// PyTorch models that predict in training mode, or with gradients kept.
import { gradientSwitches, predictionSteps, trainingMethods } from "../knowledge/torchModels";
import type { Fix, NotebookEdit } from "../notebook/edits";
import { holds } from "../notebook/positions";
import type { PythonNotebook, ResolvedCall } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { Expr, Stmt } from "../python/syntax";
import { walkNodes } from "../python/walk";
import { defineRule, type Finding } from "./rule";
import { importsOf } from "./support/definitions";
import { torchModels, type TorchModel } from "./support/torchModels";

export default defineRule({
  code: "NBR806",
  name: "inference-mode",
  severity: "info",
  summary: "A PyTorch model predicts in training mode, or with gradients kept",
  *check({ python }) {
    if (!python) return;
    const models = torchModels(python);
    if (models.size === 0 || trainsStepByStep(python)) return;
    for (const model of models.values()) {
      const found = judge(model, python);
      if (found) yield found;
    }
  },
});

/** A lesson that calls the model in one cell and `loss.backward()` in the next: no cell by itself tells what it is. */
const trainsStepByStep = (python: PythonNotebook): boolean =>
  python.calls.some((call) => call.func === null && calledName(call.node) === "backward" && call.loops.length === 0);

function judge(model: TorchModel, python: PythonNotebook): Finding | null {
  const trains = python.calls.some((call) => trainingMethods.has(calledName(call.node)));
  const predictions = python.calls.filter((call) => calledModel(call) === model.name && isPrediction(call, trains, python));
  const kept = predictions.filter((call) => !hasGradientsOff(call, python));
  const needsEval = !model.startsInEval && model.hasModalLayers && !isPutInEval(model, python);
  const places = needsEval ? predictions : kept;
  const [first, ...others] = places;
  if (!first) return null;
  const keepsGradients = kept.length > 0;
  const later = trainingAfter(places, python);
  // What is predicted in inference mode cannot be trained with.
  const context = later.length > 0 ? "no_grad" : "inference_mode";
  return {
    cell: first.cell,
    span: { start: first.node.start, end: first.node.end },
    message: message(model.name, needsEval, keepsGradients, context),
    related: others.map((call) => ({
      cell: call.cell,
      span: { start: call.node.start, end: call.node.end },
      message: `${model.name} also predicts here`,
    })),
    fixes:
      needsEval && !later.every((step) => restartsTraining(step, python))
        ? []
        : fixes(model.name, places, kept, needsEval, context, python),
  };
}

/** The name in `model(rows)` and `model.forward(rows)`; null of other calls. */
function calledModel({ node: { func } }: ResolvedCall): string | null {
  const model = func.kind === "Attribute" && func.attr.name === "forward" ? func.value : func;
  return model.kind === "Name" ? model.name : null;
}

type Context = "no_grad" | "inference_mode";

function message(name: string, needsEval: boolean, keepsGradients: boolean, context: Context): string {
  const memory = "each prediction keeps what gradients would need, which fills the memory";
  const mode = "dropout stays on and batch normalisation depends on each batch, so the same input gives different answers";
  if (needsEval && keepsGradients)
    return `${name} predicts in training mode and with gradients: ${mode}, and ${memory}. Call ${name}.eval() first and predict inside torch.${context}().`;
  return needsEval
    ? `${name} predicts in training mode: ${mode}. Call ${name}.eval() first.`
    : `${name} predicts with gradients: ${memory}. Predict inside torch.${context}().`;
}

/** A call that is no part of training: nothing around it goes backward, and what it gives is used as an answer. */
function isPrediction(call: ResolvedCall, trains: boolean, python: PythonNotebook): boolean {
  const around: readonly Stmt[] = call.func ? call.func.body : (python.cellAt(call.cell)?.module.body ?? []);
  if (call.node.args.some((argument) => isMadeUp(argument, call.cell, python)) || isInClass(call, python)) return false;
  let goesBackward = false;
  let isAnswer = false;
  walkNodes(around, (node) => {
    if (node.kind !== "Call") return;
    if (trainingMethods.has(calledName(node)) || calledName(node) === "step") goesBackward = true;
    if (predictionSteps.has(calledName(node))) isAnswer = true;
  });
  return !goesBackward && (isAnswer || !trains);
}

/** `model(torch.rand(1, 3, 224, 224))` asks for a shape. */
function isMadeUp(argument: Expr, cell: number, python: PythonNotebook): boolean {
  return /^torch\.(?:rand|randn|zeros|ones|empty|randint|rand_like|randn_like|ones_like|zeros_like|full)\(\)/.test(
    python.qualifiedName(argument, cell) ?? "",
  );
}

function isInClass({ cell, node }: ResolvedCall, python: PythonNotebook): boolean {
  let found = false;
  walkNodes(python.cellAt(cell)?.module.body ?? [], (one) => {
    if (one.kind === "ClassDef" && holds(one, node)) found = true;
  });
  return found;
}

/** Under `no_grad`, in a function that is decorated so, or after gradients were switched off for good. */
function hasGradientsOff({ cell, node, func }: ResolvedCall, python: PythonNotebook): boolean {
  const isSwitch = (expr: Expr): boolean => {
    const callee = expr.kind === "Call" ? expr.func : expr;
    return callee.kind === "Attribute"
      ? gradientSwitches.has(callee.attr.name)
      : callee.kind === "Name" && gradientSwitches.has(callee.name);
  };
  let found = func?.decorators.some(isSwitch) ?? false;
  for (const { index, module } of python.cells)
    walkNodes(module.body, (one) => {
      if (one.kind === "With" && index === cell && holds(one, node) && one.items.some(({ context }) => isSwitch(context))) found = true;
      if (one.kind === "ExprStmt" && isSwitch(one.value)) found = true;
    });
  return found;
}

function isPutInEval({ name }: TorchModel, python: PythonNotebook): boolean {
  // Also of a parameter: `def predict(model): model.eval()` puts whatever it is given.
  return python.calls.some(
    ({ node: { func, args } }) =>
      func.kind === "Attribute" &&
      ((func.attr.name === "eval" && args.length === 0) ||
        (func.attr.name === "train" && args[0]?.kind === "Constant" && args[0].value === false)) &&
      (func.value.kind !== "Name" ||
        func.value.name === name ||
        !python.definitions.some((one) => func.value.kind === "Name" && one.name === func.value.name)),
  );
}

/** Steps of training that may run after one of these predictions. */
const trainingAfter = (places: readonly ResolvedCall[], python: PythonNotebook): readonly ResolvedCall[] =>
  python.calls.filter(
    (step) =>
      calledName(step.node) === "backward" &&
      !(
        step.func === null &&
        places.every(
          ({ cell, node, func, loops }) =>
            func === null &&
            (step.cell < cell || (step.cell === cell && step.node.end <= node.start)) &&
            !step.loops.some((loop) => loops.includes(loop)),
        )
      ),
  );

/** True where the function or the round of the loop that trains calls `train()` first. */
const restartsTraining = (step: ResolvedCall, python: PythonNotebook): boolean =>
  python.calls.some(
    ({ cell, node, func, loops }) =>
      calledName(node) === "train" &&
      !(node.args[0]?.kind === "Constant" && node.args[0].value === false) &&
      cell === step.cell &&
      func === step.func &&
      node.end <= step.node.start &&
      (func !== null || loops.length > 0) &&
      loops.every((loop) => step.loops.includes(loop)),
  );

/** Puts each predicting statement under `torch.inference_mode()`, or `torch.no_grad()`, and `eval()` before the first. */
function fixes(
  name: string,
  places: readonly ResolvedCall[],
  kept: readonly ResolvedCall[],
  needsEval: boolean,
  context: Context,
  python: PythonNotebook,
): readonly Fix[] {
  const torch = importsOf(python, "torch")[0]?.name;
  const statements = [...new Map(places.map((call) => [call.statement, call])).values()];
  const edits = statements.map((call, index): NotebookEdit | null => {
    const { statement, cell } = call;
    const { source } = python.notebook.cells[cell];
    const indent = source.slice(source.lastIndexOf("\n", statement.start - 1) + 1, statement.start);
    const wraps = kept.includes(call);
    const isSimple =
      (statement.kind === "Assign" || statement.kind === "AugAssign" || statement.kind === "Return") &&
      !/\S/.test(indent) &&
      /^[ \t]*(?:;[ \t]*)?(?:#[^\n]*)?(?:\r?\n|$)/.test(source.slice(statement.end));
    if (!isSimple || (wraps && !torch)) return null;
    const before = `${needsEval && index === 0 ? `${name}.eval()\n${indent}` : ""}${wraps ? `with ${torch}.${context}():\n${indent}    ` : ""}`;
    return { kind: "replaceText", cell, start: statement.start, end: statement.start, text: before };
  });
  const all = edits.filter((edit) => edit !== null);
  if (all.length < edits.length) return [];
  const title =
    needsEval && kept.length > 0
      ? `Call ${name}.eval() and predict inside ${context}()`
      : needsEval
        ? `Call ${name}.eval()`
        : `Predict inside ${context}()`;
  return [{ title, safe: false, edits: all.filter((edit) => edit.kind !== "replaceText" || edit.text !== "") }];
}
