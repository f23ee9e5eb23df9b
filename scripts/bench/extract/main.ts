// What comes of notebooks whose cells are all extracted, and of the same ones with Soorgeon: prints the table and writes it into docs/extract-proof.md.
//
//   npm run bench:extract                    all real and made-up notebooks: it takes long
//   npm run bench:extract -- --every 10      of each only every tenth; this is printed, and written only with --write
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { corpusNotebooks } from "../../../test/support/corpus";
import { loadTestParser } from "../../../test/support/parser";
import { makeNotebook } from "../../../test/extract/made/makeNotebook";
import { readRealNotebooks } from "../../../test/extract/realNotebooks";
import { runNotebooks } from "../../../test/extract/runNotebooks";
import { isCode } from "../../../test/extract/support";
import { projectFolder } from "../../project";
import { extractAll } from "./extractAll";
import { runSoorgeon, setUpSoorgeon } from "./soorgeon";

/** Limits of the processor, in seconds, for finding what of a notebook runs, and for one run of it. */
const limits = { finding: 2, run: 10 };
const confined = { seconds: limits.run, confined: true };

interface Row {
  readonly set: string;
  readonly notebooks: number;
  /** Notebooks of which something is made, that run to their end afterwards, and that print the same. */
  readonly soorgeon: readonly [made: number, runs: number, same: number];
  readonly nbready: readonly [made: number, runs: number, same: number];
}

async function main(args: readonly string[]): Promise<void> {
  const at = args.indexOf("--every");
  const every = at < 0 ? 1 : Number(args[at + 1]);
  const sample = <Item>(items: readonly Item[]): readonly Item[] => items.filter((_, index) => index % every === 0);
  setUpSoorgeon();
  await loadTestParser();
  const made = sample(Array.from({ length: 150 }, (_, seed) => makeNotebook(seed + 1)));
  const real = readRealNotebooks(sample(corpusNotebooks()), limits.finding).map(({ cells }) => cells);
  const rows = [compare("made-up notebooks", made), ...(real.length > 0 ? [compare("what runs here of real notebooks", real)] : [])];
  const table = tableOf(rows);
  console.log(table);
  if (every === 1 || args.includes("--write"))
    writeTable(`${every === 1 ? "" : `A sample: every ${ordinal(every)} notebook of each set.\n\n`}${table}`);
}

function compare(set: string, all: readonly (readonly string[])[]): Row {
  const originals = runNotebooks(
    all.map((cells) => ({ cells: cells.filter(isCode), files: {} })),
    confined,
  );
  const notebooks = all.flatMap((cells, at) => (originals[at]?.error === null ? [{ cells, stdout: originals[at].stdout }] : []));
  const pipelines = runSoorgeon(notebooks.map(({ cells }) => cells));
  const extracted = notebooks.map(({ cells }) => extractAll(cells));
  const runs = runNotebooks(
    extracted.map(({ cells, module }) => ({ cells: cells.filter(isCode), files: { "nbready_module.py": module } })),
    confined,
  );
  const count = (results: readonly ({ readonly stdout: string; readonly error: string | null } | null)[]): Row["soorgeon"] => [
    results.filter((one) => one !== null).length,
    results.filter((one) => one?.error === null).length,
    results.filter((one, at) => one?.error === null && one.stdout === notebooks[at].stdout).length,
  ];
  return {
    set,
    notebooks: notebooks.length,
    soorgeon: count(pipelines),
    nbready: count(runs.map((one, at) => (extracted[at].module === "" ? null : one))),
  };
}

const tableOf = (rows: readonly Row[]): string =>
  [
    "| set | notebooks | Soorgeon makes tasks | they run | they print the same | nbready makes a module | the notebook runs | it prints the same |",
    "|---|---|---|---|---|---|---|---|",
    ...rows.map(({ set, notebooks, soorgeon, nbready }) => `| ${[set, notebooks, ...soorgeon, ...nbready].join(" | ")} |`),
  ].join("\n");

const ordinal = (number: number): string =>
  `${number}${number % 100 > 10 && number % 100 < 14 ? "th" : (["th", "st", "nd", "rd"][number % 10] ?? "th")}`;

/** Puts the table between its marks in the page. */
function writeTable(table: string): void {
  const path = join(projectFolder, "docs/extract-proof.md");
  const page = readFileSync(path, "utf8");
  writeFileSync(path, page.replace(/(<!-- bench:extract -->\n)[^]*?(\n<!-- end -->)/, `$1${table}$2`));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
