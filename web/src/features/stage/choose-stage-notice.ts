import type { Words } from '@shoal/contract/words';
import type { Flow } from '../../live/flow-watch.ts';
import type { WatchView } from '../../live/watch-view.ts';

export type StageSituation = {
  view: WatchView;
  flow: Flow;
  hasFrame: boolean;
  isEntering: boolean;
  isHostAway: boolean;
  isUnsupported: boolean;
  /** She listens only. */
  isSoundOnly: boolean;
};
/** `wait` turns; `calm` is as she wants it; `away` and `failed` stand still and say what to do. */
export type StageNotice = { tone: 'wait' | 'calm' | 'away' | 'failed'; title: string; text: string | null };

/** What to say over the stage; null while the picture speaks for itself. */
export function chooseStageNotice(situation: StageSituation, words: Words): StageNotice | null {
  const { flow, hasFrame, isEntering, isHostAway, isSoundOnly, isUnsupported, view } = situation;
  const { errors } = words;
  const { stage } = words.room;
  const wait = (title: string): StageNotice => ({ tone: 'wait', title, text: null });
  if (isHostAway) return { tone: 'away', title: stage.hostAway, text: stage.hostAwayText };
  if (isSoundOnly) return { tone: 'calm', title: stage.soundOnly, text: stage.soundOnlyText };
  if (hasFrame && flow === 'sound') return { tone: 'calm', title: stage.soundFirst, text: stage.soundFirstText };
  if (hasFrame && flow === 'nothing') return { tone: 'wait', title: stage.standing, text: stage.standingText };
  if (hasFrame) return null;
  if (isEntering) return wait(stage.entering);
  if (isUnsupported) return { tone: 'failed', title: stage.failed, text: stage.noPlayer };
  if (view.source === 'hls') return wait(stage.firstFrame);
  if (view.problem === 'no_route') return { tone: 'failed', title: stage.noRoute, text: stage.noRouteText };
  if (view.problem === 'media.not_streaming' || view.step === 'idle') return wait(stage.waitingHost);
  if (view.problem && view.problem !== 'offline') {
    return { tone: 'failed', title: stage.failed, text: errors[view.problem] ?? null };
  }
  if (view.step === 'connected') return wait(stage.firstFrame);
  return wait(view.step === 'connecting' ? stage.connecting : stage.asking);
}
