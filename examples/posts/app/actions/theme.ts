'use server';

import { cookies } from '@callgate/runtime/headers';

import { refuse } from '../../lib/refuse.ts';
import { readTheme, THEME_COOKIE } from '../../lib/theme.ts';
import { form } from '../../lib/validate.ts';

const YEAR_SECONDS = 365 * 24 * 60 * 60;

/** Keeps the theme that the form's button names in a cookie of the caller. */
export async function setTheme(formData: FormData): Promise<void> {
  const theme = readTheme(form(formData).get('theme'));
  if (theme === null) refuse(400, 'invalid-argument', 'Choose a theme.');
  (await cookies()).set(THEME_COOKIE, theme, {
    httpOnly: true,
    sameSite: 'lax',
    maxAge: YEAR_SECONDS,
  });
}

/** Forgets the theme of the caller, whose system decides again. */
export async function forgetTheme(): Promise<void> {
  (await cookies()).delete(THEME_COOKIE);
}
