import type { ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { password } from './given.ts';
import { until } from './until.ts';

/** How an element is named to the driver. W3C WebDriver, section 12. */
const ELEMENT_KEY = 'element-6066-11e4-a52e-4f735466cecf';

const ANSWER_WITHIN_MS = 30_000;

type Plan = { children: readonly ChildProcess[]; port: number; capabilities: object };

/** A browser that Playwright does not drive, by W3C WebDriver, of which we need ten commands. */
export class DrivenBrowser {
  readonly #children: readonly ChildProcess[];
  readonly #session: string;

  /** With the width of a phone, or as narrow as its window gets, and no cookies. The children end with it, or if it cannot open. */
  static async open({ capabilities, children, port }: Plan): Promise<DrivenBrowser> {
    try {
      const url = `http://127.0.0.1:${port}/session`;
      const { sessionId } = await until('the driver answers', () =>
        ask<{ sessionId: string }>('POST', url, { capabilities: { alwaysMatch: capabilities } }),
      );
      await ask('POST', `${url}/${sessionId}/window/rect`, { x: 0, y: 0, width: 390, height: 844 });
      return new DrivenBrowser(children, `${url}/${sessionId}`);
    } catch (error) {
      for (const child of children) child.kill();
      throw error;
    }
  }

  private constructor(children: readonly ChildProcess[], session: string) {
    this.#children = children;
    this.#session = session;
  }

  go(url: string): Promise<unknown> {
    return ask('POST', `${this.#session}/url`, { url });
  }

  /** Runs a function in the page; it sees its arguments and the page, and nothing of here. */
  evaluate<A extends unknown[], T>(run: (...args: A) => T, ...args: A): Promise<T> {
    const script = `return (${run}).apply(null, arguments)`;
    return ask<T>('POST', `${this.#session}/execute/sync`, { script, args });
  }

  /**
   * As a finger would, on the first that the XPath finds.
   * @throws Error when it finds none, it is disabled, or something lies above it
   */
  async tap(xpath: string): Promise<void> {
    const element = await this.#find(xpath);
    if (!(await ask<boolean>('GET', `${element}/enabled`))) throw new Error(`${xpath} is disabled`);
    await ask('POST', `${element}/click`, {});
  }

  async type(xpath: string, text: string): Promise<void> {
    await ask('POST', `${await this.#find(xpath)}/value`, { text });
  }

  /** Signs in through the form, as a person would. */
  async signIn(baseUrl: string, accountName: string): Promise<void> {
    await this.go(`${baseUrl}/sign-in`);
    await until('the form is there', () =>
      this.evaluate(() => document.querySelector('input[type=password]') !== null),
    );
    await this.type("//input[@autocomplete='username']", accountName);
    await this.type("//input[@type='password']", password);
    await this.tap("//button[@type='submit']");
    await until('she is signed in', () => this.evaluate(() => location.pathname !== '/sign-in'));
  }

  /** For a test that failed. */
  async photograph(name: string): Promise<void> {
    const picture = await ask<string>('GET', `${this.#session}/screenshot`);
    mkdirSync('test-results', { recursive: true });
    writeFileSync(`test-results/${name}.png`, Buffer.from(picture, 'base64'));
  }

  async close(): Promise<void> {
    await ask('DELETE', this.#session).catch(() => undefined);
    for (const child of this.#children) child.kill();
  }

  async #find(xpath: string): Promise<string> {
    const sought = { using: 'xpath', value: xpath };
    const found = await ask<{ [ELEMENT_KEY]: string }>('POST', `${this.#session}/element`, sought);
    return `${this.#session}/element/${found[ELEMENT_KEY]}`;
  }
}

/**
 * One command; W3C WebDriver, section 6.3, says of what shape its value is.
 * @throws Error with what the driver says; a TimeoutError after 30 s, when the engine stands still
 */
async function ask<T>(method: 'DELETE' | 'GET' | 'POST', url: string, body?: unknown): Promise<T> {
  const signal = AbortSignal.timeout(ANSWER_WITHIN_MS);
  const headers = { 'content-type': 'application/json' };
  const sent = body === undefined ? {} : { headers, body: JSON.stringify(body) };
  const response = await fetch(url, { method, signal, ...sent });
  const { value } = (await response.json()) as { value: T };
  if (!response.ok) throw new Error(`${method} ${new URL(url).pathname}: ${JSON.stringify(value)}`);
  return value;
}
