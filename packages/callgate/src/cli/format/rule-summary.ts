// One line a code, for formats that describe a rule apart from its findings. A test compares the
// codes with those that the compiler has.
const summaries: Readonly<Record<string, string>> = {
  CG1001: 'A directive stands after other statements',
  CG1002: 'A directive is in parentheses',
  CG1003: 'A directive is a template literal',
  CG1004: 'A directive contains an escape sequence',
  CG1005: 'A directive stands in a nested block',
  CG1006: 'A directive stands in a class static block',
  CG1007: 'A constructor is marked as a server function',
  CG1008: 'A getter or setter is marked as a server function',
  CG1009: 'An instance method is marked as a server function',
  CG1010: 'A string looks like a misspelled directive',
  CG1011: "'use action' is not a directive",
  CG1012: "'use server' and 'use client' stand in one prologue",
  CG1013: "An inline server function is in a 'use client' file",
  CG1014: 'An inline server function is compiled for a graph where it cannot run',
  CG1015: "'use client' stands in a function body",
  CG1016: 'A decorated method is marked as a server function',
  CG1017: 'A static method with a computed key is marked as a server function',
  CG1018:
    'A function declaration is marked as a server function where no variable can take its place',
  CG1101: 'A server function is not async',
  CG1102: 'A server function is a generator that is not async',
  CG1103: "An export of a 'use server' file is not a function",
  CG1104: "'export *' from a module whose names are not known",
  CG1105: "'export * as' in a 'use server' file",
  CG1106: "A 'use server' file is a CommonJS module",
  CG1107: 'An exported binding is assigned inside a function',
  CG1108: 'Two exports have one name',
  CG1109: 'An exported name is not declared',
  CG1110: "Two 'export *' give one name",
  CG1201: "A server function uses 'this'",
  CG1202: "A server function uses 'arguments'",
  CG1203: "A server function uses 'super'",
  CG1204: "A server function uses 'new.target'",
  CG1205: "A server function captures 'this'",
  CG1206: 'An inline server function calls eval directly',
  CG1207: "A 'with' statement in a module with server functions",
  CG1208: 'An inline server function uses a private name of its class',
  CG1301: 'A server function writes to a captured variable',
  CG1302: 'A server function captures a local class or function',
  CG1303: 'Server functions capture one another in a cycle',
  CG1401: 'Syntax error',
  CG1402: 'The source is nested too deeply',
  CG1403: 'The source is not well-formed Unicode',
  CG1404: 'The source is too large',
  CG1405: 'The input source map is not valid',
  CG1406: 'The source of a server function is not known',
  CG1501: 'Two server functions have one id',
  CG1502: 'A file cannot be read',
};

/** A short description of a diagnostic code; of an unknown code, the code itself. */
export function ruleSummary(code: string): string {
  return summaries[code] ?? code;
}

/** All codes that have a summary, sorted. */
export const summarizedCodes: readonly string[] = Object.keys(summaries);
