import { createTestClient } from './test-client.ts';

/** What a browser shows of a refused form: it goes where it was sent, in English, with the cookie that it was given. */
export async function followRefusal(url: string, answer: Response): Promise<string> {
  const cookie = answer.headers.getSetCookie().map((set) => set.split(';', 1)[0]);
  const client = createTestClient(url, cookie.join('; '));
  const page = await client.fetch(answer.headers.get('location') ?? '', { headers: { 'accept-language': 'en' } });
  return page.text();
}
