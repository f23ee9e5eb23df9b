// Install commands that let somebody else decide what is installed: unencrypted addresses, checks turned off, a second index.
import type { Fix } from "../notebook/edits";
import type { Span } from "../notebook/model";
import type { Argument } from "../project/installCommand";
import { defineRule, type Finding } from "./rule";
import { notebookInstalls, type NotebookInstall } from "./support/packages/installs";

/** Options whose value is an address that packages come from. */
const sources = new Set([
  "-i",
  "--index-url",
  "--extra-index-url",
  "--index",
  "--default-index",
  "-f",
  "--find-links",
  "-r",
  "--requirement",
  "-c",
  "--constraint",
  "--channel",
]);

export default defineRule({
  code: "NBR206",
  name: "untrusted-install",
  severity: "warning",
  summary: "An install from an unencrypted, unchecked or second index",
  *check({ python }) {
    if (!python) return;
    for (const install of notebookInstalls(python)) {
      const addresses = [...install.packages, ...install.options.flatMap(({ text, value }) => (sources.has(text) && value ? [value] : []))];
      const seen = new Set<number>();
      for (const address of addresses) {
        const open = openAddress(address);
        if (open && !seen.has(address.start)) yield unencrypted(install, address, open);
        seen.add(address.start);
      }
      for (const option of install.options) {
        if (option.text === "--trusted-host") yield unchecked(install, option);
        if (option.text === "--extra-index-url" && mixesIndexes(install)) yield mixed(install, option);
      }
    }
  },
});

/** Where the scheme of an unencrypted address stands; null of encrypted ones, of this machine's own, and of names in braces. */
function openAddress({ text, start }: Argument): Span | null {
  const match = /(?:\b(?:git|hg|svn|bzr)\+)?\b(http|git|svn):\/\/(?:[^/@\s]*@)?([^/:\s]+|\[[^\]]*\])/i.exec(text);
  if (!match || /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/i.test(match[2])) return null;
  const at = start + match.index + match[0].search(/(?:http|git|svn):\/\//i);
  return { start: at, end: at + match[1].length };
}

function unencrypted(install: NotebookInstall, address: Argument, scheme: Span): Finding {
  const fixes: readonly Fix[] = /^(?:[a-z]+\+)?http:/i.test(address.text.slice(scheme.start - address.start))
    ? [
        {
          title: "Change the address to https",
          safe: false,
          edits: [{ kind: "replaceText", cell: install.cell, ...scheme, text: "https" }],
        },
      ]
    : [];
  return {
    cell: install.cell,
    span: { start: address.start, end: address.end },
    message:
      "This address is not encrypted: anyone between this machine and the server can put their own code into the package, and it runs with the notebook's rights. Use https.",
    fixes,
  };
}

function unchecked(install: NotebookInstall, option: NotebookInstall["options"][number]): Finding {
  const host = option.value ? ` for ${option.value.text}` : "";
  return {
    cell: install.cell,
    span: spanOf(option),
    message: `--trusted-host turns off the certificate check${host}: anyone between this machine and the server can put their own code into the package. Remove it; if the index has its own certificate, pass it to pip with --cert.`,
  };
}

function mixed(install: NotebookInstall, option: NotebookInstall["options"][number]): Finding {
  return {
    cell: install.cell,
    span: spanOf(option),
    message:
      "pip takes the highest version from all indexes: anyone who registers the same name on the other index decides what is installed. Use --index-url with one index that has everything, or pin with --require-hashes.",
  };
}

const spanOf = ({ start, end, value }: NotebookInstall["options"][number]): Span => ({ start, end: Math.max(end, value?.end ?? end) });

/** uv asks its indexes in turn and stays with the first that has the name; hashes settle what is taken; an exact local version (+cu121) is on its own index only. */
function mixesIndexes(install: NotebookInstall): boolean {
  if (/\buv\b/.test(install.program))
    return install.options.some(({ text, value }) => text === "--index-strategy" && /^unsafe/.test(value?.text ?? ""));
  if (install.options.some(({ text }) => text === "--require-hashes")) return false;
  return install.packages.length === 0 || install.packages.some(({ text }) => !/==\s*[\w.!]+\+[\w.]+$/.test(text));
}
