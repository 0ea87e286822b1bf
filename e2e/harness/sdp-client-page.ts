import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import type { BrowserContext, Page } from 'playwright-core';
import { build } from 'rolldown';
import { findFreePort } from '../../scripts/ground/free-port.mjs';

/** What `sdp-clients.ts` puts into the page. */
declare global {
  interface Window {
    publishWhip: (url: string, key: string, withLayers: boolean) => Promise<void>;
    stopWhip: () => Promise<void>;
    playWhep: (url: string, key: string) => Promise<void>;
    stopWhep: () => Promise<void>;
    whipPeers: RTCPeerConnection[];
  }
}

/** A page of somebody else's, on an origin of its own, with WHIP and WHEP clients from npm. */
export class SdpClientPage {
  readonly #url: string;
  readonly #server: ReturnType<typeof createServer>;

  static async open(): Promise<SdpClientPage> {
    const input = fileURLToPath(new URL('./sdp-clients.ts', import.meta.url));
    const { output } = await build({ input, write: false, platform: 'browser', output: { format: 'esm' } });
    const page = `<!doctype html><video autoplay muted playsinline></video><script type="module">${output[0].code.replaceAll('</script', '<\\/script')}</script>`;
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8').end(page);
    });
    const port = await findFreePort();
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
    return new SdpClientPage(server, `http://localhost:${port}/`);
  }

  private constructor(server: ReturnType<typeof createServer>, url: string) {
    this.#server = server;
    this.#url = url;
  }

  async show(context: BrowserContext): Promise<Page> {
    const page = await context.newPage();
    await page.goto(this.#url);
    await page.waitForFunction(() => typeof window.playWhep === 'function');
    return page;
  }

  async close(): Promise<void> {
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
