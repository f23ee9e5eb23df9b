// Every rule, in order of its code. A test compares this list with the folder, the pages and the tests.
import absolutePath from "./absolute-path";
import changesDirectory from "./changes-directory";
import collectsToDriver from "./collects-to-driver";
import editedSinceRun from "./edited-since-run";
import homePath from "./home-path";
import invalidNotebook from "./invalid-notebook";
import outOfOrderExecution from "./out-of-order-execution";
import platformPath from "./platform-path";
import quadraticGrowth from "./quadratic-growth";
import savedError from "./saved-error";
import staleOutput from "./stale-output";
import unboundedQuery from "./unbounded-query";
import unboundedRead from "./unbounded-read";
import undefinedName from "./undefined-name";
import unexecutedCell from "./unexecuted-cell";
import unusedSuppression from "./unused-suppression";
import usedBeforeDefinition from "./used-before-definition";
import type { Rule } from "./rule";

export const rules: readonly Rule[] = [
  unusedSuppression,
  outOfOrderExecution,
  usedBeforeDefinition,
  undefinedName,
  staleOutput,
  editedSinceRun,
  unexecutedCell,
  savedError,
  absolutePath,
  platformPath,
  homePath,
  changesDirectory,
  unboundedRead,
  unboundedQuery,
  collectsToDriver,
  quadraticGrowth,
  invalidNotebook,
];
