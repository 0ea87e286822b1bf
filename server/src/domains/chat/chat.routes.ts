import { chat } from '@shoal/contract';
import type { OnRoute } from '../../http/mount-route.ts';
import { getWords, type PutWordsDeps, putWords } from './put-words.ts';

/** The HTTP face of a brand's listed words. */
export function mountChatRoutes(on: OnRoute, deps: PutWordsDeps): void {
  on(chat.listWords, (caller, { brandId }) => getWords(deps, caller, brandId));
  on(chat.putWords, (caller, input) => putWords(deps, caller, input));
}
