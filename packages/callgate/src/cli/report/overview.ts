import { count } from '../count.ts';
import type { Child, Html } from './html.ts';
import { html, trusted } from './html.ts';
import type { Report } from './model.ts';
import { filters, functionsOf } from './model.ts';

/** How much there is, in numbers. */
export function figures(report: Report): Html {
  const functions = functionsOf(report);
  const captures = functions.flatMap((item) => item.captures);
  const whole = captures.filter((capture) => capture.paths === null);
  const list: [number, string][] = [
    [functions.length, functions.length === 1 ? 'server function' : 'server functions'],
    [report.modules.length, report.modules.length === 1 ? 'module' : 'modules'],
    [captures.length, captures.length === 1 ? 'captured value' : 'captured values'],
  ];
  if (captures.length > 0) list.push([whole.length, 'of them sent whole']);
  const items = list.map(
    ([amount, noun]) => html`<li><b>${amount.toLocaleString('en-US')}</b> ${noun}</li>`,
  );
  return html`<ul class="figures">
    ${items}
  </ul>`;
}

/** The errors that keep server functions out of the list. */
export function problems(report: Report): Html | null {
  const errors = report.findings.filter((finding) => finding.severity === 'error');
  if (errors.length === 0) return null;
  const files = new Set(errors.map((finding) => finding.path)).size;
  const which = files === 1 ? 'this file are' : 'these files are';
  const items = errors.map((finding) => {
    const label = finding.labels[0];
    const at = label === undefined ? '' : `:${label.line}:${label.column + 1}`;
    const link = html`<a href="${finding.url}" rel="noreferrer">${finding.code}</a>`;
    return html`<li><code>${finding.path}${at}</code> ${finding.message} ${link}</li>`;
  });
  const title = `${count(errors.length, 'error')} in ${count(files, 'file')}: the server functions of ${which} missing below`;
  return html`<details class="problems">
    <summary>${title}</summary>
    <ul>
      ${items}
    </ul>
  </details>`;
}

function filterChoices(report: Report): Child {
  const functions = functionsOf(report);
  return filters.map((filter, index) => {
    const amount = functions.filter((item) => filter.test(item)).length;
    if (amount === 0 && index > 0) return null;
    const checked = index === 0 ? trusted(' checked') : null;
    const input = html`<input type="radio" name="filter" value="${filter.key}" ${checked} />`;
    const text = html`<span
      >${filter.label} <small>${amount.toLocaleString('en-US')}</small></span
    >`;
    return html`<label title="${filter.description}">${input}${text}</label>`;
  });
}

/** Search and filters; the script shows them, for without it they do nothing. */
export function tools(report: Report): Html {
  const hint = 'Search names, files, captures, ids';
  return html`<form class="tools" role="search" hidden>
    <div class="search">
      <input
        type="search"
        name="search"
        placeholder="${hint}"
        aria-label="Search server functions"
        autocomplete="off"
        spellcheck="false"
      /><kbd aria-hidden="true">/</kbd>
    </div>
    <output class="shown" aria-live="polite"></output>
    <fieldset>
      <legend>Show</legend>
      ${filterChoices(report)}
    </fieldset>
  </form>`;
}
