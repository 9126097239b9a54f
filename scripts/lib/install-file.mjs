import { copyFileSync, existsSync, readFileSync, renameSync } from 'node:fs';

/** Replaces the file by renaming, so that a running process keeps the one that it has loaded. */
export function installFile(from, to) {
  if (existsSync(to) && readFileSync(from).equals(readFileSync(to))) return;
  const temporary = `${to}.${process.pid}.tmp`;
  copyFileSync(from, temporary);
  renameSync(temporary, to);
}
