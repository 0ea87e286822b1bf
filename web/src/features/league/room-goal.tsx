import { useState } from 'react';
import { GoalBar } from './goal-bar.tsx';
import { LeagueSheet } from './league-sheet.tsx';
import { useOwnPlace } from './use-own-place.ts';
import { type LeagueLive, useSchoolGoal } from './use-school-goal.ts';

type RoomGoalProps = { live: LeagueLive; hasPlace: boolean };

/** The goal under the picture; a shopkeeper opens the board from it. */
export function RoomGoal({ hasPlace, live }: RoomGoalProps) {
  const goal = useSchoolGoal(live);
  const place = useOwnPlace(live, hasPlace);
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <GoalBar goal={goal} place={place} {...(hasPlace && { onOpen: () => setOpen(true) })} />
      {isOpen && <LeagueSheet live={live} goal={goal} onClose={() => setOpen(false)} />}
    </>
  );
}
