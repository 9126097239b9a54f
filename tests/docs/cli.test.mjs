// @ts-check
// docs/cli.md names the commands and options that there are, and its sessions print what they show.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { codeBlocks, pathOf } from './code-blocks.mjs';

const page = 'docs/cli.md';
const project = await mkdtemp(join(tmpdir(), 'callgate-docs-'));
const PATH = `${pathOf('node_modules/.bin')}${delimiter}${process.env.PATH}`;
const execute = promisify(execFile);

after(() => rm(project, { recursive: true }));

/**
 * What a command prints on both outputs, whatever its exit code is.
 *
 * @param {string} command
 */
async function output(command) {
  const env = { ...process.env, PATH, NO_COLOR: '1' };
  const { stdout } = await execute('sh', ['-c', `${command} 2>&1 || true`], { cwd: project, env });
  return (
    stdout
      // How long it took and where the project is are the test's own.
      .replace(/, [\d.]+ s\)/, ')')
      .replace(/file:\S*\//, 'file:///home/me/shop/')
      .replace(/ +$/gm, '')
      .trimEnd()
  );
}

/** @param {string} code */
function steps(code) {
  const sessions = code.split(/^\$ /m).slice(1);
  return sessions.map((session) => {
    const [command = '', ...lines] = session.trimEnd().split('\n');
    return { command, expected: lines.join('\n') };
  });
}

test('sessions print what they show', async (t) => {
  for (const { language, role, attributes, code, line } of codeBlocks(page)) {
    if (role === 'file' && attributes.path) {
      const path = join(project, attributes.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, code);
    } else if (language === 'console') {
      for (const { command, expected } of steps(code)) {
        await t.test(`${page}:${line} ${command}`, async () => {
          assert.equal(await output(command), expected);
        });
      }
    }
  }
});

test('every command and option is described, and no other', async () => {
  const text = await readFile(pathOf(page), 'utf8');
  const [common = '', ...sections] = text.split(/^## /m);
  const flags = (/** @type {string} */ of) => new Set(of.match(/(?<=[ `])--[a-z][a-z-]*/g));
  const commonFlags = flags(common);
  for (const section of sections) {
    const [name = ''] = section.split('\n', 1);
    const help = await output(`callgate ${name} --help`);
    const [, options = ''] = help.split(/^Options:$/m);
    const listed = options.split(/^Examples:$/m)[0] ?? '';
    const existing = [...flags(listed.replace(/^ {20,}.*$/gm, ''))];
    const described = flags(section);
    const missing = existing.filter((flag) => !described.has(flag) && !commonFlags.has(flag));
    assert.deepEqual(missing, [], `callgate ${name}`);
    const table = flags(section.match(/^\|.*$/gm)?.join('\n') ?? '');
    const gone = [...table].filter((flag) => !existing.includes(flag) && flag !== '--out');
    assert.deepEqual(gone, [], `callgate ${name}`);
  }
  const commands = sections.map((section) => section.split('\n', 1)[0]);
  const listed = [...(await output('callgate --help')).matchAll(/^ {2}([a-z]+) (?:\[|<)/gm)];
  const existing = listed.map(([, command]) => command).filter((command) => command !== 'help');
  assert.deepEqual(commands.toSorted(), existing.toSorted());
});
