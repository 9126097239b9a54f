import { createApp, type App } from '../server/app.ts';
import { openData } from '../server/data.ts';

let app: Promise<App> | undefined;

async function start(): Promise<App> {
  await openData(process.env);
  return createApp({});
}

/** Answers the requests of the development server, which checks the `Host` of each by itself. */
// oxlint-disable-next-line import/no-default-export -- what plugin-rsc calls
export default async function handleRequest(request: Request): Promise<Response> {
  app ??= start();
  return (await app)(request);
}

import.meta.hot?.accept();
