// @ts-check
// A server that was not told which React it has.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { ids, load, manifest } from '../support/actions-module.mjs';

test('a missing React binding is a fault of the server, and said in its log', async () => {
  /** @type {import('@callgate/runtime/server').DispatchEvent[]} */
  const events = [];
  const onEvent = events.push.bind(events);
  const handler = createServerFunctionHandler({ manifest, load, onEvent });
  const response = await handler(
    new Request(`http://app.test/_callgate/${ids.echo}`, {
      method: 'POST',
      body: '[]',
      headers: { origin: 'http://app.test' },
    }),
  );
  assert.equal(response?.status, 500);
  const [event] = events;
  assert.ok(event?.type === 'error');
  assert.match(String(event.error), /There is no React binding\. Call `setReactBinding/);
});
