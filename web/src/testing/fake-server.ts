import type { Refusal } from '@shoal/contract';
import { demoAccounts, demoBrand, demoHost, demoMaterials, demoProducts, demoRows, demoShow } from './demo-data.ts';

export type FakeAnswer = { status: number; body: unknown };
type Handler = (input: { params: string[]; body: unknown }) => unknown;

/** What a handler throws to answer with a code. */
export const refuse = (code: Refusal['code'], status = 409): never => {
  throw { status, body: { error: { code, message: code, retry: 'never' } satisfies Refusal } };
};

/** Stands in for the server's HTTP: a demo of everything, and routes that a test replaces by `GET /shows` and the like. */
export function createFakeServer(replaced: Record<string, Handler> = {}) {
  const serverNow = '2026-11-22T11:30:00.000Z';
  const guests = demoAccounts
    .filter(({ role }) => role === 'shopkeeper')
    .map(({ accountId, accountName, displayName, facePictureId, tagline }, index) => ({
      accountId,
      accountName,
      displayName,
      facePictureId,
      tagline,
      invitedAt: serverNow,
      isOnline: index === 0,
    }));
  const handlers: Record<string, Handler> = {
    'GET /me': () => demoHost,
    'DELETE /session': () => ({}),
    'GET /me/sessions': () => ({
      sessions: [
        {
          sessionId: demoHost.sessionId,
          userAgent: 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537',
          createdAt: serverNow,
          lastSeenAt: serverNow,
          isThisOne: true,
        },
        {
          sessionId: demoShow.showId,
          userAgent: 'Mozilla/5.0 (iPhone) MicroMessenger',
          createdAt: serverNow,
          lastSeenAt: serverNow,
          isThisOne: false,
        },
      ],
    }),
    'GET /shows': () => ({ shows: demoRows, serverNow }),
    'GET /shows/:id': () => demoShow,
    'PATCH /shows/:id': ({ body }) => ({
      ...demoShow,
      title: (body as { title: string }).title,
      version: demoShow.version + 1,
    }),
    'GET /shows/:id/guests': () => ({ guests }),
    'GET /brands': () => ({ brands: [demoBrand] }),
    'GET /products': () => ({ products: demoProducts }),
    'GET /materials': () => ({ materials: demoMaterials.map((material) => ({ ...material, claims: [], marks: [] })) }),
    'GET /accounts': () => ({ accounts: demoAccounts }),
    'GET /invitations': () => ({ invitations: [] }),
    'POST /invitations': () => ({
      invitation: {
        invitationId: demoShow.showId,
        showId: demoShow.showId,
        showTitle: demoShow.title,
        createdAt: serverNow,
        expiresAt: serverNow,
        maxUses: 500,
        uses: 0,
        isOpen: true,
      },
      url: `https://shoal.example/join/${'a'.repeat(43)}`,
    }),
    ...replaced,
  };

  /** @param path below `/api`, without the query. */
  function answer(method: string, path: string, body: unknown): FakeAnswer {
    for (const [name, handle] of Object.entries(handlers)) {
      const [verb, pattern = ''] = name.split(' ');
      const match = verb === method && new RegExp(`^${pattern.replace(/:\w+/g, '([^/]+)')}$`).exec(path);
      if (!match) continue;
      try {
        return { status: 200, body: handle({ params: match.slice(1), body }) };
      } catch (refusal) {
        return refusal as FakeAnswer; // Only refuse() throws here.
      }
    }
    return {
      status: 404,
      body: { error: { code: 'request.not_found', message: path, retry: 'never' } satisfies Refusal },
    };
  }

  /** Takes the place of `fetch`. */
  const fakeFetch = async (url: string, init: RequestInit = {}) => {
    const { pathname } = new URL(url, 'http://shoal.test');
    const sent = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const { body, status } = answer(init.method ?? 'GET', pathname.replace(/^\/api/, ''), sent);
    return new Response(JSON.stringify(body), { status });
  };
  return { answer, fakeFetch };
}
