import { useEffect, useId, useRef } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import styles from './forward.module.css';
import own from './groups.module.css';
import type { useKeptWords } from './use-kept-words.ts';

type WordsFieldProps = { kept: ReturnType<typeof useKeptWords> };

/** The words to send along: one tone of several, which she may change; hers are kept. */
export function WordsField({ kept }: WordsFieldProps) {
  const { forward, room } = useWords();
  const fieldId = useId();
  const { isChanged, pick, reset, saveIfChanged, state, tone, tones, unproven, withheld, words, write } = kept;
  const said = useRef<HTMLElement>(null);
  // The bar with the acts may stand where the words about hers begin.
  useEffect(() => {
    if (state === 'failed') said.current?.scrollIntoView?.({ block: 'nearest' });
  }, [state]);
  return (
    <div className={styles.words}>
      <span className={styles.wordsHead}>
        <label htmlFor={fieldId}>{room.forward.words}</label>
        {isChanged && (
          <button type="button" onClick={reset}>
            {room.forward.resetWords}
          </button>
        )}
      </span>
      {tones.length > 1 && (
        <fieldset className={own.tones} aria-label={forward.tones}>
          {tones.map((one) => (
            <button
              key={one}
              type="button"
              className={styles.chip}
              aria-pressed={one === tone}
              onClick={() => pick(one)}
            >
              {forward.tone[one]}
            </button>
          ))}
        </fieldset>
      )}
      <textarea
        id={fieldId}
        value={words}
        rows={3}
        maxLength={2_000}
        aria-invalid={unproven !== undefined}
        aria-describedby={`${fieldId}-said`}
        onChange={(event) => write(event.currentTarget.value)}
        onBlur={saveIfChanged}
      />
      {withheld.map((sentence) => (
        <small key={sentence} className={own.kept}>
          {forward.withheld(sentence)}
        </small>
      ))}
      <small
        ref={said}
        id={`${fieldId}-said`}
        className={own.kept}
        role="status"
        data-failed={state === 'failed' || undefined}
      >
        {state === 'failed' && (unproven ? forward.unproven(unproven) : forward.keepFailed)}
        {state === 'kept' && isChanged && forward.kept}
      </small>
    </div>
  );
}
