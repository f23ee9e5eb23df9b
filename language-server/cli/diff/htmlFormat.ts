// A diff as one page that needs nothing else: no script, no request. Every text of the notebooks is escaped, and nothing
// of their HTML is passed on: outputs are shown as the texts, tables and pictures that were read out of them.
import { capital } from "../../util/capital";
import type { ImageView, OutputView } from "../../diff/outputs/outputChanges";
import { elsewhereText, type Elsewhere, type SourceBlock } from "../../diff/text/elsewhere";
import { faced, keptLine } from "../../diff/text/facing";
import { indentOf, shortestBroken } from "../../diff/text/indent";
import { textOf, type Block, type LineView, type SameLine } from "../../diff/text/textView";
import { unmarked, type Piece } from "../../diff/text/wordDiff";
import type { DiffView, RowView, ValueView } from "../../diff/view";
import {
  foldedText,
  gist,
  happeningText,
  hasRows,
  imageChangeText,
  imageText,
  outputHead,
  summaryText,
  unchangedText,
} from "../../diff/words";
import { cellLabel } from "../../notebook/label";
import { visibleOnLine } from "../../notebook/visible";
import { emptyRunLabel, emptyRunText, foldEmptyCells, type EmptyRun } from "./emptyCells";
import { htmlStyle } from "./htmlStyle";

/** How many lines of one output are shown; nobody reads a page of megabytes. */
const mostLines = 400;

export function diffHtml(paths: readonly [string, string], { summary, notebook, rows }: DiffView): string {
  const names = paths.map(visibleOnLine);
  const isEqual = rows.every(({ kind }) => kind === "same") && notebook.length === 0 && summary.folded.size === 0;
  const folded = foldedText(summary);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(`${names[0]} → ${names[1]}`)}</title>
<style>${htmlStyle}</style>
</head>
<body>
<main>
<header>
<h1><span class="old">${escape(names[0])}</span> → <span class="new">${escape(names[1])}</span></h1>
<p>${isEqual ? "The notebooks are equal." : escape(`${capital(summaryText(summary))}.`)}</p>
${folded === "" ? "" : `<p class="soft">Not shown: ${escape(folded)}.</p>`}
</header>
${notebook.length === 0 ? "" : section("changed", "Notebook", "metadata changed", valueList(notebook))}
${foldEmptyCells(rows).map(rowHtml).join("\n")}
</main>
</body>
</html>
`;
}

function rowHtml(row: RowView | EmptyRun): string {
  switch (row.kind) {
    case "empty":
      return section(row.happening, capital(emptyRunLabel(row)), emptyRunText(row), "");
    case "same":
      return `<p class="fold">${unchangedText(row.count)}</p>`;
    case "left":
      return `<p class="fold">${capital(escape(cellLabel(row.before)))} ${escape(happeningText(row))}: <code>${escape(gist(row.before))}</code></p>`;
    case "added":
    case "removed": {
      const body =
        row.source.length === 0
          ? ""
          : row.split !== null
            ? `<p class="soft"><code>${escape(gist(row.cell, 100))}</code></p>`
            : oneSided(row.source, row.kind);
      return section(
        row.kind,
        capital(cellLabel(row.cell)),
        happeningText(row),
        body + valueList(row.values) + row.outputs.map(outputHtml).join(""),
      );
    }
    default: {
      const body = row.source.length === 0 ? `<p class="soft"><code>${escape(gist(row.after, 100))}</code></p>` : sideBySide(row.source);
      return section(
        row.kind,
        capital(cellLabel(row.after)),
        happeningText(row),
        body + valueList(row.values) + row.outputs.map(outputHtml).join(""),
      );
    }
  }
}

const signs = { added: "+", removed: "−", changed: "~", moved: "↕" } as const;

const section = (kind: keyof typeof signs, title: string, happening: string, body: string): string =>
  `<section class="${kind}"><h2><span class="sign" aria-hidden="true">${signs[kind]}</span>${escape(title)} <span class="word">${escape(happening)}</span></h2>${body}</section>`;

function sideBySide(blocks: readonly SourceBlock[]): string {
  const rows = faced(blocks).map((block) => {
    if (block.kind === "elsewhere")
      return `<tr>${block.side === "before" ? elsewhereHtml(block, "del") + half(null, "ins") : half(null, "del") + elsewhereHtml(block, "ins")}</tr>`;
    if (block.kind === "skipped") return skipped(block.count, 4);
    if (block.kind === "same") return sameRow(block);
    const kept = keptLine(block);
    return kept ? sameRow(kept) : `<tr>${half(block.before, "del")}${half(block.after, "ins")}</tr>`;
  });
  return boxed(
    `<table class="text pair"><thead class="unseen"><tr><th>Line before</th><th>Before</th><th>Line after</th><th>After</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
    false,
  );
}

/** Keeps the columns of a table aligned if its old rows are above the new ones, whatever their width. */
function oneAboveOther(blocks: readonly Block[]): string {
  const row = (line: LineView | null, tag: "del" | "ins"): string => (line ? `<tr>${sideCells(line, tag)}</tr>` : "");
  const rows = blocks.map((block) => {
    if (block.kind === "skipped") return skipped(block.count, 2);
    if (block.kind === "same") return `<tr><td class="n">${block.after}</td><td class="t">${escape(block.text)}</td></tr>`;
    return row(block.before, "del") + row(block.after, "ins");
  });
  return boxed(
    `<table class="text rows"><thead class="unseen"><tr><th>Row</th><th>Cells</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
    true,
  );
}

const sameRow = ({ before, after, text, was = text }: SameLine): string =>
  `<tr class="same"><td class="n">${before}</td>${textCell("t", unmarked(was))}<td class="n">${after}</td>${textCell("t", unmarked(text))}</tr>`;

const elsewhereHtml = (block: Elsewhere, tag: "del" | "ins"): string =>
  `<td class="n ${tag}"></td><td class="t ${tag} soft">${elsewhereText(block)}</td>`;

const half = (line: LineView | null, tag: "del" | "ins"): string =>
  line ? sideCells(line, tag) : '<td class="n none"></td><td class="t none"></td>';

/** The table cell with a line's text; the continuation of a long line is indented as the line is. */
function textCell(className: string, pieces: readonly Piece[], tag: "del" | "ins" = "ins"): string {
  const text = textOf({ pieces });
  const { lead, columns } = text.length < shortestBroken ? { lead: "", columns: 0 } : indentOf(text);
  const written = pieces.map(({ text: part, changed }, index) => {
    const own = index === 0 && lead !== "" ? (/^[ \t]+/.exec(part)?.[0] ?? "") : "";
    const inner = `${own === "" ? "" : `<span class="in">${own}</span>`}${escape(part.slice(own.length))}`;
    return changed ? `<${tag}>${inner}</${tag}>` : inner;
  });
  return `<td class="${className}"${columns > 0 ? ` style="--in:${columns}ch"` : ""}>${written.join("")}</td>`;
}

const sideCells = ({ number, pieces }: LineView, tag: "del" | "ins"): string =>
  `<td class="n ${tag}">${number}</td>${textCell(`t ${tag}`, pieces, tag)}`;

function oneSided(blocks: readonly SourceBlock[], kind: "added" | "removed", isTable = false): string {
  const tag = kind === "added" ? "ins" : "del";
  const rows = blocks.map((block) => {
    const line = block.kind !== "edit" ? null : kind === "added" ? block.after : block.before;
    return line ? `<tr>${sideCells(line, tag)}</tr>` : "";
  });
  return boxed(
    `<table class="text${isTable ? " rows" : ""}"><thead class="unseen"><tr><th>Line</th><th>${kind === "added" ? "After" : "Before"}</th></tr></thead><tbody>${rows.join("")}</tbody></table>`,
    isTable,
  );
}

/** Lines in their frame; a frame that scrolls, because a table's rows are wider, can be scrolled by keyboard, too. */
const boxed = (lines: string, isTable: boolean): string =>
  `<div class="scroll"${isTable ? ' tabindex="0" role="region" aria-label="Table"' : ""}>${lines}</div>`;

const skipped = (count: number, columns: number): string => `<tr><td class="skip" colspan="${columns}">${count} unchanged lines</td></tr>`;

function outputHtml(output: OutputView): string {
  const { kind, blocks, image } = output;
  const lines = kind === "changed" ? faced(blocks) : blocks;
  const shown = lines.slice(0, mostLines);
  const more = lines.length > shown.length ? `<p class="soft">${lines.length - shown.length} more lines</p>` : "";
  const isTable = hasRows(output);
  const changed = isTable ? oneAboveOther : sideBySide;
  const text = shown.length === 0 ? "" : (kind === "changed" ? changed(shown) : oneSided(shown, kind, isTable)) + more;
  // An output that was added or removed is long and seldom read whole: it opens on demand, without a script.
  const body = kind === "changed" || blocks.length <= 12 ? text : `<details><summary>${blocks.length} lines</summary>${text}</details>`;
  return `<div class="output"><h3>${escape(capital(outputHead(output)))}${image?.before && image.after ? ` <span class="soft">${escape(imageChangeText(image))}</span>` : ""}</h3>${image ? imagesHtml(image) : ""}${body}</div>`;
}

function imagesHtml({ before, after }: ImageView): string {
  const figure = (image: ImageView["before"], name: string): string => {
    const source = image && imageSource(image.mime, image.data);
    return image
      ? `<figure><figcaption>${name}: ${escape(imageText(image))}</figcaption>${source ? `<img alt="${name}" src="${source}">` : ""}</figure>`
      : "";
  };
  return `<div class="images">${figure(before, "Before")}${figure(after, "After")}</div>`;
}

const shownImages = new Set(["image/png", "image/jpeg", "image/gif", "image/webp"]);

/** The image as an address; null for a type that no browser shows. An SVG inside `img` runs no script and loads nothing. */
function imageSource(mime: string, data: string): string | null {
  if (mime === "image/svg+xml") return `data:image/svg+xml;base64,${Buffer.from(data).toString("base64")}`;
  return shownImages.has(mime) ? `data:${mime};base64,${data.replace(/[^A-Za-z0-9+/=]/g, "")}` : null;
}

function valueList(values: readonly ValueView[]): string {
  if (values.length === 0) return "";
  const value = (text: string | null, tag: "del" | "ins"): string => (text === null ? "" : `<${tag}>${escape(text)}</${tag}>`);
  return `<ul class="values">${values.map(({ name, before, after }) => `<li><code>${escape(name)}</code> ${value(before, "del")}${before !== null && after !== null ? " → " : ""}${value(after, "ins")}${before === null ? ' <span class="soft">new</span>' : after === null ? ' <span class="soft">removed</span>' : ""}</li>`).join("")}</ul>`;
}

const entities: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text for a page; marks that would change its direction, and control characters, are made visible. */
const escape = (text: string): string =>
  text
    .replace(/[&<>"']/g, (character) => entities[character])
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "\ufffd");
