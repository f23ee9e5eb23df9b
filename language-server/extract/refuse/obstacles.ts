// Says why a statement cannot be in a function.
import { holds } from "../../notebook/positions";
import type { Step } from "../cut/step";
import type { Obstacle } from "../follow/nameUse";
import type { Refusal } from "../plan";
import type { Survey } from "../survey";
import { refuse } from "./refusals";

export function explainObstacle(survey: Survey, step: Step, { node, what, name }: Obstacle): Refusal {
  const chunk = step.chunks.find((one) => holds(one, node)) ?? step.chunks[0];
  const where = { cell: chunk.cell, at: node.start };
  switch (what) {
    case "shell":
      return refuse(
        survey,
        "shell",
        where,
        name,
        "This line runs a shell command, which a module cannot.",
        "Leave it in the notebook, in a cell of its own, or write it with subprocess.run.",
      );
    case "magic":
      return refuse(
        survey,
        "magic",
        where,
        name,
        `This is IPython's syntax${name ? ` (${name})` : ""}, which a module cannot hold.`,
        "Leave it in the notebook, in a cell of its own.",
      );
    case "global":
      return refuse(survey, "global", where, name, "global at the top of a cell says nothing; in a function it would.", "Remove the line.");
    case "nested-definition":
      return refuse(
        survey,
        "nested-definition",
        where,
        name,
        `${name ?? "A definition"} is defined inside a branch or a loop, so it is not certain which definition the module should hold.`,
        "Define it at the top of a cell.",
      );
    case "star-import":
      return refuse(
        survey,
        "star-import",
        where,
        name,
        `"from ${name} import *" binds names that nothing in the text says.`,
        "Import what you use by its name.",
      );
    case "relative-import":
      return refuse(
        survey,
        "not-importable",
        where,
        name,
        "A relative import finds something else from the module's folder.",
        "Import it by its full name.",
      );
    case "yield":
      return refuse(survey, "layout", where, name, "yield or return stands outside a function.", "Put the code into a function first.");
    case "lambda-walrus":
      return refuse(
        survey,
        "layout",
        where,
        name,
        "A lambda or generator binds a name with :=, perhaps later.",
        "Write a def in its place.",
      );
    case "syntax-error":
      return refuse(survey, "syntax-error", where, name, "This is not Python.", "Fix it first.");
  }
}
