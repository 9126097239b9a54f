import { functionStyle } from './style-functions.ts';

/** The style of the page: frame, head, tools and navigation. */
const pageStyle = `
:root {
  color-scheme: light dark;
  --paper: light-dark(#f6f6f3, #131519);
  --surface: light-dark(#ffffff, #1a1d23);
  --raised: light-dark(#f1f1ed, #23272f);
  --ink: light-dark(#1c1e23, #e7e8eb);
  --muted: light-dark(#5d626c, #9ca3af);
  --line: light-dark(#e0e0da, #2e323b);
  --accent: light-dark(#2450b8, #93b4ff);
  --accent-soft: light-dark(#e8eefc, #212c45);
  --warn: light-dark(#7a4700, #ffc861);
  --warn-soft: light-dark(#fdf0d0, #3a2d10);
  --live: light-dark(#0a6351, #66d9bf);
  --live-soft: light-dark(#dcf3ed, #12342d);
  --bad: light-dark(#a3231b, #ff9a90);
  --bad-soft: light-dark(#fde8e6, #3d1d1a);
  --mono: ui-monospace, "SF Mono", "Cascadia Code", "JetBrains Mono", Menlo, Consolas, monospace;
  --bar: 6.25rem;
}
:root[data-theme="light"] { color-scheme: light; }
:root[data-theme="dark"] { color-scheme: dark; }
* { box-sizing: border-box; }
[hidden] { display: none !important; }
html { scroll-padding-top: calc(var(--bar) + 0.75rem); -webkit-text-size-adjust: 100%; }
body {
  margin: 0 auto; padding: 0 1.5rem 3rem; max-width: 84rem;
  background: var(--paper); color: var(--ink);
  font: 15px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif;
}
code, kbd { font-family: var(--mono); font-size: 0.9em; unicode-bidi: isolate; }
a { color: var(--accent); text-underline-offset: 0.2em; }
button, input { font: inherit; color: inherit; }
:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; left: -999rem; }
.skip:focus { left: 1rem; top: 1rem; z-index: 9; padding: 0.5rem 1rem; background: var(--surface); }
.aside { color: var(--muted); }

.top { display: grid; grid-template-columns: 1fr auto; gap: 1rem; align-items: start; padding: 2rem 0 1.25rem; }
.brand { display: flex; align-items: center; gap: 0.5rem; margin: 0; color: var(--muted); font-size: 0.85rem; font-weight: 600; }
.mark { width: 1rem; height: 1rem; border: 3px solid var(--accent); border-bottom: 0; border-radius: 0.5rem 0.5rem 0 0; }
h1 { margin: 0.35rem 0 0; font-size: clamp(1.4rem, 3vw, 1.9rem); line-height: 1.2; letter-spacing: -0.015em; overflow-wrap: anywhere; }
.figures { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: 0.25rem 2.25rem; margin: 0; padding: 0; list-style: none; color: var(--muted); }
.figures b { margin-right: 0.15rem; color: var(--ink); font-size: 1.5rem; font-weight: 650; font-variant-numeric: tabular-nums; letter-spacing: -0.02em; }
.theme, .reset, .copy {
  padding: 0.3rem 0.75rem; border: 1px solid var(--line); border-radius: 0.5rem;
  background: var(--surface); cursor: pointer; font-size: 0.85rem;
}
.theme:hover, .reset:hover, .copy:hover { border-color: var(--muted); }

.guide, .problems { margin: 0 0 0.75rem; border-radius: 0.75rem; border: 1px solid var(--line); background: var(--surface); }
.guide summary, .problems summary { padding: 0.6rem 1rem; cursor: pointer; font-weight: 550; }
.guide p, .guide dl { margin: 0; padding: 0 1rem 0.75rem; }
.guide dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: 0.75rem 2.5rem; padding-bottom: 1rem; }
.guide dt { font-weight: 600; }
.guide dd { margin: 0; color: var(--muted); }
.problems { background: var(--bad-soft); border-color: transparent; }
.problems summary { color: var(--bad); }
.problems ul { margin: 0; padding: 0 1rem 0.75rem 2.2rem; overflow-wrap: anywhere; }

.tools {
  position: sticky; top: 0; z-index: 3; display: flex; flex-wrap: wrap; align-items: center; gap: 0.25rem 1rem; margin: 0 -1.5rem; padding: 0.6rem 1.5rem 0.35rem;
  background: var(--paper); border-bottom: 1px solid var(--line);
}
.search { position: relative; flex: 0 1 30rem; }
.search input {
  width: 100%; padding: 0.5rem 2.25rem 0.5rem 0.85rem; border: 1px solid var(--line);
  border-radius: 0.6rem; background: var(--surface);
}
.search input::placeholder { color: var(--muted); opacity: 1; }
.search kbd {
  position: absolute; right: 0.65rem; top: 50%; translate: 0 -50%; padding: 0 0.4rem;
  border: 1px solid var(--line); border-radius: 0.3rem; color: var(--muted); pointer-events: none;
}
.search input:focus ~ kbd, .search input:not(:placeholder-shown) ~ kbd { display: none; }
.tools fieldset { display: flex; flex: 1 1 100%; gap: 0.3rem; min-width: 0; margin: 0; padding: 0.25rem 0; border: 0; overflow-x: auto; scrollbar-width: thin; }
.tools legend { position: absolute; clip-path: inset(50%); }
.tools label { position: relative; flex: none; cursor: pointer; }
.tools input[type="radio"] { position: absolute; inset: 0; margin: 0; opacity: 0; cursor: pointer; }
.tools label span { display: block; padding: 0.25rem 0.7rem; border: 1px solid var(--line); border-radius: 2rem; background: var(--surface); white-space: nowrap; font-size: 0.875rem; }
.tools label small { color: var(--muted); font-variant-numeric: tabular-nums; }
.tools label:hover span { border-color: var(--muted); }
.tools input:checked + span { background: var(--accent); border-color: var(--accent); color: var(--paper); }
.tools input:checked + span small { color: inherit; }
.tools input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
.shown { flex: none; color: var(--muted); font-size: 0.875rem; font-variant-numeric: tabular-nums; }

.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; padding-top: 1.25rem; }
.columns:has(nav) { grid-template-columns: 15.5rem minmax(0, 1fr); }
/* As long as the list beside it: as the anchor of the scroll position it would keep nothing in place. */
nav { overflow-anchor: none; }
nav details { position: sticky; top: calc(var(--bar) + 1.25rem); }
nav summary { list-style: none; padding: 0 0.6rem 0.4rem; color: var(--muted); font-size: 0.85rem; font-weight: 600; cursor: pointer; }
nav summary::-webkit-details-marker { display: none; }
nav ul { margin: 0; padding: 0 0.25rem 0 0; list-style: none; max-height: calc(100vh - var(--bar) - 4.5rem); overflow-y: auto; scrollbar-width: thin; }
nav a { display: flex; justify-content: space-between; gap: 0.75rem; padding: 0.3rem 0.6rem; border-radius: 0.4rem; color: inherit; text-decoration: none; font-size: 0.875rem; line-height: 1.3; }
nav a:hover { background: var(--raised); }
nav a[aria-current] { background: var(--accent-soft); }
nav .path { min-width: 0; overflow-wrap: anywhere; }
nav .directory { display: block; font-size: 0.75rem; }
nav small { color: var(--muted); font-variant-numeric: tabular-nums; }
.directory { color: var(--muted); }
.nothing, .empty { padding: 3rem 1rem; text-align: center; color: var(--muted); }
footer { margin-top: 2.5rem; color: var(--muted); font-size: 0.85rem; }
@media (forced-colors: active) {
  .tools input:checked + span, nav a[aria-current] { forced-color-adjust: none; background: Highlight; color: HighlightText; }
}
`;

/** Everything the page looks like. */
export const style: string = `${pageStyle}${functionStyle}`;
