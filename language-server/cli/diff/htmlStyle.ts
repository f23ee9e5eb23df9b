// The looks of a diff's page: light and dark by the reader's setting, one column where there is no room for two.

export const htmlStyle = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --ink: #1c2330; --soft: #5b6575; --line: #e3e7ed;
  --old: #b42331; --new: #17703f; --changed: #8a6100; --moved: #1d5fbf;
  --old-line: #fdecee; --old-word: #f6bcc3; --new-line: #e7f6ec; --new-word: #a9dfbd; --none: #f3f4f7;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151c; --card: #1a202a; --ink: #e6eaf0; --soft: #9aa5b5; --line: #2b3340;
    --old: #ff8f98; --new: #5dd394; --changed: #e6b93f; --moved: #83b4f5;
    --old-line: #35202a; --old-word: #78303b; --new-line: #17301f; --new-word: #23623f; --none: #161b23;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1400px; margin: 0 auto; padding: 28px 20px 48px; display: grid; gap: 14px; }
h1 { font-size: 20px; margin: 0 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 15px; margin: 0 0 10px; }
h3 { font-size: 13px; margin: 14px 0 6px; }
p { margin: 0; }
.old { color: var(--old); } .new { color: var(--new); } .soft { color: var(--soft); font-weight: 400; }
section, header { background: var(--card); border: 1px solid var(--line); border-left: 4px solid var(--kind, var(--line)); border-radius: 10px; padding: 14px 18px; min-width: 0; }
.added { --kind: var(--new); } .removed { --kind: var(--old); } .changed { --kind: var(--changed); } .moved { --kind: var(--moved); }
.sign { display: inline-block; width: 20px; font-weight: 700; color: var(--kind); }
.word { color: var(--kind); font-weight: 500; }
.fold { text-align: center; color: var(--soft); font-size: 13px; }
code, .text { font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
.text { border-collapse: collapse; width: 100%; }
.text td { padding: 0 10px; vertical-align: top; white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; }
.text td.t::after { content: "\\200b"; }
.text td.t { padding-left: calc(10px + var(--in, 0ch)); text-indent: calc(-1 * var(--in, 0ch)); } .in { white-space: pre; }
.rows td { white-space: pre; }
.pair { table-layout: fixed; }
.pair td.t, .pair th:nth-child(even) { width: calc(50% - 52px); }
.text td.n { width: 52px; text-align: right; color: var(--soft); user-select: none; white-space: nowrap; }
.unseen th { padding: 0; height: 0; line-height: 0; font-size: 0; }
.text th:nth-child(odd) { width: 52px; }
td.del { background: var(--old-line); } td.ins { background: var(--new-line); } td.none { background: var(--none); }
td.skip { text-align: center; color: var(--soft); background: var(--none); font: 12px/1.8 system-ui, sans-serif; }
del, ins { text-decoration: none; border-radius: 3px; }
del { background: var(--old-word); } ins { background: var(--new-word); }
.images { display: flex; flex-wrap: wrap; gap: 16px; margin-bottom: 8px; }
figure { margin: 0; flex: 1 1 320px; min-width: 0; } figcaption { font-size: 12px; color: var(--soft); }
img { max-width: 100%; background: #fff; border: 1px solid var(--line); border-radius: 4px; }
.values { margin: 10px 0 0; padding-left: 20px; font-size: 13.5px; overflow-wrap: anywhere; }
details summary { cursor: pointer; color: var(--soft); font-size: 13px; }
@media (max-width: 760px) {
  main { padding: 14px 8px; } section, header { padding: 12px; }
  .pair tbody { display: block; } .pair tr { display: grid; grid-template-columns: 44px 1fr; }
  .pair td.n, .pair td.t { width: auto; } .pair td.none, .pair .same td:nth-child(-n+2) { display: none; } .pair td.skip { grid-column: 1 / -1; }
}
@media print { body { background: #fff; } section { break-inside: avoid; } }
`;
