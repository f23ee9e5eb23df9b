// Every rule, in order of its code. A test compares this list with the folder, the pages and the tests.
import type { Rule } from "./rule";

export const rules: readonly Rule[] = [];
