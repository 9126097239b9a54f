/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// The choice of light, dark or what the system says.

const themeButton = document.querySelector<HTMLButtonElement>('.theme');
const themes = ['system', 'light', 'dark'];

// Storage can be forbidden, as it is in some viewers of build results; the choice is then not kept.
function storedTheme(): string | null {
  try {
    return localStorage.getItem('callgate-report-theme');
  } catch {
    return null;
  }
}

function setTheme(theme: string): void {
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
  if (themeButton !== null) themeButton.textContent = `Theme: ${theme}`;
  try {
    localStorage.setItem('callgate-report-theme', theme);
  } catch {
    return;
  }
}

themeButton?.addEventListener('click', () => {
  const current = themes.indexOf(document.documentElement.dataset['theme'] ?? 'system');
  setTheme(themes[(current + 1) % themes.length] ?? 'system');
});

setTheme(storedTheme() ?? 'system');
if (themeButton !== null) themeButton.hidden = false;
