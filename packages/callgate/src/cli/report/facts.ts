import { memberPath } from '../member-path.ts';
import { count } from '../count.ts';
import type { Capture, Parameters } from '../../manifest.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Importer } from '../imports/importers.ts';
import type { Report } from './model.ts';

/** How many arguments a function takes, as a tag. Those without a bound stand out. */
export function parametersTag(parameters: Parameters | null): Html {
  if (parameters === null) {
    return html`<span
      class="tag warn"
      title="Its parameters are not known: it receives what the client sends"
      >any arguments</span
    >`;
  }
  if (parameters.rest) {
    const text = parameters.count === 0 ? 'any arguments' : `${parameters.count} or more arguments`;
    return html`<span
      class="tag warn"
      title="It has a rest parameter: it receives what the client sends"
      >${text}</span
    >`;
  }
  const text = parameters.count === 0 ? 'no arguments' : count(parameters.count, 'argument');
  return html`<span class="tag">${text}</span>`;
}

function capture({ name, paths }: Capture): Html {
  if (paths === null) {
    return html`<li class="whole"><code>${name}</code> whole value</li>`;
  }
  const members = paths.map((path) => html` <code>${memberPath(name, path)}</code>`);
  const arrow = html`<span class="arrow" role="img" aria-label="of which travels">→</span>`;
  const nothing = html` <span class="aside">nothing</span>`;
  return html`<li>
    <code class="root">${name}</code>${arrow}${members.length === 0 ? nothing : members}
  </li>`;
}

/** Captured values and what of them travels. */
export function captureList(captures: readonly Capture[]): Html {
  return html`<ul class="captures">
    ${captures.map(capture)}
  </ul>`;
}

/** A place in the source, as a link if the project has addresses for its files. */
export function place(report: Report, path: string, line: number, text: string): Html {
  const url = report.sourceUrl?.(path, line);
  return url === undefined
    ? html`<span class="place">${text}</span>`
    : html`<a class="place" href="${url}" rel="noreferrer">${text}</a>`;
}

const importKinds: Readonly<Record<Importer['kind'], string>> = {
  named: '',
  namespace: ' import *',
  dynamic: ' import()',
};

/** More importers than this are folded away. */
const shownImporters = 6;

/** The modules that import a function. */
export function importerList(report: Report, importers: readonly Importer[]): Html {
  if (importers.length === 0) {
    return html`<span class="aside">no import found in this project</span>`;
  }
  const items = importers.map(({ path, line, kind }) => {
    const note = html`<span class="aside">${importKinds[kind]}</span>`;
    return html`<li>${place(report, path, line, `${path}:${line}`)}${note}</li>`;
  });
  const rest = items.slice(shownImporters);
  const shown = html`<ul class="list">
    ${items.slice(0, shownImporters)}
  </ul>`;
  const more = html`<details class="more">
    <summary>${rest.length} more</summary>
    <ul class="list">
      ${rest}
    </ul>
  </details>`;
  return rest.length === 0 ? shown : html`${shown}${more}`;
}
