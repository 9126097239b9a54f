'use server';

import { setTimeout } from 'node:timers/promises';

import { currentCall } from '@callgate/runtime/server';

import { database } from '../../lib/database.ts';
import { writeExport } from '../../lib/exports.ts';
import { refuse } from '../../lib/refuse.ts';
import { requireViewer } from '../../lib/session.ts';
import { positiveInteger, word } from '../../lib/validate.ts';

const MAX_PAGES = 600;
const TASK_MILLISECONDS = 250;
const KEPT_TASKS = 20;

/** Exports all posts, slowly; stops when the caller is gone or has called it off. */
export async function exportPosts(pages: number): Promise<string> {
  const viewer = await requireViewer();
  const count = positiveInteger(pages, 'pages');
  if (count > MAX_PAGES) refuse(400, 'invalid-argument', `At most ${MAX_PAGES} pages.`);
  const signal = currentCall()?.signal ?? AbortSignal.timeout(0);
  return writeExport(viewer.id, count, signal);
}

/** Does something that takes a moment, and gives the name of it. */
export async function runTask(name: string): Promise<string> {
  const task = word(name, 'name');
  await setTimeout(TASK_MILLISECONDS);
  await database().change((data) => {
    data.tasks = [...data.tasks, task].slice(-KEPT_TASKS);
  });
  return task;
}
