import { Button, NumberInput, Popover } from '@mantine/core';
import { useState } from 'react';
import { useFailureWords } from '../../hooks/use-failure-words.ts';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { commands } from '../../live/wire.ts';
import { showDone, showFailure } from '../../ui/toast.tsx';
import { GoalBar } from './goal-bar.tsx';
import styles from './league.module.css';
import { useFormat } from './use-format.ts';
import { type LeagueLive, useSchoolGoal } from './use-school-goal.ts';

type StudioGoalProps = { live: LeagueLive; isBeforeShow?: boolean };

/** The goal at the head of the school, and the way to set it; before the show it is one of the things to prepare. */
export function StudioGoal({ isBeforeShow, live }: StudioGoalProps) {
  const words = useWords().league;
  const { toCount } = useFormat();
  const goal = useSchoolGoal(live);
  const form = useGoalForm(live, goal?.target ?? 100);
  return (
    <div className={styles.studioGoal} data-before={isBeforeShow || undefined}>
      <GoalBar goal={goal} />
      <div className={styles.goalFoot}>
        {!goal && <b>{words.goal}</b>}
        {goal && goal.sentOut > 0 && <p className={styles.quiet}>{words.sentOut(toCount(goal.sentOut))}</p>}
        <Popover opened={form.isOpen} onChange={form.setOpen} position="bottom-end" shadow="md" trapFocus withinPortal>
          <Popover.Target>
            <Button size="compact-sm" variant="subtle" color="gray" onClick={() => form.setOpen(!form.isOpen)}>
              {goal ? words.changeGoal : words.setGoal}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <form className={styles.form} onSubmit={form.save}>
              <NumberInput
                label={words.targetLabel}
                description={words.targetHint}
                min={1}
                max={1_000_000}
                allowDecimal={false}
                value={form.target}
                onChange={(value) => form.setTarget(Number(value))}
                data-autofocus
              />
              <Button type="submit" variant="filled" loading={form.isSaving} disabled={form.target < 1}>
                {words.saveGoal}
              </Button>
            </form>
          </Popover.Dropdown>
        </Popover>
      </div>
    </div>
  );
}

function useGoalForm({ showId, socket }: LeagueLive, current: number) {
  const words = useWords().league;
  const toWords = useFailureWords();
  const { toCount } = useFormat();
  const [isOpen, setIsOpen] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [target, setTarget] = useState(current);
  // Kept through retries of one act, made anew with each opening.
  const [idempotencyKey, setKey] = useState(randomUuid);
  const setOpen = (opens: boolean) => {
    if (opens) {
      setTarget(current);
      setKey(randomUuid());
    }
    setIsOpen(opens);
  };
  const changeTarget = (value: number) => {
    setTarget(value);
    setKey(randomUuid());
  };
  const save = async (event: { preventDefault: () => void }) => {
    event.preventDefault();
    setSaving(true);
    try {
      await socket.send(commands.setGoal, { showId, idempotencyKey, target });
      showDone(words.goalSaved(toCount(target)));
      setIsOpen(false);
    } catch (error) {
      showFailure(toWords(error));
    } finally {
      setSaving(false);
    }
  };
  return { isOpen, isSaving, target, setOpen, setTarget: changeTarget, save };
}
