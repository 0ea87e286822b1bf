import { asks } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import type { AsksDeps } from './asks-deps.ts';
import { type ExportAnswersDeps, exportAnswers } from './export-answers.ts';
import { type ListAsksDeps, listAsks } from './list-asks.ts';
import { deletePreparedAsk, type PutPreparedAskDeps, putPreparedAsk } from './put-prepared-ask.ts';

export type AskRoutesDeps = ExportAnswersDeps & ListAsksDeps & PutPreparedAskDeps & Pick<AsksDeps, 'listBadges'>;

/** The HTTP face of what is prepared, what was asked, and what came of it. */
export function mountAskRoutes(on: OnRoute, deps: AskRoutesDeps): void {
  on(asks.listAsks, (caller, { showId }) => listAsks(deps, caller, showId));
  on(asks.putPreparedAsk, (caller, input) => putPreparedAsk(deps, caller, input));
  on(asks.deletePreparedAsk, async (caller, input) => {
    await deletePreparedAsk(deps, caller, input);
    return {};
  });
  on(asks.exportAnswers, (caller, input) => exportAnswers(deps, caller, input));
  on(asks.listMyBadges, async ({ accountId }) => ({ badges: await deps.listBadges(deps.db, accountId) }));
}
