import { Redirect, useLocation, useSearch } from 'wouter';
import { Door } from '../features/account/door.tsx';
import { SignInForm } from '../features/account/sign-in-form.tsx';
import { paths } from '../hooks/paths.ts';
import { useMe } from '../hooks/use-me.ts';

/** Only addresses of our own are gone to after signing in. */
const toNext = (search: string) => {
  const next = new URLSearchParams(search).get('next') ?? paths.home;
  return /^\/(?![/\\])/.test(next) ? next : paths.home;
};

export function SignInPage() {
  const [, go] = useLocation();
  const search = useSearch();
  const next = toNext(search);
  const { data: me } = useMe();
  if (me) return <Redirect to={next} replace />;
  return (
    <Door>
      <SignInForm isSessionLost={new URLSearchParams(search).has('lost')} onDone={() => go(next, { replace: true })} />
    </Door>
  );
}
