import { deepEqual, equal } from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { flagsFor } from "../../language-server/host/engineFlags";

const names = (version: string): readonly string[] => flagsFor(version).map((flag) => flag.replace(/=.*/, ""));

describe("V8's flags", () => {
  it("are those that each version knows", () => {
    deepEqual(names("11.3.244.8-node.30"), ["--interrupt-budget", "--heap-growing-percent", "--max-inlined-bytecode-size-cumulative"]);
    for (const version of ["11.8.172.17-node.20", "12.4.254.21-node.57", "13.6.233.17-node.53", "14.6.202.34-node.34"]) {
      deepEqual(
        names(version),
        ["--invocation-count-for-turbofan", "--heap-growing-percent", "--max-inlined-bytecode-size-cumulative"],
        version,
      );
    }
  });

  it("are left out for versions that were not tried", () => {
    for (const version of ["10.2.154.26-node.36", "15.0.1", ""]) deepEqual(flagsFor(version), [], version);
  });

  it("are known to the V8 that runs", () => {
    const known = execFileSync(process.execPath, ["--v8-options"], { encoding: "utf8" });
    for (const name of names(process.versions.v8)) equal(known.includes(`  ${name} `), true, name);
    equal(spawnSync(process.execPath, [...flagsFor(process.versions.v8), "-e", "0"], { encoding: "utf8" }).stderr, "");
  });
});
