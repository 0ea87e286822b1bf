import { useState } from 'react';
import { useSignal } from '../../hooks/use-signal.ts';
import { useWords } from '../../hooks/use-words.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import { QuestionSheet } from './question-sheet.tsx';
import type { QuestionsLive } from './use-questions.ts';

type LobbyQuestionsProps = { live: QuestionsLive; canAsk: boolean };

/** Asking before the show begins. */
export function LobbyQuestions({ canAsk, live }: LobbyQuestionsProps) {
  const words = useWords().questions;
  const { isMuted, status } = useSignal(live.show.presence);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <TapButton icon="question" isWide onClick={() => setOpen(true)}>
        {words.placeholder}
      </TapButton>
      {isOpen && (
        <QuestionSheet
          live={live}
          canAsk={canAsk}
          isMuted={isMuted}
          isConnected={status === 'joined'}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
