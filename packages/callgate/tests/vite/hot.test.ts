import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openBrowser } from '../cli/support/browser.ts';
import { copyApp, type Major } from './support/app.ts';
import { clickUntil, idsIn, overlayText, until, untilStatus } from './support/hot-page.ts';
import { serve } from './support/vite.ts';

for (const major of [8, 7] satisfies Major[]) {
  test(`edits while Vite ${major} serves`, async (t) => {
    const app = await copyApp(t, 'app', major);
    const { origin } = await serve(t, app);
    const browser = await openBrowser(t);
    const page = await browser.newPage();
    await page.goto(origin);
    await page.waitForSelector('html[data-hydrated]');
    const { greet = '' } = await idsIn(app, 'src/actions.ts');
    const greets = (text: string) => clickUntil(page, '#greet', '#greeting', text);

    /** What the user has typed, and the page itself, must outlive an edit. */
    const markPage = async () => {
      await page.fill('[name=by]', '5');
      await page.evaluate(() => Reflect.set(globalThis, 'mark', 'this page'));
    };
    const assertSamePage = async () => {
      assert.equal(await page.evaluate(() => Reflect.get(globalThis, 'mark')), 'this page');
      assert.equal(await page.inputValue('[name=by]'), '5');
    };

    await markPage();

    await t.test('a body: the next call runs the new code', async () => {
      await greets('Hello Ada, says the server');
      await app.edit('src/actions.ts', 'return format(name)', 'return `${format(name)}!`');
      await greets('Hello Ada, says the server!');
      await assertSamePage();
    });

    await t.test('what a function imports', async () => {
      await app.edit('src/format.ts', 'says', 'tells');
      await greets('Hello Ada, tells the server!');
      await assertSamePage();
    });

    await t.test('the body of an inline function', async () => {
      await clickUntil(page, '#scale', '#scaled', '42');
      await app.edit('src/page.tsx', 'return factor * n', 'return 10 * factor * n');
      await clickUntil(page, '#scale', '#scaled', '420');
      await assertSamePage();
    });

    await t.test('a directive that is added and removed', async () => {
      const plain = await app.read('src/page.tsx');
      await app.edit(
        'src/page.tsx',
        '<form action={reset}>',
        "<form action={async function more() {\n'use server';\nawait reset();\n}}>",
      );
      const more = (await idsIn(app, 'src/page.tsx'))['Page/action/more'] ?? '';
      await untilStatus(origin, more, 200);
      await app.write('src/page.tsx', plain);
      await untilStatus(origin, more, 409);
      await assertSamePage();
    });

    await t.test('an error: all of the file are shown, until they are mended', async () => {
      const good = await app.read('src/actions.ts');
      await app.write(
        'src/actions.ts',
        good.replaceAll('export async function', 'export function'),
      );
      await until(async () => (await overlayText(page)).includes('CG1101'), 'the overlay is shown');
      const text = await overlayText(page);
      assert.equal(text.split('error[CG1101]').length - 1, 3, text);
      for (const name of ['greet', 'add', 'neverUsed']) assert.ok(text.includes(name));
      assert.match(text, /= help: /);
      assert.match(text, /src\/actions\.ts/);
      await app.write('src/actions.ts', good);
      await until(async () => (await overlayText(page)) === '', 'the overlay is gone');
      await greets('Hello Ada, tells the server!');
      await assertSamePage();
    });

    await t.test('an error of an inline function', async () => {
      await app.edit('src/page.tsx', 'scale={async (n) =>', 'scale={(n) =>');
      await until(async () => (await overlayText(page)).includes('CG1101'), 'the overlay is shown');
      await app.edit('src/page.tsx', 'scale={(n) =>', 'scale={async (n) =>');
      await until(async () => (await overlayText(page)) === '', 'the overlay is gone');
      await clickUntil(page, '#scale', '#scaled', '420');
      await assertSamePage();
    });

    await t.test('an error that is there when the page is loaded', async () => {
      const other = await browser.newPage();
      await app.edit('src/page.tsx', 'scale={async (n) =>', 'scale={(n) =>');
      await until(async () => (await overlayText(page)).includes('CG1101'), 'the overlay is shown');
      await other.goto(origin);
      await until(
        async () => (await overlayText(other)).includes('CG1101'),
        'the overlay is shown',
      );
      await app.edit('src/page.tsx', 'scale={(n) =>', 'scale={async (n) =>');
      await other.waitForSelector('html[data-hydrated]');
      await other.close();
    });

    await t.test('a name of an export', async () => {
      await app.edit('src/actions.ts', 'function greet', 'function hello');
      await untilStatus(origin, greet, 409);
      const { hello = '' } = await idsIn(app, 'src/actions.ts');
      await untilStatus(origin, hello, 200);
      await app.edit('src/counter.tsx', 'add, greet', 'add, hello as greet');
      await page.waitForSelector('html[data-hydrated]');
      await greets('Hello Ada, tells the server!');
    });

    await t.test("a file's directive", async () => {
      // The page is loaded anew: what was a stub is now the module, and the other way round.
      const reloaded = async () => {
        await page.waitForFunction(() => Reflect.get(globalThis, 'mark') === undefined);
        await page.waitForSelector('html[data-hydrated]');
      };
      const { hello = '' } = await idsIn(app, 'src/actions.ts');
      await markPage();
      await app.edit('src/actions.ts', "'use server';", '');
      await untilStatus(origin, hello, 409);
      await reloaded();
      await markPage();
      await app.edit('src/actions.ts', 'import', "'use server';\nimport");
      await untilStatus(origin, hello, 200);
      await reloaded();
      await greets('Hello Ada, tells the server!');
    });

    await t.test('a file that is deleted', async () => {
      const { reset = '' } = await idsIn(app, 'src/reset.ts');
      await untilStatus(origin, reset, 200);
      const [text, user] = [await app.read('src/reset.ts'), await app.read('src/page.tsx')];
      await app.edit('src/page.tsx', "import { reset } from './reset.ts';", '');
      await app.edit('src/page.tsx', ' action={reset}', '');
      await app.remove('src/reset.ts');
      await untilStatus(origin, reset, 409);
      await app.write('src/reset.ts', text);
      await app.write('src/page.tsx', user);
      await untilStatus(origin, reset, 200);
    });
  });
}
