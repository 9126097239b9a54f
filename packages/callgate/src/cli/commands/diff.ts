import type { Command } from 'commander';
import { Option } from 'commander';
import { assertManifest } from '../../assert-manifest.ts';
import { diffManifests } from '../../diff-manifests.ts';
import type { ManifestDiff } from '../../manifest-diff.ts';
import type { Manifest } from '../../manifest.ts';
import { formatDiffMarkdown } from '../diff/markdown.ts';
import { formatDiffPretty } from '../diff/pretty.ts';
import { createDiffView } from '../diff/view.ts';
import { exitCode } from '../exit-code.ts';
import { UsageError } from '../usage-error.ts';
import { readInput } from '../input.ts';
import type { ProjectOptions } from '../options.ts';
import { addColorOptions, addExamples, addProjectOptions } from '../options.ts';
import { printFindings, readProject } from '../project.ts';
import { createPalette, hasColors } from '../terminal.ts';

type DiffFormat = 'pretty' | 'json' | 'github' | 'markdown';

interface DiffOptions extends ProjectOptions {
  format: DiffFormat;
  exitCode?: boolean;
  color?: boolean;
}

async function readManifest(file: string): Promise<Manifest> {
  const name = file === '-' ? 'standard input' : `\`${file}\``;
  const content = new TextDecoder().decode(await readInput(file));
  try {
    const manifest: unknown = JSON.parse(content);
    assertManifest(manifest, name);
    return manifest;
  } catch (error) {
    const reason = error instanceof Error ? error.message.replace(/^callgate: /, '') : '';
    throw new UsageError(
      `${name} is not a manifest: ${reason}`,
      'write one with `callgate manifest --out <file>`',
    );
  }
}

function format(diff: ManifestDiff, options: DiffOptions): string {
  switch (options.format) {
    case 'json':
      return `${JSON.stringify({ version: 1, ...diff }, null, 2)}\n`;
    case 'github':
    case 'markdown':
      return formatDiffMarkdown(createDiffView(diff));
    case 'pretty': {
      const palette = createPalette(hasColors(process.stdout, options.color));
      return formatDiffPretty(createDiffView(diff), palette);
    }
  }
}

/** The manifest of the project; `null`, with the errors told, when it cannot be complete. */
async function currentManifest(options: DiffOptions): Promise<Manifest | null> {
  const project = await readProject(options);
  if (!project.incomplete) return project.manifest;
  printFindings(project.root, project.findings, options.color);
  process.stderr.write('No comparison: functions of files with errors would seem removed.\n');
  return null;
}

async function action(
  oldFile: string,
  newFile: string | undefined,
  options: DiffOptions,
): Promise<void> {
  if (oldFile === '-' && newFile === '-') {
    throw new UsageError('only one of the two manifests can come from standard input');
  }
  const before = await readManifest(oldFile);
  const after = await (newFile === undefined ? currentManifest(options) : readManifest(newFile));
  if (after === null) {
    process.exitCode = exitCode.findings;
    return;
  }
  const diff = diffManifests(before, after);
  const differs = diff.added.length + diff.removed.length + diff.changed.length > 0;
  process.exitCode = differs && options.exitCode ? exitCode.findings : exitCode.clean;
  process.stdout.write(format(diff, options));
}

/** Adds `callgate diff`. */
export function addDiff(program: Command): void {
  const command = program
    .command('diff')
    .summary('compare what can be called before and after')
    .description(
      'Compares two manifests: the server functions that were added, removed or changed, and what\n' +
        'more can get in or out. A function that only moved within its file has not changed.\n\n' +
        'Exit code: 0 whether or not there are differences; with --exit-code, 1 if there are any;\n' +
        '2 for a wrong command line.',
    )
    .argument('<old>', 'a manifest; `-` reads standard input')
    .argument('[new]', 'a manifest, or `-`; without it, the project as it is now')
    .addOption(
      new Option('-f, --format <name>', 'how to print; github is Markdown')
        .choices(['pretty', 'json', 'markdown', 'github'])
        .default('pretty'),
    )
    .option('--exit-code', 'end with code 1 if there are differences');
  addColorOptions(addProjectOptions(command));
  addExamples(command, [
    ['callgate diff old.json new.json', 'two manifests'],
    ['callgate diff callgate-manifest.json', 'the committed one and the sources as they are'],
    ['git show main:callgate-manifest.json | callgate diff -', 'the main branch and the sources'],
    ['callgate diff old.json new.json -f github >> "$GITHUB_STEP_SUMMARY"', 'in a workflow'],
  ]).action(action);
}
