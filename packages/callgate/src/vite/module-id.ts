const sourceFile = /\.[cm]?[jt]sx?$/;
// These give a module's text, address or a worker, not the module.
const otherContent = /[?&](?:raw|url|worker|sharedworker|inline)(?:[=&]|$)/;

/** The file of a module that the compiler can read; `undefined` for anything else. */
export function sourceFileOf(id: string): string | undefined {
  if (id.includes('\0') || id.startsWith('virtual:') || otherContent.test(id)) return undefined;
  const file = withoutQuery(id);
  return sourceFile.test(file) ? file : undefined;
}

/** The part of a module's id before the query. */
export function withoutQuery(id: string): string {
  const query = id.indexOf('?');
  return query === -1 ? id : id.slice(0, query);
}
