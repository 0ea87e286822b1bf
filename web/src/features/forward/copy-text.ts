/** Copies, also where the page is not served securely and the clipboard does not exist. Call it from a tap. */
export async function copyText(text: string): Promise<boolean> {
  if (globalThis.isSecureContext && navigator.clipboard) {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (isCopied) return true;
  }
  return copyThroughSelection(text);
}

function copyThroughSelection(text: string): boolean {
  // In a modal dialog the rest of the page is inert: what is selected must stand inside it.
  const host = document.querySelector('dialog[open]') ?? document.body;
  const before = document.activeElement;
  const field = document.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.cssText = 'position:fixed;top:0;left:0;opacity:0;font-size:16px';
  host.append(field);
  field.select();
  field.setSelectionRange(0, text.length); // iOS ignores select().
  try {
    return document.execCommand('copy');
  } catch {
    return false;
  } finally {
    field.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
