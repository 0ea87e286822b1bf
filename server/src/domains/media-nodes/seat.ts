import type { AccountId, SessionId, TabId } from '@shoal/contract';
import { AppError, type ShowId } from '@shoal/contract';

/** One tab that has joined a show, and whether the stage is hers. */
export type Seat = {
  readonly showId: ShowId;
  readonly accountId: AccountId;
  readonly sessionId: SessionId;
  readonly tabId: TabId;
  readonly ownsStage: boolean;
};

/** @throws AppError `shows.stage_taken` unless the stage belongs to this tab. */
export function requireStage({ ownsStage, showId, tabId }: Seat): void {
  if (!ownsStage) throw new AppError('shows.stage_taken', `tab ${tabId} does not own the stage of show ${showId}`);
}
