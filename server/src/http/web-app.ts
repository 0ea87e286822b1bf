import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import express, { type RequestHandler, Router } from 'express';
import { compressedAssets } from './compressed-assets.ts';
import { getNonce } from './security-headers.ts';

/** Slashes in disguise name no file of ours. */
const HIDDEN = /%2f|%5c|\\/i;
/** Paths that are never the web app's: an unknown one below them is a 404, not a page. */
const NOT_PAGES = /^\/(api|hls|s|f|o|q|hooks|p|pictures|clips|whip|whep|socket\.io|assets)(\/|$)/i;

/** Serves the built web app: hashed assets for a year, and `index.html`, never stored, for every page path. */
export function webApp(webDist: string): Router {
  const router = Router();
  const index = indexPage(join(webDist, 'index.html'));
  router.use((request, _response, next) => next(HIDDEN.test(request.path) ? 'router' : undefined));
  router.get('/index.html', index);
  const files = { fallthrough: true, index: false, redirect: false } as const;
  router.use('/assets', compressedAssets(join(webDist, 'assets')));
  router.use('/assets', express.static(join(webDist, 'assets'), { ...files, immutable: true, maxAge: '365d' }));
  router.use(express.static(webDist, { ...files, maxAge: '1h' }));
  router.get(/^/, index); // A pattern without names decodes nothing, so an address that was cut in a character is a page too.
  return router;
}

function indexPage(file: string): RequestHandler {
  let cached: { changedMs: number; html: string } | undefined;
  const readIndex = async () => {
    const changedMs = await stat(file).then(
      ({ mtimeMs }) => mtimeMs,
      () => 0,
    );
    if (changedMs === 0) return undefined;
    if (cached?.changedMs !== changedMs) cached = { changedMs, html: await readFile(file, 'utf8') };
    return cached.html;
  };
  return async (request, response, next) => {
    if (NOT_PAGES.test(request.path)) return next();
    const html = await readIndex();
    response.setHeader('Cache-Control', 'no-store');
    if (!html) return void response.status(503).type('text').send('The web app is not built yet.');
    response.type('html').send(addNonce(html, getNonce(response)));
  };
}

/** Gives the page's own scripts and styles the nonce: where the build left `__CSP_NONCE__`, else on every such tag. */
export function addNonce(html: string, nonce: string): string {
  if (html.includes('__CSP_NONCE__')) return html.replaceAll('__CSP_NONCE__', nonce);
  return html.replaceAll(/<(script|style|link)(?=[\s>])/g, `<$1 nonce="${nonce}"`);
}
