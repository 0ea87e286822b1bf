import { accounts } from '@shoal/contract';
import type { Page } from 'playwright-core';
import { answer, fail, hold } from '../api-faults.ts';
import type { DemoStand } from '../demo-stand.ts';
import { everywhere, onDesktops, onPhones, type Sheet } from '../gallery.ts';

const FAILED_MS = 3_500;
const type = (page: Page, at: number, text: string) => page.locator('input').nth(at).fill(text);

async function signIn({ tile, tiles }: Sheet): Promise<void> {
  const path = '/sign-in';
  const submit = async (page: Page) => {
    await type(page, 0, 'meihua');
    await type(page, 1, 'not-her-password');
    await page.keyboard.press('Enter');
  };
  await tiles({ state: 'first look', path }, everywhere);
  await tile({ state: 'keyboard focus', path, view: 'desktop', act: (page) => tab(page, 3) });
  await tile({ state: 'wrong password', path, act: submit, waitMs: 2_500 });
  await tile({
    state: 'nothing typed',
    path,
    locale: 'en',
    act: (page) => page.locator('button[type=submit]').click(),
  });
  await tile({ state: 'working', path, before: hold('/session'), act: submit });
  await tile({ state: 'server broke', path, before: fail('/session'), act: submit });
}

async function invitation(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const host = await stand.client('host');
  const showId = stand.demo.shows.waiting;
  const { invitation: made, url } = await host.call(accounts.createInvitation, {
    showId,
    maxUses: 1,
    expiresInDays: 1,
  });
  const { pathname: path } = new URL(url);
  await tiles({ state: 'new here', path }, everywhere);
  await tile({ state: 'signed in', path, who: 'shopkeeper' });
  await tile({ state: 'signed in as host', path, who: 'host', locale: 'en' });
  await tile({ state: 'nothing typed', path, act: (page) => page.locator('button[type=submit]').click() });
  await tile({ state: 'loading', path, before: hold('/invitation-links/*') });
  await tile({ state: 'server broke', path, before: fail('/invitation-links/*'), waitMs: FAILED_MS });
  await tiles({ state: 'spent link', path: `/join/${'a'.repeat(43)}`, waitMs: 2_000 }, onPhones);
  await host.call(accounts.revokeInvitation, { invitationId: made.invitationId as never });
}

async function passwordLink(stand: DemoStand, { tile, tiles }: Sheet): Promise<void> {
  const operator = await stand.client('operator');
  const { accounts: rows } = await operator.call(accounts.listAccounts, { search: 'xiaoyu' });
  const accountId = rows[0]?.accountId;
  if (!accountId) throw new Error('the demo has no xiaoyu');
  const { url } = await operator.call(accounts.resetPassword, { accountId });
  const { pathname: path } = new URL(url);
  await tiles({ state: 'set a password', path }, everywhere);
  await tile({
    state: 'too short',
    path,
    act: (page) => type(page, 0, 'abc').then(() => page.keyboard.press('Enter')),
  });
  await tile({ state: 'loading', path, before: hold('/password-links/*') });
  await tiles({ state: 'spent link', path: `/password/${'a'.repeat(43)}`, waitMs: 2_000 }, onPhones);
}

async function home({ tile, tiles }: Sheet): Promise<void> {
  const at = { path: '/', who: 'shopkeeper' } as const;
  await tiles({ ...at, state: 'her shows and links', waitMs: 1_500 }, everywhere);
  await tile({ ...at, state: 'shows loading', before: hold('/shows') });
  await tile({ ...at, state: 'shows failed', before: fail('/shows'), waitMs: FAILED_MS });
  await tile({ ...at, state: 'links failed', before: fail('/shares'), waitMs: FAILED_MS });
  const nothing = answer('/shows', (real: object) => ({ ...real, shows: [] }));
  await tiles({ ...at, state: 'nothing yet', before: nothing }, onPhones);
  await tile({ ...at, state: 'who am I, loading', before: hold('/me') });
  await tile({ ...at, state: 'who am I, failed', before: fail('/me'), waitMs: FAILED_MS });
}

async function account({ tile, tiles }: Sheet): Promise<void> {
  const at = { path: '/account', who: 'shopkeeper' } as const;
  const toEnd = (page: Page) => page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  await tiles({ ...at, state: 'profile' }, everywhere);
  await tiles({ ...at, state: 'devices', act: toEnd }, onPhones);
  await tile({ ...at, state: 'devices loading', before: hold('/me/sessions'), act: toEnd });
  await tile({ ...at, state: 'devices failed', before: fail('/me/sessions'), act: toEnd, waitMs: FAILED_MS });
}

async function elsewhere({ tile, tiles }: Sheet): Promise<void> {
  await tiles({ state: 'no such page', path: '/nowhere' }, everywhere);
  await tile({ state: 'console, as a shopkeeper', path: '/console', who: 'shopkeeper' });
  await tile({
    state: 'no such room',
    path: '/room/01a20225-fac3-7c86-a809-000000000000',
    who: 'shopkeeper',
    waitMs: 2_000,
  });
  await tiles(
    { state: 'no such studio', path: '/studio/01a20225-fac3-7c86-a809-000000000000', who: 'host', waitMs: 2_000 },
    onDesktops,
  );
}

const tab = async (page: Page, times: number) => {
  for (let at = 0; at < times; at += 1) await page.keyboard.press('Tab');
};

/** The doors: how people come in, and where they stand then. */
export const doorSheets = (stand: DemoStand) => ({
  'sign-in': signIn,
  invitation: (sheet: Sheet) => invitation(stand, sheet),
  'password-link': (sheet: Sheet) => passwordLink(stand, sheet),
  home,
  account,
  elsewhere,
});
