import { log } from './host.js';

const define =
  (name) =>
  async (...args) => {
    log(name, ...args);
    return [name, args.length];
  };

export const remote = define('remote');
export const other = define('other');
