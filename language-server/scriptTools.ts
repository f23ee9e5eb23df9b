// Everything that stands on the TypeScript compiler, as the one program that the fronts load where a notebook needs it; see
// host/typescript.ts and scripts/build.ts.
export { extractScript } from "./extract/typescript/extractScript";
export { createScriptAnalyser } from "./typescript/analyse";
