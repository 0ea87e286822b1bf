import { accounts } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { type SignInDeps, signIn } from './sign-in.ts';
import { getMe } from './to-me.ts';

/** The accounts domain's HTTP face. */
export function mountAccountRoutes(on: OnRoute, deps: SignInDeps): void {
  on(accounts.signIn, async (_caller, input, exchange) => {
    const { me, session } = await signIn(deps, exchange, input);
    exchange.startSession(session.token, session.expiresAt);
    return me;
  });
  on(accounts.getMe, (caller) => getMe(deps.db, caller));
}
