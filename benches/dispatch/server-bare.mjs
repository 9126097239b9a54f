// A server as one writes it in an hour: Node, React, and no checks at all.
import { createServer } from 'node:http';
import ReactServer from 'react-server-dom-webpack/server';

async function echo(...args) {
  return args;
}

const server = createServer(async (message, answer) => {
  const chunks = [];
  for await (const chunk of message) chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  const type = message.headers['content-type'];
  const body = type.startsWith('text/plain')
    ? bytes.toString()
    : await new Response(bytes, { headers: { 'content-type': type } }).formData();
  const args = await ReactServer.decodeReply(body, {});
  const stream = ReactServer.renderToReadableStream(await echo(...args), {});
  answer.setHeader('content-type', 'text/x-component');
  for await (const chunk of stream) answer.write(chunk);
  answer.end();
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, id: 'x' }));
