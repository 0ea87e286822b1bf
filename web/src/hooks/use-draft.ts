import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { queryKeys } from '../api/query-keys.ts';
import { forgetDraft, keepDraft, readDraft } from './kept-drafts.ts';

type Session = { accountId: string } | null | undefined;

/**
 * A state that outlives the session it was typed in: when that ends under her hands the form goes, and what stands in it
 * comes back once she has signed in again, in this tab. Nothing is kept of a form that she closes herself, nor when she
 * signs out.
 * @param name of the form, with what it is about; read once
 * @returns also whether it came back
 */
export function useDraft<T>(name: string, first: () => T) {
  const client = useQueryClient();
  const toSession = () => client.getQueryData<Session>(queryKeys.me);
  const [{ isRestored, owner, start, untouched }] = useState(() => {
    const me = toSession()?.accountId;
    const kept = me === undefined ? undefined : readDraft(name, me);
    const untouched = first();
    const start = kept === undefined ? untouched : (kept as T); // The same form kept it.
    return { owner: me, isRestored: kept !== undefined, start, untouched };
  });
  const [value, setValue] = useState(start);
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the form comes and goes.
  useEffect(() => {
    if (isRestored) forgetDraft(name);
    return () => {
      if (owner === undefined || toSession() !== null || latest.current === untouched) return;
      keepDraft(name, { accountId: owner, value: latest.current });
    };
  }, []);
  return [value, setValue, isRestored] as const;
}

/** A line or a few of text, kept the same way; of a form that stands once on its page. */
export const useDraftText = (name: string) => useDraft(`${name} ${location.pathname}`, () => '');
