import type { Words } from '@shoal/contract/words';
import type { CaptureState } from '../../live/capture.ts';
import type { Connection } from '../../live/live-socket.ts';

export type StageFacts = Pick<CaptureState, 'cameraFailure' | 'picture'> & {
  isLive: boolean;
  connection: Connection;
  /** Why nothing gets through, in words. */
  blocked: string | null;
  isRecovering: boolean;
  isDiskFull: boolean;
  hasRareKeyFrames: boolean;
};

/** The one thing to know about the stage; what stops the show comes first. */
export function chooseStageNote(facts: StageFacts, { studio }: Words): string | null {
  const { cameraFailure, picture } = facts;
  if (facts.isLive && facts.connection === 'reconnecting') return studio.connectionLost;
  if (facts.blocked) return facts.blocked;
  if (facts.isRecovering) return studio.recovering;
  if (facts.isDiskFull) return studio.recordingFull;
  if (picture === 'slate' && !cameraFailure) return studio.cameraIsOff;
  if (facts.hasRareKeyFrames) return studio.rareKeyFrames;
  return picture === 'screen' || picture === 'both' ? studio.sharing : null;
}
