import { useEffect, useRef, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import type { StoryAnswer } from '../../live/show-story.ts';
import styles from './questions.module.css';

/** Says to a screen reader what the host answered while she is here. */
export function QuestionNews({ answered }: { answered: readonly StoryAnswer[] }) {
  const words = useWords().questions;
  const before = useRef(answered.length);
  const [said, setSaid] = useState('');
  const newest = answered.at(-1);
  useEffect(() => {
    if (answered.length > before.current && newest) setSaid(words.nowAnswered(newest.text));
    before.current = answered.length;
  }, [answered.length, newest, words]);
  return (
    <p className={styles.spoken} role="status">
      {said}
    </p>
  );
}
