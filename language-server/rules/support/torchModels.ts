// The PyTorch models that a notebook's names hold.
import { modalLayers, modelMakers, pretrainedMakers, selfMethods } from "../../knowledge/torchModels";
import type { PythonNotebook } from "../../python/analysis";
import type { ClassDef, Expr } from "../../python/syntax";
import { walkNodes, type Node } from "../../python/walk";

export interface TorchModel {
  readonly name: string;
  /** True where it comes in evaluation mode (`from_pretrained`, `.eval()` behind its making). */
  readonly startsInEval: boolean;
  /** True where it has, or may have, layers that behave otherwise in training. */
  readonly hasModalLayers: boolean;
}

/** The notebook-global names that hold a model, by name. */
export function torchModels(python: PythonNotebook): ReadonlyMap<string, TorchModel> {
  const models = new Map<string, TorchModel>();
  for (const { name, value, cell } of python.definitions) {
    const made = value && modelMade(value, name, cell, python);
    if (!made) continue;
    const known = models.get(name);
    models.set(name, { name, startsInEval: made.startsInEval && (known?.startsInEval ?? true), hasModalLayers: made.hasModalLayers || (known?.hasModalLayers ?? false) });
  }
  return models;
}

type Made = Pick<TorchModel, "startsInEval" | "hasModalLayers">;

function modelMade(value: Expr, name: string, cell: number, python: PythonNotebook): Made | null {
  if (value.kind !== "Call") return null;
  if (value.func.kind === "Attribute" && selfMethods.has(value.func.attr.name)) {
    // `model = model.to(device)` says nothing new.
    if (value.func.value.kind === "Name" && value.func.value.name === name) return null;
    const inner = modelMade(value.func.value, name, cell, python);
    return inner && value.func.attr.name === "eval" ? { ...inner, startsInEval: true } : inner;
  }
  const made = python.qualifiedName(value, cell) ?? "";
  if (pretrainedMakers.test(made)) return { startsInEval: true, hasModalLayers: true };
  if (modelMakers.test(made)) return { startsInEval: false, hasModalLayers: made.startsWith("torch.nn.") ? mentionsModalLayer(value) : true };
  const own = value.func.kind === "Name" ? ownModule(value.func.name, python) : null;
  return own && { startsInEval: false, hasModalLayers: mentionsModalLayer(own) };
}

/** A class of the notebook that is a `torch.nn.Module`. */
function ownModule(name: string, python: PythonNotebook): ClassDef | null {
  const definition = python.definitions.find((one) => one.name === name && one.kind === "class");
  const node = definition?.node;
  if (!definition || node?.kind !== "ClassDef") return null;
  return node.bases.some((base) => python.qualifiedName(base, definition.cell) === "torch.nn.Module") ? node : null;
}

function mentionsModalLayer(root: Node): boolean {
  let found = false;
  walkNodes(root, (node) => {
    if ((node.kind === "Attribute" && modalLayers.test(node.attr.name)) || (node.kind === "Name" && modalLayers.test(node.name))) found = true;
  });
  return found;
}
