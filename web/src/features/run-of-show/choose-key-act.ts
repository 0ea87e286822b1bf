export type KeyAct =
  | { act: 'drop'; index: number }
  | { act: 'next' }
  | { act: 'mic' }
  | { act: 'help' }
  | { act: 'ask'; kind: 'check_in' | 'quiz' | 'poll' };

const askKeys = { c: 'check_in', q: 'quiz', v: 'poll' } as const;
const isAskKey = (key: string): key is keyof typeof askKeys => Object.hasOwn(askKeys, key);

type KeyPress = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey' | 'isComposing' | 'target'>;

/** What a key means in the studio; undefined while she types, holds a key down, or a dialog is open. */
export function chooseKeyAct(press: KeyPress): KeyAct | undefined {
  if (press.repeat || press.isComposing || press.ctrlKey || press.metaKey || press.altKey) return undefined;
  if (isBusyElsewhere(press.target)) return undefined;
  if (/^[1-9]$/.test(press.key)) return { act: 'drop', index: Number(press.key) - 1 };
  if (press.key === 'n' || press.key === 'N') return { act: 'next' };
  if (press.key === 'm' || press.key === 'M') return { act: 'mic' };
  const letter = press.key.toLowerCase();
  if (isAskKey(letter)) return { act: 'ask', kind: askKeys[letter] };
  return press.key === '?' ? { act: 'help' } : undefined;
}

function isBusyElsewhere(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null;
}
