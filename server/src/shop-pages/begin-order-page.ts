import { AppError } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import type { Request } from 'express';
import { isOwnRequest } from '../platform/origins.ts';
import { type Asked, beginPage } from './begin-page.ts';

/** What a page of an order is written with. */
export function beginOrderPage(page: Asked) {
  page.response.setHeader('Referrer-Policy', 'same-origin');
  const locale = beginPage(page);
  const { errors, orders: words, shop, variants } = wordsOf(locale);
  return { locale, words, adMark: shop.adMark, busy: errors['request.rate_limited'], variantWords: variants };
}

/** @throws AppError `request.foreign_origin` */
export function requireOwn(site: { isSecure: boolean; publicUrl: string }, request: Request): void {
  if (isOwnRequest(site, request.headers)) return;
  throw new AppError('request.foreign_origin', 'this form was not sent from our own page');
}

export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');
