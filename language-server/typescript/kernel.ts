// Which kernel runs a notebook's scripts.
import type { Notebook } from "../notebook/model";

/** The kernel by its name; "" for one that is neither Deno nor tslab. */
export function kernelName({ metadata }: Notebook): "deno" | "tslab" | "" {
  const kernel = metadata["kernelspec"];
  const name =
    typeof kernel === "object" && kernel !== null && "name" in kernel && typeof kernel.name === "string" ? kernel.name.toLowerCase() : "";
  if (/^deno\b/.test(name)) return "deno";
  return /^(?:tslab|jslab)\b/.test(name) ? "tslab" : "";
}
