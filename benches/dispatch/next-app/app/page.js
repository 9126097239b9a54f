'use client';
import { echo } from './actions.js';

// oxlint-disable-next-line import/no-default-export -- Next.js asks for it
export default function Page() {
  return <button onClick={() => echo('x')}>call</button>;
}
