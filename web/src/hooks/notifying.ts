/** Whether this browser can show a notice outside the page: never on plain http, and not in every app. */
const canNotify = (): boolean => globalThis.isSecureContext && 'Notification' in globalThis;

/** Asks the person, once and only when she has just tapped; whatever she answers, the notice inside the page comes. */
export async function askToNotify(): Promise<void> {
  if (!canNotify() || Notification.permission !== 'default') return;
  await Notification.requestPermission().catch(() => {}); // Some apps refuse by throwing.
}

/** Shows a notice outside the page where that was allowed; a tap on it comes back to the page and calls `onOpen`. */
export function notify(text: string, { onOpen, tag }: { tag: string; onOpen: () => void }): void {
  if (!canNotify() || Notification.permission !== 'granted') return;
  try {
    const notice = new Notification(text, { tag, icon: '/icon.svg' });
    notice.onclick = () => {
      globalThis.focus();
      notice.close();
      onOpen();
    };
  } catch {
    // Android's browsers only notify from a service worker; the notice inside the page is there anyway.
  }
}
