// Calls per second and p99 of a bare server, of ours, and of Next.js, with the same function and bodies.
//   node main.mjs [milliseconds per measurement] [rounds]
import { fork, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { measure } from './load.mjs';

const duration = Number(process.argv[2] ?? 3000);
const rounds = Number(process.argv[3] ?? 5);
const nextApp = process.env.NEXT_APP ?? new URL('next-app', import.meta.url).pathname;

const NODE = ['--conditions', 'react-server'];
const ENVIRONMENT = { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1' };

async function startOwn(file) {
  const path = new URL(file, import.meta.url).pathname;
  const child = fork(path, { execArgv: NODE, env: ENVIRONMENT });
  const [{ port, id }] = await once(child, 'message');
  return { child, port, target: `/_callgate/${id}`, headers: {} };
}

async function startNext() {
  if (!existsSync(`${nextApp}/.next/server/server-reference-manifest.json`)) return undefined;
  const manifest = JSON.parse(
    readFileSync(`${nextApp}/.next/server/server-reference-manifest.json`, 'utf8'),
  );
  const [id] = Object.keys(manifest.node);
  const port = 3999;
  const child = spawn('node', ['node_modules/next/dist/bin/next', 'start', '-p', String(port)], {
    cwd: nextApp,
    env: ENVIRONMENT,
    stdio: 'ignore',
  });
  for (let tries = 0; tries < 100; tries += 1) {
    if (
      await fetch(`http://127.0.0.1:${port}/`).then(
        () => true,
        () => false,
      )
    )
      break;
    await sleep(200);
  }
  return { child, port, target: '/', headers: { 'next-action': id, accept: 'text/x-component' } };
}

/** The bodies that React's client sends for one object, and for one with 10 kB of bytes beside it. */
const bodies = {
  text: ['text/plain;charset=UTF-8', '[{"title":"Hello","tags":["a","b"],"count":3}]'],
  multipart: multipart(),
};

function multipart() {
  const part = (head, content) =>
    `--b\r\ncontent-disposition: form-data; ${head}\r\n\r\n${content}\r\n`;
  const file = 'name="1"; filename="blob"\r\ncontent-type: application/octet-stream';
  const fields = part(file, 'x'.repeat(10_000)) + part('name="0"', '[{"title":"Hello"},"$o1"]');
  return ['multipart/form-data; boundary=b', `${fields}--b--\r\n`];
}

function requestTo({ port, target, headers }, [type, body]) {
  const host = `127.0.0.1:${port}`;
  const lines = Object.entries({
    host,
    origin: `http://${host}`,
    'sec-fetch-site': 'same-origin',
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`POST ${target} HTTP/1.1\r\n${lines.join('')}\r\n${body}`);
}

const servers = {
  bare: await startOwn('server-bare.mjs'),
  callgate: await startOwn('server-callgate.mjs'),
  next: await startNext(),
};
/** Microseconds that the main thread of a process has run, however busy the machine is. Linux only. */
function cpuTime(pid) {
  const file = `/proc/${pid}/schedstat`;
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split(' ')[0]) / 1000 : Number.NaN;
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

console.log('| body | connections | server | calls/s | p99 ms | CPU µs | of bare | × Next |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [kind, body] of Object.entries(bodies)) {
  for (const connections of [1, 16]) {
    const results = { bare: [], callgate: [], next: [] };
    // In turns, so that whatever else the machine does hits all of them.
    for (let round = -1; round < rounds; round += 1) {
      for (const [name, server] of Object.entries(servers)) {
        if (server === undefined) continue;
        const request = requestTo(server, body);
        const before = cpuTime(server.child.pid);
        const result = await measure({ port: server.port, request, connections, duration });
        const cpu = (cpuTime(server.child.pid) - before) / result.count;
        // The first round warms up.
        if (round >= 0) results[name].push({ ...result, cpu });
      }
    }
    for (const [name, list] of Object.entries(results)) {
      if (list.length === 0) continue;
      const ratio = (other) =>
        results[other].length === 0
          ? ''
          : median(
              list.map(({ perSecond }, at) => perSecond / results[other][at].perSecond),
            ).toFixed(2);
      const perSecond = median(list.map((result) => result.perSecond)).toFixed(0);
      const p99 = median(list.map((result) => result.p99)).toFixed(2);
      const cpu = median(list.map((result) => result.cpu)).toFixed(0);
      console.log(
        `| ${kind} | ${connections} | ${name} | ${perSecond} | ${p99} | ${cpu} | ${ratio('bare')} | ${ratio('next')} |`,
      );
    }
  }
}
for (const server of Object.values(servers)) server?.child.kill();
