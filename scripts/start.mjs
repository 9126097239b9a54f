/** `npm start`: builds everything that is out of date, then runs the example application. */
import { run } from './lib/run.mjs';
import { setup } from './lib/setup.mjs';

await setup();
// Ctrl+C reaches the example too, which then ends by itself.
process.on('SIGINT', () => {});
process.exitCode = await run('npm', ['start', '--silent', '--workspace', 'examples/posts']);
