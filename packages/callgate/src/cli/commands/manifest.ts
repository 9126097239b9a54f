import type { Command } from 'commander';
import { Option } from 'commander';
import { readFile } from 'node:fs/promises';
import { writeFileAtomic } from '../atomic-write.ts';
import { exitCode } from '../exit-code.ts';
import { UsageError } from '../usage-error.ts';
import { manifestTable } from '../manifest-table.ts';
import type { ProjectOptions } from '../options.ts';
import { addColorOptions, addExamples, addProjectOptions } from '../options.ts';
import type { Project } from '../project.ts';
import { printFindings, readProject } from '../project.ts';
import { count } from '../count.ts';

interface ManifestOptions extends ProjectOptions {
  format: 'json' | 'table';
  out?: string;
  check?: boolean;
  color?: boolean;
}

function describe({ manifest }: Project): string {
  const functions = Object.values(manifest.functions);
  const modules = new Set(functions.map((item) => item.module)).size;
  return `${count(functions.length, 'server function')} in ${count(modules, 'module')}`;
}

/** What is wrong with the file, for the person who has to write it anew; `null`: nothing. */
async function whyOutdated(
  file: string,
  text: string,
  format: ManifestOptions['format'],
): Promise<string | null> {
  const written = await readFile(file, 'utf8').catch(() => null);
  if (written === null) return 'cannot be read. Write it without `--check`.';
  if (written.replaceAll('\r\n', '\n') === text) return null;
  if (format === 'table') return 'is not up to date.';
  return `is not up to date. See what changed with \`callgate diff ${file}\`.`;
}

async function action(options: ManifestOptions): Promise<void> {
  const { out } = options;
  if (options.check && out === undefined) {
    throw new UsageError('`--check` needs `--out`, the file to compare with');
  }
  const project = await readProject(options);
  printFindings(project.root, project.findings, options.color);
  if (project.incomplete) {
    process.exitCode = exitCode.findings;
    process.stderr.write('No manifest: it would lack the functions of files with errors.\n');
    return;
  }
  const text =
    options.format === 'table'
      ? manifestTable(project.manifest)
      : `${JSON.stringify(project.manifest, null, 2)}\n`;
  if (out === undefined) {
    process.stdout.write(text);
  } else if (options.check) {
    const reason = await whyOutdated(out, text, options.format);
    if (reason !== null) process.exitCode = exitCode.findings;
    process.stderr.write(`${out} ${reason ?? `is up to date: ${describe(project)}.`}\n`);
  } else {
    await writeFileAtomic(out, text);
    process.stderr.write(`Wrote ${out}: ${describe(project)}.\n`);
  }
}

/** Adds `callgate manifest`. */
export function addManifest(program: Command): void {
  const command = program
    .command('manifest')
    .summary('list the server functions of a project, with their ids')
    .description(
      'Prints the manifest: every server function of the project with its id, module, parameters\n' +
        'and captured values. The same sources give the same bytes on every machine.\n\n' +
        'Exit code: 0, 1 if the project has errors or the file is not up to date, 2 for a wrong\n' +
        'command line.',
    )
    .option('-o, --out <file>', 'write to a file, all of it or nothing')
    .option('--check', 'write nothing; fail if the file of --out is not up to date')
    .addOption(
      new Option('-f, --format <name>', 'how to print').choices(['json', 'table']).default('json'),
    );
  addColorOptions(addProjectOptions(command));
  addExamples(command, [
    ['callgate manifest --out callgate-manifest.json', 'write the manifest'],
    ['callgate manifest --out callgate-manifest.json --check', 'in CI: is it up to date?'],
    ['callgate manifest --format table', 'for people'],
    ['callgate manifest --root apps/shop', 'a project elsewhere'],
  ]).action(action);
}
