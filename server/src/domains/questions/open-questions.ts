import type { ShowId } from '@shoal/contract';
import { Batcher } from '../../platform/batcher.ts';
import { Pulse } from '../../platform/pulse.ts';
import type { QuestionsDeps, VoteBatcher } from './questions-deps.ts';
import { createMovedSender } from './send-moved.ts';
import { writeVotes } from './votes.store.ts';

/** The live parts of the domain, and its deps: what its use cases take. */
export type Questions = QuestionsDeps & { votes: VoteBatcher; close: () => Promise<void> };

/** Opens the live parts; whoever opens them closes them. */
export function openQuestions(deps: QuestionsDeps): Questions {
  const votes: VoteBatcher = new Batcher({
    log: deps.log,
    write: ({ showId }: { showId: ShowId }, coming) => writeVotes(deps.db, showId, coming),
  });
  const pulse = Pulse.open([{ name: 'questions', everySeconds: 1, run: createMovedSender(deps) }], deps.log);
  const close = async () => {
    await pulse.close();
    await votes.close();
  };
  return { ...deps, votes, close };
}
