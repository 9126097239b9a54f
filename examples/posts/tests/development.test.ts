import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';

import type { RunningApp } from './support/app.ts';
import { testApp } from './browser/all.ts';
import { browserSuite } from './support/browser-test.ts';
import { copyApp } from './support/copy.ts';
import { startDevServer } from './support/dev-server.ts';
import { eventually } from './support/eventually.ts';
import { createPost } from './support/posts.ts';

let root = '';

/** Development, with a copy of the sources, so that they can be edited. */
async function start(): Promise<RunningApp> {
  root = await copyApp();
  const app = await startDevServer(root);
  return {
    ...app,
    async stop() {
      const code = await app.stop();
      await rm(root, { recursive: true });
      return code;
    },
  };
}

browserSuite('the application in development', start, (scene) => {
  testApp(scene);

  test('an edit of a server function is there at the next call, and the page keeps its state', async () => {
    const { open } = scene();
    const id = await createPost(scene(), 'ada', 'Edited while it runs');
    const page = await open(`/posts/${id}`, { as: 'grace' });
    const field = page.getByRole('textbox', { name: 'Comment' });
    await field.fill('Half a thought');
    await page.getByRole('button', { name: 'Like · 0' }).waitFor();

    await edit(
      'app/actions/posts.ts',
      'return post.likedBy.length;',
      'return 40 + post.likedBy.length;',
    );
    await edit('app/pages/post.tsx', "countOf(words, 'word')", "countOf(words, 'term')");
    // The page follows by itself.
    await page.getByText('4 terms').waitFor();
    await eventually(async () => {
      await page.getByRole('button', { name: /^Like · / }).click();
      await page.getByRole('button', { name: 'Like · 41' }).waitFor({ timeout: 1000 });
    });
    assert.equal(await field.inputValue(), 'Half a thought');
  });
});

/** Replaces a part of a source file. */
async function edit(file: string, before: string, after: string): Promise<void> {
  const path = join(root, file);
  const text = await readFile(path, 'utf8');
  assert.ok(text.includes(before), `${file} holds "${before}"`);
  await writeFile(path, text.replace(before, after));
}
