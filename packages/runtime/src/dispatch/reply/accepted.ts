/** What a function takes as arguments beyond plain data. All of it is refused unless it says so. */
export interface Accepted {
  /**
   * Objects that contain themselves. Code that walks its arguments may not expect them.
   *
   * @default false
   */
  readonly cycles?: boolean;
  /**
   * Server functions. A client that passes one chooses what the server calls.
   *
   * @default false
   */
  readonly references?: boolean;
  /**
   * Keys such as `__proto__`, `constructor`, `then` and `toString`, which make an object look like
   * something else. (`__proto__` is dropped by React all the same.)
   *
   * @default false
   */
  readonly specialNames?: boolean;
}
