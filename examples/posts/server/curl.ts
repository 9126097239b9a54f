import type { ExampleCall } from './example-calls.ts';

/** A command line that makes `call`; it keeps cookies in the file `cookies`. */
export function toCurl(call: ExampleCall, origin: string, cookies: string): string {
  const words = ['curl', '-sS', `${origin}/_callgate/${call.id}`];
  // A browser says by itself where a request comes from. Without it the dispatcher refuses.
  words.push('-H', `origin: ${origin}`);
  if (call.inHeaders === true) words.push('-i');
  if (call.cookie === 'send' || call.cookie === 'update') words.push('-b', cookies);
  if (call.cookie === 'save' || call.cookie === 'update') words.push('-c', cookies);
  if (typeof call.body === 'string') {
    words.push('-H', 'content-type: text/plain', '-d', call.body);
  } else {
    for (const [name, value] of call.body) {
      words.push('--form-string', `${name}=${value}`);
    }
  }
  return words.map(quote).join(' ');
}

/** Quotes a word for a POSIX shell, if it needs it. */
function quote(word: string): string {
  return /^[\w./:-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;
}
