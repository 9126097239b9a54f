/// <reference lib="dom" />
/// <reference lib="dom.iterable" />

// Copying of ids.

async function copy(button: HTMLButtonElement, text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = 'Copied';
  } catch {
    // Without access to the clipboard the id is selected, ready to be copied by hand.
    const id = button.previousElementSibling;
    if (id !== null) getSelection()?.selectAllChildren(id);
    button.textContent = 'Selected';
  }
  setTimeout(() => {
    button.textContent = 'Copy';
  }, 1500);
}

document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('.copy') : null;
  if (!(button instanceof HTMLButtonElement)) return;
  void copy(button, button.dataset['copy'] ?? '');
});
