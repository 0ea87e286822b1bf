import type { accounts } from '@shoal/contract';

type AccountPageProps = { me: accounts.Me };

export function AccountPage({ me }: AccountPageProps) {
  return <main>{me.displayName}</main>;
}
