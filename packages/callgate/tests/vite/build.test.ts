import './support/sealing-key.ts';
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Manifest } from 'callgate';
import { copyApp, type Major } from './support/app.ts';
import { call, idOf, namesIn } from './support/call.ts';
import { readFolder } from './support/files.ts';
import { serveBuild } from './support/serve-build.ts';
import { build } from './support/vite.ts';

for (const major of [8, 7] satisfies Major[]) {
  test(`a build of Vite ${major}`, async (t) => {
    const app = await copyApp(t, 'app', major);
    const { info, warn } = await build(app, { config: { build: { sourcemap: true } } });
    const origin = await serveBuild(t, app);
    const manifest: Manifest = JSON.parse(await app.read('dist/rsc/callgate-manifest.json'));
    const client = await readFolder(join(app.folder, 'dist', 'client'));

    await t.test('is of that major, and nothing is warned of', () => {
      assert.ok(app.vite.version.startsWith(`${major}.`));
      assert.deepEqual(
        warn.filter((text) => !text.startsWith('[plugin rsc:')),
        [],
      );
    });

    await t.test('exposes inline functions, those that the server imports, and stubs', () => {
      assert.deepEqual(namesIn(manifest), [
        'src/actions.ts add',
        'src/actions.ts greet',
        'src/page.tsx Page/scale',
        'src/reset.ts reset',
      ]);
    });

    await t.test('answers calls of them, and of nothing else', async () => {
      const answer = await call(origin, idOf(manifest, 'src/actions.ts', 'greet'), ['Ada']);
      assert.equal(answer.status, 200);
      assert.match(await answer.text(), /Hello Ada, says the server/);
      const [neverUsed] = Object.keys(
        (await import('callgate')).transformSync(await app.read('src/actions.ts'), {
          filename: join(app.folder, 'src/actions.ts'),
          root: app.folder,
          environment: 'server',
        }).module?.functions ?? {},
      ).filter((id) => !(id in manifest.functions));
      assert.ok(neverUsed);
      assert.equal((await call(origin, neverUsed, [])).status, 409);
    });

    await t.test('says what can be called', () => {
      assert.equal(info.at(-1), 'callgate: 4 server functions can be called');
    });

    await t.test('names the build in its answers, as the client does', async () => {
      const answer = await call(origin, idOf(manifest, 'src/actions.ts', 'greet'), ['Ada']);
      const id = answer.headers.get('callgate-build');
      assert.match(id ?? '', /^[0-9a-f]{16}$/);
      assert.ok([...client.values()].some((text) => text.includes(String(id))));
    });

    await t.test('leaves nothing of a server module in any file of the client', () => {
      const secrets = [
        'MARK-',
        'says the server',
        'neverUsed',
        'page.tsx',
        'format.ts',
        'reset.ts',
      ];
      secrets.push('resetAll', app.folder, 'callgate-manifest');
      for (const [path, text] of client) {
        for (const secret of secrets) assert.ok(!text.includes(secret), `${path} holds ${secret}`);
      }
      const maps = [...client].filter(([path]) => path.endsWith('.map'));
      const sources = maps.flatMap(([, text]): string[] => JSON.parse(text).sources);
      assert.ok(sources.some((source) => source.endsWith('src/counter.tsx')));
      assert.ok(!sources.some((source) => source.endsWith('src/actions.ts')));
    });

    await t.test('works in a page, with its captures sealed', async () => {
      const html = await (await fetch(origin)).text();
      assert.match(html, /<output id="count">40<\/output>/);
      assert.doesNotMatch(html, /MARK-/);
    });
  });
}
