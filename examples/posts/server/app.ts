import * as callgate from 'virtual:callgate/server';

import { createServerFunctionHandler, withRequest } from '@callgate/runtime/server';

import { MAX_PICTURE, respondWithPicture } from '../lib/pictures.ts';
import { logEvent } from './log.ts';
import { renderPage } from './render.ts';
import type { StaticFiles } from './static-files.ts';

/** Answers requests. */
export type App = (request: Request) => Promise<Response>;

/** What the application is made of. */
export interface AppOptions {
  /** Where its own pages are seen: only they may call server functions. */
  readonly origins?: readonly string[];
  /** What Vite has built for browsers; in development Vite serves it itself. */
  readonly files?: StaticFiles;
}

/** What the fields of a form add to the picture that is sent in it. */
const FORM_OVERHEAD = 16 * 1024;

/** Makes the application. */
export function createApp({ origins, files }: AppOptions): App {
  const dispatch = createServerFunctionHandler({
    ...callgate,
    ...(origins !== undefined && { origins }),
    functions: {
      'app/pages/account.tsx#AccountPage/upload': { limits: { body: MAX_PICTURE + FORM_OVERHEAD } },
    },
    // A form that was posted without JavaScript is answered with its page.
    render: ({ request, formState, error, status }) =>
      renderPage(request, { formState, failure: error?.message ?? null, status }),
    onEvent: logEvent,
  });
  return async (request) => {
    const called = await dispatch(request);
    if (called !== null) return called;
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD' } });
    }
    const file = files?.respond(request) ?? (await pictureFor(request));
    return file ?? withRequest(request, {}, () => renderPage(request));
  };
}

async function pictureFor(request: Request): Promise<Response | null> {
  const id = /^\/pictures\/([\w-]+)$/.exec(new URL(request.url).pathname)?.[1];
  return id === undefined ? null : respondWithPicture(id);
}
