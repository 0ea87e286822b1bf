import { MAX_OPEN_QUESTIONS } from '@shoal/contract/limits';
import { useRef, useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { commands } from '../../live/wire.ts';
import { showFailure } from '../../ui/toast.tsx';
import { putQuestion, putVote, type QuestionsLive, sortQuestions, useQuestions } from './use-questions.ts';

type QuestionId = ReturnType<typeof sortQuestions>['waiting'][number]['questionId'];

/** What a shopkeeper sees and does in the question sheet. */
export function useRoomQuestions(live: QuestionsLive) {
  const { change, listed, refetch } = useQuestions(live);
  const { showId, socket } = live;
  const toWords = useFailureWords();
  const [isSending, setSending] = useState(false);
  /** Kept until it is taken, so that a lost answer raises it once. */
  const draft = useRef({ text: '', questionId: randomUuid() });

  /** @returns whether it was taken. */
  const raise = async (text: string): Promise<boolean> => {
    if (draft.current.text !== text) draft.current = { text, questionId: randomUuid() };
    setSending(true);
    try {
      const question = await socket.send(commands.raiseQuestion, { showId, ...draft.current });
      const { questionId } = question;
      change((known) =>
        putQuestion({ ...known, mine: [...known.mine, questionId], voted: [...known.voted, questionId] }, question),
      );
      draft.current = { text: '', questionId: randomUuid() };
      return true;
    } catch (error) {
      showFailure(toWords(error));
      return false;
    } finally {
      setSending(false);
    }
  };
  const vote = async (questionId: QuestionId, isWanted: boolean): Promise<void> => {
    const votes = listed.data?.questions.find((one) => one.questionId === questionId)?.votes ?? 0;
    change((known) => putVote(known, questionId, { isWanted, votes: votes + (isWanted ? 1 : -1) }));
    try {
      const standing = await socket.send(commands.voteQuestion, { showId, questionId, isWanted });
      change((known) => putVote(known, questionId, standing));
    } catch (error) {
      showFailure(toWords(error));
      void refetch();
    }
  };
  const { data, error } = listed;
  const open = data?.questions.filter(
    ({ questionId, state }) => data.mine.includes(questionId) && (state === 'open' || state === 'answering'),
  );
  return {
    data,
    error,
    isSending,
    raise,
    vote,
    retry: () => void listed.refetch(),
    sorted: data && sortQuestions(data),
    left: Math.max(0, MAX_OPEN_QUESTIONS - (open?.length ?? 0)),
  };
}
