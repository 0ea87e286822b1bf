import { useState } from 'react';
import { toFailureCode } from '../api/call-failure.ts';
import { randomUuid } from '../live/random-id.ts';
import { showFailure } from '../ui/toast.tsx';
import { useFailureWords } from './use-failure-words.ts';

const MAX_TRIES = 10;
const TRY_AGAIN_MS = 1_000;

/** One act at a time; a lost answer is asked for again with the same key. @returns whether it was done. */
export function useHostAct() {
  const toWords = useFailureWords();
  const [isBusy, setBusy] = useState(false);
  const run = async (send: (key: string) => Promise<unknown>): Promise<boolean> => {
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
      showFailure(toWords(error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { isBusy, run };
}
