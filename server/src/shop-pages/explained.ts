import { AppError } from '@shoal/contract';
import { type Asked, type MessageParts, showBusy, showUnknown } from './unknown-page.ts';

export const isCode = (error: unknown, code: string): boolean => error instanceof AppError && error.code === code;

/** Shows what does not exist, or comes too often, as a page. @throws whatever no page of ours explains */
export async function explained(parts: MessageParts, asked: Asked, answer: () => Promise<void>): Promise<void> {
  try {
    await answer();
  } catch (error) {
    if (isCode(error, 'shops.not_found')) return showUnknown(parts, asked, 'shop');
    if (isCode(error, 'shares.not_found')) return showUnknown(parts, asked, 'link');
    if (!isCode(error, 'request.rate_limited')) throw error;
    await showBusy(parts, asked);
  }
}
