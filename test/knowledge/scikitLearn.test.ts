// The tables of estimators, transformers and draws against the packages that are installed for the tests.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { numpyDraws, pythonDraws } from "../../language-server/knowledge/generators";
import { measures, supervisedModels } from "../../language-server/knowledge/models";
import { pylabNames } from "../../language-server/knowledge/pylabNames";
import { crossValidations, pairSplits } from "../../language-server/knowledge/splitters";
import { transformers, transformingFunctions } from "../../language-server/knowledge/transformers";
import { deterministicByDefault, scikitLearnCalls } from "../../language-server/knowledge/seededCalls";

const python = join(__dirname, "../../.venv/bin/python");

/** What the installed packages say, from one run of Python; null where they are not installed. */
function askPython(): {
  readonly parameters: Readonly<Record<string, readonly string[]>>;
  readonly estimators: readonly string[];
  readonly random: readonly string[];
  readonly numpy: readonly string[];
  readonly pylab: Readonly<Record<string, readonly string[]>>;
} | null {
  if (!existsSync(python)) return null;
  try {
    return JSON.parse(
      execFileSync(python, ["-W", "ignore", join(__dirname, "askPackages.py")], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }),
    );
  } catch {
    return null;
  }
}

/** Gone from today's scikit-learn; notebooks still import them. */
const removed = /\.cross_validation\.|preprocessing\.Imputer$/;

describe("knowledge about scikit-learn and NumPy", () => {
  const installed = askPython();
  const check = (title: string, run: (asked: NonNullable<typeof installed>) => void): void => {
    it(title, function () {
      if (!installed) {
        console.log("      (skipped: scikit-learn is not installed in the project's environment)");
        return this.skip();
      }
      run(installed);
    });
  };

  check("each call that takes a seed takes it by that name", ({ parameters }) => {
    const wrong = scikitLearnCalls.filter(({ name, seed }) => !parameters[name]?.includes(seed)).map(({ name }) => name);
    assert.deepEqual(wrong, []);
  });
  check("each option that decides is a parameter", ({ parameters }) => {
    const wrong = scikitLearnCalls.flatMap(({ name, when, unless }) =>
      [...(when ?? []).flat(), ...unless]
        .filter(({ keyword }) => parameters[name] && !parameters[name].includes(keyword))
        .map(({ keyword }) => `${name} ${keyword}`),
    );
    assert.deepEqual(wrong, []);
  });
  check("every estimator with random_state is known", ({ estimators }) => {
    const known = new Set([...scikitLearnCalls.map(({ name }) => name.slice(name.lastIndexOf(".") + 1)), ...deterministicByDefault]);
    assert.ok(estimators.length > 60, "scikit-learn was asked");
    assert.deepEqual(
      estimators.filter((name) => !known.has(name)),
      [],
    );
  });
  check("transformers, models, splits and measures are there, with their methods", ({ parameters }) => {
    const ours = (names: Iterable<string>): readonly string[] =>
      [...names].filter((name) => name.startsWith("sklearn.") && !removed.test(name));
    const without = (names: Iterable<string>, method: string): readonly string[] =>
      ours(names).filter((name) => !parameters[name]?.includes(method));
    assert.deepEqual(without(transformers.keys(), "fit_transform()"), []);
    assert.deepEqual(without(supervisedModels, "predict()"), []);
    assert.deepEqual(
      [...ours(transformingFunctions.keys()), ...ours(measures), ...ours(pairSplits), ...ours(crossValidations)].filter(
        (name) => !(name in parameters),
      ),
      [],
    );
  });
  check("pylab's names are where they are said to be", ({ pylab }) => {
    assert.deepEqual(
      [...pylabNames].filter(([name, module]) => !pylab[module]?.includes(name)),
      [],
    );
  });
  check("every draw exists", ({ random, numpy }) => {
    assert.deepEqual(
      pythonDraws.filter((name) => !random.includes(name.slice("random.".length))),
      [],
    );
    assert.deepEqual(
      numpyDraws.filter((name) => !numpy.includes(name.slice("numpy.random.".length))),
      [],
    );
  });
});
