import { streamKeys } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { issueKey, readKeys, revokeKey } from './manage-keys.ts';
import type { StreamKeysDeps } from './stream-keys-deps.ts';

/** The stream keys' HTTP face, for the crew. */
export function mountStreamKeyRoutes(on: OnRoute, deps: StreamKeysDeps): void {
  on(streamKeys.listStreamKeys, async (caller, { showId }) => ({ keys: await readKeys(deps, caller, showId) }));
  on(streamKeys.issueStreamKey, (caller, name) => issueKey(deps, caller, name));
  on(streamKeys.revokeStreamKey, async (caller, name) => {
    await revokeKey(deps, caller, name);
    return {};
  });
}
