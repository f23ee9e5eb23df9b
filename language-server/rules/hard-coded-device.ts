// A GPU that is taken for granted: on a machine without one the first call fails.
import { availabilityChecks, deviceKeywords, gpuName, tensorflowGpu, torchLibraries } from "../knowledge/devices";
import type { Fix, NotebookEdit } from "../notebook/edits";
import type { Span } from "../notebook/model";
import type { PythonNotebook, ResolvedCall, StringUse } from "../python/analysis";
import { calledName } from "../python/calledName";
import type { CallExpr, Expr, FunctionDef, Parameter, Parameters } from "../python/syntax";
import { defineRule } from "./rule";
import { argumentOf, isOpenEnded, keywordValue } from "./support/arguments";
import { callsOf } from "./support/callers";
import { calledDefinition, importsOf } from "./support/definitions";
import { conditionsAround, isTried } from "./support/guards";
import { firstRun, isBefore, type Moment } from "./support/order/runMoments";
import { pickCalls, pickDefinitions } from "./support/pickCalls";

/** One place that names the device. */
interface DeviceUse extends Span {
  readonly cell: number;
  /** What stands there instead, once it asks first; null where more than this place has to change. */
  readonly replacement: string | null;
  /** True where data goes to the GPU at once; a name of the device alone may be changed before it is used. */
  readonly goesThere: boolean;
}

export default defineRule({
  code: "NBR804",
  name: "hard-coded-device",
  severity: "warning",
  summary: "A GPU is used without checking whether there is one",
  *check({ python }) {
    if (!python) return;
    const asked = whenAsked(python);
    if (asked === "unknown") return;
    const usesTorch = torchImports(python).length > 0;
    const torch = importsOf(python, "torch")[0]?.name ?? null;
    const uses = [...(usesTorch ? torchUses(python, torch ?? "torch") : []), ...tensorflowUses(python)]
      .filter(
        (use) =>
          conditionsAround(python, use.cell, use).length === 0 &&
          !isTried(python, use.cell, use) &&
          (asked === null || comesBefore(asked, use, python)),
      )
      .sort((a, b) => a.cell - b.cell || a.start - b.start);
    const [first, ...others] = uses;
    if (!first) return;
    const more = others.length === 0 ? "" : ` ${others.length === 1 ? "One more place does" : `${others.length} more places do`} the same.`;
    yield {
      cell: first.cell,
      span: { start: first.start, end: first.end },
      message: `This code needs a GPU, and the notebook ${asked === null ? "never checks" : "checks only further down"} whether there is one: on a machine without it the run stops here${usesTorch ? "" : ", or is very slow on the CPU"}. Choose the device by what is available.${more}`,
      related: others.map(({ cell, start, end }) => ({ cell, span: { start, end }, message: "the GPU is also used here" })),
      // What comes below the check may depend on it already.
      fixes: asked === null ? fixes(uses, usesTorch ? torch : "tensorflow", python) : [],
    };
  },
});

const torchImports = pickDefinitions(({ imported }) => imported !== null && torchLibraries.has(imported.split(".")[0]));
const availabilityCalls = pickCalls((call) => availabilityChecks.has(calledName(call.node)));

/** The first moment at which the notebook asks for a GPU; null where it never does, "unknown" where code asks that may run at any time. */
function whenAsked(python: PythonNotebook): Moment | "unknown" | null {
  let first: Moment | null = null;
  for (const { cell, node } of availabilityCalls(python)) {
    const moment = firstRun(cell, node, python);
    if (!moment || moment.inside) return "unknown";
    if (!first || isBefore(moment, first)) first = moment;
  }
  return first;
}

/** True of what takes data to the GPU, outside of any function, before the notebook has asked. */
function comesBefore(asked: Moment, use: DeviceUse, python: PythonNotebook): boolean {
  const moment = use.goesThere ? firstRun(use.cell, use, python) : null;
  return moment !== null && !moment.inside && isBefore(moment, asked);
}

const cudaCalls = pickCalls(({ node: { func } }) => func.kind === "Attribute" && func.attr.name === "cuda");
const deviceCalls = pickCalls(({ name }) => name === "tensorflow.device");

/** What asks first, and else takes the CPU; `written` is the device's literal. */
const choice = (torch: string, written: string): string =>
  `${written} if ${torch}.${/mps/.test(written) ? "backends.mps" : "cuda"}.is_available() else "cpu"`;

function* torchUses(python: PythonNotebook, torch: string): Iterable<DeviceUse> {
  for (const call of cudaCalls(python)) {
    const { func, args, keywords } = call.node;
    // `x.cuda(0)` is a device's number, `non_blocking` says how to get there; any other argument belongs to another library's method.
    if (
      func.kind !== "Attribute" ||
      func.attr.name !== "cuda" ||
      args.length > 1 ||
      (args[0] && args[0].kind !== "Number") ||
      keywords.some(({ name }) => name?.name !== "non_blocking")
    )
      continue;
    if (call.name !== null && /^(?:numba|cupy|jax)\b/.test(call.name)) continue;
    const number = args[0]?.kind === "Number" ? `:${args[0].text}` : "";
    const options = keywords.map(({ start, end }) => `, ${python.notebook.cells[call.cell].source.slice(start, end)}`).join("");
    yield {
      cell: call.cell,
      start: func.attr.start,
      end: call.node.end,
      replacement: `to(${choice(torch, `"cuda${number}"`)}${options})`,
      goesThere: true,
    };
  }
  for (const use of python.strings) {
    if (!isGpuName(use) || !namesDevice(use, python)) continue;
    const { start, end } = use.node;
    const written = use.node.kind === "String" ? `"${use.node.value}"` : python.notebook.cells[use.cell].source.slice(start, end);
    const [parent] = use.parents;
    const goesThere = parent?.kind === "Call" && putsData(parent, use.cell, python);
    yield { cell: use.cell, start, end, replacement: choice(torch, written), goesThere };
  }
  for (const { node, cell } of trainers(python)) {
    const accelerator = keywordValue(node, "accelerator");
    if (accelerator?.kind === "String" && /^(?:gpu|cuda|mps)$/.test(accelerator.value))
      yield { cell, start: accelerator.start, end: accelerator.end, replacement: '"auto"', goesThere: false };
  }
  for (const { name, node, cell } of numberedCalls(python)) {
    if (name === "torch.cuda.set_device" || (name === "torch.set_default_tensor_type" && takesCuda(node, cell, python)))
      yield { cell, start: node.start, end: node.end, replacement: null, goesThere: false };
    const device = name === "transformers.pipeline" ? keywordValue(node, "device") : undefined;
    if (device?.kind === "Number" && device.value >= 0)
      yield {
        cell,
        start: device.start,
        end: device.end,
        replacement: `${device.text} if ${torch}.cuda.is_available() else -1`,
        goesThere: true,
      };
  }
}

const trainers = pickCalls(
  ({ name }) => name === "pytorch_lightning.Trainer" || name === "lightning.Trainer" || name === "lightning.pytorch.Trainer",
);

/** Calls that take a GPU by its number, or by the type of its tensors. */
const numberedCalls = pickCalls(
  ({ name }) => name === "transformers.pipeline" || name === "torch.cuda.set_device" || name === "torch.set_default_tensor_type",
);

const takesCuda = ({ args: [type] }: CallExpr, cell: number, python: PythonNotebook): boolean =>
  type !== undefined && (python.constantText(type, cell) ?? python.qualifiedName(type, cell) ?? "").startsWith("torch.cuda.");

/** `x.to("cuda")`, `torch.zeros(3, device="cuda")`; `torch.device("cuda")` only names the device, on any machine. */
const putsData = (call: CallExpr, cell: number, python: PythonNotebook): boolean =>
  calledName(call) === "to" || /^torch\.(?!(?:device|set_default_device)$)/.test(python.qualifiedName(call.func, cell) ?? "");

/** `"cuda"`, `f"cuda:{number}"`. */
function isGpuName({ node }: StringUse): boolean {
  if (node.kind === "String") return gpuName.test(node.value);
  const [first, ...rest] = node.values;
  return first?.kind === "Text" && first.value === "cuda:" && rest.length === 1 && rest[0].kind === "Field";
}

/** `torch.device("cuda")`, `torch.device(type="cuda")`, `.to("cuda")`, `device="cuda"`, `device = "cuda"`, `{"device": "cuda"}`, and what a function takes for its parameter `device`. */
function namesDevice({ node, parents, cell }: StringUse, python: PythonNotebook): boolean {
  const [parent] = parents;
  if (parent?.kind === "Assign") return parent.value === node && parent.targets.some(isDeviceTarget);
  if (parent?.kind === "AnnAssign") return parent.value === node && isDeviceTarget(parent.target);
  if (parent?.kind === "Dict")
    return parent.entries.some(({ key, value }) => value === node && key?.kind === "String" && /^(?:torch_)?device$/i.test(key.value));
  if (parent?.kind === "FunctionDef")
    return parent.params.some(
      (parameter) => parameter.default === node && isDeviceName(parameter.name.name) && isLeftOut(parent, parameter, python),
    );
  if (parent?.kind !== "Call") return false;
  const name = python.qualifiedName(parent.func, cell) ?? "";
  if (/autocast|GradScaler/.test(name)) return false;
  if (
    parent.keywords.some(
      (keyword) =>
        keyword.value === node &&
        (deviceKeywords.has(keyword.name?.name ?? "") || (name === "torch.device" && keyword.name?.name === "type")),
    )
  )
    return true;
  const position = parent.args.indexOf(node);
  if (position >= 0 && ownParameters(parent, cell, python)[position]?.name.name === "device") return true;
  return (
    parent.args[0] === node &&
    (name === "torch.device" ||
      name === "torch.Generator" ||
      name === "torch.set_default_device" ||
      (parent.func.kind === "Attribute" && parent.func.attr.name === "to"))
  );
}

const isDeviceName = (name: string): boolean => /device/i.test(name);
const isDeviceTarget = (target: Expr): boolean =>
  (target.kind === "Name" && isDeviceName(target.name)) || (target.kind === "Attribute" && isDeviceName(target.attr.name));

/** True where a call of the notebook leaves the default as it is. */
const isLeftOut = (func: FunctionDef, parameter: Parameter, python: PythonNotebook): boolean =>
  callsOf(func, python).some(
    ({ node }) =>
      !isOpenEnded(node) &&
      argumentOf(node, parameter.kind === "keyword-only" ? null : func.params.indexOf(parameter), parameter.name.name) === undefined,
  );

/** The parameters of the notebook's own function, or of the class that the call makes an object of. */
function ownParameters(call: CallExpr, cell: number, python: PythonNotebook): Parameters {
  const only = calledDefinition(call, cell, python);
  if (only?.func) return only.func.params;
  const made =
    only?.node.kind === "ClassDef"
      ? only.node.body.find((one): one is FunctionDef => one.kind === "FunctionDef" && one.name.name === "__init__")
      : undefined;
  return made?.params.slice(1) ?? [];
}

function tensorflowUses(python: PythonNotebook): readonly DeviceUse[] {
  return deviceCalls(python).flatMap((call: ResolvedCall) => {
    const [device] = call.node.args;
    if (device?.kind !== "String" || !tensorflowGpu.test(device.value)) return [];
    const { source } = python.notebook.cells[call.cell];
    const module = call.node.func.kind === "Attribute" ? source.slice(call.node.func.value.start, call.node.func.value.end) : "tf";
    return [
      {
        cell: call.cell,
        start: device.start,
        end: device.end,
        replacement: `${source.slice(device.start, device.end)} if ${module}.config.list_physical_devices("GPU") else "/CPU:0"`,
        goesThere: false,
      },
    ];
  });
}

/** Fixes every place at once: half of them would move the model and not its data. */
function fixes(uses: readonly DeviceUse[], library: string | null, python: PythonNotebook): readonly Fix[] {
  if (library === null || uses.some(({ replacement }) => replacement === null)) return [];
  const edits = uses.map(({ cell, start, end, replacement }): NotebookEdit => ({
    kind: "replaceText",
    cell,
    start,
    end,
    text: replacement ?? "",
  }));
  const [first] = uses;
  // Where torch is imported only further down, the replacement line would not find it.
  const isImported =
    library === "tensorflow" ||
    importsOf(python, "torch").some((one) => one.cell < first.cell || (one.cell === first.cell && one.at.start < first.start));
  return isImported ? [{ title: "Use the GPU if there is one, otherwise the CPU", safe: false, edits }] : [];
}
