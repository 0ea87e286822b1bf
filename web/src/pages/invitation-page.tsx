import { useLocation } from 'wouter';
import { Door } from '../features/account/door.tsx';
import { InvitationForm } from '../features/account/invitation-form.tsx';
import { paths } from '../hooks/paths.ts';

type InvitationPageProps = { token: string };

export function InvitationPage({ token }: InvitationPageProps) {
  const [, go] = useLocation();
  return (
    <Door>
      <InvitationForm
        token={token}
        onJoined={(showId) => go(showId ? paths.room(showId) : paths.home, { replace: true })}
      />
    </Door>
  );
}
