import { Button, Kbd, Menu } from '@mantine/core';
import { useWords } from '../../hooks/use-words.ts';
import { Icon } from '../../ui/icon.tsx';
import { emptyDraft } from './ask-drafts.ts';
import { AskForm } from './ask-form.tsx';
import styles from './ask-panel.module.css';
import { CurrentAsk } from './current-ask.tsx';
import { useProducts } from './use-products.ts';
import type { StudioAsks } from './use-studio-asks.ts';

type AskPanelProps = { asks: StudioAsks; online: number; serverNowMs: () => number };

/** Below the stage: ask the school something, and see how it answers. */
export function AskPanel({ asks, online, serverNowMs }: AskPanelProps) {
  const { studio } = useWords().asks;
  const { ask, checkIn, editing, isBusy, setEditing } = asks;
  return (
    <section className={styles.panel} aria-label={studio.title}>
      <div className={styles.launch}>
        <Button size="compact-sm" variant="light" disabled={isBusy} onClick={() => void checkIn()}>
          {studio.checkIn} <Kbd size="xs">C</Kbd>
        </Button>
        <Button size="compact-sm" onClick={() => setEditing('quiz')}>
          {studio.quiz} <Kbd size="xs">Q</Kbd>
        </Button>
        <Button size="compact-sm" onClick={() => setEditing('poll')}>
          {studio.poll} <Kbd size="xs">V</Kbd>
        </Button>
        <SurpriseMenu asks={asks} />
      </div>
      {ask ? (
        <CurrentAsk key={ask.askId} asks={asks} ask={ask} online={online} serverNowMs={serverNowMs} />
      ) : (
        <p className={styles.none}>{studio.none}</p>
      )}
      {editing && <NewAsk kind={editing} asks={asks} />}
    </section>
  );
}

const everyChoices = [5, 10, 20] as const;

function SurpriseMenu({ asks: { arm, isBusy, surprise } }: { asks: StudioAsks }) {
  const { studio } = useWords().asks;
  return (
    <Menu position="top-end" withinPortal width={260}>
      <Menu.Target>
        <Button
          size="compact-sm"
          variant={surprise ? 'light' : 'default'}
          disabled={isBusy}
          rightSection={<Icon name="chevronDown" size={14} />}
        >
          {surprise ? studio.surpriseOn(surprise.everyMinutes) : studio.surprise}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label className={styles.menuText}>{studio.surpriseText}</Menu.Label>
        {everyChoices.map((minutes) => (
          <Menu.Item
            key={minutes}
            rightSection={surprise?.everyMinutes === minutes && <Icon name="check" size={16} />}
            onClick={() => void arm(minutes)}
          >
            {studio.surpriseEvery(minutes)}
          </Menu.Item>
        ))}
        <Menu.Item rightSection={!surprise && <Icon name="check" size={16} />} onClick={() => void arm(null)}>
          {studio.surpriseOff}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function NewAsk({ asks, kind }: { asks: StudioAsks; kind: 'quiz' | 'poll' }) {
  const { draft } = useWords().asks;
  const products = useProducts(asks.brandId);
  return (
    <AskForm
      name={`ask.${kind} ${location.pathname}`}
      first={emptyDraft(kind)}
      isNew
      products={products}
      act={draft.ask}
      isBusy={asks.isBusy}
      onAct={async (written) => {
        if (await asks.open({ from: 'draft', draft: written })) asks.setEditing(null);
      }}
      onClose={() => asks.setEditing(null)}
    />
  );
}
