import { type ShowId, shows } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import type { Member } from '../../platform/caller.ts';
import { askReminder, dropReminder } from './ask-reminder.ts';
import { createShow } from './create-show.ts';
import { getCommandedShow, requireAccess } from './find-show-access.ts';
import { inviteGuests } from './invite-guests.ts';
import { moveShow } from './move-show.ts';
import type { Shows } from './open-shows.ts';
import { rehearseShow } from './rehearse-show.ts';
import { removeGuest } from './remove-guest.ts';
import { updateShow } from './update-show.ts';

/** The pages that these routes answer with; views make them. */
export type ShowPages = {
  listShows: (caller: Member) => Promise<shows.ShowRow[]>;
  getShowPage: (showId: ShowId) => Promise<shows.Show>;
  getRoomPage: (caller: Member, showId: ShowId) => Promise<shows.RoomPage>;
  listReminders: (caller: Member) => Promise<shows.Reminder[]>;
  listGuests: (showId: ShowId) => Promise<shows.GuestRow[]>;
};

/** The HTTP face of shows and their guests. */
export function mountShowRoutes(on: OnRoute, deps: Shows & ShowPages): void {
  mountShows(on, deps);
  mountMoves(on, deps);
  mountReminders(on, deps);
  mountGuests(on, deps);
}

function mountShows(on: OnRoute, deps: Shows & ShowPages): void {
  on(shows.listShows, async (caller) => ({ shows: await deps.listShows(caller), serverNow: deps.now().toISOString() }));
  on(shows.createShow, async (caller, input) => deps.getShowPage(await createShow(deps, caller, input)));
  on(shows.getShow, async (caller, { showId }) => {
    await getCommandedShow(deps, deps.db, { caller, showId });
    return deps.getShowPage(showId);
  });
  on(shows.updateShow, async (caller, input) => {
    await updateShow(deps, caller, input);
    return deps.getShowPage(input.showId);
  });
  on(shows.getRoom, async (caller, { showId }) => {
    await requireAccess(deps, deps.db, { caller, showId });
    return deps.getRoomPage(caller, showId);
  });
}

function mountMoves(on: OnRoute, deps: Shows & ShowPages): void {
  const move = async (caller: Member, input: Parameters<typeof moveShow>[2]) => {
    await moveShow(deps, caller, input);
    return deps.getShowPage(input.showId);
  };
  on(shows.scheduleShow, (caller, { showId, startsAt }) =>
    move(caller, { showId, act: 'schedule', startsAt: new Date(startsAt) }),
  );
  on(shows.postponeShow, (caller, { showId }) => move(caller, { showId, act: 'postpone' }));
  on(shows.cancelShow, (caller, { showId }) => move(caller, { showId, act: 'cancel' }));
  on(shows.archiveShow, (caller, { showId }) => move(caller, { showId, act: 'archive' }));
  on(shows.rehearseShow, async (caller, input) => deps.getShowPage(await rehearseShow(deps, caller, input)));
}

function mountReminders(on: OnRoute, deps: Shows & ShowPages): void {
  on(shows.askReminder, async (caller, { showId }) => {
    await askReminder(deps, caller, showId);
    return {};
  });
  on(shows.dropReminder, async (caller, { showId }) => {
    await dropReminder(deps, caller, showId);
    return {};
  });
  on(shows.listReminders, async (caller) => ({
    reminders: await deps.listReminders(caller),
    serverNow: deps.now().toISOString(),
  }));
}

function mountGuests(on: OnRoute, deps: Shows & ShowPages): void {
  on(shows.listGuests, async (caller, { showId }) => {
    await getCommandedShow(deps, deps.db, { caller, showId });
    return { guests: await deps.listGuests(showId) };
  });
  on(shows.inviteGuests, (caller, input) => inviteGuests(deps, caller, input));
  on(shows.removeGuest, async (caller, input) => {
    await removeGuest(deps, caller, input);
    return {};
  });
}
