/// <reference lib="dom" />

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { test } from 'node:test';
import type { TestContext } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { openBrowser } from './support/browser.ts';
import { createProject } from './support/project.ts';
import { runCli } from './support/run-cli.ts';

const require = createRequire(import.meta.url);
const hostile = `</script><img src=x onerror=alert(1)>`;

const files = {
  'package.json': '{"name":"shop"}',
  'app/actions.ts': `'use server';
export async function save(form: FormData) {}
export async function remove(...ids: string[]) {}
export async function* watch() {}
const f = async () => {};
export { f as ${JSON.stringify(hostile)} };
`,
  'app/page.tsx': `import { save } from './actions';
export function Page({ user, session }) {
  async function like() { 'use server'; await store(user.id, user.name, session); }
  return <form action={like} />;
}
`,
  'app/<b>\'"/page.tsx': `import * as actions from '../actions';\nexport { actions };\n`,
};

interface Opened {
  page: Page;
  /** Names of the functions that are shown. */
  shown(): Promise<string[]>;
}

/** Writes the report of a project and opens it; what the page complains of fails the test. */
async function openReport(
  context: TestContext,
  project: Readonly<Record<string, string>>,
  options: BrowserContextOptions = {},
): Promise<Opened> {
  const cwd = createProject(context, project);
  const run = await runCli(['report'], { cwd });
  const url = pathToFileURL(join(cwd, 'callgate-report.html')).href;
  assert.ok(run.stdout.endsWith(` ${url}\n`), run.stderr);
  const browser = await openBrowser(context, options);
  const page = await browser.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => complaints.push(dialog.message()));
  page.on('request', (request) => {
    if (request.url() !== url) complaints.push(request.url());
  });
  context.after(() => {
    assert.deepEqual(complaints, []);
  });
  await page.goto(url);
  const shown = (): Promise<string[]> => page.locator('.function:visible .name').allTextContents();
  return { page, shown };
}

/** The text of a row of a function's card. */
async function row(page: Page, name: string, label: string): Promise<string> {
  const card = page.locator('.function', { has: page.getByText(name, { exact: true }) });
  return (
    await card
      .locator('.row', { has: page.getByText(label, { exact: true }) })
      .locator('dd')
      .innerText()
  ).trim();
}

test('shows every function with what it takes, captures and who imports it', async (context) => {
  const { page, shown } = await openReport(context, files);
  assert.equal(await page.title(), 'Server functions of shop');
  assert.deepEqual(await shown(), ['save', 'remove', 'watch', hostile, 'like']);
  const tags = await page.locator('.function .tag').allTextContents();
  assert.deepEqual(tags.join(', ').split(/, (?=file-level|inline)/), [
    'file-level, 1 argument',
    'file-level, any arguments',
    'file-level, no arguments, streams',
    'file-level, no arguments',
    'inline, no arguments',
  ]);
  assert.match(await row(page, 'save', 'Imported by'), /app\/page\.tsx:1/);
  assert.match(await row(page, 'watch', 'Imported by'), /^app\/<b>'"\/page\.tsx:1 import \*$/);
  assert.match(
    (await row(page, 'like', 'Captures')).replaceAll(/\s+/g, ' '),
    /^user ?→ user\.id user\.name session whole value$/,
  );
  assert.match(await row(page, 'like', 'Id'), /^[0-9a-f]{40}/);
  assert.equal(await page.locator('.function .around').innerText(), 'Page › ');
});

test('an empty name, which an export may have, can be seen and followed', async (context) => {
  const { page, shown } = await openReport(context, {
    'a.ts': `'use server';\nconst f = async () => {};\nexport { f as '' };\n`,
  });
  assert.deepEqual(await shown(), ['""']);
  await page.getByRole('button', { name: 'Copy the id of ""' }).waitFor();
  const figures = await page.locator('.figures li').allInnerTexts();
  assert.deepEqual(figures, ['1 server function', '1 module', '0 captured values']);
});

test('search, filters and keys narrow the list', async (context) => {
  const { page, shown } = await openReport(context, files);
  await page.keyboard.press('/');
  await page.keyboard.type('USER.name');
  await page.locator('.shown', { hasText: '1 of 5' }).waitFor();
  assert.deepEqual(await shown(), ['like']);
  assert.deepEqual(await page.locator('nav a:visible .file').allTextContents(), ['page.tsx']);
  await page.keyboard.press('Escape');
  assert.equal((await shown()).length, 5);
  await page.keyboard.type('actions watch');
  await page.locator('.shown', { hasText: '1 of 5' }).waitFor();
  assert.deepEqual(await shown(), ['watch']);
  await page.keyboard.type(' nothing like it');
  await page.getByText('No server function matches.').waitFor();
  await page.getByRole('button', { name: 'Show all' }).click();
  await page.getByRole('radio', { name: /^All/ }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.locator('.shown', { hasText: '1 of 5' }).waitFor();
  assert.deepEqual(await shown(), ['like']);
  const save = await page.locator('.function', { hasText: 'save' }).first().getAttribute('id');
  await page.evaluate((id) => {
    location.hash = id;
  }, save ?? '');
  await page.locator('.function:visible', { hasText: 'save' }).waitFor();
  assert.equal((await shown()).length, 5);
});

test('ids can be copied', async (context) => {
  const { page } = await openReport(context, files, {
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  await page.getByRole('button', { name: 'Copy the id of save' }).click();
  await page.getByText('Copied').waitFor();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.equal(copied, await page.locator('.function').first().getAttribute('id'));
});

test('follows the system into dark mode, and the reader out of it', async (context) => {
  const { page } = await openReport(context, files, { colorScheme: 'dark' });
  const brightness = (): Promise<number> =>
    page.evaluate(() => {
      const [red = 0] = getComputedStyle(document.body).backgroundColor.match(/\d+/g) ?? [];
      return Number(red);
    });
  assert.ok((await brightness()) < 60);
  await page.getByRole('button', { name: 'Theme: system' }).click();
  assert.ok((await brightness()) > 200);
  await page.reload();
  assert.ok((await brightness()) > 200);
  await page.getByRole('button', { name: 'Theme: light' }).click();
  assert.ok((await brightness()) < 60);
});

test('shows what is chosen when the system decides about colours', async (context) => {
  const { page } = await openReport(context, files, { forcedColors: 'active' });
  const backgrounds = await page
    .locator('.tools label span')
    .evaluateAll((choices) => choices.map((choice) => getComputedStyle(choice).backgroundColor));
  assert.notEqual(backgrounds[0], backgrounds[1]);
  assert.equal(backgrounds[1], backgrounds[2]);
});

test('has no known barriers, in light, dark, and on a narrow screen', async (context) => {
  const { page } = await openReport(context, {
    ...files,
    'broken.ts': `'use server';\nexport function no() {}\n`,
  });
  const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
  await page.locator('details').first().click();
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const width of [1280, 360]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 800 });
      await page.evaluate(axe);
      const found = await page.evaluate(async () => {
        const { axe: runner } = globalThis as unknown as {
          axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
        };
        const { violations } = await runner.run();
        return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`);
      });
      assert.deepEqual(found, [], `${colorScheme} ${width}`);
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      assert.equal(overflow, 0, `${colorScheme} ${width}`);
    }
  }
});

test('can be read without scripts, and on paper', async (context) => {
  const { page, shown } = await openReport(context, files, { javaScriptEnabled: false });
  assert.equal((await shown()).length, 5);
  assert.equal(await page.locator('.tools').isVisible(), false);
  await page.emulateMedia({ media: 'print' });
  assert.equal((await shown()).length, 5);
  assert.equal(await page.locator('nav').isVisible(), false);
});

test('two thousand functions are searched at once', async (context) => {
  const project: Record<string, string> = {};
  for (let module = 0; module < 100; module++) {
    const functions = Array.from(
      { length: 20 },
      (_, index) => `export async function task${module * 20 + index}() {}\n`,
    );
    project[`src/m${module}.ts`] = `'use server';\n${functions.join('')}`;
  }
  const { page, shown } = await openReport(context, project);
  const search = page.getByRole('searchbox');
  await search.fill('task1999');
  await page.locator('.shown', { hasText: '1 of 2000' }).waitFor();
  // Work that grew with the square of the list would change the page a million times.
  const changes = await page.evaluate(async () => {
    const input = document.querySelector('input');
    if (input === null) return Infinity;
    let amount = 0;
    const observer = new MutationObserver((records) => {
      amount += records.length;
    });
    observer.observe(document.body, { attributes: true, childList: true, subtree: true });
    input.value = '';
    input.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    return amount;
  });
  assert.equal((await shown()).length, 2000);
  assert.ok(changes > 1999 && changes < 2500, `${changes} changes`);
  const isLaidOut = await page.locator('.function h3').evaluateAll((headings) => {
    const visible = headings.map((heading) =>
      heading.checkVisibility({ contentVisibilityAuto: true }),
    );
    return [visible.at(0), visible.at(-1)];
  });
  assert.deepEqual(isLaidOut, [true, false], 'what is off screen is not laid out');
});

test('a link to a function leads to it, however long the page', async (context) => {
  const project: Record<string, string> = {};
  for (let module = 0; module < 60; module++) {
    const functions = Array.from(
      { length: 20 },
      (_, index) => `export async function f${index}() {}\n`,
    );
    project[`src/m${module}.ts`] = `'use server';\n${functions.join('')}`;
  }
  const { page } = await openReport(context, project);
  for (const target of ['module:src/m40.ts', 'module:src/m9.ts']) {
    const top = await page.evaluate(async (id) => {
      location.hash = encodeURIComponent(id);
      // What comes into sight is laid out then, and takes another height than it was thought to.
      for (let frame = 0; frame < 20; frame++) await new Promise(requestAnimationFrame);
      return document.getElementById(id)?.getBoundingClientRect().top ?? Infinity;
    }, target);
    assert.ok(top >= 0 && top < 400, `${target} is at ${top}`);
  }
});

test('links places to the source, and refuses addresses that could run code', async (context) => {
  const cwd = createProject(context, files);
  const template = 'https://example.com/{path}#L{line}';
  const run = await runCli(['report', '--out', '-', '--source-url', template], { cwd });
  assert.match(run.stdout, /href="https:\/\/example\.com\/app\/actions\.ts#L2"/);
  assert.match(run.stdout, /href="https:\/\/example\.com\/app\/%3Cb%3E&#39;%22\/page\.tsx#L1"/);
  for (const wrong of ['javascript:{path}', 'https://example.com/']) {
    const refused = await runCli(['report', '--source-url', wrong], { cwd });
    assert.match(refused.stderr, /--source-url/);
    assert.equal(refused.code, 2);
  }
});

test('a project with errors gets a report that says so', async (context) => {
  const cwd = createProject(context, { 'a.ts': `'use server';\nexport function no() {}\n` });
  const run = await runCli(['report', '--out', 'report.html', '--title', 'A & B'], { cwd });
  assert.equal(run.code, 1);
  assert.match(run.stderr, /CG1101/);
  const page = readFileSync(join(cwd, 'report.html'), 'utf8');
  assert.match(page, /<title>Server functions of A &amp; B<\/title>/);
  assert.match(page, /1 error in 1 file: the server functions of this file are missing below/);
});
