let visits = 0;

/** What all functions of the package count together: there must be one such module. */
export function countVisit() {
  visits += 1;
  return visits;
}
