import type { accounts, shows } from '@shoal/contract';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { call } from '../api/call.ts';
import { api } from '../api/endpoints.ts';
import { queryKeys } from '../api/query-keys.ts';
import { readStored, writeStored } from '../hooks/stored.ts';
import { useLostSession } from '../hooks/use-lost-session.ts';
import { useSignal } from '../hooks/use-signal.ts';
import type { ClosedBecause } from '../live/live-socket.ts';
import type { Picture } from '../live/picture-choice.ts';
import { Room } from '../live/room.ts';

type ShowId = shows.RoomPage['showId'];

/** The words and pictures around a show; asked again when the show's phase changed. */
export function useRoomPage(showId: string) {
  return useQuery<shows.RoomPage>({
    queryKey: queryKeys.room(showId),
    queryFn: ({ signal }) => call(api.getRoom, { showId: showId as ShowId }, signal),
    refetchInterval: ({ state }) => choosePageInterval(state.data),
  });
}

/** A show may be moved or called off while people wait for it; a replay comes within seconds of the end. */
function choosePageInterval(page: shows.RoomPage | undefined): number | false {
  if (page?.state === 'live') return false;
  return page?.state === 'ended' && !page.hasReplay ? 2_000 : 15_000;
}

/** Opens the room while the page stands; null for the first moment. A session that ends under it leads to the sign-in form. */
export function useOpenRoom(showId: string, me: accounts.Me) {
  const [room, setRoom] = useState<Room | null>(null);
  const [closed, setClosed] = useState<ClosedBecause | null>(null);
  const loseSession = useLostSession();
  const [visit, setVisit] = useState(0);
  const { accountId, displayName, role } = me;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another person or show is another room; the rest of `me` is not.
  useEffect(() => {
    const opened = Room.open({ showId, me });
    setRoom(opened);
    setClosed(null);
    let isCurrent = true;
    void opened.socket.closed.then((reason) => {
      if (!isCurrent) return;
      if (reason === 'signed_out') loseSession();
      else setClosed(reason);
    });
    return () => {
      isCurrent = false;
      opened.close();
    };
  }, [showId, accountId, displayName, role, visit]);
  return { room, closed, enterAgain: () => setVisit(visit + 1) };
}

/** The page's own data follows what the log tells: a show that went live or ended looks different around it. */
export function useFollowPhase(showId: string, phase: string): void {
  const client = useQueryClient();
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew whenever the phase is another one.
  useEffect(() => {
    void client.invalidateQueries({ queryKey: queryKeys.room(showId) });
  }, [client, showId, phase]);
}

const NEAR_MS = 10 * 60_000;
const LOOK_EVERY_MS = 20_000;

/** Shortly before the show, and while it runs, whoever waits for a picture is connected beforehand. */
export function useExpectPicture(room: Room, { startsAt, state }: Pick<shows.RoomPage, 'startsAt' | 'state'>): void {
  useEffect(() => {
    const look = () => {
      const startsInMs = startsAt === null ? Number.POSITIVE_INFINITY : Date.parse(startsAt) - room.clock.nowMs();
      room.expectPicture(state === 'live' || (state === 'scheduled' && startsInMs < NEAR_MS));
    };
    look();
    const timer = setInterval(look, LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [room, startsAt, state]);
}

/** How much picture she wants, kept in this browser. */
export function usePictureChoice({ picture }: Room): { picture: Picture; choose: (picture: Picture) => void } {
  const chosen = useSignal(picture.chosen);
  useEffect(() => {
    const kept = readStored('picture');
    if (kept === 'small' || kept === 'none') picture.choose(kept);
  }, [picture]);
  const choose = (next: Picture) => {
    writeStored('picture', next);
    picture.choose(next);
  };
  return { picture: chosen, choose };
}
