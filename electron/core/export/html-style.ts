// The style sheet of an exported page: a page to read and to file, in light, dark and on paper. Contains no text of others.

const colours = `
:root {
  color-scheme: light dark;
  --text: #1b1c22;
  --muted: #5a5c69;
  --page: #f6f6f9;
  --surface: #ffffff;
  --line: #e2e2e9;
  --strong-line: #c9cad4;
  --accent: #4448c2;
  --code: #f2f2f6;
  --simulated: #0c6570;
  --simulated-soft: #e0f3f5;
  --warning: #7f4c00;
  --warning-soft: #fdf1da;
  --danger: #b3261e;
  --danger-soft: #fdecea;
  --plain-soft: #ececf2;
}
@media (prefers-color-scheme: dark) {
  :root {
    --text: #e8e8ee;
    --muted: #a7a9b7;
    --page: #121317;
    --surface: #191a1f;
    --line: #2c2e37;
    --strong-line: #454854;
    --accent: #aab0ff;
    --code: #111216;
    --simulated: #74cfd9;
    --simulated-soft: #12333a;
    --warning: #f2bd62;
    --warning-soft: #3b2d12;
    --danger: #ff9d94;
    --danger-soft: #431f1f;
    --plain-soft: #292b33;
  }
}`;

const frame = `
*, *::before, *::after { box-sizing: border-box; }
h1, h2, h3, p, ul, ol, dl, dd, pre, blockquote { margin: 0; padding: 0; }
html { background: var(--page); text-size-adjust: none; }
body {
  --gap: 16px;
  --inset: clamp(12px, 2.4vw, 40px);
  min-inline-size: max(100%, calc(var(--columns) * 300px + (var(--columns) - 1) * var(--gap) + 2 * var(--inset)));
  inline-size: fit-content;
  max-inline-size: max(100vw, calc(var(--columns) * 640px));
  margin: 0 auto;
  padding: 0 var(--inset) 48px;
  color: var(--text);
  font: 400 14px/1.5 "Inter Variable", Inter, system-ui, "Segoe UI", Roboto, sans-serif;
  font-variant-numeric: tabular-nums;
  overflow-wrap: anywhere;
}
main { display: grid; }
/* Stays in view while the columns scroll sideways under it. */
.across {
  position: sticky;
  inset-inline-start: var(--inset);
  inline-size: min(100%, calc(100vw - 2 * var(--inset) - 16px));
}
.top { padding-block: 36px 20px; }
.brand { color: var(--muted); font-size: 12px; font-weight: 600; letter-spacing: 0.06em; text-transform: uppercase; }
h1 { margin-block-start: 6px; font-size: 26px; font-weight: 640; line-height: 1.25; letter-spacing: -0.015em; text-wrap: balance; }
.facts { margin-block-start: 6px; color: var(--muted); }
.simulation { max-inline-size: 90ch; margin-block-start: 12px; color: var(--muted); font-size: 13px; }
.heads, .cells { display: grid; grid-template-columns: repeat(var(--columns), minmax(0, 1fr)); column-gap: var(--gap); }
.heads { position: sticky; inset-block-start: 0; z-index: 1; padding-block: 10px; border-block-end: 1px solid var(--strong-line); background: var(--page); }
.head { padding-inline: 14px; }
.label { font-size: 15px; font-weight: 640; line-height: 1.3; }
.place { color: var(--muted); font-size: 12px; line-height: 1.45; }
.turn { display: grid; padding-block: 26px 4px; }
.turn + .turn { border-block-start: 1px solid var(--line); margin-block-start: 22px; }
.ask h2 { display: flex; align-items: baseline; gap: 10px; font-size: 12px; font-weight: 640; letter-spacing: 0.02em; }
.when { color: var(--muted); font-weight: 400; }
.prompt { max-inline-size: 110ch; max-block-size: 17em; overflow: auto; margin-block: 6px 16px; padding-inline-start: 14px; border-inline-start: 3px solid var(--accent); font-size: 16px; line-height: 1.5; white-space: pre-wrap; }
.cell { display: flex; flex-direction: column; gap: 10px; min-inline-size: 0; padding: 14px; border: 1px solid var(--line); border-radius: 8px; background: var(--surface); }
.cell > h3 { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.empty { border-style: dashed; background: none; color: var(--muted); }
.totals { margin-block-start: 10px; color: var(--muted); font-size: 12.5px; }
.totals strong { color: var(--text); font-weight: 600; }
.badges { display: flex; flex-wrap: wrap; gap: 4px; }
.badges:empty { display: none; }
.head .badges { margin-block-start: 4px; }
.badge { display: inline-block; padding: 1px 7px; border-radius: 999px; font-size: 11.5px; font-weight: 560; line-height: 1.5; }
.badge.plain { background: var(--plain-soft); color: var(--muted); }
.badge.simulated { background: var(--simulated-soft); color: var(--simulated); }
.badge.warning { background: var(--warning-soft); color: var(--warning); }
.badge.danger { background: var(--danger-soft); color: var(--danger); }
.difference, .notice { color: var(--muted); font-size: 12.5px; }
.failure { padding: 8px 10px; border-radius: 6px; font-size: 13px; }
.failure.danger { background: var(--danger-soft); color: var(--danger); }
.failure.warning { background: var(--warning-soft); color: var(--warning); }
.measures { display: flex; flex-wrap: wrap; gap: 2px 12px; padding-block-end: 9px; border-block-end: 1px solid var(--line); color: var(--muted); font-size: 12px; }
.measure { white-space: nowrap; }
.measure strong { color: var(--text); font-weight: 600; }
.measure.invented strong { color: var(--simulated); }
.lead { color: var(--accent); font-weight: 600; }
abbr { text-decoration: none; cursor: help; }
summary { cursor: pointer; color: var(--muted); font-size: 12.5px; }
details[open] > summary { margin-block-end: 6px; }
.reasoning > .markdown { padding-inline-start: 12px; border-inline-start: 2px solid var(--line); color: var(--muted); font-size: 13px; }
.earlier { padding-block-start: 8px; border-block-start: 1px dashed var(--line); }
.earlier-answer { display: grid; gap: 8px; padding-block: 8px; }
.earlier-answer + .earlier-answer { border-block-start: 1px dashed var(--line); }
.sources { color: var(--muted); font-size: 12.5px; }
.sources ol { padding-inline-start: 1.6em; }
.url { display: block; font-size: 11.5px; }
.notes { position: sticky; inset-inline-start: var(--inset); inline-size: min(100%, calc(100vw - 2 * var(--inset) - 16px)); max-inline-size: 1100px; margin-block-start: 44px; padding-block-start: 20px; border-block-start: 1px solid var(--strong-line); font-size: 13px; }
.notes h2 { margin-block: 22px 8px; font-size: 14px; font-weight: 640; }
.notes h2:first-child { margin-block-start: 0; }
.notes p { margin-block-start: 10px; }
.notes details { margin-block-start: 8px; }
.notes dl { display: grid; grid-template-columns: max-content 1fr; gap: 4px 16px; }
.notes dt { font-weight: 600; }
.notes dd { color: var(--muted); }
.notes tbody th { font-weight: 560; }
.colophon { color: var(--muted); }`;

const text = `
.markdown { line-height: 1.55; }
.markdown > * + *, .markdown blockquote > * + *, .markdown li > * + *, .markdown li > div > * + * { margin-block-start: 0.7em; }
.heading1, .heading2, .heading3, .heading4 { font-weight: 620; line-height: 1.35; text-wrap: balance; }
.heading1 { font-size: 1.25em; letter-spacing: -0.01em; }
.heading2 { font-size: 1.12em; }
.heading4 { color: var(--muted); font-size: 0.93em; }
.markdown > * + [role="heading"] { margin-block-start: 1.15em; }
.markdown > [role="heading"] + * { margin-block-start: 0.4em; }
.markdown ul, .markdown ol { padding-inline-start: 1.5em; }
.markdown li::marker { color: var(--muted); }
.markdown li + li { margin-block-start: 0.45em; }
.markdown .tight > li + li, .markdown .tight > li > * + * { margin-block-start: 0.15em; }
.markdown li.task { display: flex; gap: 0.45em; margin-inline-start: -1.4em; list-style: none; }
.check { flex: none; color: var(--accent); }
.task > div { flex: 1; min-inline-size: 0; margin-block-start: 0 !important; }
blockquote { padding-inline-start: 0.9em !important; border-inline-start: 2px solid var(--strong-line); color: var(--muted); }
hr { block-size: 1px; margin-inline: 0; border: 0; background: var(--line); }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 1px; }
code { padding: 0.1em 0.32em; border-radius: 4px; background: var(--code); box-shadow: inset 0 0 0 1px var(--line); font: 0.88em/1.5 "JetBrains Mono Variable", ui-monospace, "SF Mono", Consolas, "DejaVu Sans Mono", monospace; }
.code { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; background: var(--code); }
.code code { display: block; inline-size: max-content; min-inline-size: 100%; padding: 8px 10px; box-shadow: none; font-size: 12px; overflow-wrap: normal; white-space: pre; tab-size: 4; }
.html { color: var(--muted); font: 0.86em/1.5 ui-monospace, Consolas, monospace; white-space: pre-wrap; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; font-size: 0.95em; }
th, td { min-inline-size: 4em; max-inline-size: 40em; padding: 0.32em 0.8em; border-block-end: 1px solid var(--line); overflow-wrap: break-word; text-align: start; vertical-align: top; }
th:first-child, td:first-child { padding-inline-start: 0.15em; }
thead th { border-block-end-color: var(--strong-line); color: var(--muted); font-size: 0.93em; font-weight: 600; }
tbody tr:last-child > * { border-block-end: 0; }
.center { text-align: center; }
.right { text-align: end; }
.image { display: inline-block; padding: 0.05em 0.55em; border: 1px dashed var(--strong-line); border-radius: 4px; font-size: 0.9em; }
.image-notice { color: var(--muted); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.code:focus-visible, .scroll:focus-visible { outline-offset: -2px; }`;

/** Paper cannot scroll: at most three columns abreast, every cell under its own name, nothing folded or cut off. */
const paper = `
@media print {
  @page { size: landscape; margin: 12mm; }
  :root { --text: #000000; --muted: #45464f; --page: #ffffff; --surface: #ffffff; --line: #d0d0d8; --strong-line: #90919c; --code: #f6f6f8; }
  body { inline-size: auto; min-inline-size: 0; max-inline-size: none; padding: 0; font-size: 9.5pt; }
  .across, .notes, .heads { position: static; inline-size: auto; }
  .heads, .cells { grid-template-columns: repeat(min(var(--columns), 3), minmax(0, 1fr)); row-gap: 10px; }
  .cell > h3 { position: static; inline-size: auto; block-size: auto; clip-path: none; white-space: normal; font-size: 10.5pt; }
  .prompt { max-block-size: none; font-size: 11pt; }
  .code code { inline-size: auto; white-space: pre-wrap; overflow-wrap: anywhere; }
  .ask, .heads, .measures, .failure { break-inside: avoid; }
  .ask { break-after: avoid; }
  details::details-content { display: block; block-size: auto; content-visibility: visible; }
}`;

/** The whole sheet for a page of so many columns. Its text is what the page's policy admits by hash. */
export const pageStyle = (columns: number): string =>
  `${colours}${frame}${text}${paper}\n:root { --columns: ${Math.floor(columns)}; }\n`;
