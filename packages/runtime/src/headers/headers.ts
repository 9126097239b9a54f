import { forbidInCacheScope } from '../cache/cache-scope.ts';
import { requireRequestContext } from '../context/require-context.ts';
import type { ReadonlyHeaders } from './readonly-headers.ts';

/** The headers of the request. They can be read only. */
export async function headers(): Promise<ReadonlyHeaders> {
  forbidInCacheScope('headers()', 'Read the header before, and pass its value as an argument.');
  return requireRequestContext('headers()').headers;
}
