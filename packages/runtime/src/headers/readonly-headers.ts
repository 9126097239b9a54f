/** Headers that can be read. At run time, changing them is an error that says so. */
export type ReadonlyHeaders = Omit<Headers, 'append' | 'delete' | 'set'>;

/** Copies headers into a list that nobody can change. */
export function createReadonlyHeaders(headers: Headers): ReadonlyHeaders {
  return Object.defineProperties(new Headers(headers), {
    append: { value: refuse },
    delete: { value: refuse },
    set: { value: refuse },
  });
}

function refuse(): never {
  throw new TypeError('`headers()` gives the headers of the request, which cannot be changed.');
}
