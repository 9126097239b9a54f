import type { Command } from 'commander';
import { readFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { writeFileAtomic } from '../atomic-write.ts';
import { exitCode } from '../exit-code.ts';
import { UsageError } from '../usage-error.ts';
import type { Importer } from '../imports/importers.ts';
import type { ProjectOptions } from '../options.ts';
import { addColorOptions, addExamples, addProjectOptions } from '../options.ts';
import type { Project } from '../project.ts';
import { printFindings, readProject } from '../project.ts';
import { startProgress } from '../progress.ts';
import type { Report } from '../report/model.ts';
import { groupByModule } from '../report/model.ts';
import { createReportPage } from '../report/report-page.ts';
import { count } from '../count.ts';
import { version } from '../version.ts';

interface ReportOptions extends ProjectOptions {
  out: string;
  title?: string;
  sourceUrl?: string;
  color?: boolean;
}

/** The name in package.json, or else that of the directory. */
async function projectName(root: string): Promise<string> {
  try {
    const content: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    if (typeof content === 'object' && content !== null && 'name' in content) {
      if (typeof content.name === 'string' && content.name !== '') return content.name;
    }
  } catch {
    // Most often there is none; a broken one is not this command's business.
  }
  return basename(root);
}

/** Reads `https://host/{path}#L{line}`. */
function sourceLinks(template: string | undefined): Report['sourceUrl'] {
  if (template === undefined) return null;
  if (!template.includes('{path}')) {
    throw new UsageError('`--source-url` lacks `{path}`, the place for the path of a file');
  }
  // The address of a page must not run code when it is followed.
  if (!/^(?:https?|vscode|idea):\/\//.test(template)) {
    throw new UsageError('`--source-url` must start with https://, http://, vscode:// or idea://');
  }
  return (path, line) =>
    template
      .replaceAll('{line}', String(line))
      .replaceAll('{path}', () => path.split('/').map(encodeURIComponent).join('/'));
}

async function readImporters(project: Project): Promise<Map<string, Importer[]>> {
  // Loaded here because the parser behind it takes longer to load than other commands to run.
  const { findImporters } = await import('../imports/importers.ts');
  const progress = startProgress('Looking for imports');
  try {
    return await findImporters(project.root, project.manifest, (files) => {
      progress.update(`Looking for imports: ${count(files, 'file')}`);
    });
  } finally {
    progress.stop();
  }
}

async function action(options: ReportOptions): Promise<void> {
  const sourceUrl = sourceLinks(options.sourceUrl);
  const project = await readProject(options);
  const importers = await readImporters(project);
  const page = await createReportPage({
    project: options.title ?? (await projectName(project.root)),
    version,
    modules: groupByModule(project.manifest, (id) => importers.get(id) ?? null),
    findings: project.findings,
    sourceUrl,
  });
  process.exitCode = project.incomplete ? exitCode.findings : exitCode.clean;
  if (options.out === '-') {
    process.stdout.write(page);
  } else {
    await writeFileAtomic(options.out, page);
    const functions = Object.keys(project.manifest.functions).length;
    process.stdout.write(
      `${count(functions, 'server function')}: ${pathToFileURL(resolve(options.out)).href}\n`,
    );
  }
  const errors = project.findings.filter(({ severity }) => severity === 'error');
  printFindings(project.root, errors, options.color);
}

/** Adds `callgate report`. */
export function addReport(program: Command): void {
  const command = program
    .command('report')
    .summary('write a page of everything that can be called')
    .description(
      'Writes one HTML page, which needs no network, of every server function: its arguments, what\n' +
        'of its captured values travels, who imports it, its id and its place.\n\n' +
        'Exit code: 0, 1 if files have errors (their functions are missing), 2 for a wrong command\n' +
        'line.',
    )
    .option('-o, --out <file>', 'where to write; `-` prints it', 'callgate-report.html')
    .option('--title <name>', 'the name of the project (default: that of its package.json)')
    .option('--source-url <template>', 'link places to the source, with {path} and {line}');
  addColorOptions(addProjectOptions(command));
  addExamples(command, [
    ['callgate report', 'write callgate-report.html'],
    ['callgate report --root apps/shop --out shop.html', 'a project elsewhere'],
    ['callgate report --source-url "vscode://file$PWD/{path}:{line}"', 'open places in an editor'],
    [
      'callgate report --source-url "https://github.com/me/app/blob/main/{path}#L{line}"',
      'or on a site',
    ],
  ]).action(action);
}
