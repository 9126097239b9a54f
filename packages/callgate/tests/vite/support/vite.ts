import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { callgate, type CallgateOptions } from 'callgate/vite';
import type { InlineConfig, LogErrorOptions, Logger, Plugin } from 'vite';
import type { App } from './app.ts';

/** What Vite has said, by kind. */
export interface Messages {
  readonly info: string[];
  readonly warn: string[];
  readonly error: string[];
}

/** How an app is built or served. */
export interface RunOptions {
  readonly options?: CallgateOptions;
  readonly plugins?: Plugin[];
  readonly config?: InlineConfig;
}

/** Builds an app. */
export async function build(app: App, run: RunOptions = {}): Promise<Messages> {
  const messages = noMessages();
  const builder = await app.vite.createBuilder(configure(app, run, messages));
  await builder.buildApp();
  return messages;
}

/** Starts the dev server of an app on a free port. */
export async function serve(
  scope: { after(callback: () => Promise<void>): void },
  app: App,
  run: RunOptions = {},
) {
  const messages = noMessages();
  const server = await app.vite.createServer(configure(app, run, messages));
  scope.after(() => server.close());
  await server.listen();
  const [origin = ''] = server.resolvedUrls?.local ?? [];
  return { server, messages, origin: origin.replace(/\/$/, '') };
}

function configure(app: App, run: RunOptions, messages: Messages): InlineConfig {
  const entry = (name: string) => join(app.folder, 'src', `entry.${name}.tsx`);
  const entries = { rsc: entry('rsc'), ssr: entry('ssr'), client: entry('browser') };
  const inline: InlineConfig = {
    configFile: false,
    root: app.folder,
    cacheDir: join(app.folder, '.vite'),
    // Vite's progress is written past the logger.
    logLevel: 'error',
    customLogger: collect(messages),
    server: { host: '127.0.0.1', port: 0, strictPort: false },
    plugins: [...callgate(run.options), app.rsc({ entries }), ...(run.plugins ?? [])],
  };
  return app.vite.mergeConfig(inline, run.config ?? {});
}

function noMessages(): Messages {
  return { info: [], warn: [], error: [] };
}

function collect(messages: Messages): Logger {
  const add = (kind: keyof Messages) => (text: string, _options?: LogErrorOptions) => {
    // Colours are on in CI.
    messages[kind].push(stripVTControlCharacters(text));
  };
  return {
    info: add('info'),
    warn: add('warn'),
    warnOnce: add('warn'),
    error: add('error'),
    clearScreen: () => {},
    hasErrorLogged: () => false,
    hasWarned: false,
  };
}
