import type { Command } from 'commander';
import { Option } from 'commander';
import type { Environment } from '../../transform-options.ts';
import { writeFileAtomic } from '../atomic-write.ts';
import { exitCode } from '../exit-code.ts';
import { UsageError } from '../usage-error.ts';
import type { CheckResult } from '../format/finding.ts';
import { createFindings, tally } from '../format/finding.ts';
import { createFormatContext } from '../format/context.ts';
import type { FormatName } from '../format/formats.ts';
import { formatNames, formats } from '../format/formats.ts';
import { summaryLine } from '../format/summary.ts';
import type { ProjectOptions } from '../options.ts';
import {
  addColorOptions,
  addExamples,
  addProjectOptions,
  parseCount,
  parseEnvironments,
} from '../options.ts';
import { isGlob, resolveRoot, toInclude } from '../paths.ts';
import { startProgress } from '../progress.ts';
import { scan } from '../scan.ts';
import { count } from '../count.ts';
import { hasColors } from '../terminal.ts';

interface CheckOptions extends ProjectOptions {
  environment: Environment[];
  format: FormatName;
  out?: string;
  maxWarnings?: number;
  quiet?: boolean;
  watch?: boolean;
  color?: boolean;
}

/** Scans for each environment; what several of them find is told once. */
async function runCheck(paths: readonly string[], options: CheckOptions): Promise<CheckResult> {
  const begun = performance.now();
  const root = resolveRoot(options.root);
  const include = paths.length === 0 ? ['.'] : toInclude(paths, root);
  const findings = createFindings();
  const projects = await Promise.all(
    options.environment.map(async (environment) => {
      const project = await scan(root, {
        include,
        exclude: options.exclude,
        environment,
        salt: options.salt,
        narrowCaptures: options.narrow,
      });
      return { environment, project };
    }),
  );
  let files = 0;
  let functions = 0;
  for (const { environment, project } of projects) {
    findings.add(environment, project.diagnostics);
    files = Math.max(files, project.files);
    functions = Math.max(functions, Object.keys(project.manifest.functions).length);
  }
  if (files === 0 && paths.some(isGlob)) {
    throw new UsageError(`no file matches ${paths.map((path) => `\`${path}\``).join(' ')}`);
  }
  return { findings: findings.sorted(), files, functions, duration: performance.now() - begun };
}

function tooManyWarnings(result: CheckResult, options: CheckOptions): string | null {
  const { warnings } = tally(result.findings);
  if (options.maxWarnings === undefined || warnings <= options.maxWarnings) return null;
  return `${count(warnings, 'warning')}: --max-warnings allows ${options.maxWarnings}\n`;
}

/** Prints a result, or writes it to the file that was asked for. */
async function report(result: CheckResult, options: CheckOptions): Promise<void> {
  const shown = options.quiet
    ? { ...result, findings: result.findings.filter(({ severity }) => severity === 'error') }
    : result;
  const toFile = options.out !== undefined;
  const colors = hasColors(toFile ? {} : process.stdout, options.color);
  const context = createFormatContext(resolveRoot(options.root), options.format, colors);
  const text = formats[options.format](shown, context);
  if (options.out !== undefined) await writeFileAtomic(options.out, text);
  const excess = tooManyWarnings(result, options);
  const failed = tally(result.findings).errors > 0 || excess !== null;
  // Set before anything is printed: a reader who closes the pipe ends the process.
  process.exitCode = failed ? exitCode.findings : exitCode.clean;
  process.stdout.write(options.out === undefined ? text : `${summaryLine(shown)}\n`);
  if (excess !== null) process.stderr.write(excess);
}

async function check(paths: readonly string[], options: CheckOptions): Promise<void> {
  const progress = startProgress('Checking');
  const result = await runCheck(paths, options).finally(() => {
    progress.stop();
  });
  await report(result, options);
}

async function action(paths: readonly string[], options: CheckOptions): Promise<void> {
  if (!options.watch) return check(paths, options);
  if (options.format !== 'pretty' || options.out !== undefined) {
    throw new UsageError(
      '`--watch` prints for people and goes with neither `--format` nor `--out`',
    );
  }
  const { watchProject } = await import('../watch.ts');
  await watchProject(resolveRoot(options.root), () => check(paths, options));
}

/** Adds `callgate check`. */
export function addCheck(program: Command): void {
  const command = program
    .command('check')
    .summary('find errors in server functions')
    .description(
      'Finds what the compiler would refuse or warn about, in all files at once.\n\n' +
        'Exit code: 0 without errors, 1 with errors or too many warnings, 2 for a wrong command line.',
    )
    .argument('[paths...]', 'files, directories or glob patterns (default: the root)')
    .addOption(
      new Option(
        '-e, --environment <names>',
        'the graph to check for: server, ssr, client, or several with commas between them',
      )
        .argParser(parseEnvironments)
        .default(['server'], 'server'),
    )
    .addOption(
      new Option('-f, --format <name>', 'how to print').choices(formatNames).default('pretty'),
    )
    .option('-o, --out <file>', 'write to a file and print only a summary')
    .option('-w, --watch', 'check again when a file changes')
    .option('--max-warnings <number>', 'fail if there are more warnings', parseCount)
    .option('-q, --quiet', 'show errors only');
  addColorOptions(addProjectOptions(command));
  addExamples(command, [
    ['callgate check', 'the project in the current directory'],
    ['callgate check app "lib/**/*.ts"', 'a directory, and the files of a pattern'],
    ['callgate check --max-warnings 0', 'fail on warnings too'],
    ['callgate check --format github', 'annotations in GitHub Actions'],
    ['callgate check --format sarif --out callgate.sarif', 'for code scanning services'],
  ]).action(action);
}
