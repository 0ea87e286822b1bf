import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { accounts, type ShowId } from '@shoal/contract';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { type ApiClient, openApiClient } from '../client/api-client.ts';
import { collectComplaints } from './page-faults.ts';
import { type View, views } from './views.ts';

export type Who = 'operator' | 'host' | 'shopkeeper' | 'nobody';
export type Locale = 'zh' | 'en';
type DemoLink = { role: string; url: string; accountName?: string; password?: string };
type Demo = { links: DemoLink[]; shows: { live: ShowId; waiting: ShowId; finished: ShowId } };
type OpenOptions = { who?: Who; view?: View; locale?: Locale; isScriptOff?: boolean };

const FLAGS = [
  '--no-sandbox',
  '--disable-background-networking',
  '--no-first-run',
  '--hide-scrollbars',
  '--force-color-profile=srgb',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-device-for-media-stream',
  '--use-fake-ui-for-media-stream',
];

/** A running demo, one Chromium, and a signed-in client for each role. */
export class DemoStand {
  readonly url: string;
  readonly demo: Demo;
  readonly #browser: Browser;
  readonly #clients = new Map<Who, ApiClient>();

  /** Reads SHOAL_URL, SHOAL_DATA_DIR and CHROMIUM_PATH. */
  static async open(env: NodeJS.ProcessEnv): Promise<DemoStand> {
    const dataDir = resolve(env.SHOAL_DATA_DIR ?? '.data');
    const demo: Demo = JSON.parse(readFileSync(env.DEMO_JSON ?? join(dataDir, 'demo.json'), 'utf8'));
    const url = env.SHOAL_URL ?? new URL(demo.links[0]?.url ?? '').origin;
    if (!env.CHROMIUM_PATH) throw new Error('CHROMIUM_PATH must name a Chromium');
    const browser = await chromium.launch({ executablePath: env.CHROMIUM_PATH, args: FLAGS });
    return new DemoStand(url, demo, browser);
  }

  private constructor(url: string, demo: Demo, browser: Browser) {
    this.url = url;
    this.demo = demo;
    this.#browser = browser;
  }

  /** The client of the first account of a role; signs in once. */
  async client(who: Exclude<Who, 'nobody'>): Promise<ApiClient> {
    const known = this.#clients.get(who);
    if (known) return known;
    const link = this.demo.links.find(({ role }) => role === who);
    const client = openApiClient(this.url);
    await client.call(accounts.signIn, {
      accountNameOrPhone: link?.accountName ?? '',
      password: link?.password ?? '',
    });
    this.#clients.set(who, client);
    return client;
  }

  link(role: string): string {
    const path = new URL(this.demo.links.find((link) => link.role === role)?.url ?? this.url).pathname;
    return `${this.url}${path}`;
  }

  /** A browser of its own, signed in as somebody, in one language. The page's complaints gather beside it. */
  async open(options: OpenOptions = {}): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
    const { isScriptOff = false, locale = 'zh', view = 'phone', who = 'nobody' } = options;
    const context = await this.#browser.newContext({
      ...views[view],
      locale: locale === 'zh' ? 'zh-CN' : 'en-GB',
      timezoneId: 'Asia/Shanghai',
      javaScriptEnabled: !isScriptOff,
    });
    context.setDefaultTimeout(20_000);
    await context.addInitScript((chosen) => {
      try {
        if (!localStorage.getItem('shoal.locale')) localStorage.setItem('shoal.locale', chosen);
      } catch {
        // A page of errors has no storage.
      }
    }, locale);
    if (who !== 'nobody') await context.addCookies(toCookies((await this.client(who)).cookie(), this.url));
    const page = await context.newPage();
    return { context, page, complaints: collectComplaints(page) };
  }

  async close(): Promise<void> {
    await this.#browser.close();
  }
}

const toCookies = (header: string, url: string) =>
  header
    .split('; ')
    .map((pair) => ({ name: pair.slice(0, pair.indexOf('=')), value: pair.slice(pair.indexOf('=') + 1), url }));
