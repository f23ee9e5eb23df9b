// The diff of two notebooks, as the editor asks for it: both come as texts, because one may be unsaved or in git alone.
import { makeDiffPage } from "../diff/makeDiffPage";
import { openNotebook } from "../diff/openNotebook";
import type { DiffParams, DiffResult, DiffSide } from "./protocol";

export function diffOf({ before, after, showAll }: DiffParams): DiffResult {
  const [one, other] = [open(before, after), open(after, before)];
  if ("problem" in one || "problem" in other)
    return { ok: false, problems: [one, other].flatMap((side) => ("problem" in side ? [side.problem] : [])) };
  return { ok: true, page: makeDiffPage(one.side, other.side, showAll) };
}

/** For a side without a file stands the other one without its cells: what there is to tell are cells that all came, or went. */
const open = ({ name, text }: DiffSide, other: DiffSide) => openNotebook(text ?? withoutCells(other.text ?? ""), name);

const noNotebook = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';

function withoutCells(text: string): string {
  try {
    return JSON.stringify({ ...(JSON.parse(text) as object), cells: [] });
  } catch {
    return noNotebook;
  }
}
