import { Refusal } from '../../refusal.ts';

/** What the head of a form's part says. */
export interface PartHead {
  readonly name: string;
  /** Given for files, and nothing else. */
  readonly filename: string | undefined;
  readonly type: string;
}

// As browsers write it, and nothing else: no escapes with backslashes, no `filename*`.
const DISPOSITION = /^form-data((?:; ?(?:name|filename)="[^"]*"){1,2})$/i;
const PARAMETER = /; ?(name|filename)="([^"]*)"/gi;

/**
 * Reads the headers of a part.
 *
 * @throws Refusal for a head that no browser writes
 */
export function readPartHead(headers: Readonly<Record<string, string | undefined>>): PartHead {
  // No browser has ever written it; who decodes it and who does not see different values.
  if (headers['content-transfer-encoding'] !== undefined) {
    throw new Refusal('body', 'a part of the form has a transfer encoding');
  }
  const [, parameters] = DISPOSITION.exec(headers['content-disposition'] ?? '') ?? [];
  const values = new Map<string, string>();
  for (const [, key = '', value = ''] of parameters?.matchAll(PARAMETER) ?? []) {
    if (values.has(key.toLowerCase())) throw new Refusal('body', 'a part has two names');
    values.set(key.toLowerCase(), unescape(value));
  }
  const name = values.get('name');
  if (name === undefined) throw new Refusal('body', 'a part of the form has no name');
  return { name, filename: values.get('filename'), type: headers['content-type'] ?? '' };
}

/** Undoes the three escapes of names that the HTML standard has. */
function unescape(text: string): string {
  if (!text.includes('%')) return text;
  return text.replaceAll(/%(22|0A|0D)/gi, (escape) =>
    String.fromCharCode(Number.parseInt(escape.slice(1), 16)),
  );
}
