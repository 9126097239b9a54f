import { cookies } from '@callgate/runtime/headers';

/** The themes that one can choose. */
export type Theme = 'light' | 'dark';

/** Name of the cookie that holds the theme. */
export const THEME_COOKIE = 'posts_theme';

/** The theme that a value from outside names. */
export function readTheme(value: unknown): Theme | null {
  return value === 'light' || value === 'dark' ? value : null;
}

/** The theme that the person who makes this request has chosen. */
export async function currentTheme(): Promise<Theme | null> {
  return readTheme((await cookies()).get(THEME_COOKIE)?.value);
}
