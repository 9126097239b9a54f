'use server';

export { pack as packAgain } from './actions.js';

// Packages may have any kind of export.
// oxlint-disable-next-line import/no-default-export
export default async function last() {
  return 'MARK-package';
}
