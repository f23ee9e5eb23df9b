// Measures how long the first findings take: of the bundled server started cold, and of the extension in a real VS Code.
// Writes its section of docs/benchmarks.md. `npm run bench:opening`
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { longNotebook } from "../../test/server/support/longNotebook";
import { TestServer } from "../../test/server/support/server";
import { buildPrograms } from "../build";
import { projectFolder } from "../project";
import { ms, percentile, reached, table } from "./figures";
import { writeSection } from "./section";

/** Cells of the notebooks that are opened. */
const sizes = [1, 20, 50, 200] as const;
/** What a notebook of common size has. */
const common = 20;
const runs = 7;

/** Milliseconds, in ascending order: until the server has said hello, and until the first findings. */
interface Opening {
  readonly cells: number;
  readonly hello: readonly number[];
  readonly findings: readonly number[];
}

/**
 * What the host test "activation" measures, ms: what VS Code counts as the extension's activation; the same as another extension waits for it, with VS
 * Code's own part; the processor's time meanwhile; from the open notebook to its findings.
 */
interface InEditor {
  readonly own: number;
  readonly activation: number;
  readonly work: number;
  readonly findings: number;
}

const ascending = (times: readonly number[]): readonly number[] => [...times].sort((one, other) => one - other);

async function measureOpening(program: string, cells: number): Promise<Opening> {
  const hello: number[] = [];
  const findings: number[] = [];
  const sources = longNotebook(cells).map((source, at) => (at === cells - 1 ? `${source}\nprint(missing)` : source));
  for (let run = 0; run < runs; run++) {
    const begun = performance.now();
    const server = await TestServer.start({ command: [process.execPath, program, "--stdio"] });
    hello.push(performance.now() - begun);
    const notebook = await server.open(sources);
    await server.until("finding", () => notebook.diagnosticsOf(cells - 1).some(({ code }) => code === "NBR103"), 60_000);
    findings.push(performance.now() - begun);
    await server.stop();
  }
  return { cells, hello: ascending(hello), findings: ascending(findings) };
}

/** Runs the host test `times` times, each in a VS Code of its own; null where VS Code cannot be had. */
function measureInEditor(times: number): readonly InEditor[] | null {
  const folder = mkdtempSync(join(tmpdir(), "nbready-bench-"));
  try {
    return Array.from({ length: times }, (_, run) => {
      const figures = join(folder, `${run}.json`);
      spawnSync(process.execPath, ["--import", "tsx", "test/editor/runHostTests.ts", "activation"], {
        cwd: projectFolder,
        stdio: "inherit",
        env: { ...process.env, NBREADY_FIGURES: figures },
      });
      if (!existsSync(figures)) throw new Error("the test in VS Code gave no figures");
      return JSON.parse(readFileSync(figures, "utf8")) as InEditor;
    });
  } catch (error) {
    console.log(`VS Code: skipped, ${String(error)}`);
    return null;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function sectionOf(openings: readonly Opening[], editor: readonly InEditor[] | null, load: readonly [number, number]): string {
  const least = (values: readonly number[] | undefined): number => Math.min(...(values ?? [Number.NaN]));
  const [own, activation, work, found] = (["own", "activation", "work", "findings"] as const).map((name) =>
    least(editor?.map((one) => one[name])),
  );
  const cold = openings.find(({ cells }) => cells === common)!.findings[0]!;
  const goals = [
    [`first findings of ${common} cells from a server that is not running yet: under 500 ms`, ms(cold), reached(cold < 500)],
    ...(editor
      ? [
          [
            "activation: under 50 ms",
            `${ms(own!)}; with VS Code's part ${ms(activation!)}, of the processor ${ms(work!)}`,
            reached(own! < 50),
          ],
          ["in VS Code, from the open notebook to its findings: under 500 ms", ms(found!), reached(found! < 500)],
        ]
      : []),
  ];
  return [
    "## Opening a notebook",
    `\`npm run bench:opening\` measures this and writes this section. Measured on ${new Date().toISOString().slice(0, 10)}: ${cpus().length} cores (${cpus()[0]!.model.trim()}), Node ${process.versions.node}; load average ${load[0].toFixed(1)} before, ${load[1].toFixed(1)} after: where it is above the number of cores, times are longer by that much. Goals are held against the quickest run.`,
    "The bundled server, from the start of its process, over LSP messages.",
    table(
      ["cells", "ready: quickest", "median", "first findings: quickest", "median", "slowest"],
      openings.map(({ cells, hello, findings }) => [
        String(cells),
        ms(hello[0]!),
        ms(percentile(hello, 0.5)),
        ms(findings[0]!),
        ms(percentile(findings, 0.5)),
        ms(findings.at(-1)!),
      ]),
    ),
    editor
      ? `The extension in a real VS Code, ${editor.length} windows: *activation* is what VS Code itself counts as such (on its page "Startup Performance"): loading the extension's code, the call, and what that waits for. The server's process and the client that speaks to it start in the turn after it.`
      : "VS Code could not be had on that machine.",
    table(["goal", "measured", ""], goals),
  ].join("\n\n");
}

async function main(): Promise<void> {
  const before = loadavg()[0]!;
  const programs = "out/bench/dist";
  const errors = [
    ...(await buildPrograms(["server", "typescript"], join(projectFolder, programs))),
    ...(await buildPrograms(["server", "extension", "client", "typescript"], join(projectFolder, "dist"))),
  ];
  if (errors.length > 0) throw new Error(errors.map(({ text }) => text).join("\n"));
  const openings: Opening[] = [];
  for (const cells of sizes) openings.push(await measureOpening(`${programs}/server.js`, cells));
  const editor = measureInEditor(3);
  const page = join(projectFolder, "docs/benchmarks.md");
  writeSection(page, "opening", sectionOf(openings, editor, [before, loadavg()[0]!]));
  console.log(`wrote ${page}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
