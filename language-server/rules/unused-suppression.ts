// Suppressions that hide nothing. Whether one does is known only when every other rule has run, so lint.ts finds them
// with suppression/apply.ts; this is the rule's identity for lists, selections and pages.
import { defineRule } from "./rule";

export default defineRule({
  code: "NBR001",
  name: "unused-suppression",
  severity: "hint",
  summary: "A suppression that hides nothing",
  check: () => [],
});
