// A client that costs little: it writes the same bytes again and again, and finds the end of answers.
import { connect } from 'node:net';

const END = Buffer.from('0\r\n\r\n');

/**
 * Sends requests for some time, the next on each connection when the answer is there.
 *
 * @param {{ port: number, request: Buffer, connections: number, duration: number }} options
 * @returns {Promise<{ count: number, perSecond: number, p99: number }>} requests, and milliseconds
 */
export async function measure({ port, request, connections, duration }) {
  const times = [];
  const start = performance.now();
  const end = start + duration;
  await Promise.all(
    Array.from({ length: connections }, () => useConnection({ port, request, end, times })),
  );
  const elapsed = performance.now() - start;
  times.sort((a, b) => a - b);
  return {
    count: times.length,
    perSecond: (times.length * 1000) / elapsed,
    p99: times[Math.floor(times.length * 0.99)] ?? Number.NaN,
  };
}

function useConnection({ port, request, end, times }) {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let received = Buffer.alloc(0);
    let sent = 0;
    const send = () => {
      received = Buffer.alloc(0);
      sent = performance.now();
      socket.write(request);
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (chunk) => {
      received = received.length === 0 ? chunk : Buffer.concat([received, chunk]);
      if (!isWhole(received)) return;
      if (!received.subarray(0, 12).equals(Buffer.from('HTTP/1.1 200'))) {
        socket.destroy();
        return reject(new Error(received.toString('utf8', 0, 300)));
      }
      times.push(performance.now() - sent);
      if (performance.now() < end) return send();
      socket.end();
      resolve();
    });
  });
}

/** Whether an answer has its end, by its length or by its last chunk. */
function isWhole(bytes) {
  const head = bytes.indexOf('\r\n\r\n');
  if (head === -1) return false;
  const length = /content-length: (\d+)/i.exec(bytes.toString('latin1', 0, head))?.[1];
  if (length !== undefined) return bytes.length >= head + 4 + Number(length);
  return bytes.subarray(-END.length).equals(END);
}
