// Functions that a notebook hands to another machine: their bodies run in the container of a pipeline's step, among that container's files.
import type { Span } from "../../notebook/model";
import { holds } from "../../notebook/positions";
import type { PythonNotebook } from "../../python/analysis";
import type { Expr, FunctionDef } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { addTo } from "../../util/groupBy";
import { rememberFor } from "../../util/rememberFor";
import { argumentOf } from "./arguments";
import { definitionsAt } from "./definitions";
import { pickCalls } from "./pickCalls";

/** What makes a step of a function, or a pipeline whose arguments go to steps, as a decorator or a call. Sources: the Kubeflow Pipelines SDK (v1 and v2), the SageMaker Python SDK. */
const makers =
  /^(?:kfp\.(?:\w+\.)*(?:component|pipeline|func_to_container_op|create_component_from_func(?:_v2)?|func_to_component_text)|sagemaker\.(?:\w+\.)*(?:remote_function\.remote|function_step\.step))$/;

/** True of a place in the body of such a function. */
export const runsRemotely = (cell: number, place: Span, python: PythonNotebook): boolean =>
  (remoteFunctions(python).get(cell) ?? []).some((func) => holds(func, place));

const makingCalls = pickCalls(({ name }) => name !== null && makers.test(name));

/** The functions by the cells that define them. */
const remoteFunctions = rememberFor((python: PythonNotebook): ReadonlyMap<number, readonly FunctionDef[]> => {
  const found = new Map<number, FunctionDef[]>();
  const add = (cell: number, func: FunctionDef): void => addTo(found, cell, func);
  for (const { node, cell } of makingCalls(python)) {
    const handed = argumentOf(node, 0, "func");
    if (handed) for (const definition of definitionsAt(handed, cell, python)) if (definition.func) add(definition.cell, definition.func);
  }
  for (const { index, module } of python.cells)
    if (module.source.includes("@"))
      walkNodes(module.body, (node) => {
        if (node.kind === "FunctionDef" && node.decorators.some((one) => makers.test(python.qualifiedName(calleeOf(one), index) ?? "")))
          add(index, node);
      });
  return found;
});

/** `@component` and `@component(base_image="python:3.12")` */
const calleeOf = (decorator: Expr): Expr => (decorator.kind === "Call" ? decorator.func : decorator);
