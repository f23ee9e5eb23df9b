// Code that asks IPython for other cells by the number of their run.
import type { Chunk } from "../cut/chunks";
import type { Survey } from "../survey";

const historyName = /^(?:In|Out|_i?\d+|_[io]h|_i{1,3})$/;

/** The first code that asks for another cell's text or value by its number (`Out[3]`, `_3`, `In[-2]`); null where none does. */
export const findHistoryReader = (survey: Survey): { readonly chunk: Chunk; readonly name: string } | null => {
  for (const chunk of survey.chunks) {
    const name = [...survey.mentions(chunk)].find((one) => historyName.test(one));
    if (name !== undefined && survey.definitionsOf(name).length === 0) return { chunk, name };
  }
  return null;
};
