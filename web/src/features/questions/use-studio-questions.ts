import type { CommandRequest, questions, shows } from '@shoal/contract';
import { useHostAct } from '../../hooks/use-host-act.ts';
import { useWords } from '../../hooks/use-words.ts';
import { commands } from '../../live/wire.ts';
import { showDone } from '../../ui/toast.tsx';
import { putQuestion, type QuestionsLive, sortQuestions, useQuestions } from './use-questions.ts';

type Question = questions.Question;
type Filing = Pick<CommandRequest<typeof questions.fileFaq>, 'productId' | 'question' | 'answer'>;
export type StudioQuestions = ReturnType<typeof useStudioQuestions>;

/** The host's queue: what waits and what she does with it. */
export function useStudioQuestions(show: Pick<shows.Show, 'isRehearsal' | 'products'>, live: QuestionsLive) {
  const { common, questions: words } = useWords();
  const { change, listed, refetch } = useQuestions(live);
  const { showId, socket } = live;
  const { isBusy, run: act } = useHostAct();
  const run = async (...doing: Parameters<typeof act>): Promise<boolean> => {
    const isDone = await act(...doing);
    if (!isDone) void refetch(); // Somebody else of the crew may have been first.
    return isDone;
  };
  const sorted = listed.data && sortQuestions(listed.data);
  const move = (question: Question, to: 'open' | 'answering' | 'dismissed') =>
    run(async (idempotencyKey) => {
      const { questionId } = question;
      await socket.send(commands.moveQuestion, { showId, questionId, to, idempotencyKey });
      change((known) => putQuestion(known, { ...question, state: to }));
    });
  return {
    isBusy,
    move,
    sorted,
    error: listed.data ? null : listed.error,
    retry: () => void listed.refetch(),
    /** Nothing of a rehearsal reaches buyers. */
    canFile: !show.isRehearsal,
    products: show.products,
    dismiss: async (question: Question) => {
      const undo = { label: common.undo, act: () => void move(question, 'open') };
      if (await move(question, 'dismissed')) showDone(words.studio.dismissed, undo);
    },
    answer: async ({ questionId }: Question, answer: string) => {
      const isDone = await run((idempotencyKey) =>
        socket.send(commands.answerQuestion, { showId, questionId, answer, idempotencyKey }),
      );
      if (isDone) {
        showDone(words.studio.sent);
        void refetch();
      }
      return isDone;
    },
    /** A sentence that claims what nothing proves is told to the form. */
    file: async ({ questionId }: Question, filing: Filing, onUnproven: (refusal: unknown) => void) => {
      const isDone = await run(
        (idempotencyKey) => socket.send(commands.fileFaq, { showId, questionId, ...filing, idempotencyKey }),
        onUnproven,
      );
      if (isDone) showDone(words.studio.filed);
      return isDone;
    },
  };
}
