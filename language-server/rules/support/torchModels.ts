// The PyTorch models that a notebook's names hold.
import { modalLayers, modelMakers, pretrainedMakers, selfMethods } from "../../knowledge/torchModels";
import type { PythonNotebook } from "../../python/analysis";
import type { ClassDef, Expr, Node } from "../../python/syntax";
import { walkNodes } from "../../python/walk";
import { pickCalls, pickDefinitions } from "./pickCalls";

export interface TorchModel {
  readonly name: string;
  /** True where it comes in evaluation mode (`from_pretrained`, `.eval()` after its making). */
  readonly startsInEval: boolean;
  /** True where it has, or may have, layers that behave otherwise in training. */
  readonly hasModalLayers: boolean;
}

/** The notebook-global names that hold a model, by name. */
export function torchModels(python: PythonNotebook): ReadonlyMap<string, TorchModel> {
  const models = new Map<string, TorchModel>();
  const modules = ownModules(python);
  if (modules.size === 0 && makingCalls(python).length === 0) return models;
  for (const { name, value, cell } of python.definitions) {
    const made = value && modelMade(value, name, cell, modules, python);
    if (!made) continue;
    const known = models.get(name);
    models.set(name, {
      name,
      startsInEval: made.startsInEval && (known?.startsInEval ?? true),
      hasModalLayers: made.hasModalLayers || (known?.hasModalLayers ?? false),
    });
  }
  return models;
}

const makingCalls = pickCalls(({ name }) => name !== null && (pretrainedMakers.test(`${name}()`) || modelMakers.test(`${name}()`)));

type Made = Pick<TorchModel, "startsInEval" | "hasModalLayers">;

function modelMade(value: Expr, name: string, cell: number, modules: ReadonlyMap<string, ClassDef>, python: PythonNotebook): Made | null {
  if (value.kind !== "Call") return null;
  if (value.func.kind === "Attribute" && selfMethods.has(value.func.attr.name)) {
    // `model = model.to(device)` says nothing new.
    if (value.func.value.kind === "Name" && value.func.value.name === name) return null;
    const inner = modelMade(value.func.value, name, cell, modules, python);
    return inner && value.func.attr.name === "eval" ? { ...inner, startsInEval: true } : inner;
  }
  const made = python.qualifiedName(value, cell) ?? "";
  if (pretrainedMakers.test(made)) return { startsInEval: true, hasModalLayers: true };
  if (made === "torch.hub.load()" && evaluatingHubs.test(value.args[0] ? (python.constantText(value.args[0], cell) ?? "") : ""))
    return null;
  if (modelMakers.test(made))
    return { startsInEval: false, hasModalLayers: made.startsWith("torch.nn.") ? mentionsModalLayer(value) : true };
  const own = value.func.kind === "Name" ? modules.get(value.func.name) : undefined;
  return own ? { startsInEval: false, hasModalLayers: mentionsModalLayer(own) } : null;
}

/** Repositories whose models come in evaluation mode and switch gradients off themselves. Source: YOLOv5's documentation of its PyTorch Hub models. */
const evaluatingHubs = /^ultralytics\/yolov5(?::|$)/;

const classes = pickDefinitions(({ kind }) => kind === "class");

/** The notebook's classes that are a `torch.nn.Module`, by name; the first of a name counts. */
function ownModules(python: PythonNotebook): ReadonlyMap<string, ClassDef> {
  const modules = new Map<string, ClassDef>();
  const seen = new Set<string>();
  for (const { name, node, cell } of classes(python)) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (node.kind === "ClassDef" && node.bases.some((base) => python.qualifiedName(base, cell) === "torch.nn.Module"))
      modules.set(name, node);
  }
  return modules;
}

function mentionsModalLayer(root: Node): boolean {
  let found = false;
  walkNodes(root, (node) => {
    if ((node.kind === "Attribute" && modalLayers.test(node.attr.name)) || (node.kind === "Name" && modalLayers.test(node.name)))
      found = true;
  });
  return found;
}
