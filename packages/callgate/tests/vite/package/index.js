export { pack, visit } from './actions.js';
export { shout } from './shout.js';
