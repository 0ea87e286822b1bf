import type { accounts } from '@shoal/contract';

type ReplayPageProps = { me: accounts.Me; showId: string };

export function ReplayPage({ me, showId }: ReplayPageProps) {
  return (
    <main>
      {me.displayName} {showId}
    </main>
  );
}
