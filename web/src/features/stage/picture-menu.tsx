import { useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import type { Picture } from '../../live/picture-choice.ts';
import { TapButton } from '../../ui/tap-button.tsx';
import styles from './picture-menu.module.css';

const choices = ['auto', 'small', 'none'] as const satisfies readonly Picture[];
type PictureMenuProps = { picture: Picture; onPicture: (picture: Picture) => void };

/** How much of the picture she is sent: as much as the line carries, little, or the sound alone. */
export function PictureMenu({ onPicture, picture }: PictureMenuProps) {
  const words = useWords().room.picture;
  const [isOpen, setOpen] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  const name = useId();
  useEffect(() => {
    if (!isOpen) return;
    box.current?.querySelector<HTMLInputElement>('input:checked')?.focus();
    const onDown = (event: PointerEvent) => !box.current?.contains(event.target as Node) && setOpen(false);
    const onKey = (event: KeyboardEvent) => event.key === 'Escape' && setOpen(false);
    document.addEventListener('pointerdown', onDown);
    document.addEventListener('keydown', onKey);
    return () => {
      document.removeEventListener('pointerdown', onDown);
      document.removeEventListener('keydown', onKey);
    };
  }, [isOpen]);
  return (
    <div ref={box} className={styles.box}>
      {isOpen && (
        <fieldset className={styles.menu}>
          <legend className={styles.legend}>{words.title}</legend>
          {choices.map((choice) => (
            <label key={choice} className={styles.choice}>
              <input
                type="radio"
                name={name}
                checked={choice === picture}
                onChange={() => onPicture(choice)}
                onClick={() => setOpen(false)}
              />
              <span>
                {words[choice]}
                <small>{words.about[choice]}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <TapButton look="over" icon="network" label={words.title} isPressed={isOpen} onClick={() => setOpen(!isOpen)}>
        {picture === 'auto' ? null : words.short[picture]}
      </TapButton>
    </div>
  );
}
