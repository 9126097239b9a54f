/** The style of the list of functions, of narrow screens and of paper. */
export const functionStyle: string = `
main { min-width: 0; outline: 0; }
.module {
  margin-bottom: 1.25rem; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--surface);
}
/* Many functions: what is off screen is not laid out. */
.long .module { content-visibility: auto; contain-intrinsic-size: auto 40rem; }
.module > header {
  display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.75rem;
  padding: 0.7rem 1.1rem; border-radius: 0.75rem 0.75rem 0 0; background: var(--raised); font-size: 0.875rem;
}
h2 { margin: 0; font: 600 0.95rem/1.4 var(--mono); overflow-wrap: anywhere; }
.module > header .directory { font-weight: 400; }
.module > header .aside { margin-left: auto; }
.tag {
  padding: 0.05rem 0.5rem; border-radius: 0.35rem; background: var(--raised); color: var(--muted);
  font-size: 0.78rem; white-space: nowrap;
}
.module > header .tag { background: var(--surface); }
.tag.warn { background: var(--warn-soft); color: var(--warn); }
.tag.live { background: var(--live-soft); color: var(--live); }

.function { padding: 0.95rem 1.1rem 1rem; border-top: 1px solid var(--line); }
.function:target { box-shadow: inset 3px 0 var(--accent); background: var(--accent-soft); }
.function > header { display: flex; flex-wrap: wrap; align-items: baseline; gap: 0.25rem 0.6rem; }
h3 { margin: 0; font: 650 1.02rem/1.4 var(--mono); overflow-wrap: anywhere; }
.around { color: var(--muted); font-weight: 400; }
.name { color: inherit; text-decoration: none; unicode-bidi: isolate; }
.name:hover { text-decoration: underline; }
.place { color: var(--muted); font: 0.82rem/1.5 var(--mono); overflow-wrap: anywhere; }
a.place { color: var(--accent); }
.function > header .place { margin-left: auto; }
.function dl { display: grid; gap: 0.3rem; margin: 0.5rem 0 0; font-size: 0.9rem; }
.row { display: grid; grid-template-columns: 6.25rem minmax(0, 1fr); gap: 0.5rem; align-items: baseline; }
dt { color: var(--muted); }
dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.captures, .list { margin: 0; padding: 0; list-style: none; }
.captures { display: flex; flex-wrap: wrap; gap: 0.35rem; }
.captures li { padding: 0.1rem 0.55rem; border: 1px solid var(--line); border-radius: 0.45rem; }
.captures .whole { border-color: transparent; background: var(--warn-soft); color: var(--warn); }
.captures .root { color: var(--muted); }
.arrow { margin: 0 0.15rem 0 0.4rem; color: var(--muted); }
.captures code + code { margin-left: 0.5rem; }
.list { display: flex; flex-wrap: wrap; gap: 0 1.25rem; }
.more summary { color: var(--muted); cursor: pointer; font-size: 0.85rem; }
.id { color: var(--muted); font-size: 0.82rem; }
.copy { margin-left: 0.6rem; padding: 0 0.5rem; font-size: 0.78rem; background: none; }
::highlight(search) { background: light-dark(#ffe28a, #6b5200); color: inherit; }

@media (width < 60rem) {
  body { padding: 0 1rem 2rem; font-size: 16px; }
  .columns, .columns:has(nav) { grid-template-columns: minmax(0, 1fr); gap: 1rem; padding-top: 1rem; }
  nav details { position: static; border: 1px solid var(--line); border-radius: 0.75rem; background: var(--surface); }
  nav summary { padding: 0.6rem 1rem; list-style: revert; font-size: 1rem; font-weight: 550; color: inherit; }
  nav ul { max-height: 50vh; padding: 0 0.4rem 0.5rem; }
  nav a { padding: 0.5rem 0.6rem; }
  .tools { flex-wrap: wrap; gap: 0.35rem 0.75rem; margin: 0 -1rem; padding: 0.6rem 1rem; }
  .search { flex: 1 1 100%; }
  .search kbd { display: none; }
  .tools fieldset { flex: 1 1 100%; padding: 0.25rem 0; }
}
@media (width < 40rem) {
  .top > div { display: contents; }
  .brand { align-self: center; }
  .theme { grid-area: 1 / 2; }
  h1 { grid-column: 1 / -1; margin: 0; }
  .figures { gap: 0 1.25rem; }
  .row { grid-template-columns: 5.75rem minmax(0, 1fr); }
  .copy { padding: 0.2rem 0.7rem; }
}
@media (height < 34rem) {
  .tools { position: static; }
  html { scroll-padding-top: 0.5rem; }
}
@media print {
  :root { color-scheme: light; --paper: #fff; }
  body { max-width: none; padding: 0; font-size: 9.5pt; }
  .tools, nav, .theme, .copy, .guide, .skip { display: none; }
  .columns, .columns:has(nav) { display: block; }
  .long .module { content-visibility: visible; }
  .module { border-color: #bbb; break-inside: auto; }
  .module > header { break-after: avoid; }
  .function { break-inside: avoid; }
  * { print-color-adjust: exact; }
}
`;
