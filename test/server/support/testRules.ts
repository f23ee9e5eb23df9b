// A server with rules made for tests: one for each kind of fix, one that throws, one that is slow. The rest is the real server.
import { createConnection, ProposedFeatures } from "vscode-languageserver/node";
import type { NotebookEdit } from "../../../language-server/notebook/edits";
import { defineRule, type Finding, type RuleContext } from "../../../language-server/rules/rule";
import { startServer } from "../../../language-server/server/server";

/** Every place of a word, with the cell. */
const placesOf = (word: string, { notebook }: RuleContext) =>
  notebook.cells.flatMap((cell) =>
    [...cell.source.matchAll(new RegExp(`\\b${word}\\b`, "g"))].map((match) => ({
      cell: cell.index,
      span: { start: match.index, end: match.index + word.length },
    })),
  );

/** BAD becomes GOOD, everywhere the same safe mend. */
const mends = defineRule({
  code: "NBR801",
  name: "mends",
  severity: "warning",
  summary: "",
  *check(context) {
    for (const place of placesOf("BAD", context))
      yield {
        ...place,
        message: "BAD is bad. Write GOOD.",
        unnecessary: true,
        related: [{ cell: 0, span: { start: 0, end: 3 }, message: "the notebook begins here" }],
        fixes: [
          { title: "Write GOOD", safe: true, edits: [{ kind: "replaceText", cell: place.cell, ...place.span, text: "GOOD" }] },
          { title: "Write BETTER", safe: false, edits: [{ kind: "replaceText", cell: place.cell, ...place.span, text: "BETTER" }] },
        ],
      };
  },
});

/** WORSE becomes BAD, which is to be mended then. */
const mendsHalf = defineRule({
  code: "NBR808",
  name: "mends-half",
  severity: "info",
  summary: "",
  *check(context) {
    for (const place of placesOf("WORSE", context))
      yield {
        ...place,
        message: "",
        fixes: [{ title: "Write BAD", safe: true, edits: [{ kind: "replaceText", cell: place.cell, ...place.span, text: "BAD" }] }],
      };
  },
});

/** Words whose mends call for each other, for ever. */
const swing: Readonly<Record<string, string>> = { TICK: "TOCK", TOCK: "TICK" };
const swings = defineRule({
  code: "NBR809",
  name: "swings",
  severity: "info",
  summary: "",
  *check(context) {
    for (const [word, text] of Object.entries(swing))
      for (const place of placesOf(word, context)) {
        yield {
          ...place,
          message: "",
          fixes: [{ title: `Write ${text}`, safe: true, edits: [{ kind: "replaceText", cell: place.cell, ...place.span, text }] }],
        };
      }
  },
});

/** A mend that is a mistake: the cell does not parse afterwards. */
const breaks = defineRule({
  code: "NBR810",
  name: "breaks",
  severity: "info",
  summary: "",
  *check(context) {
    for (const place of placesOf("BREAK", context))
      yield {
        ...place,
        message: "",
        fixes: [{ title: "Break it", safe: true, edits: [{ kind: "replaceText", cell: place.cell, ...place.span, text: "(" }] }],
      };
  },
});

/** A line of a file beside the notebook that is to be pinned, which brings another one to light. */
const pins = defineRule({
  code: "NBR811",
  name: "pins",
  severity: "info",
  summary: "",
  *check(context) {
    const path = context.project.manifests[0]?.path;
    const text = path === undefined ? undefined : context.project.readText(path);
    if (path === undefined || text === undefined) return;
    for (const place of placesOf("PIN", context))
      for (const line of ["one", "two"].filter((name) => !text.includes(`${name}==1`)).slice(0, 1)) {
        const start = text.indexOf(line);
        yield {
          ...place,
          message: "",
          fixes: [
            {
              title: `Pin ${line}`,
              safe: true,
              edits: [],
              files: [{ kind: "replaceFileText", path, start, end: start + line.length, text: `${line}==1` }],
            },
          ],
        };
      }
  },
});

const structural: Readonly<Record<string, (cell: number) => NotebookEdit>> = {
  INSERT: (cell) => ({ kind: "insertCell", before: cell, cell: { kind: "code", source: "new = 1", tags: ["made"] } }),
  DELETE: (cell) => ({ kind: "deleteCell", cell }),
  FIRST: (cell) => ({ kind: "moveCell", cell, before: 0 }),
  CLEAR: (cell) => ({ kind: "clearOutputs", cell }),
  TAG: (cell) => ({ kind: "setTags", cell, tags: ["tagged"] }),
};

/** A word for each change of the notebook's structure. */
const restructures = defineRule({
  code: "NBR802",
  name: "restructures",
  severity: "info",
  summary: "",
  *check(context) {
    for (const [word, edit] of Object.entries(structural))
      for (const place of placesOf(word, context)) {
        yield {
          ...place,
          message: word,
          fixes: [
            {
              title: `Do ${word}`,
              safe: true,
              edits: [edit(place.cell), { kind: "replaceText", cell: place.cell, ...place.span, text: "DONE" }],
            },
          ],
        };
      }
  },
});

const throws = defineRule({
  code: "NBR803",
  name: "throws",
  severity: "error",
  summary: "",
  check(context): Finding[] {
    if (placesOf("EXPLODE", context).length > 0) throw new Error("the fuse was lit");
    return [];
  },
});

const pointsOutside = defineRule({
  code: "NBR804",
  name: "points-outside",
  severity: "error",
  summary: "",
  check: (context) => placesOf("OUTSIDE", context).map(() => ({ cell: 99, span: { start: 0, end: 1 }, message: "" })),
});

/** Takes 60 ms of the processor wherever the word stands. */
const slow = defineRule({
  code: "NBR805",
  name: "slow",
  severity: "hint",
  summary: "",
  check(context): Finding[] {
    const until = Date.now() + 60 * placesOf("SLOW", context).length;
    while (Date.now() < until);
    return [];
  },
});

/** Tells what it sees of a cell's outputs. */
const outputs = defineRule({
  code: "NBR806",
  name: "outputs",
  severity: "info",
  summary: "",
  check: ({ notebook }) =>
    notebook.cells
      .filter((cell) => cell.outputs.length > 0)
      .map((cell) => ({ cell: cell.index, span: { start: 0, end: 0 }, message: JSON.stringify(cell.outputs) })),
});

/** Tells which files it can see. */
const looks = defineRule({
  code: "NBR807",
  name: "looks",
  severity: "info",
  summary: "",
  check: (context) =>
    placesOf("LOOK", context).map((place) => ({
      ...place,
      message: JSON.stringify({
        inside: context.project.exists("inside.txt") ?? null,
        outside: context.project.exists("../outside.txt") ?? null,
        manifests: context.project.manifests.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)),
      }),
    })),
});

startServer(createConnection(ProposedFeatures.all), [
  mends,
  mendsHalf,
  restructures,
  throws,
  pointsOutside,
  slow,
  outputs,
  looks,
  swings,
  breaks,
  pins,
]);
