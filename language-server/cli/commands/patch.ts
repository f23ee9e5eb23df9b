// `nbready patch`: applies a JSON diff to the notebook it was made from.
import { patchNotebook, reverseDelta } from "../../diff/patch";
import { readDelta } from "../../diff/readDelta";
import { writePatched } from "../../diff/writePatched";
import { isSameFile, readWholeFile } from "../../host/readNotebookFile";
import { writeFileWhole } from "../../host/writeFile";
import { printError } from "../console";
import { asReadAt, readSide } from "../diff/readSide";
import { isStandardOutput } from "../output";
import { readStandardInput } from "../standardInput";

/** Ends with 0, or with 2 where an input cannot be read or the diff was made from another notebook; then nothing is written. */
export async function runPatch(
  a: string,
  deltaPath: string,
  { output, reverse }: { readonly output: string; readonly reverse?: boolean },
): Promise<void> {
  if (a === "-" && deltaPath === "-") return printError("-: standard input can be one of the two inputs only");
  if (!isStandardOutput(output) && isSameFile(deltaPath, output))
    return printError(`${output}: this is the diff, which the notebook would replace; name another file`);
  const from = await readSide(a);
  if ("problem" in from) printError(from.problem);
  const bytes = deltaPath === "-" ? { bytes: await readStandardInput() } : readWholeFile(deltaPath);
  const read = "bytes" in bytes ? readDelta(new TextDecoder().decode(bytes.bytes)) : { problem: bytes.message };
  if ("problem" in read) printError(`${deltaPath}: ${read.problem}`);
  if ("problem" in from || "problem" in read) return;
  const patched = patchNotebook(from.side.json, reverse ? reverseDelta(read.delta) : read.delta);
  if ("problem" in patched) return printError(`${a}: ${patched.problem}`);
  const text = writePatched(from.side, patched.value);
  if (isStandardOutput(output)) return void process.stdout.write(text);
  const problem = writeFileWhole(output, text, asReadAt(output, [from]));
  if (problem !== null) printError(`${output}: ${problem}`);
}
