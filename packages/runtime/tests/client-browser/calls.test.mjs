// @ts-check
// The bundled client in a real browser, calling a real server.

import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startApp } from './support/app.mjs';
import { launchBrowser } from '../support/browser.mjs';
import { until } from '../support/until.mjs';
import { forget, ids, seen } from './support/functions.mjs';

/** @type {Awaited<ReturnType<typeof startApp>>} */
let app;
/** @type {import('playwright-core').Browser} */
let browser;
/** @type {import('playwright-core').Page} */
let page;

before(async () => {
  [app, browser] = await Promise.all([startApp(), launchBrowser()]);
});
after(async () => {
  await browser.close();
  await app.stop();
});
beforeEach(async () => {
  forget();
  await page?.close();
  page = await browser.newPage();
  await page.goto(app.origin);
});

/**
 * Runs code in the page. `callgate` is the client, `ids` are those of the server functions.
 *
 * @param {string} code the body of an async function
 * @returns {Promise<any>}
 */
function inPage(code) {
  return page.evaluate(`(async (ids) => { ${code} })(${JSON.stringify(ids)})`);
}

test('a stub calls its function; so does a reference of a page, with its sealed captures', async () => {
  const results = await inPage(`
    const count = callgate.createServerReference(ids.countArguments, 1);
    const { triple } = await callgate.fetchPage();
    return [await count('sent', 'not sent'), await triple(14), await triple.bind(null, 2)()];
  `);
  assert.deepEqual(results, [1, 42, 6]);
});

test('an event that a function does not declare is not sent', async () => {
  await inPage(`
    const count = callgate.createServerReference(ids.countArguments, 0);
    document.documentElement.onclick = async (event) => { document.title = await count(event); };
  `);
  await page.click('html');
  await page.waitForFunction(() => document.title === '0');
});

test('calls run in parallel', async () => {
  await inPage(`
    const meet = callgate.createServerReference(ids.meet);
    await Promise.all([1, 2, 3, 4].map(() => meet(4)));
  `);
  assert.equal(seen.running, 4);
});

test('calls of a queue run one after the other', async () => {
  const results = await inPage(`
    const work = callgate.createServerReference(ids.work);
    const queued = callgate.withCallOptions(work, { queue: 'q' });
    return Promise.all([queued(1, 60), queued(2, 5), queued(3, 20)]);
  `);
  assert.deepEqual(results, [1, 2, 3]);
  assert.deepEqual(seen.order, [1, 2, 3]);
  assert.equal(seen.mostAtOnce, 1);
});

/**
 * Calls a function off while it runs, and tells what became of the call.
 *
 * @param {string} name
 * @param {string} options of the call, as code
 */
async function callOff(name, options) {
  await inPage(`
    const work = callgate.createServerReference(ids.workForever);
    globalThis.controller = new AbortController();
    const options = { ...${options}, signal: controller.signal };
    globalThis.call = callgate.withCallOptions(work, options)('${name}').catch((error) => error.name);
  `);
  await until(() => seen.order.includes(name));
  return inPage('controller.abort(); return call;');
}

test('a call that is called off ends on both sides', async () => {
  assert.equal(await callOff('a', '{}'), 'AbortError');
  await until(() => seen.aborted.includes('a'));
});

test('a call that takes too long ends on both sides', async () => {
  // A machine that is busy may not even send it in time.
  await until(async () => {
    const [isTimeout, message] = await inPage(`
      const work = callgate.createServerReference(ids.workForever);
      return callgate.withCallOptions(work, { timeout: 100 })('b')
        .catch((error) => [callgate.isActionTimeoutError(error), error.message]);
    `);
    assert.equal(isTimeout, true);
    assert.match(message, /within 100 ms/);
    return seen.aborted.includes('b');
  });
});

for (const transport of ['fetch', 'fetchWithProgress']) {
  const own = transport === 'fetch' ? '{}' : '{ fetch: callgate.fetchWithProgress(() => {}) }';

  test(`${transport}: a result arrives while it is made`, async () => {
    const values = await inPage(`
      const count = callgate.createServerReference(ids.count);
      const receive = callgate.createServerReference(ids.receive);
      const values = [];
      for await (const value of await callgate.withCallOptions(count, ${own})(4)) {
        values.push(value);
        await receive();
      }
      return values;
    `);
    assert.deepEqual(values, ['é 1 \u{1f600}', 'é 2 \u{1f600}', 'é 3 \u{1f600}', 'é 4 \u{1f600}']);
  });

  test(`${transport}: files and streams are uploaded whole`, async () => {
    const [file, stream] = await inPage(`
      const bytes = Uint8Array.from({ length: 3_000_000 }, (_, index) => index % 256);
      const measure = callgate.createServerReference(ids.measure, 1);
      const drain = callgate.createServerReference(ids.drain, 1);
      const stream = new Blob([bytes.subarray(0, 500_000)]).stream();
      return Promise.all([
        callgate.withCallOptions(measure, ${own})(new File([bytes], 'ü.bin')),
        callgate.withCallOptions(drain, ${own})(stream),
      ]);
    `);
    const sum = Array.from({ length: 3_000_000 }, (_, index) => index % 256).reduce(
      (a, b) => a + b,
    );
    assert.deepEqual(file, { name: 'ü.bin', size: 3_000_000, sum });
    assert.equal(stream, 500_000);
  });

  test(`${transport}: a redirect of the endpoint is an error`, async () => {
    const name = await inPage(`
      const moved = callgate.createCallServer({ endpoint: '/moved', ...${own} });
      return moved(ids.countArguments, [1]).catch((error) => error.name);
    `);
    assert.equal(name, 'TypeError');
  });

  test(`${transport}: a call can be called off`, async () => {
    assert.equal(await callOff('c', own), 'AbortError');
    await until(() => seen.aborted.includes('c'));
  });
}

test('an upload tells how far it is', async () => {
  const { steps, size } = await inPage(`
    const steps = [];
    const measure = callgate.createServerReference(ids.measure, 1);
    const fetch = callgate.fetchWithProgress((progress) => steps.push(progress));
    const { size } = await callgate.withCallOptions(measure, { fetch })(
      new File([new Uint8Array(20_000_000)], 'large'),
    );
    return { steps, size };
  `);
  assert.equal(size, 20_000_000);
  const { loaded, total } = steps.at(-1);
  assert.ok(total > 20_000_000);
  assert.equal(loaded, total);
  for (const [index, step] of steps.entries()) {
    assert.equal(step.total, total);
    assert.ok(index === 0 || step.loaded >= steps[index - 1].loaded);
  }
});

test('an ActionError arrives as its class', async () => {
  const error = await inPage(`
    const buy = callgate.createServerReference(ids.buy, 0);
    return buy().catch((error) => ({
      isOne: error instanceof callgate.ActionError && callgate.isActionError(error),
      code: error.code, status: error.status, data: error.data, message: error.message,
    }));
  `);
  assert.deepEqual(error, {
    isOne: true,
    code: 'out-of-stock',
    status: 422,
    data: { left: 0 },
    message: 'There is none.',
  });
});

test('a page of another build: the call throws, or the page is loaded anew, once', async () => {
  const skewed = (/** @type {string} */ policy) => `
    const call = callgate.createCallServer({ build: 'b0', onUnavailable: '${policy}' });
    return call(ids.countArguments, []).catch((error) => [
      callgate.isActionUnavailableError(error), error.build,
    ]);`;
  assert.deepEqual(await inPage(skewed('throw')), [true, 'b1']);
  const loaded = page.waitForEvent('load');
  const call = inPage(skewed('reload')).catch((error) => String(error));
  await loaded;
  assert.match(String(await call), /context was destroyed|navigation/);
  assert.deepEqual(await inPage(skewed('reload')), [true, 'b1']);
});

test('a redirect goes where the function says', async () => {
  const told = await inPage(`
    const call = callgate.createCallServer({ onRedirect: ({ url, type }) => [url, type] });
    return call(ids.leave, ['/there?a=b']);
  `);
  assert.deepEqual(told, [`${app.origin}/there?a=b`, 'push']);
  await inPage(`void callgate.createServerReference(ids.leave)('/there?a=b');`);
  await page.waitForURL(`${app.origin}/there?a=b`);
});

test('a page of another site cannot call', async () => {
  await page.goto(app.origin.replace('127.0.0.1', 'localhost'));
  app.events.length = 0;
  const error = await inPage(`
    const call = callgate.createCallServer({ endpoint: '${app.origin}/_callgate' });
    return call(ids.work, ['evil', 1]).catch((error) => error.name);
  `);
  assert.equal(error, 'TypeError');
  assert.deepEqual(seen.order, []);
});
