// The name of what a call calls.
import type { CallExpr } from "./syntax";

/** The last word of what is called: "fit" of `model.fit(…)`, "print" of `print(…)`; "" of anything else. */
export const calledName = ({ func }: CallExpr): string =>
  func.kind === "Attribute" ? func.attr.name : func.kind === "Name" ? func.name : "";
