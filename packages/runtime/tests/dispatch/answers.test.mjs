// @ts-check
// What an action asks for, as its client gets it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ActionError, createServerFunctionHandler, isActionError } from '@callgate/runtime/server';
import { ids, load, manifest } from '../support/actions-module.mjs';
import { ReactBrowser } from '../support/react.mjs';
import { codeOf, overBoth } from '../support/transports.mjs';

const app = { manifest, load };

/** @param {Response} response @returns {Promise<any>} */
async function decode(response) {
  return ReactBrowser.createFromReadableStream(response.body, {});
}

overBoth('an ActionError arrives with what it was given, and no more', app, async (transport) => {
  const response = await transport.call(String(ids.outOfStock), '[]');
  assert.equal(response.status, 422);
  assert.equal(response.headers.get('callgate-error'), 'action');
  assert.equal(response.headers.get('content-type'), 'text/x-component');
  const text = await response.clone().text();
  assert.doesNotMatch(text, /secret cause|stack|\bat \b|actions-module/);
  assert.deepEqual(await decode(response), {
    code: 'out-of-stock',
    message: 'None left.',
    data: { left: 0, at: new Date(5) },
  });
  assert.deepEqual(
    transport.events.map(({ type }) => type),
    ['completed'],
  );
});

overBoth('an ActionError of another copy of the package is one', app, async (transport) => {
  const response = await transport.call(String(ids.foreignError), '[]');
  assert.equal(response.status, 409);
  assert.equal((await decode(response)).code, 'afar');
});

overBoth('data that React cannot send is an error with a digest', app, async (transport) => {
  const response = await transport.call(String(ids.badData), '[]');
  assert.doesNotMatch(await response.text(), /secret source/);
  assert.ok(transport.events.some(({ type }) => type === 'late-error'));
});

overBoth('a redirect is a header: 200 with the status and the place', app, async (transport) => {
  /** @type {[string, string, string, string][]} */
  const table = [
    ['go', '[]', '307;/there', 'push'],
    ['go', '["/a?b=c#d"]', '307;/a?b=c#d', 'push'],
    ['goForGood', '[]', '308;/for-good', 'replace'],
    ['goAway', '[]', '307;https://other.test/x', 'push'],
  ];
  for (const [name, args, header, type] of table) {
    const response = await transport.call(String(ids[name]), args);
    assert.equal(response.status, 200);
    assert.equal(response.headers.get('callgate-redirect'), header);
    assert.equal(response.headers.get('callgate-redirect-type'), type);
    assert.equal(response.headers.get('location'), null);
    assert.equal(await response.text(), '');
  }
});

overBoth('a redirect to a place that a client chose stays here', app, async (transport) => {
  for (const url of ['//evil.test', '/\\evil.test', 'javascript:alert(1)', 'data:text/html,x']) {
    const response = await transport.call(String(ids.go), JSON.stringify([url]));
    assert.equal(response.status, 500, url);
    assert.equal(response.headers.get('callgate-redirect'), null);
    assert.equal(response.headers.get('set-cookie'), null);
    await response.text();
  }
});

overBoth('notFound and its kin are statuses', app, async (transport) => {
  for (const [name, status, code] of /** @type {const} */ ([
    ['missing', 404, 'not-found'],
    ['signIn', 401, 'unauthorized'],
    ['keepOut', 403, 'forbidden'],
  ])) {
    const response = await transport.call(String(ids[name]), '[]');
    assert.equal(response.status, status);
    assert.equal(await codeOf(response), code);
  }
});

overBoth('a navigation that was swallowed is told to the log', app, async (transport) => {
  const response = await transport.call(String(ids.swallow), '[]');
  assert.equal(response.status, 200);
  assert.match(await response.text(), /stayed/);
  assert.deepEqual(
    transport.events.map(({ type }) => type),
    ['swallowed-navigation', 'completed'],
  );
});

overBoth('cookies travel with results, redirects and told errors', app, async (transport) => {
  const set = await transport.call(String(ids.setCookie), '["a","1"]');
  assert.deepEqual(
    set.headers.getSetCookie().map((cookie) => cookie.split(';')[0]),
    ['a=1', 'second=b%3Dc'],
  );
  assert.match(set.headers.get('callgate-revalidate') ?? '', /cookie/);
  assert.match(await set.text(), /1/);
  const go = await transport.call(String(ids.go), '[]');
  assert.match(String(go.headers.getSetCookie()), /^went=1/);
  const told = await transport.call(String(ids.cookieThenTell), '[]');
  assert.match(String(told.headers.getSetCookie()), /^whole=/);
  await Promise.all([go.text(), told.text()]);
});

overBoth(
  'no cookie is half written: not by a function that fails, nor by one that hangs',
  { ...app, limits: { execution: 50 } },
  async (transport) => {
    for (const [name, status] of /** @type {const} */ ([
      ['cookieThenFail', 500],
      ['cookieThenHang', 504],
    ])) {
      const response = await transport.call(String(ids[name]), '[]');
      assert.equal(response.status, status);
      assert.deepEqual(response.headers.getSetCookie(), []);
      await response.text();
    }
  },
);

overBoth(
  'the function knows where it was called from',
  { ...app, route: (page) => (page.pathname.startsWith('/posts/') ? '/posts/[id]' : undefined) },
  async (transport) => {
    const { origin } = transport;
    /** @type {[string | undefined, string | undefined][]} */
    const table = [
      ['/posts/1?a=b', `${origin}/posts/1?a=b`],
      [undefined, `${origin}/_callgate/${ids.describe}`],
      ['//evil.test/', `${origin}/_callgate/${ids.describe}`],
      ['/\\evil.test/', `${origin}/_callgate/${ids.describe}`],
      ['https://evil.test/', `${origin}/_callgate/${ids.describe}`],
      ['__proto__', `${origin}/_callgate/${ids.describe}`],
    ];
    for (const [header, page] of table) {
      const headers = { 'x-agent': 'ada', ...(header && { 'callgate-page': header }) };
      const response = await transport.call(String(ids.describe), '[]', { headers });
      assert.deepEqual(await decode(response), {
        page,
        route: header === '/posts/1?a=b' ? '/posts/[id]' : null,
        phase: 'action',
        agent: 'ada',
        name: 'describe',
        module: 'app/actions.ts',
        stableName: 'app/actions.ts#describe',
      });
    }
  },
);

overBoth('every answer names the build', { ...app, build: 'b1' }, async (transport) => {
  for (const id of [ids.echo, 'f'.repeat(40), 'x', ids.outOfStock, ids.go]) {
    const response = await transport.call(String(id), '[]', {
      headers: { 'callgate-build': 'b0' },
    });
    assert.equal(response.headers.get('callgate-build'), 'b1');
    await response.text();
  }
  const old = await transport.call(String(ids.echo), '[1]', {
    headers: { 'callgate-build': 'b0' },
  });
  assert.equal(old.status, 200);
  await old.text();
});

overBoth(
  'with skew refused, clients of other builds are told so',
  { ...app, build: 'b1', skew: 'refuse' },
  async (transport) => {
    for (const [build, status] of /** @type {const} */ ([
      ['b0', 409],
      ['', 409],
      ['b1', 200],
    ])) {
      const response = await transport.call(String(ids.echo), '[1]', {
        headers: { 'callgate-build': build },
      });
      assert.equal(response.status, status);
      assert.equal(response.headers.get('callgate-unavailable'), status === 409 ? '1' : null);
      await response.text();
    }
    assert.equal((await transport.call(String(ids.echo), '[1]')).status, 200);
  },
);

test('options of builds are checked', () => {
  for (const options of [{ build: 'a b' }, { build: '' }, { skew: 'refuse' }, { skew: 'no' }]) {
    assert.throws(
      () => createServerFunctionHandler({ ...app, .../** @type {any} */ (options) }),
      /`(build|skew)/,
    );
  }
});

test('an ActionError checks its status and is recognised by its brand alone', () => {
  assert.equal(new ActionError('a').message, 'a');
  assert.equal(new ActionError('a').status, 400);
  for (const status of [200, 302, 399, 600, 400.5, Number.NaN]) {
    assert.throws(() => new ActionError('a', { status }), RangeError);
  }
  assert.equal(isActionError(new ActionError('a')), true);
  for (const forged of [{ name: 'ActionError', code: 'a' }, null, 'ActionError', new Error('a')]) {
    assert.equal(isActionError(forged), false);
  }
  assert.equal(isActionError(Object.create(new ActionError('inherited'))), false);
});

overBoth('an event tells all about a call but its content', app, async (transport) => {
  await (await transport.call(String(ids.echo), '["the secret argument"]')).text();
  await (await transport.call('e'.repeat(40), '["the secret argument"]')).text();
  const [done, refused] = transport.events;
  assert.ok(done?.type === 'completed' && refused?.type === 'refused');
  const { duration, times, ...facts } = done;
  assert.deepEqual(facts, {
    type: 'completed',
    id: ids.echo,
    name: 'echo',
    module: 'app/actions.ts',
    kind: 'call',
    stage: 'encode',
    status: 200,
    bytes: 23,
  });
  assert.deepEqual(Object.keys(times), ['body', 'decode', 'run']);
  assert.ok(Object.values(times).every((time) => time >= 0 && time <= duration));
  assert.deepEqual(
    { code: refused.code, stage: refused.stage, id: refused.id, bytes: refused.bytes },
    { code: 'unavailable', stage: 'function', id: undefined, bytes: 0 },
  );
  assert.doesNotMatch(JSON.stringify(transport.events), /secret argument/);
});
