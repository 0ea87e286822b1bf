import { useState } from 'react';
import { GoalBar } from './goal-bar.tsx';
import { LeagueSheet } from './league-sheet.tsx';
import { type LeagueLive, useSchoolGoal } from './use-school-goal.ts';

type RoomGoalProps = { live: LeagueLive; hasPlace: boolean };

/** The goal under the picture; a shopkeeper opens the board from it. */
export function RoomGoal({ hasPlace, live }: RoomGoalProps) {
  const goal = useSchoolGoal(live);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <GoalBar goal={goal} {...(hasPlace && { onOpen: () => setOpen(true) })} />
      {isOpen && <LeagueSheet live={live} goal={goal} onClose={() => setOpen(false)} />}
    </>
  );
}
