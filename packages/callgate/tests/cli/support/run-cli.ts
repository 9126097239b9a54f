import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

/** The program that the package installs as `callgate`. */
export const cliPath: string = fileURLToPath(new URL('../../../bin/callgate.js', import.meta.url));

/** How a run of the program ended. */
export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What a run may need besides its arguments. */
export interface CliOptions {
  cwd: string;
  /** What is on standard input; nothing by default. */
  input?: string;
  /** Added to the environment. */
  env?: Readonly<Record<string, string>>;
}

/** The environment of this process without what would change the output of the program. */
export function cleanEnvironment(): NodeJS.ProcessEnv {
  const environment = { ...process.env };
  for (const name of ['FORCE_COLOR', 'NO_COLOR', 'GITHUB_WORKSPACE', 'NODE_OPTIONS']) {
    delete environment[name];
  }
  return environment;
}

/** Runs the program as a shell would. */
export async function runCli(arguments_: readonly string[], options: CliOptions): Promise<CliRun> {
  const child = spawn(process.execPath, [cliPath, ...arguments_], {
    cwd: options.cwd,
    env: { ...cleanEnvironment(), ...options.env },
  });
  child.stdin.end(options.input ?? '');
  const ended = new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', resolve);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}
