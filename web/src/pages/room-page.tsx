import type { accounts } from '@shoal/contract';

type RoomPageProps = { me: accounts.Me; showId: string };

export function RoomPage({ me, showId }: RoomPageProps) {
  return (
    <main>
      {me.displayName} {showId}
    </main>
  );
}
