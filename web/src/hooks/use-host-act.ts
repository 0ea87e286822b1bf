import { useState } from 'react';
import { isUnproven, toFailureCode } from '../api/call-failure.ts';
import { randomUuid } from '../live/random-id.ts';
import { showFailure } from '../ui/toast.tsx';
import { useFailureWords } from './use-failure-words.ts';

const MAX_TRIES = 10;
const TRY_AGAIN_MS = 1_000;

/**
 * One act at a time; a lost answer is asked for again with the same key. Why it was not done is shown, but for a sentence
 * that nothing proves where the caller has a field to say it at. @returns whether it was done.
 */
export function useHostAct() {
  const toWords = useFailureWords();
  const [isBusy, setBusy] = useState(false);
  const run = async (
    send: (key: string) => Promise<unknown>,
    onUnproven?: (refusal: unknown) => void,
  ): Promise<boolean> => {
    const key = randomUuid();
    setBusy(true);
    try {
      for (let tries = 1; ; tries += 1) {
        try {
          await send(key);
          return true;
        } catch (error) {
          if (toFailureCode(error) !== 'offline' || tries >= MAX_TRIES) throw error;
          await new Promise((resolve) => setTimeout(resolve, TRY_AGAIN_MS));
        }
      }
    } catch (error) {
      if (onUnproven && isUnproven(error)) onUnproven(error);
      else showFailure(toWords(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, run };
}
