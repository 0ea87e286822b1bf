import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { toFailureCode } from '../../api/call-failure.ts';
import type { Capture } from '../../live/capture.ts';
import { randomUuid } from '../../live/random-id.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { isSentByEncoder } from './is-sent-by-encoder.ts';
import { toProgramme } from './to-programme.ts';

const COUNT_FROM = 3;
const MAX_TRIES = 12;
const TRY_AGAIN_MS = 1_000;
const wait = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** 3-2-1 while the line is opened, then the announcement. Giving up in time leaves nothing behind. */
export function useGoLive(live: StudioLive, capture: Capture, firstSegmentId: string | null) {
  const [count, setCount] = useState<number | null>(null);
  const run = useRef(0);
  useEffect(
    () => () => {
      run.current = -1;
    },
    [],
  );

  const { error, isPending, mutate, reset } = useMutation({
    mutationFn: async () => {
      const mine = ++run.current;
      const isGivenUp = () => run.current !== mine;
      const isSent = isSentByEncoder(live.session.presence.get().stage);
      const programme = toProgramme(capture.state.get());
      if (!programme && !isSent) return;
      const isThrough = isSent || !programme ? Promise.resolve() : live.publish(programme);
      isThrough.catch(() => {}); // Awaited below, after the count.
      for (let left = COUNT_FROM; left > 0 && !isGivenUp(); left -= 1) {
        setCount(left);
        await Promise.race([wait(1_000), failOf(isThrough)]);
      }
      setCount(null);
      await isThrough;
      if (isGivenUp()) return;
      await announce(live, isGivenUp);
      if (firstSegmentId) await live.changeSegment(firstSegmentId).catch(() => {}); // She can still press it.
    },
    onSettled: () => setCount(null),
    onError: () => live.stopPublishing(),
  });
  const giveUp = () => {
    run.current += 1;
    setCount(null);
    reset();
    live.stopPublishing();
  };
  return { count, isWorking: isPending, error, start: () => mutate(), giveUp };
}

const failOf = (promise: Promise<unknown>) => promise.then(() => new Promise<never>(() => {}));

/** The server may hear of the picture a moment after we do; the same key makes one announcement of all tries. */
async function announce(live: StudioLive, isGivenUp: () => boolean): Promise<void> {
  const key = randomUuid();
  for (let tries = 1; !isGivenUp(); tries += 1) {
    try {
      await live.goLive(key);
      return;
    } catch (error) {
      const code = toFailureCode(error);
      const isPassing = code === 'media.not_streaming' || code === 'offline' || code === 'shows.not_joined';
      if (!isPassing || tries >= MAX_TRIES) throw error;
      await wait(TRY_AGAIN_MS);
    }
  }
}
