// The dispatcher with all of its defences, as `@callgate/runtime/node` gives it to Node.
import { createServer } from 'node:http';
import { toNodeListener } from '@callgate/runtime/node';
import { webpackServerBinding } from '@callgate/runtime/react/webpack-server';
import {
  createServerFunctionHandler,
  registerServerReference,
  setReactBinding,
} from '@callgate/runtime/server';

const id = 'e'.repeat(40);
const echo = registerServerReference(async (...args) => args, id);

setReactBinding(webpackServerBinding());
const handler = createServerFunctionHandler({
  manifest: {
    version: 1,
    functions: { [id]: { module: 'app/actions.js', export: 'echo', name: 'echo', captures: [] } },
  },
  load: async () => ({ echo }),
  onEvent() {},
});
const server = createServer(toNodeListener(handler));
process.on('SIGINT', () => process.exit(0));
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port, id }));
