'use client';

import { useSyncExternalStore, type ReactNode } from 'react';

import { INITIAL_STATE, readRouterState, subscribeToRouter } from '../../client/router-state.ts';

/** Tells that a page is on its way, and what happened to the last one. */
export function PageStatus(): ReactNode {
  const { isLoading, notice } = useSyncExternalStore(
    subscribeToRouter,
    readRouterState,
    () => INITIAL_STATE,
  );
  return (
    <>
      <div role="status" className="loading" data-loading={isLoading}>
        <span className="visually-hidden">{isLoading ? 'Loading…' : ''}</span>
      </div>
      <div role="alert" className="notice" hidden={notice === null}>
        {notice}
      </div>
    </>
  );
}
