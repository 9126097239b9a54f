'use client';

import { withCallOptions } from '@callgate/runtime/client';
import { useEffect, useRef, useState, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';
import { refreshPage } from '../../client/router-state.ts';
import { exportPosts } from '../actions/calls.ts';

const PAGES = 600;
const POLL_MILLISECONDS = 500;

/** Starts an export that takes a minute, and calls it off. */
export function ExportDemo({
  isRunning,
  disabled,
}: {
  /** Whether the server has an export in hand. */
  isRunning: boolean;
  disabled: boolean;
}): ReactNode {
  const controller = useRef<AbortController | null>(null);
  const [isCalling, setIsCalling] = useState(false);
  const [message, setMessage] = useState('');

  useEffect(() => {
    if (!isRunning && !isCalling) return undefined;
    let timer: ReturnType<typeof setTimeout>;
    const poll = (): void => {
      timer = setTimeout(() => void refreshPage().then(poll), POLL_MILLISECONDS);
    };
    poll();
    return () => clearTimeout(timer);
  }, [isRunning, isCalling]);
  // Whoever leaves the page does not wait for it any more.
  useEffect(() => () => controller.current?.abort(), []);

  const start = async (): Promise<void> => {
    controller.current = new AbortController();
    const { signal } = controller.current;
    setIsCalling(true);
    setMessage('Exporting…');
    try {
      await withCallOptions(exportPosts, { signal })(PAGES);
      setMessage('Exported.');
    } catch (error) {
      setMessage(signal.aborted ? 'You have called it off.' : explain(error));
    }
    setIsCalling(false);
    await refreshPage();
  };

  return (
    <div id="abort" data-feature="abort" className="row">
      {isCalling ? (
        <button type="button" onClick={() => controller.current?.abort()}>
          Stop
        </button>
      ) : (
        <button type="button" disabled={disabled} onClick={() => void start()}>
          Export all posts
        </button>
      )}
      <span role="status" className="hint">
        {message}
      </span>
    </div>
  );
}
