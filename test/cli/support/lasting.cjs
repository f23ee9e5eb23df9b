// Runs one command line after the other in this process: node lasting.cjs PROGRAM SCRIPT QUESTIONS ANSWERS, the last two pipes that have names.
// Each finds what it would find in a process of its own: the program's modules as they are at first, its folder, environment, arguments and streams.
// A question and its answer are a line of JSON each (Question and Answer in ../lasting.ts).
const { createHash } = require("node:crypto");
const fs = require("node:fs");
const { createRequire } = require("node:module");
const { dirname } = require("node:path");
const { Readable, Writable } = require("node:stream");
const { Script } = require("node:vm");

const [program, script, questionsPath, answersPath] = process.argv.slice(2);
const { readSync, writeSync } = fs;
const questions = fs.openSync(questionsPath, "r");
const answers = fs.openSync(answersPath, "w");
const home = process.cwd();
/** V8 compiles the program once; to run it makes its modules anew. */
const compiled = new Script(`(function (exports, require, module, __filename, __dirname) { ${fs.readFileSync(program, "utf8")}\n})`, {
  filename: program,
});
const requireBeside = createRequire(program);

const streams = {};
for (const name of ["stdin", "stdout", "stderr"]) Object.defineProperty(process, name, { get: () => streams[name] });

/** The next line that is asked; the process waits for it. Ends with whoever asks. */
function nextQuestion() {
  const parts = [];
  for (const part = Buffer.alloc(65536); ;) {
    const length = readSync(questions, part);
    if (length === 0) process.exit();
    parts.push(Buffer.from(part.subarray(0, length)));
    if (part[length - 1] === 10) return JSON.parse(Buffer.concat(parts).toString());
  }
}

function tell(answer) {
  for (let rest = Buffer.from(`${JSON.stringify(answer)}\n`); rest.length > 0;) rest = rest.subarray(writeSync(answers, rest));
}

/** A stream that keeps what is written to it. */
function keep() {
  const parts = [];
  const stream = new Writable({ write: (part, _, done) => done(void parts.push(part)) });
  return Object.assign(stream, { text: () => Buffer.concat(parts).toString("base64") });
}

function replaceEnvironment(env) {
  for (const name of Object.keys(process.env)) delete process.env[name];
  Object.assign(process.env, env);
}

// V8 compiles WebAssembly once, too; each run has instances of its own.
const { instantiate, Module } = WebAssembly;
const modules = new Map();
function moduleOf(bytes) {
  const key = createHash("sha256").update(bytes).digest("hex");
  if (!modules.has(key)) modules.set(key, new Module(bytes));
  return modules.get(key);
}
Object.assign(WebAssembly, {
  Module: new Proxy(Module, { construct: (_, [bytes]) => moduleOf(bytes) }),
  compile: async (bytes) => moduleOf(bytes),
  async instantiate(source, imports) {
    if (source instanceof Module) return instantiate(source, imports);
    const module = moduleOf(source);
    return { module, instance: await instantiate(module, imports) };
  },
});

let endOfRun;
function run({ args, cwd, env, input, around }) {
  process.chdir(cwd);
  replaceEnvironment(env);
  process.argv = [process.execPath, script, ...args];
  process.exitCode = undefined;
  Object.assign(streams, { stdin: Readable.from(input === null ? [] : [Buffer.from(input, "base64")]), stdout: keep(), stderr: keep() });
  const endOfAround = around && require(around.module)(around.options);
  endOfRun = () => {
    const noted = endOfAround?.();
    const code = process.exitCode ?? 0;
    process.chdir(home);
    tell({ code, stdout: streams.stdout.text(), stderr: streams.stderr.text(), noted });
  };
  const module = { exports: {} };
  compiled.runInThisContext()(module.exports, requireBeside, module, program, dirname(program));
}

// A run has ended when nothing is left to be done, as with a process.
process.on("beforeExit", () => {
  endOfRun?.();
  const question = nextQuestion();
  setImmediate(() => run(question));
});
