import { type AccountId, accounts } from '@shoal/contract';
import type { Exchange } from '../../http/exchange.ts';
import type { OnRoute } from '../../http/mount-route.ts';
import { type AcceptDeps, acceptInvitation } from './accept-invitation.ts';
import { listAccounts } from './accounts.store.ts';
import { addGroup, archiveGroup, changeGroup, type GroupsDeps, listOwnGroups, restoreGroup } from './groups.ts';
import {
  closeInvitation,
  createInvitation,
  describeInvitation,
  type InviteDeps,
  listOwnInvitations,
} from './invite.ts';
import { resetPassword } from './issue-password-link.ts';
import { createAccount, type ManageAccountDeps, updateAccountRights } from './manage-account.ts';
import { changePassword, endSession, listOwnSessions, type OwnAccountDeps, signOut, updateMe } from './own-account.ts';
import { type SignInDeps, signIn } from './sign-in.ts';
import { getMe, toAccountRow } from './to-me.ts';
import { describePasswordLink, type UseLinkDeps, usePasswordLink } from './use-password-link.ts';

export type AccountRoutesDeps = SignInDeps &
  OwnAccountDeps &
  ManageAccountDeps &
  UseLinkDeps &
  InviteDeps &
  AcceptDeps &
  GroupsDeps & {
    /** Remembers from where an account is used, so that her own clicks are known. */
    notePlace: NotePlace;
  };

/** Whose browser asks, from where. */
export type NotePlace = (accountId: AccountId, client: { ip: string; userAgent: string }) => Promise<void>;

/** The accounts domain's HTTP face. */
export function mountAccountRoutes(on: OnRoute, deps: AccountRoutesDeps): void {
  mountSessionRoutes(on, deps);
  mountOwnAccountRoutes(on, deps);
  mountManagementRoutes(on, deps);
  mountInvitationRoutes(on, deps);
  mountGroupRoutes(on, deps);
}

function mountSessionRoutes(on: OnRoute, deps: AccountRoutesDeps): void {
  on(accounts.signIn, async (_caller, input, exchange) => {
    const { me, session } = await signIn(deps, exchange, input);
    await signOut(deps, exchange.sessionToken); // What this browser held before is of no more use to anybody.
    await startSession(deps, exchange, { me, session });
    return me;
  });
  on(accounts.signOut, async (_caller, _input, exchange) => {
    await signOut(deps, exchange.sessionToken);
    exchange.endSession();
    return {};
  });
  on(accounts.getPasswordLink, (_caller, { token }) => describePasswordLink(deps, token));
  on(accounts.usePasswordLink, async (_caller, input, exchange) => {
    const { me, session } = await usePasswordLink(deps, exchange.userAgent, input);
    await startSession(deps, exchange, { me, session });
    return me;
  });
}

async function startSession(
  { notePlace }: AccountRoutesDeps,
  exchange: Exchange,
  { me, session }: { me: accounts.Me; session: { token: string; expiresAt: Date } },
): Promise<void> {
  exchange.startSession(session.token, session.expiresAt);
  await notePlace(me.accountId, exchange);
}

function mountOwnAccountRoutes(on: OnRoute, deps: AccountRoutesDeps): void {
  on(accounts.getMe, async (caller, _input, exchange) => {
    await deps.notePlace(caller.accountId, exchange); // Every page of ours begins by asking who she is.
    return getMe(deps.db, caller);
  });
  on(accounts.updateMe, (caller, input) => updateMe(deps, caller, input));
  on(accounts.changePassword, async (caller, input) => {
    await changePassword(deps, caller, input);
    return {};
  });
  on(accounts.listSessions, async (caller) => ({ sessions: await listOwnSessions(deps, caller) }));
  on(accounts.endSession, async (caller, { sessionId }) => {
    await endSession(deps, caller, sessionId);
    return {};
  });
}

function mountManagementRoutes(on: OnRoute, deps: AccountRoutesDeps): void {
  on(accounts.listAccounts, async (caller, { role, search }) => {
    const visible = caller.role === 'operator' ? role : 'shopkeeper';
    if (role && role !== visible) return { accounts: [] };
    return { accounts: (await listAccounts(deps.db, { search, role: visible })).map(toAccountRow) };
  });
  on(accounts.createAccount, (_caller, input) => createAccount(deps, input));
  on(accounts.updateAccount, (_caller, input) => updateAccountRights(deps, input));
  on(accounts.resetPassword, (_caller, { accountId }) => resetPassword(deps, accountId));
}

function mountInvitationRoutes(on: OnRoute, deps: AccountRoutesDeps): void {
  on(accounts.createInvitation, (caller, input) => createInvitation(deps, caller, input));
  on(accounts.listInvitations, async (caller, { showId }) => ({
    invitations: await listOwnInvitations(deps, caller, showId),
  }));
  on(accounts.revokeInvitation, async (caller, { invitationId }) => {
    await closeInvitation(deps, caller, invitationId);
    return {};
  });
  on(accounts.getInvitation, (_caller, { token }) => describeInvitation(deps, token));
  on(accounts.acceptInvitation, async (member, input, exchange) => {
    const { ip, userAgent } = exchange;
    const { me, session, showId } = await acceptInvitation(deps, { ip, userAgent, member }, input);
    if (session) await startSession(deps, exchange, { me, session });
    return { me, showId };
  });
}

function mountGroupRoutes(on: OnRoute, deps: AccountRoutesDeps): void {
  on(accounts.restoreGroup, (caller, { groupId }) => restoreGroup(deps, caller, groupId));
  on(accounts.listGroups, (caller) => listOwnGroups(deps, caller));
  on(accounts.addGroup, (caller, input) => addGroup(deps, caller, input));
  on(accounts.changeGroup, (caller, input) => changeGroup(deps, caller, input));
  on(accounts.archiveGroup, async (caller, { groupId }) => {
    await archiveGroup(deps, caller, groupId);
    return {};
  });
}
