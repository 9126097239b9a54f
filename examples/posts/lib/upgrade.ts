import type { Data } from './database.ts';

/** Gives the data of version 1 what has been added since. */
export function upgrade(data: Data): void {
  const version: number = data.version;
  if (version !== 1) return;
  for (const user of data.users) user.picture = null;
  for (const post of data.posts) Object.assign(post, { comments: [], submission: null });
  Object.assign(data, { version: 2, exports: [], applause: 0, tasks: [] });
}
