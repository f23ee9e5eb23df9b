// What the entry loads: runs the program, or serves a run as one of its threads.
import { isMainThread } from "node:worker_threads";
import { runProgram } from "./program";

if (isMainThread) void runProgram(process.argv);
else void import("./worker").then(({ serveAsWorker }) => serveAsWorker());
