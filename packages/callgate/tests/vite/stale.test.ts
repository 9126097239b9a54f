import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { copyApp, type Major } from './support/app.ts';
import { call } from './support/call.ts';
import { idsIn } from './support/hot-page.ts';
import { serve } from './support/vite.ts';

const path = 'src/actions.ts';

for (const major of [8, 7] satisfies Major[]) {
  test(`edits that Vite ${major} has not been told of yet`, async (t) => {
    const app = await copyApp(t, 'app', major);
    // Nobody watches: what is between an edit and its event lasts for as long as the test needs.
    const config = { server: { watch: null } };
    const { origin, server } = await serve(t, app, { config });
    assert.equal((await fetch(origin)).status, 200);
    const { greet = '', neverUsed = '' } = await idsIn(app, path);
    const text = await app.read(path);
    const assertGone = async (id: string) => {
      const answer = await call(origin, id, ['Ada']);
      assert.equal(answer.status, 409);
      assert.equal(answer.headers.get('callgate-unavailable'), '1');
    };
    /** What Vite does with the event before it tells plugins. */
    const invalidate = () => {
      for (const { moduleGraph } of Object.values(server.environments)) {
        moduleGraph.onFileChange(join(app.folder, path));
      }
    };

    await t.test('a function that is gone before its module was loaded', async () => {
      await app.edit(path, 'function greet', 'function hello');
      await assertGone(greet);
      const { hello = '' } = await idsIn(app, path);
      assert.equal((await call(origin, hello, ['Ada'])).status, 200);
    });

    await t.test('a function that comes back', async () => {
      await app.write(path, text);
      invalidate();
      // Without an event nobody knows of it until something loads the module.
      await call(origin, neverUsed, []);
      assert.equal((await call(origin, greet, ['Ada'])).status, 200);
    });

    await t.test('a function that is gone when its module is loaded anew', async () => {
      await app.edit(path, 'function greet', 'function hello');
      invalidate();
      await assertGone(greet);
    });

    await t.test('all functions, with the directive', async () => {
      await app.write(path, text.replace("'use server';", ''));
      invalidate();
      await assertGone(neverUsed);
    });
  });
}
