/** The headers of answers, and of calls, that the client half of the protocol reads and writes. */
export const HEADER = {
  /** Of an answer without a result: why, `action` for an `ActionError`. */
  error: 'callgate-error',
  /** Of an answer to an unexpected error: what finds it in the server's log. */
  digest: 'callgate-digest',
  /** Of an answer to a call that this build of the server does not have. */
  unavailable: 'callgate-unavailable',
  /** Of a call, the build of the page; of an answer, the build of the server. */
  build: 'callgate-build',
  /** `<status>;<url>`: where the function sends the person who called it. */
  redirect: 'callgate-redirect',
  /** `push` or `replace`: what a redirect does to the history of the page. */
  redirectType: 'callgate-redirect-type',
  /** What the function changed that the page may show, as words with commas between. */
  revalidate: 'callgate-revalidate',
  /** Of a call: path and query of the page that calls. */
  page: 'callgate-page',
  /** Of a call: the same in every attempt, so that the server can do it once. */
  idempotencyKey: 'idempotency-key',
} as const;

/** The media type of React Flight. */
export const RESULT_TYPE = 'text/x-component';
