import type { shows } from '@shoal/contract';
import { type ReactNode, useRef, useState } from 'react';
import { useFocusNext } from '../../hooks/use-focus-next.ts';
import type { Capture } from '../../live/capture.ts';
import type { StudioLive } from '../../live/studio-live.ts';
import { Countdown } from './countdown.tsx';
import { EndShow } from './end-show.tsx';
import { GoLivePanel } from './go-live-panel.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { LastDrop } from './last-drop.tsx';
import { type Pane, PaneSwitch } from './pane-switch.tsx';
import { SchoolPanel, type SchoolTab } from './school-panel.tsx';
import { Stage } from './stage.tsx';
import { StageControls } from './stage-controls.tsx';
import styles from './studio.module.css';
import { StudioHeader } from './studio-header.tsx';
import { useStudioDeck } from './use-studio-deck.ts';

export type DeckState = ReturnType<typeof useStudioDeck>;
type StudioDeckProps = {
  show: shows.Show;
  live: StudioLive;
  capture: Capture;
  backPath: string;
  editPath: string;
  /** What else is prepared before the show: its goal, a rehearsal; other features. */
  toPrepare?: ReactNode;
  /** In the header; other features. */
  headerActs?: ReactNode;
  /** The left column; another feature, so the page brings it. */
  renderRunOfShow: (deck: DeckState) => ReactNode;
  /** Below the stage while the show is live; other features. */
  underStage?: ReactNode;
  /** Above the school while the show is live, and tabs of it; other features. */
  schoolHead?: ReactNode;
  schoolTabs?: readonly SchoolTab[];
};

/** Three columns that never scroll as a page; in a narrow window the stage, and one of them at a time. */
export function StudioDeck({ backPath, capture, editPath, live, renderRunOfShow, ...rest }: StudioDeckProps) {
  const { headerActs, schoolHead, schoolTabs = [], show, toPrepare, underStage } = rest;
  const deck = useStudioDeck(show, live, capture);
  const { going, isHeard, isLive, keys, onHeard, programmeMs } = deck;
  const [pane, setPane] = useState<Pane>('school');
  const [plan, mic] = [useRef<HTMLDivElement>(null), useRef<HTMLButtonElement>(null)];
  useFocusNext(isLive, plan, mic); // From going live she goes on by the run of show.
  return (
    <div className={styles.deck}>
      <StudioHeader
        live={live}
        title={show.title}
        isRehearsal={show.isRehearsal}
        backPath={backPath}
        onKeys={keys.open}
      >
        {headerActs}
      </StudioHeader>
      <div className={styles.columns} data-pane={pane}>
        <PaneSwitch isLive={isLive} pane={pane} onPane={setPane} />
        <div className={styles.left} ref={plan} tabIndex={-1}>
          {renderRunOfShow(deck)}
        </div>
        <main className={styles.centre}>
          <Stage capture={capture} live={live} isLive={isLive} programmeMs={programmeMs}>
            {going.count !== null && <Countdown count={going.count} onGiveUp={going.giveUp} />}
          </Stage>
          <StageControls capture={capture} micRef={mic} onHeard={onHeard}>
            {isLive && <EndShow live={live} isRehearsal={show.isRehearsal} />}
          </StageControls>
          <div className={styles.under}>
            <LastDrop live={live} guestCount={show.guestCount} />
            {isLive && underStage}
          </div>
        </main>
        <div className={styles.right}>
          {isLive ? (
            <SchoolPanel live={live} head={schoolHead} tabs={schoolTabs} />
          ) : (
            <GoLivePanel
              show={show}
              capture={capture}
              live={live}
              isHeard={isHeard}
              editPath={editPath}
              going={going}
              toPrepare={toPrepare}
            />
          )}
        </div>
      </div>
      {keys.isOpen && <KeysDialog areKeysOn={keys.areOn} onKeysOn={keys.setOn} onClose={keys.close} />}
    </div>
  );
}
