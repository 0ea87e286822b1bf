import { Kbd, Switch } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import styles from './studio.module.css';

type KeysDialogProps = { areKeysOn: boolean; onKeysOn: (isOn: boolean) => void; onClose: () => void };

export function KeysDialog({ areKeysOn, onClose, onKeysOn }: KeysDialogProps) {
  const { asks, studio } = useWords();
  const { keyList } = studio;
  return (
    <OpenDialog onClose={onClose} title={studio.keys}>
      <dl className={styles.keyList}>
        <dt>
          <Kbd>1</Kbd> – <Kbd>9</Kbd>
        </dt>
        <dd>{keyList.drop}</dd>
        <dt>
          <Kbd>N</Kbd>
        </dt>
        <dd>{keyList.next}</dd>
        <dt>
          <Kbd>M</Kbd>
        </dt>
        <dd>{keyList.mic}</dd>
        <dt>
          <Kbd>C</Kbd>
        </dt>
        <dd>{asks.studio.keys.checkIn}</dd>
        <dt>
          <Kbd>Q</Kbd>
        </dt>
        <dd>{asks.studio.keys.quiz}</dd>
        <dt>
          <Kbd>V</Kbd>
        </dt>
        <dd>{asks.studio.keys.poll}</dd>
        <dt>
          <Kbd>?</Kbd>
        </dt>
        <dd>{keyList.help}</dd>
      </dl>
      <Switch label={studio.keysOn} checked={areKeysOn} onChange={(event) => onKeysOn(event.currentTarget.checked)} />
    </OpenDialog>
  );
}
