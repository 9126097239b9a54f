/** Compares what a program does in place with what it does compiled. */
import type { Language } from '../elaborate/elaboration.ts';
import type { Program } from '../elaborate/program.ts';
import { execute, inPlace, type RouteFactory, type Trace } from '../run/execute.ts';
import type { LogEntry } from '../run/host.ts';
import { strip } from '../run/strip.ts';
import { overNetwork } from './network.ts';
import type { Compiled, Subject } from './subject.ts';

/** The outcome for one program. */
export type Verdict =
  | { readonly kind: 'same' }
  /** The tool that takes out TypeScript and JSX does not read the program. */
  | { readonly kind: 'unreadable' }
  /** The compiler gave an error that the program may be given. */
  | { readonly kind: 'rejected'; readonly codes: readonly string[] }
  | Difference;

/** A program that does something else when it is compiled. */
export interface Difference {
  readonly kind: 'different';
  /** In a few words; the same for shrunk forms of the same difference. */
  readonly title: string;
  readonly details: string;
  readonly code: string;
}

/** Runs `program` in place and compiled, and compares. */
export async function judge(program: Program, subject: Subject): Promise<Verdict> {
  const { source, language, file } = program;
  if (!canStrip(source, language)) return { kind: 'unreadable' };
  const original = await execute({ code: source, language, file }, inPlace);
  const compiled = subject.compile(source, language);
  const different = (title: string, details: string): Verdict => ({
    kind: 'different',
    title,
    details,
    code: compiled.code,
  });

  if (compiled.errors.length > 0) {
    const codes = compiled.errors.map(({ code }) => code);
    if (codes.every((code) => program.causes.has(code))) return { kind: 'rejected', codes };
    const frames = compiled.errors.map(({ frame }) => frame).join('\n');
    return different(`The compiler gives ${codes[0]} for no reason`, frames);
  }
  const count = countMarked(program, compiled);
  if (count !== null) return different('The manifest does not list what is marked', count);

  const routes: [string, RouteFactory, (entry: LogEntry) => string][] = [
    ['Called locally', inPlace, ({ exact }) => exact],
  ];
  if (program.wire) {
    routes.push(['Called over the network', overNetwork(compiled.module), ({ loose }) => loose]);
  }
  for (const [name, route, text] of routes) {
    let trace: Trace;
    try {
      const runnable = { code: compiled.code, language, file, names: original.names };
      trace = await execute(runnable, route, subject.runtime);
    } catch (error) {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      return different('The compiled program does not run', stack);
    }
    const unregistered = findUnregistered(compiled, trace);
    if (unregistered !== null) return different('A function is not registered', unregistered);
    const details = difference(original, trace, text);
    if (details !== null) return different(`${name}, it does something else`, details);
  }
  return { kind: 'same' };
}

function canStrip(source: string, language: Language): boolean {
  try {
    strip(source, language);
    return true;
  } catch {
    return false;
  }
}

function countMarked(program: Program, compiled: Compiled): string | null {
  if (program.file) return null;
  const found = Object.keys(compiled.module?.functions ?? {}).length;
  if (found === program.servers) return null;
  return `The program marks ${program.servers} functions; the manifest has ${found}.`;
}

const reference = Symbol.for('react.server.reference');

/** A function of the manifest that could not be called by its id. */
function findUnregistered({ module }: Compiled, { exports }: Trace): string | null {
  for (const { export: name } of Object.values(module?.functions ?? {})) {
    const found = exports[name];
    if (typeof found !== 'function' || Reflect.get(found, '$$typeof') !== reference) {
      return `The export ${name} is not a server reference.`;
    }
  }
  return null;
}

/** The two logs, from a little before where they part; null if they do not. */
function difference(
  expected: Trace,
  actual: Trace,
  text: (entry: LogEntry) => string,
): string | null {
  const [left, right] = [expected.log.map(text), actual.log.map(text)];
  const length = Math.max(left.length, right.length);
  let first = 0;
  while (first < length && left[first] === right[first]) first += 1;
  if (first === length) return null;
  const lines = [`They part at entry ${first + 1} (-: original in place, +: compiled).`];
  for (let index = Math.max(0, first - 3); index < Math.min(length, first + 6); index++) {
    const [a, b] = [left[index] ?? '(nothing)', right[index] ?? '(nothing)'];
    lines.push(...(a === b ? [`    ${a}`] : [`  - ${a}`, `  + ${b}`]));
  }
  return lines.join('\n');
}
