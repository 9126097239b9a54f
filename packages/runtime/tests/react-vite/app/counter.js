'use client';

import { createElement, useActionState, useState } from 'react';
import { add } from './stubs.js';

export function Badge({ children }) {
  return createElement('b', null, children);
}

export function Counter({ scale }) {
  const [count, action] = useActionState(add, 40);
  const [scaled, setScaled] = useState(null);
  const onClick = async () => setScaled(await scale(14));
  return createElement(
    'main',
    null,
    createElement(
      'form',
      { id: 'counter', action },
      createElement('input', { name: 'by', defaultValue: 2 }),
      createElement('button', { id: 'add' }, 'Add'),
      createElement('output', null, String(count)),
    ),
    createElement('button', { id: 'scale', onClick }, 'Scale'),
    scaled &&
      createElement('p', { id: 'scaled' }, createElement(scaled.Badge, null, scaled.scaled)),
  );
}
