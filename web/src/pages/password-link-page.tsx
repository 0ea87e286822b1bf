import { useLocation } from 'wouter';
import { Door } from '../features/account/door.tsx';
import { PasswordLinkForm } from '../features/account/password-link-form.tsx';
import { paths } from '../hooks/paths.ts';

type PasswordLinkPageProps = { token: string };

export function PasswordLinkPage({ token }: PasswordLinkPageProps) {
  const [, go] = useLocation();
  return (
    <Door>
      <PasswordLinkForm token={token} onDone={() => go(paths.home, { replace: true })} />
    </Door>
  );
}
