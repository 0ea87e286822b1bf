import { Button, Group } from '@mantine/core';
import type { insights } from '@shoal/contract';
import { useWords } from '../../hooks/use-words.ts';
import styles from './radar.module.css';

type HintCardProps = {
  hint: insights.RadarHint;
  questions: readonly insights.RadarQuestion[];
  toTitle: (dropSeq: number) => string;
  onDismiss: (code: insights.RadarHintCode) => void;
  /** Does at once what the hint about a check-in proposes. */
  onCheckIn: () => void;
};

/** One line to say next, and the figure that speaks for it. */
export function HintCard({ hint, onCheckIn, onDismiss, questions, toTitle }: HintCardProps) {
  const { asks, radar: words } = useWords();
  const { line, reason } = useHintWords({ hint, questions, toTitle });
  return (
    <section className={styles.hint} aria-label={words.hint} aria-live="polite">
      <p className={styles.quiet}>{words.hint}</p>
      <strong>{line}</strong>
      <p>{reason}</p>
      <Group gap={6}>
        {hint.code === 'check_in' && (
          <Button size="compact-sm" variant="light" onClick={onCheckIn}>
            {asks.studio.keys.checkIn}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          aria-label={words.dismissHint}
          onClick={() => onDismiss(hint.code)}
        >
          {words.dismiss}
        </Button>
      </Group>
    </section>
  );
}

function useHintWords({ hint, questions, toTitle }: Omit<HintCardProps, 'onCheckIn' | 'onDismiss'>): {
  line: string;
  reason: string;
} {
  const { league, radar } = useWords();
  const { lines, reasons } = radar;
  switch (hint.code) {
    case 'answer_question': {
      const asked = questions.find(({ questionId }) => questionId === hint.questionId)?.text;
      return { line: asked ?? lines.answer_question, reason: reasons.answer_question(hint.votes) };
    }
    case 'show_drop':
      return { line: lines.show_drop(toTitle(hint.dropSeq)), reason: reasons.show_drop(hint.percent, hint.people) };
    case 'explain_drop':
      return {
        line: lines.explain_drop(toTitle(hint.dropSeq)),
        reason: reasons.explain_drop(hint.percent, hint.people),
      };
    case 'help_cohort':
      return { line: lines.help_cohort(league.nameOf(hint)), reason: reasons.help_cohort(hint.people) };
    case 'check_in':
      return { line: lines.check_in, reason: reasons.check_in(hint.percent) };
  }
}
