// A merge of three versions of a notebook, as the editor asks for it where git has merged their lines.
import { openNotebook } from "../diff/openNotebook";
import { mergeNotebooks, writeMerged } from "../merge/mergeNotebooks";
import type { MergeParams, MergeResult } from "./protocol";

export function mergeOf({ base, ours, theirs }: MergeParams): MergeResult {
  const [from, one, other] = [base, ours, theirs].map(({ name, text }) => openNotebook(text ?? noCells, name));
  if ("problem" in from || "problem" in one || "problem" in other)
    return { ok: false, problems: [from, one, other].flatMap((side) => ("problem" in side ? [side.problem] : [])) };
  return { ok: true, text: writeMerged(from.side, one.side, other.side, mergeNotebooks(from.side, one.side, other.side).json) };
}

/** What both sides come from where both have added the notebook. */
const noCells = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 4}\n';
