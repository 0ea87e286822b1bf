import type { CommandOutput, questions } from '@shoal/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { queryKeys } from '../../api/query-keys.ts';
import { useSignal } from '../../hooks/use-signal.ts';
import type { LiveSocket } from '../../live/live-socket.ts';
import type { ShowSession } from '../../live/show-session.ts';
import { broadcasts, commands } from '../../live/wire.ts';

/** The live parts of a page that questions need. */
export type QuestionsLive = {
  showId: string;
  socket: Pick<LiveSocket, 'send' | 'on'>;
  show: Pick<ShowSession, 'presence'>;
};
export type Listed = CommandOutput<typeof questions.listQuestions>;

/** The questions of a show while somebody looks at them: asked for after every join, told from then on. */
export function useQuestions({ show, showId, socket }: QuestionsLive) {
  const cache = useQueryClient();
  const { joins } = useSignal(show.presence);
  const queryKey = queryKeys.questions(showId);
  const listed = useQuery({
    queryKey,
    queryFn: () => socket.send(commands.listQuestions, { showId }),
    enabled: joins > 0,
    gcTime: 0,
  });
  const change = (to: (known: Listed) => Listed) => cache.setQueryData<Listed>(queryKey, (known) => known && to(known));
  const refetch = () => cache.invalidateQueries({ queryKey });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the show; what was told during a break is lost.
  useEffect(() => {
    if (joins > 1) void refetch();
  }, [joins, showId]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is the show
  useEffect(
    () =>
      socket.on(broadcasts.questionsChanged, (said) => {
        if (said.showId === showId) change((known) => said.questions.reduce(putQuestion, known));
      }),
    [socket, showId],
  );
  return { change, listed, refetch };
}

/** The list with one question as it is now. Somebody else's that is dismissed leaves it. */
export function putQuestion(known: Listed, question: questions.Question): Listed {
  const { questionId } = question;
  const others = known.questions.filter((one) => one.questionId !== questionId);
  const isGone = question.state === 'dismissed' && !known.mine.includes(questionId);
  return { ...known, questions: isGone ? others : [...others, question] };
}

/** The list with her vote as it stands. */
export function putVote(
  known: Listed,
  questionId: questions.Question['questionId'],
  { isWanted, votes }: { votes: number; isWanted: boolean },
): Listed {
  const others = known.voted.filter((one) => one !== questionId);
  return {
    ...known,
    voted: isWanted ? [...others, questionId] : others,
    questions: known.questions.map((one) => (one.questionId === questionId ? { ...one, votes } : one)),
  };
}

/** What waits, most wanted first and what is taken up on top; what is answered, newest first. */
export function sortQuestions({ faqs, mine, questions: all }: Listed) {
  const rank = (one: questions.Question) => (one.state === 'answering' ? 1 : 0);
  return {
    waiting: all
      .filter(({ state }) => state === 'open' || state === 'answering')
      .toSorted((a, b) => rank(b) - rank(a) || b.votes - a.votes || a.askedAt.localeCompare(b.askedAt)),
    answered: all
      .filter(({ state }) => state === 'answered')
      .toSorted((a, b) => (b.answer?.at ?? '').localeCompare(a.answer?.at ?? '')),
    /** What stands among the answered ones is not said twice. */
    faqs: faqs.filter((faq) => !all.some((one) => one.questionId === faq.questionId && one.state === 'answered')),
    dismissed: all.filter(({ questionId, state }) => state === 'dismissed' && mine.includes(questionId)),
  };
}
