import { sha256 } from '../../sha-256.ts';
import type { Entry } from './form-reader.ts';

/**
 * The digest of a body by what it says: of a form its fields and files, in their order, and not the
 * boundary between them, which is another one each time that a browser sends the form.
 */
export async function digestBody(body: string | readonly Entry[]): Promise<string> {
  if (typeof body === 'string') return sha256(JSON.stringify(body));
  const fields = await Promise.all(
    body.map(async ([name, value]) =>
      typeof value === 'string'
        ? [name, value]
        : [name, value.name, value.type, await sha256(await value.arrayBuffer())],
    ),
  );
  return sha256(JSON.stringify(fields));
}
