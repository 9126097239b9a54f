import { count } from '../count.ts';
import { functionCard } from './function-card.ts';
import type { Html } from './html.ts';
import { html } from './html.ts';
import type { Report, ReportModule } from './model.ts';

function anchor(path: string): string {
  return `module:${path}`;
}

/** The directory dim, the file name not. */
function modulePath(path: string): Html {
  const end = path.lastIndexOf('/') + 1;
  const directory = html`<span class="directory">${path.slice(0, end)}</span>`;
  return html`${directory}<span class="file">${path.slice(end)}</span>`;
}

/** Links to the modules. */
export function navigation(modules: readonly ReportModule[]): Html {
  const items = modules.map(({ path, functions }) => {
    const target = encodeURIComponent(anchor(path));
    const amount = html`<small>${functions.length}</small>`;
    return html`<li>
      <a href="#${target}" title="${path}"
        ><span class="path">${modulePath(path)}</span>${amount}</a
      >
    </li>`;
  });
  return html`<nav aria-label="Modules">
    <details open>
      <summary>Modules</summary>
      <ul>
        ${items}
      </ul>
    </details>
  </nav>`;
}

/** A module with its functions. */
export function moduleSection(module: ReportModule, report: Report): Html {
  const directive =
    module.directive === null
      ? html`<span class="tag">inline functions only</span>`
      : html`<code class="tag">'${module.directive}'</code>`;
  const amount = html`<span class="aside">${count(module.functions.length, 'function')}</span>`;
  return html`<section class="module" aria-label="${module.path}">
    <header id="${anchor(module.path)}">
      <h2>${modulePath(module.path)}</h2>
      ${directive}${amount}
    </header>
    ${module.functions.map((item) => functionCard(item, report))}
  </section>`;
}
