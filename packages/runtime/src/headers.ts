export type { CookieAttributes } from './headers/cookie-attributes.ts';
export type { Cookie } from './headers/cookie-jar.ts';
export type { CookieStore, CookieToDelete, CookieToSet } from './headers/cookie-store.ts';
export { cookies } from './headers/cookies.ts';
export { headers } from './headers/headers.ts';
export type { ReadonlyHeaders } from './headers/readonly-headers.ts';
