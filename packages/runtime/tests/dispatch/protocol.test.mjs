// @ts-check
// The transcript of docs/protocol.md is what a real server sends. CALLGATE_WRITE_DOCS=1 writes it anew.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { test } from 'node:test';
import { toNodeListener } from '@callgate/runtime/node';
import { createServerFunctionHandler } from '@callgate/runtime/server';
import { ids, load, manifest } from '../support/actions-module.mjs';
import '../support/react.mjs';
import { listen } from '../support/transports.mjs';

const file = new URL('../../../../docs/protocol.md', import.meta.url);
const BEGIN = '<!-- transcript -->\n';
const END = '<!-- /transcript -->';

const JSON_TEXT = 'content-type: text/plain;charset=UTF-8';

/** @param {string} path @param {string[]} headers @param {string} body */
const post = (path, headers, body) =>
  [
    `POST ${path} HTTP/1.1`,
    'host: example.com',
    'origin: http://example.com',
    ...headers,
    '',
    body,
  ].join('\n');

/** @param {string} name */
const pathOf = (name) => `/_callgate/${ids[name]}`;

/** @type {[string, string][]} */
const requests = [
  [
    'A call',
    post(pathOf('echo'), [JSON_TEXT, 'callgate-page: /posts'], '["$D2026-11-23T00:00:00.000Z"]'),
  ],
  ['A call of another build', post(`/_callgate/${'f'.repeat(40)}`, [JSON_TEXT], '[]')],
  ['An `ActionError`', post(pathOf('outOfStock'), [JSON_TEXT], '[]')],
  ['A redirect', post(pathOf('go'), [JSON_TEXT], '["/posts/1"]')],
  ['`unauthorized()`', post(pathOf('signIn'), [JSON_TEXT], '[]')],
  ['A function that throws', post(pathOf('cookieThenFail'), [JSON_TEXT], '[]')],
  [
    'A call from another site',
    post(pathOf('echo'), [JSON_TEXT], '[]').replace(
      'origin: http://example.com',
      'origin: https://evil.example',
    ),
  ],
  [
    'Arguments that no client of React sends',
    post(pathOf('echo'), [JSON_TEXT], '["$0:__proto__:constructor"]'),
  ],
  [
    'A form without JavaScript',
    post(
      '/posts/new',
      ['content-type: multipart/form-data; boundary=b'],
      [
        '--b',
        `content-disposition: form-data; name="$ACTION_ID_${ids['saveAndGo']}"`,
        '',
        '',
        '--b',
        'content-disposition: form-data; name="title"',
        '',
        'hello',
        '--b--',
      ].join('\n'),
    ),
  ],
];

test('the transcript of docs/protocol.md is what a server sends', async () => {
  const handler = createServerFunctionHandler({
    manifest,
    load,
    build: 'b7f3',
    onEvent() {},
    render: async () => new Response(),
  });
  const server = createServer(toNodeListener(handler));
  const { port } = new URL(await listen(server));
  let transcript = '';
  for (const [title, request] of requests) {
    const answer = await send(Number(port), request);
    transcript += `\n### ${title}\n\n\`\`\`http\n${request}\n\`\`\`\n\n\`\`\`http\n${answer}\n\`\`\`\n`;
  }
  server.close();
  await once(server, 'close');
  const text = await readFile(file, 'utf8');
  const [before = '', rest = ''] = text.split(BEGIN);
  const [, after = ''] = rest.split(END);
  const written = `${before}${BEGIN}${transcript}\n${END}${after}`;
  if (process.env['CALLGATE_WRITE_DOCS'] === '1') await writeFile(file, written);
  else assert.equal(text, written);
});

/** Sends a request as it stands, and gives the answer without what differs from day to day. @param {number} port @param {string} request */
async function send(port, request) {
  const [head = '', ...rest] = request.split('\n\n');
  const body = rest.join('\n\n').replaceAll('\n', '\r\n');
  const socket = connect(port, '127.0.0.1');
  const lines = head.replaceAll('\n', '\r\n');
  socket.write(`${lines}\r\ncontent-length: ${body.length}\r\nconnection: close\r\n\r\n${body}`);
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return (
    answer
      .replaceAll('\r\n', '\n')
      .replace(
        /^date: .*\n|^connection: .*\n|^transfer-encoding: .*\n|^content-length: .*\n/gim,
        '',
      )
      .replace(/^callgate-digest: .*$/m, 'callgate-digest: 8d1f0c5b2a7e4963')
      .replace(/^[0-9a-f]+\n((?:.|\n)*)\n0\n\n$/m, '$1')
      // Development builds of React send more than what is meant.
      .replace(/^(?:\d+:[DN].*\n|:N.*\n)/gm, '')
      .trimEnd()
  );
}
