import { z } from 'zod';

/** Small letters only, as the database writes it: rooms, locks and limits are told apart by it. */
const id = <const Brand extends string>(_brand: Brand) => z.uuid().toLowerCase().brand<Brand>();

export const AccountId = id('AccountId');
export type AccountId = z.infer<typeof AccountId>;
export const SessionId = id('SessionId');
export type SessionId = z.infer<typeof SessionId>;
export const InvitationId = id('InvitationId');
export type InvitationId = z.infer<typeof InvitationId>;
export const BrandId = id('BrandId');
export type BrandId = z.infer<typeof BrandId>;
export const ProductId = id('ProductId');
export type ProductId = z.infer<typeof ProductId>;
/** What a buyer chooses among, of one product. */
export const VariantId = id('VariantId');
export type VariantId = z.infer<typeof VariantId>;
export const MaterialId = id('MaterialId');
export type MaterialId = z.infer<typeof MaterialId>;
export const PictureId = id('PictureId');
export type PictureId = z.infer<typeof PictureId>;
export const ClipId = id('ClipId');
export type ClipId = z.infer<typeof ClipId>;
/** A claim of a brand, with what proves it. */
export const ClaimCardId = id('ClaimCardId');
export type ClaimCardId = z.infer<typeof ClaimCardId>;
export const ShowId = id('ShowId');
export type ShowId = z.infer<typeof ShowId>;
export const SegmentId = id('SegmentId');
export type SegmentId = z.infer<typeof SegmentId>;
export const MessageId = id('MessageId');
export type MessageId = z.infer<typeof MessageId>;
export const ShareId = id('ShareId');
export type ShareId = z.infer<typeof ShareId>;
export const TaskId = id('TaskId');
export type TaskId = z.infer<typeof TaskId>;
/** A group of people that a shopkeeper named herself. */
export const GroupId = id('GroupId');
export type GroupId = z.infer<typeof GroupId>;
/** What a visitor asked a shopkeeper. */
export const InquiryId = id('InquiryId');
export type InquiryId = z.infer<typeof InquiryId>;
export const EvidenceId = id('EvidenceId');
export type EvidenceId = z.infer<typeof EvidenceId>;
export const AskId = id('AskId');
export type AskId = z.infer<typeof AskId>;
export const PreparedAskId = id('PreparedAskId');
export type PreparedAskId = z.infer<typeof PreparedAskId>;
export const QuestionId = id('QuestionId');
export type QuestionId = z.infer<typeof QuestionId>;
export const FaqId = id('FaqId');
export type FaqId = z.infer<typeof FaqId>;
export const OrderId = id('OrderId');
export type OrderId = z.infer<typeof OrderId>;
export const RefundId = id('RefundId');
export type RefundId = z.infer<typeof RefundId>;
export const PayoutBatchId = id('PayoutBatchId');
export type PayoutBatchId = z.infer<typeof PayoutBatchId>;
export const PayoutId = id('PayoutId');
export type PayoutId = z.infer<typeof PayoutId>;
export const RecallId = id('RecallId');
export type RecallId = z.infer<typeof RecallId>;
/** Lets an outside encoder or player at one show. */
export const StreamKeyId = id('StreamKeyId');
export type StreamKeyId = z.infer<typeof StreamKeyId>;
export const RunId = id('RunId');
export type RunId = z.infer<typeof RunId>;

/** One media process; it keeps the id across restarts, and takes a new `bootId` at each start. */
export const NodeId = z
  .string()
  .min(1)
  .max(64)
  .regex(/^[a-z0-9][a-z0-9-]*$/)
  .brand<'NodeId'>();
export type NodeId = z.infer<typeof NodeId>;
export const BootId = id('BootId');
export type BootId = z.infer<typeof BootId>;

/** One browser tab, as the tab itself names it; kept while the page lives, also across reconnects. */
export const TabId = id('TabId');
export type TabId = z.infer<typeof TabId>;

/** 14 characters of base62: 83 random bits, so links cannot be guessed. */
export const ShareCode = z
  .string()
  .regex(/^[0-9A-Za-z]{14}$/)
  .brand<'ShareCode'>();
export type ShareCode = z.infer<typeof ShareCode>;

/** Made when a person acts and kept through every retry of that act. */
export const IdempotencyKey = id('IdempotencyKey');
export type IdempotencyKey = z.infer<typeof IdempotencyKey>;
