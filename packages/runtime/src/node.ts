export {
  type NodeListener,
  type NodeListenerOptions,
  toNodeListener,
} from './node/node-listener.ts';
export { loadSealingKeys, type SealingKeysOptions } from './node/sealing-keys.ts';
