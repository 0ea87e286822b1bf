import type { AskId, ShowId } from '@shoal/contract';
import { Batcher } from '../../platform/batcher.ts';
import { Pulse } from '../../platform/pulse.ts';
import type { AnswerBatcher } from './answer-ask.ts';
import type { AsksDeps } from './asks-deps.ts';
import { runAskTimers } from './run-ask-timers.ts';
import { createCountSender } from './send-counts.ts';
import { writeComing } from './write-coming.ts';

/** The live parts of the domain, and its deps: what its use cases take. */
export type Asks = AsksDeps & { answers: AnswerBatcher; close: () => Promise<void> };

/** Opens the live parts; whoever opens them closes them. */
export function openAsks(deps: AsksDeps): Asks {
  const answers: AnswerBatcher = new Batcher({
    log: deps.log,
    write: (ask: { showId: ShowId; askId: AskId }, coming) => writeComing(deps.db, ask, coming),
  });
  const pulse = Pulse.open(
    [
      { name: 'ask timers', everySeconds: 1, run: () => runAskTimers(deps) },
      { name: 'answers', everySeconds: 1, run: createCountSender(deps) },
    ],
    deps.log,
  );
  const close = async () => {
    await pulse.close();
    await answers.close();
  };
  return { ...deps, answers, close };
}
