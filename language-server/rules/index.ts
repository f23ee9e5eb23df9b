// Every rule, in order of its code. A test compares this list with the folder, the pages and the tests.
import absolutePath from "./absolute-path";
import changesDirectory from "./changes-directory";
import collectsToDriver from "./collects-to-driver";
import commandInjection from "./command-injection";
import editedSinceRun from "./edited-since-run";
import emptyCell from "./empty-cell";
import fitBeforeSplit from "./fit-before-split";
import fitOnTest from "./fit-on-test";
import guessedSchema from "./guessed-schema";
import hardCodedDevice from "./hard-coded-device";
import hardCodedParameter from "./hard-coded-parameter";
import homePath from "./home-path";
import inferenceMode from "./inference-mode";
import installInNotebook from "./install-in-notebook";
import interactiveCall from "./interactive-call";
import invalidNotebook from "./invalid-notebook";
import largeOutput from "./large-output";
import lateImport from "./late-import";
import longCell from "./long-cell";
import lossyIntermediate from "./lossy-intermediate";
import missingFile from "./missing-file";
import missingKernel from "./missing-kernel";
import noManifest from "./no-manifest";
import noTimeout from "./no-timeout";
import notRerunnable from "./not-rerunnable";
import outOfOrderExecution from "./out-of-order-execution";
import pairwiseBlowUp from "./pairwise-blow-up";
import personalDataInOutput from "./personal-data-in-output";
import platformPath from "./platform-path";
import quadraticGrowth from "./quadratic-growth";
import readsWholeFile from "./reads-whole-file";
import redefinedName from "./redefined-name";
import remoteCode from "./remote-code";
import repeatedCode from "./repeated-code";
import retainedCopies from "./retained-copies";
import rowLoop from "./row-loop";
import savedError from "./saved-error";
import scoredOnTrainingData from "./scored-on-training-data";
import secretInOutput from "./secret-in-output";
import secretInSource from "./secret-in-source";
import shadowedBuiltin from "./shadowed-builtin";
import shellDependency from "./shell-dependency";
import sqlInjection from "./sql-injection";
import staleOutput from "./stale-output";
import starImport from "./star-import";
import swallowedError from "./swallowed-error";
import syntaxError from "./syntax-error";
import tlsVerificationOff from "./tls-verification-off";
import trainServeSkew from "./train-serve-skew";
import unboundedQuery from "./unbounded-query";
import unboundedRead from "./unbounded-read";
import unclosedResource from "./unclosed-resource";
import undeclaredImport from "./undeclared-import";
import undefinedName from "./undefined-name";
import unexecutedCell from "./unexecuted-cell";
import unpinnedImport from "./unpinned-import";
import unpinnedInstall from "./unpinned-install";
import unpinnedRemoteModule from "./unpinned-remote-module";
import unportablePath from "./unportable-path";
import unsafeDeserialisation from "./unsafe-deserialisation";
import unseededRandomness from "./unseeded-randomness";
import untestedLogic from "./untested-logic";
import untitled from "./untitled";
import untrustedInstall from "./untrusted-install";
import unusedImport from "./unused-import";
import unusedSuppression from "./unused-suppression";
import unversionedData from "./unversioned-data";
import usedBeforeDefinition from "./used-before-definition";
import uselessExpression from "./useless-expression";
import versionConflict from "./version-conflict";
import wallClock from "./wall-clock";
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
  notRerunnable,
  shadowedBuiltin,
  redefinedName,
  undeclaredImport,
  unpinnedImport,
  noManifest,
  unpinnedInstall,
  installInNotebook,
  untrustedInstall,
  starImport,
  unusedImport,
  lateImport,
  versionConflict,
  unpinnedRemoteModule,
  absolutePath,
  platformPath,
  homePath,
  changesDirectory,
  unportablePath,
  missingFile,
  unboundedRead,
  unboundedQuery,
  collectsToDriver,
  quadraticGrowth,
  readsWholeFile,
  retainedCopies,
  pairwiseBlowUp,
  rowLoop,
  unseededRandomness,
  wallClock,
  unversionedData,
  hardCodedParameter,
  fitBeforeSplit,
  fitOnTest,
  scoredOnTrainingData,
  trainServeSkew,
  guessedSchema,
  lossyIntermediate,
  secretInSource,
  secretInOutput,
  unsafeDeserialisation,
  tlsVerificationOff,
  commandInjection,
  sqlInjection,
  remoteCode,
  personalDataInOutput,
  noTimeout,
  swallowedError,
  interactiveCall,
  hardCodedDevice,
  shellDependency,
  inferenceMode,
  unclosedResource,
  longCell,
  repeatedCode,
  untestedLogic,
  emptyCell,
  uselessExpression,
  untitled,
  invalidNotebook,
  missingKernel,
  largeOutput,
  syntaxError,
];
