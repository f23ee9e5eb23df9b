import rule from "../../language-server/rules/missing-kernel";
import { markdown, testRule } from "./testRule";

const kernelspec = { name: "python3", display_name: "Python 3" };

testRule(rule, {
  valid: [
    { name: "a kernel and a language", cells: ["a = 1"] },
    {
      name: "the language in the kernelspec, as Colab writes it",
      cells: ["a = 1"],
      metadata: { kernelspec: { ...kernelspec, language: "python" } },
    },
    { name: "the language in language_info", cells: ["a = 1"], metadata: { kernelspec, language_info: { name: "python" } } },
    { name: "no code", cells: [markdown("# Words")], metadata: {} },
    {
      name: "an export of Databricks",
      cells: ["a = 1"],
      metadata: { "application/vnd.databricks.v1+notebook": {}, language_info: { name: "python" } },
    },
  ],
  invalid: [
    { name: "no metadata", cells: ["a = 1"], metadata: {}, wholeNotebook: 1, messages: [/names no kernel/] },
    {
      name: "a language alone",
      cells: ["a = 1"],
      metadata: { language_info: { name: "python" } },
      wholeNotebook: 1,
      messages: [/names no kernel/],
    },
    {
      name: "a kernelspec without a name",
      cells: ["a = 1"],
      metadata: { kernelspec: { display_name: "Python 3", language: "python" } },
      wholeNotebook: 1,
      messages: [/names no kernel/],
    },
    {
      name: "a kernel without a language",
      cells: ["a = 1"],
      metadata: { kernelspec },
      wholeNotebook: 1,
      messages: [/the kernel "python3" but no language/],
    },
  ],
});
