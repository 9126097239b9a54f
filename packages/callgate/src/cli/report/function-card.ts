import { nameInWords } from '../manifest-table.ts';
import { memberPath } from '../member-path.ts';
import { captureList, importerList, parametersTag, place } from './facts.ts';
import type { Child, Html } from './html.ts';
import { html } from './html.ts';
import type { Report, ReportFunction } from './model.ts';
import { filters } from './model.ts';

function row(label: string, content: Child): Html {
  return html`<div class="row">
    <dt>${label}</dt>
    <dd>${content}</dd>
  </div>`;
}

/** The functions around an inline function, outermost first, and its own name. */
function nameParts(item: ReportFunction): { around: string[]; own: string } {
  // The name of a file-level function is an export name, and a string one may hold a slash.
  const name = nameInWords(item);
  const parts = item.scope === 'inline' ? name.split('/') : [name];
  return { around: parts.slice(0, -1), own: parts.at(-1) ?? name };
}

/** Everything that the search looks at, in one string. */
function searchText(item: ReportFunction): string {
  const captured = item.captures.flatMap(({ name, paths }) => [
    name,
    ...(paths ?? []).map((path) => memberPath(name, path)),
  ]);
  const importers = (item.importers ?? []).map((importer) => importer.path);
  return [item.name, item.module, item.id, item.export, ...item.exports, ...captured, ...importers]
    .join(' ')
    .toLowerCase();
}

function heading(item: ReportFunction): Html {
  const { around, own } = nameParts(item);
  const path = around.map((name) => html`<span class="around">${name} › </span>`);
  return html`<h3>${path}<a href="#${item.id}" class="name">${own}</a></h3>`;
}

function facts(item: ReportFunction, report: Report): Child {
  const aliases = item.scope === 'module' ? item.exports.filter((name) => name !== item.name) : [];
  const copy = html`<button
    type="button"
    class="copy"
    data-copy="${item.id}"
    aria-label="Copy the id of ${nameInWords(item)}"
  >
    Copy
  </button>`;
  return [
    item.captures.length === 0 ? null : row('Captures', captureList(item.captures)),
    aliases.length === 0
      ? null
      : row(
          'Also as',
          aliases.map((name) => html`<code>${name}</code> `),
        ),
    item.importers === null ? null : row('Imported by', importerList(report, item.importers)),
    row('Id', html`<code class="id">${item.id}</code>${copy}`),
  ];
}

/** The card of one server function. */
export function functionCard(item: ReportFunction, report: Report): Html {
  const groups = filters.filter((filter) => filter.test(item)).map((filter) => filter.key);
  const line = item.location.line;
  const file = item.module.slice(item.module.lastIndexOf('/') + 1);
  const tags = [
    html`<span class="tag">${item.scope === 'module' ? 'file-level' : 'inline'}</span>`,
    parametersTag(item.parameters),
    item.generator ? html`<span class="tag live">streams</span>` : null,
  ];
  return html`<article
    class="function"
    id="${item.id}"
    data-groups="${groups.join(' ')}"
    data-text="${searchText(item)}"
  >
    <header>${heading(item)}${tags}${place(report, item.module, line, `${file}:${line}`)}</header>
    <dl>${facts(item, report)}</dl>
  </article>`;
}
