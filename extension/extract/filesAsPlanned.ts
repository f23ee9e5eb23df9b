// Makes sure that files are still what a plan was made from: the server reads them from the disk, and VS Code changes what it shows of them.
import { Uri, workspace } from "vscode";
import type { ExtractionPlan } from "../../language-server/server/protocol";

/** Texts on the disk by the URIs of their files, lines ending with \n. */
export type FileTexts = ReadonlyMap<string, string>;

/** What the files that a plan changes hold now. */
export async function readFilesToChange({ files, edit }: ExtractionPlan): Promise<FileTexts> {
  const changed = files.filter((file) => edit.createFiles.every(({ uri }) => uri !== file));
  return new Map(await Promise.all(changed.map(async (file) => [file, await readFromDisk(Uri.parse(file))] as const)));
}

/** A file that is not what it was, on the disk or in an editor; undefined where all are. Gives VS Code two seconds to see what others have written. */
export async function findChangedFile(texts: FileTexts): Promise<Uri | undefined> {
  for (const [file, text] of texts) {
    const uri = Uri.parse(file);
    for (let turn = 0; ; turn++) {
      if ((await readFromDisk(uri)) !== text || turn === 10) return uri;
      if (withPlainEnds((await workspace.openTextDocument(uri)).getText()) === text) break;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  return undefined;
}

/** "" of a file that is gone. */
const readFromDisk = async (uri: Uri): Promise<string> =>
  workspace.fs.readFile(uri).then(
    (bytes) => withPlainEnds(new TextDecoder().decode(bytes)),
    () => "",
  );

const withPlainEnds = (text: string): string => text.replace(/\r\n?/g, "\n");
