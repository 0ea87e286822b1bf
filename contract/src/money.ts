import { z } from 'zod';

/** ISO 4217. Two decimal digits for all of these. */
export const Currency = z.enum(['CNY', 'USD', 'EUR', 'HKD']);
export type Currency = z.infer<typeof Currency>;

/** An amount in minor units (fen, cent), never a float. */
export const AmountMinor = z.int().min(0).max(10_000_000_000);

/** What several amounts come to: the units of an order, the orders of a payout or a show. */
export const SumMinor = z.int().min(0).max(10_000_000_000_000);

/** An amount that may be owed the other way round. */
export const SignedMinor = z.int().min(-10_000_000_000_000).max(10_000_000_000_000);

export const Money = z.strictObject({ amountMinor: AmountMinor, currency: Currency });
export const MoneySum = z.strictObject({ amountMinor: SumMinor, currency: Currency });
export type Money = z.infer<typeof Money>;
