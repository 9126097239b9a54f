import { readFile } from 'node:fs/promises';
import { reportDocument } from './document.ts';
import type { Report } from './model.ts';

/** The scripts of the page. Each can do without the others, and the page without all of them. */
const scriptNames = ['search', 'theme', 'copy', 'navigation'] as const;

/** A script as it was compiled, without the comment that asks for a source map. */
async function readScript(name: string): Promise<string> {
  const text = await readFile(new URL(`page/${name}.js`, import.meta.url), 'utf8');
  const script = text.replace(/^\/\/# sourceMappingURL=.*$/m, '');
  // Inside a script element these two would end it, or make the end tag not count.
  if (/<\/script|<!--/i.test(script)) throw new Error(`the script ${name} holds a tag`);
  return script;
}

/** The text of the report's page. */
export async function createReportPage(report: Report): Promise<string> {
  return reportDocument(report, await Promise.all(scriptNames.map(readScript)));
}
