import type { accounts } from '@shoal/contract';

type StudioPageProps = { me: accounts.Me; showId: string };

export function StudioPage({ me, showId }: StudioPageProps) {
  return (
    <main>
      {me.displayName} {showId}
    </main>
  );
}
