import { useWords } from '../../hooks/use-words.ts';
import styles from './forward.module.css';
import own from './groups.module.css';
import type { Template } from './use-poster.ts';

type TemplateChipsProps = {
  templates: readonly Template[];
  chosen: Template | undefined;
  onPick: (one: Template) => void;
};

/** The looks that her poster may have. With one there is nothing to pick. */
export function TemplateChips({ chosen, onPick, templates }: TemplateChipsProps) {
  const { posters } = useWords();
  if (templates.length < 2) return null;
  return (
    <fieldset className={own.tones} aria-label={posters.pick}>
      {templates.map((one) => (
        <button
          key={one}
          type="button"
          className={styles.chip}
          aria-pressed={one === chosen}
          onClick={() => onPick(one)}
        >
          {posters.template[one]}
        </button>
      ))}
    </fieldset>
  );
}
