// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cookies, headers } from '@callgate/runtime/headers';
import { redirect } from '@callgate/runtime/navigation';
import { withRequest } from '@callgate/runtime/server';
import { currentRequestContext } from '../../dist/context/request-context.js';
import { contextOf, inContext, inRender } from '../support/request-context.mjs';

/** Waits in one of the ways in which code gives way to other code. @param {number} n */
async function giveWay(n) {
  if (n % 4 === 0) await Promise.resolve();
  else if (n % 4 === 1) await new Promise((resolve) => setTimeout(resolve, n % 7));
  else if (n % 4 === 2) await new Promise((resolve) => setImmediate(resolve));
  else await new Promise((resolve) => process.nextTick(resolve));
}

test('1,000 interleaved requests see nothing of one another', async () => {
  const requests = Array.from({ length: 1000 }, async (_, n) => {
    const context = contextOf({
      url: `https://app.test/${n}/`,
      headers: { cookie: `user=u${n}`, 'x-request': `r${n}` },
    });
    await inContext(context, async () => {
      for (let step = 0; step < 5; step += 1) {
        await giveWay(n + step);
        assert.equal(currentRequestContext(), context);
        const jar = await cookies();
        assert.equal(jar.get('user')?.value, step === 0 ? `u${n}` : `u${n}.${step - 1}`);
        jar.set('user', `u${n}.${step}`);
        assert.equal((await headers()).get('x-request'), `r${n}`);
      }
      assert.throws(
        () => redirect('here'),
        /** @param {any} error */ ({ navigation }) => navigation.url === `/${n}/here`,
      );
    });
    await inRender(context, async () => {
      await giveWay(n);
      assert.equal((await cookies()).get('user')?.value, `u${n}.4`);
    });
    assert.deepEqual(context.effects.setCookies, [`user=u${n}.4; Path=/`]);
  });
  await Promise.all(requests);
  assert.equal(currentRequestContext(), undefined);
});

test('a render context shares everything but its phase and page', async () => {
  const context = contextOf();
  inRender(context, () => {
    const rendering = currentRequestContext();
    assert.equal(rendering?.phase, 'render');
    assert.equal(rendering?.effects, context.effects);
    assert.equal(rendering?.cookies, context.cookies);
    assert.equal(rendering?.page.href, 'https://app.test/posts/1?tab=2');
  });
  assert.equal(context.phase, 'action');
});

test('a host renders its pages as part of their requests', async () => {
  const request = new Request('https://app.test/posts/1', { headers: { cookie: 'user=ada' } });
  const name = await withRequest(request, { route: '/posts/[id]' }, async () => {
    assert.equal(currentRequestContext()?.route, '/posts/[id]');
    const jar = await cookies();
    assert.throws(() => jar.set('a', '1'), /was called while a page is rendered/);
    return jar.get('user')?.value;
  });
  assert.equal(name, 'ada');
});
