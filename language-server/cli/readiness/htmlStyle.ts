// The looks of the HTML report: light and dark by the reader's setting, readable on a phone and on paper.

export const htmlStyle = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #fff; --ink: #1c2330; --soft: #5b6575; --line: #e3e7ed; --track: #edf0f4; --link: #1d5fbf;
  --A: #1a7f4b; --B: #4c8a1f; --C: #a97800; --D: #c2590c; --F: #c02b37;
  --error: #d03b47; --warning: #e0a128; --info: #4f8fd6; --good: #1a7f4b; --bad: #c02b37;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #11151c; --card: #1a202a; --ink: #e6eaf0; --soft: #9aa5b5; --line: #2b3340; --track: #262e3a; --link: #83b4f5;
    --A: #45c483; --B: #93c75a; --C: #e6b93f; --D: #f08e4a; --F: #f06a74;
    --error: #ee6671; --warning: #e3b04b; --info: #6ba7e8; --good: #45c483; --bad: #f06a74;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
main { max-width: 1040px; margin: 0 auto; padding: 32px 20px 48px; display: grid; grid-template-columns: minmax(0, 1fr); gap: 20px; }
h1 { font-size: 24px; line-height: 1.2; margin: 0 0 4px; letter-spacing: -0.01em; }
h2 { font-size: 16px; margin: 0 0 2px; }
p { margin: 0; }
a { color: var(--link); text-decoration: none; }
a:hover { text-decoration: underline; }
.soft { color: var(--soft); }
section, header { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px 24px; min-width: 0; }
header { display: flex; flex-wrap: wrap; gap: 20px 36px; align-items: center; }
header .words { flex: 1 1 300px; }
.ring { width: 132px; height: 132px; flex: none; }
.grades { width: 260px; height: 132px; flex: none; }
svg text { fill: var(--ink); font-family: inherit; }
svg text.soft { fill: var(--soft); }
.scroll { overflow-x: auto; margin-top: 12px; }
table { border-collapse: collapse; width: 100%; font-size: 14px; }
th { text-align: left; font-weight: 600; font-size: 12px; color: var(--soft); padding: 4px 12px 6px 0; border-bottom: 1px solid var(--line); white-space: nowrap; }
td { padding: 7px 12px 7px 0; border-bottom: 1px solid var(--line); vertical-align: top; }
tr:last-child > td { border-bottom: 0; }
th.number, td.number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
td.bar { width: 30%; min-width: 110px; padding-top: 12px; }
td.bar svg { display: block; width: 100%; height: 12px; border-radius: 3px; background: var(--track); }
td.score { width: 120px; min-width: 90px; padding-top: 13px; }
td.score svg { display: block; width: 100%; height: 10px; border-radius: 3px; background: var(--track); }
td small, li small { display: block; color: var(--soft); font-size: 12.5px; line-height: 1.4; }
td.concern { white-space: nowrap; }
td.path { overflow-wrap: anywhere; min-width: 220px; }
.chip { display: inline-block; width: 24px; height: 24px; line-height: 24px; border-radius: 6px; text-align: center; font-weight: 700; font-size: 13px; color: var(--card); }
.gain { color: var(--good); font-weight: 600; }
.better { color: var(--good); } .worse { color: var(--bad); }
.legend { display: flex; flex-wrap: wrap; gap: 4px 16px; font-size: 12.5px; color: var(--soft); margin-top: 10px; }
.legend span::before { content: ""; display: inline-block; width: 10px; height: 10px; border-radius: 2px; margin-right: 6px; background: var(--key); }
.legend .was::before { width: 2px; height: 12px; vertical-align: -2px; border-radius: 0; }
details summary { cursor: pointer; }
details ol { margin: 6px 0 2px; padding-left: 22px; font-size: 13.5px; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
footer { color: var(--soft); font-size: 13px; padding: 0 4px; }
@media (max-width: 640px) { main { padding: 16px 10px 32px; } section, header { padding: 16px; } .wide, td small.wide { display: none; } td.path { min-width: 150px; } td.score { display: none; } th.score { display: none; } }
@media print { body { background: #fff; } section, header { break-inside: avoid; } }
`;
