import { SharedArray } from 'k6/data';
import type { RunPlan } from './run-plan.ts';

const given = __ENV.SHOAL_RUN;
if (!given) throw new Error('start the scenarios by: npm run loadtest -- <scenario>');

/** This run, as the runner planned it. */
export const plan = JSON.parse(given) as RunPlan;

/** One session token per shopkeeper, held once for all virtual users. */
export const tokens = new SharedArray('tokens', () => JSON.parse(open(plan.tokensFile)) as string[]);

/** The address the server sees, one per shopkeeper: its limits per address are about people, not about this test. */
export const addressOf = (shopkeeper: number): string =>
  `10.${(shopkeeper >> 16) & 255}.${(shopkeeper >> 8) & 255}.${shopkeeper & 255}`;

/** What a browser at an address sends along with every request. */
export const browserAt = (address: string): Record<string, string> => ({
  Origin: plan.url,
  'User-Agent': 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36',
  'X-Forwarded-For': address,
});

/** A shopkeeper's own browser, signed in. */
export const headersOf = (shopkeeper: number): Record<string, string> => ({
  ...browserAt(addressOf(shopkeeper)),
  Cookie: `sid=${tokens[shopkeeper]}`,
});

/** The shopkeepers of one virtual user, counted from 0; virtual users count from 1. */
export function shareOf(virtualUser: number): number[] {
  const from = Math.floor(((virtualUser - 1) * plan.shopkeepers) / plan.virtualUsers);
  const to = Math.floor((virtualUser * plan.shopkeepers) / plan.virtualUsers);
  return Array.from({ length: to - from }, (_, index) => from + index);
}
