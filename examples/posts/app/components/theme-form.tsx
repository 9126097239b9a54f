import type { ReactNode } from 'react';

import type { Theme } from '../../lib/theme.ts';
import { forgetTheme, setTheme } from '../actions/theme.ts';
import { SubmitButton } from './submit-button.tsx';

const THEMES = [
  ['light', 'Light'],
  ['dark', 'Dark'],
] as const;

/** Sets the theme in a cookie, or deletes the cookie. The page that follows has the new theme. */
export function ThemeForm({ theme }: { theme: Theme | null }): ReactNode {
  return (
    <div id="cookies" data-feature="cookies" className="row" role="group" aria-label="Theme">
      {THEMES.map(([value, label]) => (
        <form key={value} action={setTheme}>
          <input type="hidden" name="theme" value={value} />
          <SubmitButton aria-pressed={theme === value}>{label}</SubmitButton>
        </form>
      ))}
      <form action={forgetTheme}>
        <SubmitButton aria-pressed={theme === null}>As my system</SubmitButton>
      </form>
    </div>
  );
}
