// A notebook as plain text, for tools that compare by lines (git log -p, git show): its cells and outputs, without what every run changes.
import { createHash } from "node:crypto";
import { withoutNoise } from "../../diff/outputs/noise";
import type { Cell, Notebook, Output } from "../../notebook/model";
import { outputTexts } from "../../notebook/outputText";

/** Cells are not numbered: a new one would change the numbers of all those below. */
export const notebookText = ({ cells }: Notebook): string => cells.map(cellText).join("\n");

function cellText({ kind, tags, source, outputs }: Cell): string {
  const head = `──── ${kind}${tags.length > 0 ? ` [${tags.join(", ")}]` : ""}`;
  return [head, source, ...outputs.flatMap((output) => ["──── output", shownText(output)])]
    .map((text) => text.replace(/\r\n?/g, "\n").replace(/(?<!\n)\n*$/, "\n"))
    .join("");
}

/** The plainest text of an output; of images and other data, what shows whether they changed. */
function shownText(output: Output): string {
  const texts = outputTexts(output);
  const images = output.data
    .filter(({ mime }) => /^(?:image|audio|video)\//.test(mime))
    .map(
      ({ mime, text, bytes }) =>
        `${mime}, ${bytes} bytes, ${createHash("sha256")
          .update(text ?? "")
          .digest("hex")
          .slice(0, 8)}`,
    );
  const plainest = texts.find(({ mime }) => mime === "text/plain") ?? texts[0];
  const lines = plainest === undefined ? [] : plainest.text.split("\n").map(withoutNoise);
  return [...lines, ...images].join("\n");
}
