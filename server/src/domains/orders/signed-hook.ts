import { createHmac, timingSafeEqual } from 'node:crypto';
import { AppError, type BrandId } from '@shoal/contract';
import { z } from 'zod';
import { listValidSecrets } from './hook-secrets.ts';
import type { OrdersDeps } from './orders-deps.ts';

/** A signature is good for so long before and after the time it names. */
const TOLERANCE_MS = 300_000;

export type Hook = { brandId: BrandId; timestamp: string; signature: string; body: Uint8Array };
export type TrustDeps = Pick<OrdersDeps, 'db' | 'now' | 'orderKey'>;

/** A name or number that an outside shop gives: what no database can keep is none. */
export const shopText = (maxLength: number) =>
  z
    .string()
    .max(maxLength)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u);

/** What an outside shop signs: the time in Unix seconds, a dot, and the body as sent. */
export const signHook = (secret: string, timestamp: string, body: Uint8Array): string =>
  createHmac('sha256', secret).update(`${timestamp}.`).update(body).digest('hex');

/**
 * An event that is trusted by its signature and time alone.
 * @throws AppError `accounts.not_allowed` for a bad or old signature | `request.invalid`
 */
export async function readSigned<S extends z.ZodType>(deps: TrustDeps, hook: Hook, schema: S): Promise<z.output<S>> {
  checkSignature(deps, hook, await listValidSecrets(deps, deps.db, hook.brandId));
  const parsed = schema.safeParse(parseJson(hook.body));
  if (!parsed.success) throw new AppError('request.invalid', parsed.error.issues[0]?.message ?? 'not an event');
  return parsed.data;
}

function checkSignature({ now }: TrustDeps, hook: Hook, secrets: readonly string[]): void {
  const { body, signature, timestamp } = hook;
  const refuse = (why: string) => new AppError('accounts.not_allowed', why);
  const given = Buffer.from(signature.replace(/^sha256=/, ''), 'hex');
  const isOurs = (secret: string) => {
    const expected = Buffer.from(signHook(secret, timestamp, body), 'hex');
    return given.length === expected.length && timingSafeEqual(given, expected);
  };
  if (!secrets.some(isOurs)) throw refuse('the signature is not ours');
  const ageMs = Math.abs(now().getTime() - Number(timestamp) * 1_000);
  if (!(ageMs <= TOLERANCE_MS)) throw refuse('the time is more than 300 s away');
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}
