import type { accounts } from '@shoal/contract';

type ShopkeeperHomePageProps = { me: accounts.Me };

export function ShopkeeperHomePage({ me }: ShopkeeperHomePageProps) {
  return <main>{me.displayName}</main>;
}
