'use client';

import { createElement, useState } from 'react';
import { visit } from './actions.js';

export function Ask({ ask }) {
  const [answer, setAnswer] = useState('');
  const [visits, setVisits] = useState(0);
  return [
    createElement('button', { key: 1, id: 'ask', onClick: async () => setAnswer(await ask(14)) }),
    createElement('output', { key: 2, id: 'answer' }, answer),
    createElement('button', { key: 3, id: 'visit', onClick: async () => setVisits(await visit()) }),
    createElement('output', { key: 4, id: 'visits' }, visits),
  ];
}
