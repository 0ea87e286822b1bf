import { AppError, catalog, ShareCode } from '@shoal/contract';
import { type Request, type Response, Router } from 'express';
import type { Member } from '../../platform/caller.ts';
import type { RateLimit, RateLimits } from '../../platform/rate-limits.ts';
import { type GetPosterDeps, getPoster, type PosterAsked } from './get-poster.ts';
import { getPlace } from './poster-door.ts';
import type { PosterQueue } from './poster-queue.ts';
import { PosterDraft, type PreviewPosterDeps, previewPoster } from './preview-poster.ts';

export type PosterPagesDeps = GetPosterDeps &
  PreviewPosterDeps & {
    limits: RateLimits;
    queue: Pick<PosterQueue, 'retryAfterSeconds'>;
    onRefused: () => void;
    /** Who asks; undefined for a stranger. */
    findMember: (request: Request) => Promise<Member | undefined>;
  };

/** A PNG costs ten times a JPEG, and nobody prints so many. */
const prints: RateLimit = { name: 'poster-prints', points: 30, windowSeconds: 60 };
const previews: RateLimit = { name: 'poster-previews', points: 240, windowSeconds: 60 };
const YEAR_SECONDS = 31_536_000;

/**
 * Serves `/p/<code>.jpg`, `/p/<code>-<template>.jpg` and the same as `.png`: her poster as it is now; the address with its
 * version never changes. They come through the poster door. `/p/preview/<template>.jpg` shows the crew a draft.
 */
export function posterPages(deps: PosterPagesDeps): Router {
  const router = Router();
  router.get('/p/:name', async (request, response) => {
    const place = getPlace(response);
    if (!place) {
      deps.onRefused();
      response.setHeader('Retry-After', String(deps.queue.retryAfterSeconds));
      throw new AppError('shares.posters_busy', 'too many wait for posters');
    }
    try {
      await answer(request, response, readAsked(request));
    } finally {
      place.leave();
    }
  });
  const answer = async (request: Request, response: Response, asked: PosterAsked): Promise<void> => {
    if (asked.format === 'png') await deps.limits.take(prints, request.ip ?? 'unknown');
    const { paint, tag, version } = await getPoster(deps, asked);
    const isPinned = request.query.v === version;
    response.setHeader('ETag', `"${tag}"`);
    const caching = isPinned ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
    if (request.get('if-none-match') === `"${tag}"`) {
      return void response.setHeader('Cache-Control', caching).status(304).end();
    }
    const { bytes, letGo } = await paint();
    if (response.closed) return letGo();
    response.once('close', letGo); // Sent, or she went away.
    response.setHeader('Cache-Control', caching).type(asked.format).end(bytes);
  };
  router.get('/p/preview/:name', async (request, response) => {
    const member = await deps.findMember(request);
    if (!member || member.role === 'shopkeeper') throw new AppError('shares.not_found', 'no such poster');
    const [template] = request.params.name.split('.jpg');
    const draft = PosterDraft.safeParse({ ...request.query, template });
    if (!draft.success) throw new AppError('request.invalid', 'a draft has a brand, a template and a picture');
    await deps.limits.take(previews, member.accountId);
    const jpeg = await previewPoster(deps, member, draft.data);
    response.setHeader('Cache-Control', 'private, max-age=60').type('jpeg').end(jpeg);
  });
  return router;
}

/** @throws AppError `shares.not_found` for what cannot be a poster's name */
function readAsked({ params, query }: Request<{ name: string }>): PosterAsked {
  const [, code, template, ending] = /^([0-9A-Za-z]+)(?:-([a-z]+))?\.(jpg|png)$/.exec(params.name) ?? [];
  const [parsedCode, parsedTemplate] = [
    ShareCode.safeParse(code),
    catalog.PosterTemplate.optional().safeParse(template),
  ];
  if (!parsedCode.success || !parsedTemplate.success) throw new AppError('shares.not_found', 'no such poster');
  return {
    code: parsedCode.data,
    template: parsedTemplate.data,
    format: ending === 'png' ? 'png' : 'jpeg',
    lang: query.lang === 'en' ? 'en' : 'zh',
  };
}
