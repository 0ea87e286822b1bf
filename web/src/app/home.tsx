import type { accounts } from '@shoal/contract';
import { Redirect } from 'wouter';
import { paths } from '../hooks/paths.ts';
import { ShopkeeperHomePage } from './lazy-pages.ts';

type HomeProps = { me: accounts.Me };

/** A shopkeeper's own shows; the crew's console. */
export function Home({ me }: HomeProps) {
  return me.role === 'shopkeeper' ? <ShopkeeperHomePage me={me} /> : <Redirect to={paths.shows} replace />;
}
