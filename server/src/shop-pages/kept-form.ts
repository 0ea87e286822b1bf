import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

const KEPT_MS = 10 * 60_000;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Browsers refuse cookies of more than 4 kB, name and attributes counted. */
const MAX_COOKIE_LENGTH = 3_800;

type KeptForm = Record<string, string>;
export type FormKeeper = ReturnType<typeof createFormKeeper>;

type FormKeeperDeps = { clusterSecret: string; isSecure: boolean; now: () => Date };

/**
 * Keeps what was typed into a form that was refused, so that the form is an address of its own to go back to and not the
 * answer to a form. It stays in the browser that typed it, for ten minutes and for that form alone: a cookie that no script
 * reads and that says nothing to who finds it, since the address would end up in histories and logs.
 */
export function createFormKeeper({ clusterSecret, isSecure, now }: FormKeeperDeps) {
  const key = Buffer.from(hkdfSync('sha256', clusterSecret, '', 'shoal kept form', 32));
  const name = isSecure ? '__Secure-form' : 'form';
  const toAttributes = (path: string) => ({ httpOnly: true, sameSite: 'strict', path, secure: isSecure }) as const;

  function seal(form: KeptForm, path: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(path));
    const sealed = [cipher.update(JSON.stringify({ form, until: now().getTime() + KEPT_MS })), cipher.final()];
    return Buffer.concat([iv, ...sealed, cipher.getAuthTag()]).toString('base64url');
  }

  function open(text: string, path: string): KeptForm | undefined {
    const bytes = Buffer.from(text, 'base64url');
    if (bytes.length <= IV_BYTES + TAG_BYTES) return undefined;
    try {
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, IV_BYTES)).setAAD(Buffer.from(path));
      decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
      const opened = Buffer.concat([decipher.update(bytes.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()]);
      const { form, until } = JSON.parse(opened.toString()) as { form: KeptForm; until: number }; // We sealed it.
      return until > now().getTime() ? form : undefined;
    } catch {
      return undefined; // Not sealed by us, or for another form.
    }
  }

  return {
    /** @returns false, having kept nothing, when it is more than a browser takes */
    keep(response: Response, path: string, form: KeptForm): boolean {
      const sealed = seal(form, path);
      if (sealed.length > MAX_COOKIE_LENGTH) return false;
      response.cookie(name, sealed, { ...toAttributes(path), maxAge: KEPT_MS });
      return true;
    },
    /** Undefined when nothing is kept for this form. */
    read(request: Request, path: string): KeptForm | undefined {
      const text = request.headers.cookie && parseCookie(request.headers.cookie)[name];
      return text ? open(text, path) : undefined;
    },
    forget(response: Response, path: string): void {
      response.clearCookie(name, toAttributes(path));
    },
  };
}
