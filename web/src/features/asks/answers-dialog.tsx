import type { asks as wire } from '@shoal/contract';
import { useQuery } from '@tanstack/react-query';
import { useWords } from '../../hooks/use-words.ts';
import type { StoryAsk } from '../../live/show-story.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedState } from '../../ui/failed-state.tsx';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './ask-panel.module.css';
import type { StudioAsks } from './use-studio-asks.ts';

type AnswersDialogProps = { asks: Pick<StudioAsks, 'listAnswers'>; ask: StoryAsk; onClose: () => void };

/** Who has not answered first, then who has, and what. */
export function AnswersDialog({ ask, asks, onClose }: AnswersDialogProps) {
  const { asks: words } = useWords();
  const { studio } = words;
  const { data, error, refetch } = useQuery({
    queryKey: ['answers', ask.askId],
    queryFn: () => asks.listAnswers(ask.askId),
    refetchInterval: 3_000,
    gcTime: 0,
  });
  return (
    <OpenDialog onClose={onClose} title={studio.namesOf}>
      {error && !data && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={4} height={36} />}
      {data?.people.length === 0 && <EmptyState isDense icon="people" title={studio.namesEmpty} />}
      {data && data.unanswered > 0 && <p className={styles.unanswered}>{studio.unanswered(data.unanswered)}</p>}
      <ul className={styles.names}>
        {data?.people.map((person, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two people may have one name.
          <li key={at}>
            <span>{person.displayName}</span>
            <Answer person={person} ask={ask} />
          </li>
        ))}
      </ul>
    </OpenDialog>
  );
}

function Answer({ ask, person }: { ask: StoryAsk; person: wire.AnswerRow }) {
  const { studio } = useWords().asks;
  const done = person.options.filter((option) => option !== null).length;
  const isDone = done === person.options.length;
  const [first = null] = person.options;
  const given = ask.kind === 'poll' && first !== null ? ask.questions[0]?.options[first] : studio.done;
  return (
    <span data-missing={!isDone || undefined}>
      {done === 0 && studio.notYet}
      {done > 0 && !isDone && studio.partly(done, person.options.length)}
      {isDone && given}
      {person.isTooFast && ` · ${studio.tooFast}`}
      {!person.isPresent && ` · ${studio.hasLeft}`}
    </span>
  );
}
