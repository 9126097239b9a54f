import { createHash } from 'node:crypto';
import { guide } from './guide.ts';
import type { Html } from './html.ts';
import { html, render, trusted } from './html.ts';
import type { Report } from './model.ts';
import { functionsOf } from './model.ts';
import { moduleSection, navigation } from './module-list.ts';
import { figures, problems, tools } from './overview.ts';
import { style } from './style.ts';

function sourceHash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** Lets the page's own style and script run, and nothing else: no request, no other code. */
function policy(scripts: readonly string[]): string {
  return [
    "default-src 'none'",
    `script-src ${scripts.map(sourceHash).join(' ')}`,
    `style-src ${sourceHash(style)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
}

/** An element whose text is exactly `text`, because the policy names its hash. */
function verbatim(name: 'script' | 'style', attributes: string, text: string): Html {
  return trusted(`<${name}${attributes}>${text}</${name}>`);
}

/** From this many functions on, what is off screen is not laid out. */
const long = 200;

/** The report as one page that needs nothing else: no network, and no script to be read. */
export function reportDocument(report: Report, scripts: readonly string[]): string {
  const title = `Server functions of ${report.project}`;
  const content =
    report.modules.length === 0
      ? html`<p class="empty">This project has no server functions.</p>`
      : report.modules.map((module) => moduleSection(module, report));
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy(scripts)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="referrer" content="no-referrer" />
        <meta name="generator" content="callgate ${report.version}" />
        <title>${title}</title>
        ${verbatim('style', '', style)}
      </head>
      <body class="${functionsOf(report).length >= long ? 'long' : ''}">
        <a class="skip" href="#functions">Skip to the functions</a>
        <header class="top">
          <div>
            <p class="brand"><span class="mark" aria-hidden="true"></span>Callgate report</p>
            <h1>${title}</h1>
          </div>
          <button type="button" class="theme" hidden>Theme: system</button>
          ${figures(report)}
        </header>
        <aside aria-label="About this page">${problems(report)}${guide}</aside>
        ${tools(report)}
        <div class="columns">
          ${report.modules.length > 1 ? navigation(report.modules) : null}
          <main id="functions" tabindex="-1">
            ${content}
            <p class="nothing" hidden>
              No server function matches. <button type="button" class="reset">Show all</button>
            </p>
          </main>
        </div>
        <footer>Made by callgate ${report.version} from the source code.</footer>
        ${scripts.map((script) => verbatim('script', ' type="module"', script))}
      </body>
    </html> `;
  return render(page);
}
