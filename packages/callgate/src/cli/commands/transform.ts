import type { Command } from 'commander';
import { Option } from 'commander';
import { basename, dirname, relative, resolve } from 'node:path';
import type { Environment, TransformOptions } from '../../transform-options.ts';
import type { TransformResult } from '../../transform-result.ts';
import { transform } from '../../transform.ts';
import { writeFileAtomic } from '../atomic-write.ts';
import { exitCode } from '../exit-code.ts';
import { UsageError } from '../usage-error.ts';
import { createFindings } from '../format/finding.ts';
import { readInput } from '../input.ts';
import { addColorOptions, addExamples, environments, rootOption } from '../options.ts';
import { resolveRoot, toPosix } from '../paths.ts';
import { printFindings } from '../project.ts';
import { needsExportNames } from '../scan.ts';

interface TransformCommandOptions {
  environment: Environment;
  root: string;
  filename?: string;
  out?: string;
  map?: boolean;
  dev?: boolean;
  salt?: string;
  narrow: boolean;
  color?: boolean;
}

/** Compiles; where an `export *` needs the names of another module, that module is looked up. */
async function compile(
  source: Buffer,
  path: string,
  options: TransformOptions & { root: string },
): Promise<TransformResult> {
  const result = await transform(source, options);
  if (!needsExportNames(result.diagnostics)) return result;
  const { resolveExportNames } = await import('../imports/export-names.ts');
  const resolvedExports = resolveExportNames(options.root, [path])[path] ?? {};
  return transform(source, { ...options, resolvedExports });
}

/** A map's sources are relative to the map; those of the compiler, to the module. */
function movedMap(map: string, filename: string, out: string): string {
  const content: { sources: string[] } = JSON.parse(map);
  const move = (source: string): string =>
    toPosix(relative(dirname(resolve(out)), resolve(dirname(filename), source)));
  return JSON.stringify({ ...content, sources: content.sources.map(move) });
}

/** The code with its map: in a file beside it, or within the code when that goes to a pipe. */
async function write(
  { code, map }: TransformResult,
  filename: string,
  out: string | undefined,
): Promise<void> {
  if (out === undefined) {
    const data = map === null ? null : Buffer.from(map).toString('base64');
    const comment = `//# sourceMappingURL=data:application/json;charset=utf-8;base64,${data}\n`;
    process.stdout.write(data === null ? code : `${code.replace(/\n?$/, '\n')}${comment}`);
    return;
  }
  if (map === null) return writeFileAtomic(out, code);
  await writeFileAtomic(`${out}.map`, movedMap(map, filename, out));
  const comment = `//# sourceMappingURL=${encodeURIComponent(basename(out))}.map\n`;
  await writeFileAtomic(out, `${code.replace(/\n?$/, '\n')}${comment}`);
}

async function action(file: string, options: TransformCommandOptions): Promise<void> {
  const root = resolveRoot(options.root);
  if (file === '-' && options.filename === undefined) {
    throw new UsageError('standard input needs `--filename`: ids and the syntax depend on it');
  }
  const filename = resolve(options.filename ?? file);
  const path = toPosix(relative(root, filename));
  const result = await compile(await readInput(file), path, {
    filename,
    root,
    environment: options.environment,
    dev: options.dev ?? false,
    salt: options.salt,
    sourceMap: options.map ?? false,
    narrowCaptures: options.narrow,
  });
  const findings = createFindings();
  findings.add(
    options.environment,
    result.diagnostics.map((diagnostic) => ({ ...diagnostic, path })),
  );
  const sorted = findings.sorted();
  const failed = sorted.some(({ severity }) => severity === 'error');
  process.exitCode = failed ? exitCode.findings : exitCode.clean;
  printFindings(root, sorted, options.color);
  if (!failed) await write(result, filename, options.out);
}

/** Adds `callgate transform`. */
export function addTransform(program: Command): void {
  const command = program
    .command('transform')
    .summary('print what a module is compiled to')
    .description(
      'Compiles one module and prints the code. Errors and warnings go to standard error.\n\n' +
        'Exit code: 0, 1 if the module has errors, 2 for a wrong command line.',
    )
    .argument('<file>', 'the module; `-` reads standard input')
    .addOption(
      new Option('-e, --environment <name>', 'the graph to compile for')
        .choices(environments)
        .makeOptionMandatory(),
    )
    .addOption(rootOption())
    .option('--filename <path>', 'the path of the module, when it comes from standard input')
    .option('-o, --out <file>', 'write to a file')
    .option('-m, --map', 'with a source map: in <file>.map, or within the code without --out')
    .option('--dev', 'development output: stubs carry names and positions')
    .option('--salt <text>', 'what the build mixes into every id')
    .option('--no-narrow', 'send captured values whole');
  addColorOptions(command);
  addExamples(command, [
    ['callgate transform app/actions.ts -e server', 'the code that runs on the server'],
    ['callgate transform app/actions.ts -e client', 'the stub that the browser gets'],
    ['callgate transform - -e server --filename app/page.tsx < page.tsx', 'from standard input'],
    ['callgate transform app/page.tsx -e server -o page.js --map', 'to a file, with page.js.map'],
  ]).action(action);
}
