import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Icon } from './icon.tsx';

type Undo = { label: string; act: () => void };
const shortMs = 4_000;
const longMs = 8_000;

/** Says that something worked; with `undo`, offers the way back while it stands. */
export function showDone(text: string, undo?: Undo): void {
  const id = notifications.show({
    message: undo ? <UndoLine text={text} undo={undo} onUsed={() => notifications.hide(id)} /> : text,
    color: 'teal',
    icon: <Icon name="check" size={16} />,
    autoClose: undo ? longMs : shortMs,
    withCloseButton: true,
  });
}

/** Says that something did not work and what to do; stays longer. */
export function showFailure(text: string): void {
  notifications.show({
    message: text,
    color: 'coral',
    icon: <Icon name="alert" size={16} />,
    autoClose: longMs,
    role: 'alert',
  });
}

type UndoLineProps = { text: string; undo: Undo; onUsed: () => void };
function UndoLine({ onUsed, text, undo }: UndoLineProps) {
  return (
    <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
      {text}
      <Button
        size="compact-sm"
        variant="light"
        style={{ flexShrink: 0 }} // A long line must not cut the way back.
        onClick={() => {
          onUsed();
          undo.act();
        }}
      >
        {undo.label}
      </Button>
    </span>
  );
}
