'use client';

import { Component, type ReactNode } from 'react';

import { explain } from '../../client/explain.ts';

/**
 * Shows an error in place of what failed. React knows error boundaries as classes only.
 */
export class FailureBoundary extends Component<{ children: ReactNode }, { error: unknown }> {
  override state = { error: undefined };

  static getDerivedStateFromError(error: unknown): { error: unknown } {
    return { error };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return (
      <div role="alert" className="card failure">
        <h2>That did not work</h2>
        <p>{explain(error)}</p>
        <button onClick={() => this.setState({ error: undefined })}>Back to the page</button>
      </div>
    );
  }
}
