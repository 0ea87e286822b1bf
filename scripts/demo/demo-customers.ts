import { type ShareCode, shares } from '@shoal/contract';
import { openApiClient } from '../client/api-client.ts';

/** So many in the groups of one shopkeeper: who opened a link is not back before the suspicion of a click farm is over. */
const PER_SHOPKEEPER = 24;
/** A page counts after two seconds on screen; people stay a little longer. */
const LOOK_MS = 3_000;

/** Opens the page behind a link as the next of these customers, looks at it, and says so as the page's script does. */
export type SendNext = (code: ShareCode) => Promise<void>;

/** The customers of one shopkeeper, each with a phone of her own. None of them ever signs in. */
export function openCustomers(serverUrl: string, shopkeeper: number, count = PER_SHOPKEEPER): SendNext {
  const cookies = new Map<number, Record<string, string>>();
  let next = 0;
  return async (code) => {
    const who = next++ % count;
    const userAgent = toPhone(shopkeeper, who);
    const page = await openPage(`${serverUrl}/s/${code}`, userAgent, cookies.get(who) ?? {});
    cookies.set(who, page.cookies);
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    const browser = openApiClient(serverUrl, page.cookies, { 'user-agent': userAgent });
    await browser.call(shares.recordVisit, { code, beacon: page.beacon, visibleMs: LOOK_MS });
  };
}

/** All come from one address in the demo, so what tells them apart is the phone's name. */
const toPhone = (shopkeeper: number, who: number) =>
  `Mozilla/5.0 (Linux; Android 15; Demo ${shopkeeper + 1}-${who + 1}) AppleWebKit/537.36 Mobile MicroMessenger/8.0.50`;

async function openPage(url: string, userAgent: string, cookies: Readonly<Record<string, string>>) {
  const cookie = Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');
  const response = await fetch(url, { headers: { 'user-agent': userAgent, cookie } });
  const data = /id="shop-data"[^>]*>(.*?)<\/script>/s.exec(await response.text())?.[1];
  if (data === undefined) throw new Error(`no shop page at ${url}: status ${response.status}`);
  const given = response.headers.getSetCookie().map((line): [string, string] => {
    const [pair = ''] = line.split(';');
    const at = pair.indexOf('=');
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  const { beacon } = JSON.parse(data) as { beacon: string }; // Our own page.
  return { beacon, cookies: { ...cookies, ...Object.fromEntries(given) } };
}
