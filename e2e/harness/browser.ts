import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { password } from './given.ts';

const flags = [
  '--no-sandbox',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
  '--autoplay-policy=no-user-gesture-required',
  '--use-fake-ui-for-media-stream',
];

export const phone = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 2,
} as const;
export const desktop = { viewport: { width: 1440, height: 900 } } as const;

/** How Chromium is started, wherever: with a fake camera and microphone, the camera as fast as the tests want it. */
export function browserOptions(moreFlags: readonly string[] = []) {
  const executablePath = process.env.CHROMIUM_PATH;
  if (!executablePath) throw new Error('CHROMIUM_PATH is not set: run the tests with `npm test`');
  const pace = process.env.CAMERA_FPS ? `=fps=${process.env.CAMERA_FPS}` : '';
  return { executablePath, args: [...flags, `--use-fake-device-for-media-stream${pace}`, ...moreFlags] };
}

/** Real Chromium with a fake camera and microphone. */
export const openBrowser = (moreFlags: readonly string[] = []): Promise<Browser> =>
  chromium.launch(browserOptions(moreFlags));

/** A browser in a network that lets no UDP out. */
export const openBrowserWithoutUdp = () => openBrowser(['--force-webrtc-ip-handling-policy=disable_non_proxied_udp']);

/** Lets no media packet out of a context's pages: ICE may use relays alone, and there is none. */
export async function blockMedia(context: BrowserContext): Promise<BrowserContext> {
  await context.addInitScript(() => {
    const Native = RTCPeerConnection;
    window.RTCPeerConnection = class extends Native {
      constructor(configuration?: RTCConfiguration) {
        super({ ...configuration, iceTransportPolicy: 'relay' });
      }
    };
  });
  return context;
}

/** Pages' errors, for a test's message: a page that throws fails the test that looks. */
export function watchErrors(page: Page): string[] {
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(String(error)));
  return errors;
}

/** Signs in through the form, as a person would. */
export async function signIn(context: BrowserContext, baseUrl: string, accountName: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(`${baseUrl}/sign-in`);
  await fillSignIn(page, accountName);
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  return page;
}

/** Fills in the form that is open, and sends it. */
export async function fillSignIn(page: Page, accountName: string): Promise<void> {
  await page.getByLabel(/账号|Account/).fill(accountName);
  await page
    .getByLabel(/密码|Password/)
    .first()
    .fill(password);
  await page.getByRole('button', { name: /登录|Sign in/ }).click();
}

/** A context whose pages speak this language, whatever the account's is. */
export async function speak(context: BrowserContext, locale: 'zh' | 'en'): Promise<BrowserContext> {
  await context.addInitScript((chosen) => {
    if (!localStorage.getItem('shoal.locale')) localStorage.setItem('shoal.locale', chosen);
  }, locale);
  return context;
}

/** Pictures of every open page, for a test that failed. */
export async function photograph(browser: Browser, name: string): Promise<void> {
  for (const [at, page] of browser
    .contexts()
    .flatMap((context) => context.pages())
    .entries()) {
    await page.screenshot({ path: `test-results/${name}-${at + 1}.png`, fullPage: true }).catch(() => {});
  }
}
