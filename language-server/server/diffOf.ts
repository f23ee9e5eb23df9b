// The diff of two notebooks, as the editor asks for it: both come as texts, because one may be unsaved or in git alone.
import { makeDiffPage } from "../diff/makeDiffPage";
import { openNotebook } from "../diff/openNotebook";
import type { DiffParams, DiffResult, DiffSide } from "./protocol";

/** Stands for a side where there is no file. */
const noNotebook = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}';

export function diffOf({ before, after, showAll }: DiffParams): DiffResult {
  const [one, other] = [open(before), open(after)];
  if ("problem" in one || "problem" in other) return { ok: false, problems: [one, other].flatMap((side) => ("problem" in side ? [side.problem] : [])) };
  return { ok: true, page: makeDiffPage(one.side, other.side, showAll) };
}

const open = ({ name, text }: DiffSide) => openNotebook(text ?? noNotebook, name);
