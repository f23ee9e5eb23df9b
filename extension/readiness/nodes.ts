// What stands in the views of readiness, as plain data: lines with icons, what is below them, and where they lead.
import { capital } from "../../language-server/util/capital";
import { groupBy } from "../../language-server/util/groupBy";
import type {
  NotebookReadiness,
  NotebookStatus,
  PlacedFinding,
  ReadinessConcern,
  ReadinessStep,
} from "../../language-server/server/protocol";
import { describeCounts } from "../counts";
import { restrictedMode } from "../words";

/** One line of a tree. */
export interface Node {
  /** Stays the same over checks, so that VS Code keeps it open and selected. */
  readonly id: string;
  readonly label: string;
  readonly description: string;
  /** Name of one of VS Code's icons, and of the theme's colour for it. */
  readonly icon: string;
  readonly color: string | null;
  /** Plain text; null where the line says everything. */
  readonly tooltip: string | null;
  readonly children: readonly Node[];
  readonly isOpen: boolean;
  /** What a click opens where that is the configuration: its file (URI), or the editor's settings (""). */
  readonly configuration: string | null;
  /** The finding that a click leads to, where nothing is below the line; its rule's page can be asked for. */
  readonly target: PlacedFinding | null;
}

/** Whether a command's argument is a line of one of the trees, as its menu gives it. */
export const isNode = (argument: unknown): argument is Node =>
  typeof argument === "object" && argument !== null && "target" in argument && "children" in argument;

const line = (id: string, label: string, more: Partial<Node>): Node => ({
  id,
  label,
  description: "",
  icon: "circle-outline",
  color: null,
  tooltip: null,
  children: [],
  isOpen: false,
  configuration: null,
  target: null,
  ...more,
});

const severities = ["error", "warning", "info", "hint"] as const;
const severityIcons: Readonly<Record<PlacedFinding["severity"], Pick<Node, "icon" | "color">>> = {
  error: { icon: "error", color: "problemsErrorIcon.foreground" },
  warning: { icon: "warning", color: "problemsWarningIcon.foreground" },
  info: { icon: "info", color: "problemsInfoIcon.foreground" },
  hint: { icon: "lightbulb", color: null },
};

const gradeColors: Readonly<Record<string, string>> = {
  A: "charts.green",
  B: "charts.green",
  C: "charts.yellow",
  D: "nbready.gradeD",
  F: "charts.red",
};
/** The icon beside a grade; the letter stands in the text, so colour alone says nothing. */
export const gradeIcon = (grade: string): Pick<Node, "icon" | "color"> => ({ icon: "circle-filled", color: gradeColors[grade] ?? null });

/** What stands there until the server answers. */
export const waitingNode = line("waiting", "Checking this notebook", { icon: "sync~spin" });

/** What stands there where it does not run. */
export const stoppedNode = line("stopped", "Stopped", {
  description: "click to start nbready’s server",
  icon: "error",
  color: "problemsErrorIcon.foreground",
  tooltip: "nbready's server has stopped.\n\nClick to start it again.",
});

/** Stands there as long as the workspace is not trusted: no findings on what cannot be seen is not to be taken for none at all. */
export const restrictedNode = line("restricted", "Restricted Mode", {
  description: restrictedMode,
  icon: "shield",
  tooltip: `${restrictedMode}.\n\nClick to manage trust.`,
});

/** What stands there where the user has turned the checks off: no findings then mean nothing. */
export const turnedOffNode = line("off", "Checks are turned off", { icon: "circle-slash", description: "by the setting nbready.enable" });

/** What stands there for a notebook without cells. */
export const emptyNode = line("empty", "This notebook has no cells yet", { icon: "notebook" });

/** One notebook: its grade, what to fix first, and every concern with its findings. */
export function readinessNodes(
  { grade, score, counts, problem, configuration, coverage, steps, concerns }: NotebookReadiness,
  isTrusted: boolean,
): readonly Node[] {
  return [
    line("grade", `Grade ${grade}`, {
      description: `${score} of 100 · ${describeCounts(counts)}`,
      tooltip: `Grade ${grade}, ${score} of 100 points: ${describeCounts(counts)}`,
      ...gradeIcon(grade),
    }),
    ...(problem
      ? [
          line("problem", "Configuration", {
            description: problem.split("\n")[0],
            icon: "warning",
            color: "problemsWarningIcon.foreground",
            tooltip: `${problem}\n\nClick to mend it.`,
            configuration: configuration ?? "",
          }),
        ]
      : []),
    ...(coverage
      ? [
          line("coverage", "Some rules only", {
            description: coverage,
            icon: "info",
            color: "problemsInfoIcon.foreground",
            tooltip: coverage,
          }),
        ]
      : []),
    ...(steps.length > 0
      ? [
          line("steps", "What lifts the grade most", {
            icon: "arrow-up",
            color: "charts.blue",
            isOpen: true,
            children: steps.map(stepNode),
          }),
        ]
      : []),
    ...concerns.map((concern) =>
      !isTrusted && concern.id === concernOfPackages && concern.findings.length === 0 ? unseenNode(concern) : concernNode(concern),
    ),
  ];
}

function stepNode({ rule, gain, grade, score, findings }: ReadinessStep, index: number): Node {
  return line(`step ${rule}`, rule, {
    description: gain > 0 ? `+${gain} → ${grade}` : `still ${grade}`,
    icon: severityIcons[worst(findings)].icon,
    color: severityIcons[worst(findings)].color,
    tooltip: `With ${plural(findings.length)} of ${rule} fixed${index > 0 ? ", after the steps before," : ""} the notebook has ${score} points, grade ${grade}.\n\n${findings[0].message}`,
    target: findings[0],
  });
}

/** The concern about which nothing can be said without the files of the project. */
const concernOfPackages = "dependencies";

/** A concern that was not looked at: without findings it is not to be taken for met. */
const unseenNode = ({ id, title, question }: ReadinessConcern): Node =>
  line(id, title, { description: "not looked at", icon: "shield", tooltip: `${question}\n\n${restrictedMode}.` });

function concernNode({ id, title, question, lost, findings }: ReadinessConcern): Node {
  const tooltip = `${question}${lost > 0 ? `\n\nCosts ${lost} of 100 points.` : ""}`;
  if (findings.length === 0) return line(id, title, { description: "no findings", icon: "pass", color: "charts.green", tooltip });
  return line(id, title, {
    description: `${lost > 0 ? `−${lost} · ` : ""}${plural(findings.length)}`,
    ...severityIcons[worst(findings)],
    tooltip,
    children: [...groupBy(findings, ({ rule }) => rule).values()].flatMap(ruleNodes),
  });
}

/** So many findings of one rule stand below a line of their own: their messages begin alike, and a side bar shows no more of them. */
const fewestGrouped = 4;

/** The findings of one rule. */
function ruleNodes(findings: readonly PlacedFinding[]): readonly Node[] {
  const [first] = findings;
  if (findings.length < fewestGrouped) return findings.map(findingNode);
  const children = findings.map((finding, index) => ({
    ...findingNode(finding, index),
    label: capital(finding.place),
    description: finding.message,
  }));
  return [
    line(`rule ${first.code}`, first.rule, {
      description: plural(findings.length),
      ...severityIcons[worst(findings)],
      tooltip: `${first.rule} (${first.code}): ${plural(findings.length)}`,
      children,
      target: first,
    }),
  ];
}

function findingNode(finding: PlacedFinding, index: number): Node {
  const { code, rule, severity, message, place } = finding;
  return line(`${code} ${index}`, message, {
    description: `${place} · ${code}`,
    ...severityIcons[severity],
    tooltip: `${message}\n\n${rule} (${code}), ${place}`,
    target: finding,
  });
}

const worst = (findings: readonly PlacedFinding[]): PlacedFinding["severity"] =>
  severities.find((severity) => findings.some((one) => one.severity === severity)) ?? "hint";

const plural = (count: number): string => `${count} ${count === 1 ? "finding" : "findings"}`;

/** A notebook of the workspace; `folder` is where it lies, "" for the workspace's own. The grade comes first: a side bar cuts off what follows a long name. */
export function notebookNode({ notebook, grade, score, counts }: NotebookStatus, name: string, folder: string): Node {
  return line(notebook, `${grade} ${score} · ${name}`, {
    description: `${folder ? `${folder} · ` : ""}${describeCounts(counts)}`,
    ...gradeIcon(grade),
    tooltip: `${folder ? `${folder}/` : ""}${name}\n\nGrade ${grade}, ${score} of 100 points: ${describeCounts(counts)}`,
  });
}

/** A notebook of the workspace that cannot be read, as a grade cannot be given. */
export const unreadableNode = (uri: string, message: string, name: string, folder: string): Node =>
  line(uri, name, {
    description: `cannot be read${folder ? ` · ${folder}` : ""}`,
    ...severityIcons.error,
    tooltip: `${folder ? `${folder}/` : ""}${name} cannot be read as a notebook. ${message}\n\nClick to see its text.`,
  });

/** Notebooks with most to do first. */
export const worstFirst = (a: NotebookStatus, b: NotebookStatus): number => a.score - b.score || (a.notebook < b.notebook ? -1 : 1);
