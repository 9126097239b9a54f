// @ts-check
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { context, propagation, SpanStatusCode, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { openTelemetry } from '@callgate/runtime/opentelemetry';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { ids, load, manifest, reached, reset } from '../support/actions-module.mjs';
import '../support/react.mjs';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
trace.setGlobalTracerProvider(provider);
context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
propagation.setGlobalPropagator({
  inject() {},
  fields: () => ['traceparent'],
  extract(active, carrier, getter) {
    const [, traceId, spanId] = String(getter.get(carrier, 'traceparent')).split('-');
    if (traceId === undefined || spanId === undefined) return active;
    return trace.setSpanContext(active, { traceId, spanId, traceFlags: 1, isRemote: true });
  },
});

const handler = createServerFunctionHandler({
  manifest,
  load,
  instrument: openTelemetry(),
  onEvent() {},
  middleware: [
    async ({ name }, next) => {
      trace.getTracer('app').startSpan(`inside ${name}`).end();
      return next();
    },
  ],
});

/** @param {string} id @param {string} body @param {Record<string, string>} [headers] */
async function call(id, body, headers = {}) {
  exporter.reset();
  const init = { method: 'POST', body, headers: { origin: 'http://app.test', ...headers } };
  const response = await handler(new Request(`http://app.test/_callgate/${id}`, init));
  await response?.text();
  return exporter.getFinishedSpans();
}

test('a call is a span, with what is inside of it below', async () => {
  const traceId = 'a'.repeat(32);
  const [inside, span] = await call(String(ids.echo), '["the secret argument"]', {
    traceparent: `00-${traceId}-${'b'.repeat(16)}-01`,
  });
  assert.equal(span?.name, 'app/actions.ts#echo');
  assert.equal(span.spanContext().traceId, traceId);
  assert.equal(span.parentSpanContext?.spanId, 'b'.repeat(16));
  assert.equal(inside?.parentSpanContext?.spanId, span.spanContext().spanId);
  const { attributes } = span;
  assert.equal(attributes['rpc.method'], 'echo');
  assert.equal(attributes['rpc.service'], 'app/actions.ts');
  assert.equal(attributes['http.response.status_code'], 200);
  assert.equal(attributes['http.request.body.size'], 23);
  assert.equal(typeof attributes['callgate.time.run'], 'number');
  assert.doesNotMatch(JSON.stringify(attributes), /secret/);
});

test('refusals and failures say what they are, and not why', async () => {
  const [, refused] = await call(String(ids.echo), '{');
  assert.equal(refused?.attributes['error.type'], 'arguments');
  assert.equal(refused.attributes['callgate.stage'], 'decode');
  assert.notEqual(refused.status.code, SpanStatusCode.ERROR);
  const [, failed] = await call(String(ids.cookieThenFail), '[]');
  assert.equal(failed?.attributes['error.type'], 'internal');
  assert.equal(failed.status.code, SpanStatusCode.ERROR);
  assert.doesNotMatch(JSON.stringify([failed.attributes, failed.events, failed.status]), /secret/);
});

test('what is refused before the function is known is no span', async () => {
  assert.deepEqual(await call('f'.repeat(40), '[]'), []);
  assert.deepEqual(await call(String(ids.echo), '[]', { origin: 'https://evil.test' }), []);
});

/** @type {[string, number, import('@callgate/runtime/server').Instrumentation][]} */
const failing = [
  [
    'before the call',
    500,
    async () => {
      throw new Error('no collector');
    },
  ],
  ['instead of the call', 500, async () => {}],
  [
    'after the call',
    200,
    async (_, run) => {
      await run();
      throw new Error('no collector');
    },
  ],
  ['to wait for the call', 200, async (_, run) => void run()],
  ['to run it once', 200, async (_, run) => Promise.all([run(), run()])],
];

for (const [what, status, instrument] of failing) {
  test(`an instrument that fails ${what} leaves an answer and one last event`, async (t) => {
    t.mock.method(console, 'error', () => {});
    reset();
    /** @type {string[]} */
    const events = [];
    const instrumented = createServerFunctionHandler({
      manifest,
      load,
      instrument,
      onEvent: ({ type }) => events.push(type),
    });
    const response = await instrumented(
      new Request(`http://app.test/_callgate/${ids.echo}`, {
        method: 'POST',
        body: '[]',
        headers: { origin: 'http://app.test' },
      }),
    );
    assert.equal(response?.status, status);
    assert.deepEqual(events, [status === 200 ? 'completed' : 'error']);
    assert.equal(reached.get('echo')?.length, status === 200 ? 1 : undefined);
  });
}
