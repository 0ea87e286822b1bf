import type { Request, Response } from 'express';
import { chooseLocale, type PageLocale } from './choose-locale.ts';

export type Asked = { request: Request; response: Response };

/** A consumer's page is kept nowhere, and is in the language that her browser asks for. @returns that language */
export function beginPage({ request, response }: Asked): PageLocale {
  response.setHeader('Cache-Control', 'private, no-store');
  response.setHeader('Vary', 'Accept-Language');
  return chooseLocale(request.get('accept-language'));
}
