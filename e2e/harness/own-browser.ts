import { type Browser, type BrowserServer, chromium } from 'playwright-core';
import { browserOptions } from './browser.ts';

/** A browser that is a machine of its own: it can fall asleep as a whole, and wake up. */
export class OwnBrowser {
  readonly browser: Browser;
  readonly #server: BrowserServer;

  static async open(): Promise<OwnBrowser> {
    const server = await chromium.launchServer(browserOptions());
    return new OwnBrowser(server, await chromium.connect(server.wsEndpoint()));
  }

  private constructor(server: BrowserServer, browser: Browser) {
    this.#server = server;
    this.browser = browser;
  }

  /** Every process of it stands still, as when a laptop is closed. */
  sleep(): void {
    this.#signal('SIGSTOP');
  }

  wake(): void {
    this.#signal('SIGCONT');
  }

  async close(): Promise<void> {
    this.wake();
    await this.#server.close();
  }

  // Chromium's processes are one group, which its first process leads.
  #signal(signal: NodeJS.Signals): void {
    process.kill(-(this.#server.process().pid ?? 0), signal);
  }
}
