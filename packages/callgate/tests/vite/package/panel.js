import { createElement } from 'react';
import { Ask } from './ask.js';
import { countVisit } from './visits.js';

/** A component of the server with an inline server function. */
export function Panel({ factor }) {
  async function ask(n) {
    'use server';
    return `${factor * n} MARK-panel ${countVisit()}`;
  }
  return createElement(Ask, { ask });
}
