/** What holds for every text whatever that is given to the compiler. */
import { isDeepStrictEqual } from 'node:util';

import { type Environment, transformSync, type TransformResult } from 'callgate';
import { type Loader, transform as check } from 'esbuild';

const environments: readonly Environment[] = ['server', 'ssr', 'client'];

/** The law that the compiler breaks for `source`, or null. */
export async function brokenLaw(source: string, filename: string): Promise<string | null> {
  const results: TransformResult[] = [];
  for (const environment of environments) {
    const result = compile(source, filename, environment);
    results.push(result);
    const broken =
      brokenResult(source, result) ?? brokenRepetition(source, filename, environment, result);
    if (broken !== null) return `${environment}: ${broken}`;
  }
  return brokenAgreement(results) ?? (await brokenLegality(source, filename, results));
}

function compile(source: string, filename: string, environment: Environment): TransformResult {
  return transformSync(source, { filename, root: '/', environment });
}

function brokenResult(
  source: string,
  { code, changed, diagnostics, map }: TransformResult,
): string | null {
  const failed = diagnostics.some(({ severity }) => severity === 'error');
  if (failed && code !== '') return 'there is code in spite of errors';
  if (!failed && changed !== (code !== source)) return '`changed` is not the truth';
  if (map !== null) JSON.parse(map);
  for (const { code: name, labels } of diagnostics) {
    for (const { start, end } of labels) {
      if (!(start >= 0 && start <= end && end <= source.length)) return `${name} points outside`;
    }
  }
  return null;
}

function brokenRepetition(
  source: string,
  filename: string,
  environment: Environment,
  result: TransformResult,
): string | null {
  const again = compile(source, filename, environment);
  return isDeepStrictEqual({ ...again }, { ...result })
    ? null
    : 'the second result differs from the first';
}

function brokenIdempotence(
  code: string,
  filename: string,
  environment: Environment,
): string | null {
  const again = compile(code, filename, environment);
  if (again.code === code) return null;
  const [finding] = again.diagnostics;
  const reason = finding === undefined ? '' : `: ${finding.code} ${finding.message}`;
  return `compiling the output changes it${reason}`;
}

/** All environments give the same errors, but for functions that cannot run in one. */
function brokenAgreement(results: readonly TransformResult[]): string | null {
  const [server, ...others] = results.map(({ diagnostics }) =>
    diagnostics
      .filter(({ code }) => code !== 'CG1014')
      .map(({ code, message }) => `${code} ${message}`),
  );
  const differs = others.some((findings) => !isDeepStrictEqual(findings, server));
  return differs ? 'the environments do not give the same findings' : null;
}

/**
 * A text that is legal for another parser stays so, names that are declared twice included, and
 * compiling it once more changes nothing. Where the compiler takes what is not legal, as SWC's parser
 * does in some TypeScript, it promises nothing.
 */
async function brokenLegality(
  source: string,
  filename: string,
  results: readonly TransformResult[],
): Promise<string | null> {
  const changed = results
    .map((result, index) => ({ ...result, environment: environments[index] ?? 'server' }))
    .filter((result) => result.changed);
  // What is only legal in a script is not legal.
  const module = `${source}\nexport {}`;
  if (changed.length === 0 || (await illegality(module, filename)) !== null) return null;
  for (const { code, environment } of changed) {
    const found =
      brokenIdempotence(code, filename, environment) ??
      unreadable(code, filename) ??
      (await illegality(code, filename));
    if (found !== null) return `the ${environment} output is not legal: ${found}\n${code}`;
  }
  return null;
}

/** Why the compiler itself cannot parse `code`. */
function unreadable(code: string, filename: string): string | null {
  // The directive makes it parse what it would otherwise return unread.
  const { diagnostics } = compile(`${code}\n;'use server'`, filename, 'server');
  return diagnostics.find((finding) => finding.code === 'CG1401')?.message ?? null;
}

const loaders: Readonly<Record<string, Loader>> = { ts: 'ts', mts: 'ts', cts: 'ts', tsx: 'tsx' };

async function illegality(code: string, filename: string): Promise<string | null> {
  const extension = filename.slice(filename.lastIndexOf('.') + 1);
  try {
    await check(code, { loader: loaders[extension] ?? 'jsx', logLevel: 'silent' });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
