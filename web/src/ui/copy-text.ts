/** Puts text on the clipboard; on plain http by the old way, through a selection. @returns whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  if (navigator.clipboard) {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    if (isCopied) return true;
  }
  const field = document.createElement('textarea');
  field.value = text;
  field.style.position = 'fixed';
  field.style.opacity = '0';
  // Inside an open dialog, so that its focus trap lets the field be selected.
  (document.querySelector('dialog[open], [role="dialog"]') ?? document.body).append(field);
  field.select();
  field.setSelectionRange(0, text.length); // iOS ignores select().
  const isCopied = document.execCommand('copy');
  field.remove();
  return isCopied;
}
