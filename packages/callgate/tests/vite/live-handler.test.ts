import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hasServerReferenceId, Refusal, registerServerReference } from '@callgate/runtime/server';
import { createLiveHandler, CURRENT, type Runtime } from '../../src/vite/app/live-handler.ts';

interface Entry {
  readonly module: string;
  readonly export: string;
  readonly name: string;
}

interface State {
  readonly manifest: { readonly functions: Readonly<Record<string, Entry>> };
  readonly load: (module: string) => object | Promise<object>;
}

interface Options extends State {
  readonly base?: string;
  readonly functions?: Readonly<Record<string, unknown>>;
}

const request = new Request('https://app.example/');
const [greetId, scaleId] = ['a'.repeat(40), 'b'.repeat(40)];
const greet: Entry = { module: 'src/actions.ts', export: 'greet', name: 'greet' };
const scale: Entry = { module: 'src/page.tsx', export: '$$sf_scale', name: 'Page/scale' };

/** A state of the app; what its modules export is registered as compiled code does it. */
function stateOf(functions: Record<string, Entry>, exports: object = {}): State {
  return { manifest: { functions }, load: () => exports };
}

/** The manifest as the plugin gives it in development. */
function liveManifest(current: () => State | Promise<State>): State['manifest'] {
  return Object.defineProperty({ functions: {} }, CURRENT, { value: current });
}

/** The runtime, but for handlers: these answer nothing, and their options are kept. */
function recordingRuntime(): { runtime: Runtime<Options>; made: Options[] } {
  const made: Options[] = [];
  const create = (options: Options) => {
    made.push(options);
    return async () => new Response(String(made.length));
  };
  const runtime = { createServerFunctionHandler: create, hasServerReferenceId, Refusal };
  return { runtime, made };
}

async function refusalOf(namespace: object, name: string): Promise<unknown> {
  try {
    return Reflect.get(namespace, name);
  } catch (error) {
    return error;
  }
}

test("an app's own manifest is served as it is", async () => {
  const { runtime, made } = recordingRuntime();
  const options = stateOf({ [greetId]: greet });
  createLiveHandler(runtime, options);
  assert.equal(made.length, 1);
  assert.equal(made[0], options);
});

test('nothing is made before the first request', async () => {
  const { runtime, made } = recordingRuntime();
  const state = stateOf({});
  const handler = createLiveHandler(runtime, { ...state, manifest: liveManifest(() => state) });
  assert.equal(made.length, 0);
  await handler(request);
  assert.equal(made.length, 1);
});

test('each state has one handler', async () => {
  const { runtime, made } = recordingRuntime();
  let state = stateOf({ [greetId]: greet });
  const manifest = liveManifest(async () => state);
  const handler = createLiveHandler(runtime, { ...state, manifest, base: '/functions' });
  const answers = async () => [await handler(request), await handler(request)];
  const texts = async () => Promise.all((await answers()).map((answer) => answer?.text()));
  assert.deepEqual(await texts(), ['1', '1']);
  state = stateOf({ [scaleId]: scale });
  assert.deepEqual(await texts(), ['2', '2']);
  assert.deepEqual(
    made.map((options) => Object.keys(options.manifest.functions)),
    [[greetId], [scaleId]],
  );
  assert.deepEqual(
    made.map((options) => options.base),
    ['/functions', '/functions'],
  );
});

test('the request and what the host says of it reach the handler', async () => {
  const state = stateOf({});
  const given: unknown[] = [];
  const runtime = {
    createServerFunctionHandler:
      () =>
      async (...values: unknown[]) => {
        given.push(...values);
        return null;
      },
    hasServerReferenceId,
    Refusal,
  };
  const handler = createLiveHandler(runtime, { ...state, manifest: liveManifest(() => state) });
  const context = { address: '192.0.2.1' };
  assert.equal(await handler(request, context), null);
  assert.deepEqual(given, [request, context]);
});

test('options of functions that are not there yet wait', async () => {
  const { runtime, made } = recordingRuntime();
  let state = stateOf({ [greetId]: greet });
  const manifest = liveManifest(() => state);
  const functions = {
    'src/actions.ts': { timeout: 1 },
    'src/actions.ts#greet': { timeout: 2 },
    'src/page.tsx#Page/scale': { timeout: 3 },
  };
  const handler = createLiveHandler(runtime, { ...state, manifest, functions });
  await handler(request);
  state = stateOf({ [greetId]: greet, [scaleId]: scale });
  await handler(request);
  assert.deepEqual(
    made.map((options) => Object.keys(options.functions ?? {})),
    [['src/actions.ts', 'src/actions.ts#greet'], Object.keys(functions)],
  );
});

test('a module is given as it is while it has what the manifest says', async () => {
  const { runtime, made } = recordingRuntime();
  const exports = { greet: registerServerReference(async () => 'Hello', greetId) };
  const state = stateOf({ [greetId]: greet }, exports);
  const handler = createLiveHandler(runtime, { ...state, manifest: liveManifest(() => state) });
  await handler(request);
  assert.equal(await made[0]?.load('src/actions.ts'), exports);
});

test('functions that a newer module has not got are refused, and the others are not', async () => {
  const { runtime, made } = recordingRuntime();
  const kept: Entry = { ...greet, export: 'kept', name: 'kept' };
  const plain: Entry = { ...greet, export: 'plain', name: 'plain' };
  const keptId = 'c'.repeat(40);
  const exports = {
    kept: registerServerReference(async () => 'kept', keptId),
    // Its directive is gone.
    plain: async () => 'plain',
  };
  const functions = { [greetId]: greet, [keptId]: kept, ['d'.repeat(40)]: plain, [scaleId]: scale };
  const state = stateOf(functions, exports);
  const handler = createLiveHandler(runtime, { ...state, manifest: liveManifest(() => state) });
  await handler(request);
  const loaded = (await made[0]?.load('src/actions.ts')) ?? {};
  assert.equal(Reflect.get(loaded, 'kept'), exports.kept);
  assert.ok(!Object.hasOwn(loaded, '$$sf_scale'), 'it is in another module');
  for (const name of ['greet', 'plain']) {
    const refusal = await refusalOf(loaded, name);
    assert.ok(refusal instanceof Refusal);
    assert.equal(refusal.status, 409);
    assert.match(refusal.message, /an edit of src\/actions\.ts has removed/);
  }
});
