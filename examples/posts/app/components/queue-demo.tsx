'use client';

import { withCallOptions } from '@callgate/runtime/client';
import { useState, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';
import { runTask } from '../actions/calls.ts';

const TASKS = ['first', 'second'] as const;

/** Makes two calls at once, and two in a queue, and shows in which order they are sent and answered. */
export function QueueDemo(): ReactNode {
  const [events, setEvents] = useState<readonly string[]>([]);
  const [isRunning, setIsRunning] = useState(false);
  const log = (event: string): void => setEvents((all) => [...all, event]);

  const run = async (queue: string | undefined): Promise<void> => {
    setEvents([]);
    setIsRunning(true);
    await Promise.allSettled(
      TASKS.map(async (name) => {
        const call = withCallOptions(runTask, {
          ...(queue !== undefined && { queue }),
          async fetch(url, request) {
            log(`${name} sent`);
            const response = await fetch(url, request);
            log(`${name} answered`);
            return response;
          },
        });
        try {
          await call(name);
        } catch (error) {
          log(`${name} failed: ${explain(error)}`);
        }
      }),
    );
    setIsRunning(false);
  };

  return (
    <div id="queues" data-feature="queues">
      <div className="row">
        <button type="button" disabled={isRunning} onClick={() => void run(undefined)}>
          In parallel
        </button>
        <button type="button" disabled={isRunning} onClick={() => void run('tasks')}>
          In a queue
        </button>
      </div>
      <div role="log" aria-label="What happened">
        <ol className="output steps">
          {events.map((event) => (
            <li key={event}>{event}</li>
          ))}
        </ol>
      </div>
    </div>
  );
}
