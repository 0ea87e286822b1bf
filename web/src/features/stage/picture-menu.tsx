import { useId, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import type { Picture } from '../../live/picture-choice.ts';
import { Sheet } from '../../ui/sheet.tsx';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './picture-menu.module.css';

const choices = ['auto', 'small', 'none'] as const satisfies readonly Picture[];
type PictureMenuProps = { picture: Picture; onPicture: (picture: Picture) => void };

/** How much of the picture she is sent: as much as the line carries, little, or the sound alone. */
export function PictureMenu({ onPicture, picture }: PictureMenuProps) {
  const words = useWords().room.picture;
  const [isOpen, setOpen] = useState(false);
  const name = useId();
  return (
    <div className={styles.box}>
      <TapButton look="over" icon="network" label={words.title} onClick={() => setOpen(true)}>
        {picture === 'auto' ? null : words.short[picture]}
      </TapButton>
      {isOpen && (
        <Sheet title={words.title} onClose={() => setOpen(false)}>
          <div className={styles.choices} role="radiogroup" aria-label={words.title}>
            {choices.map((choice) => (
              <label key={choice} className={styles.choice}>
                <input type="radio" name={name} checked={choice === picture} onChange={() => onPicture(choice)} />
                <span>
                  {words[choice]}
                  <small>{words.about[choice]}</small>
                </span>
              </label>
            ))}
          </div>
        </Sheet>
      )}
    </div>
  );
}
