'use server';

import { countVisit } from './visits.js';

export async function pack(name) {
  return `packed for ${name} MARK-package`;
}

export async function visit() {
  return countVisit();
}
