import type { AccountId, InquiryId, ShareId } from '@shoal/contract';
import { insertInquiry } from '../domains/inquiries/inquiries.store.ts';
import type { Db } from '../platform/database.ts';
import { newId } from '../platform/new-id.ts';

/** A question of some visitor that a shopkeeper reported. */
export async function givenInquiry(db: Db, of: { shareId: ShareId; shopkeeperId: AccountId }): Promise<InquiryId> {
  const { id } = await insertInquiry(db, {
    ...of,
    id: newId(),
    visitorId: Buffer.alloc(16, 7),
    askerName: '',
    text: 'How strong?',
    askedAt: new Date(),
    idempotencyKey: crypto.randomUUID(),
  });
  await db.updateTable('inquiries').set({ reportedAt: new Date() }).where('id', '=', id).execute();
  return id;
}
