import type { RequestHandler, Response } from 'express';
import type { Place, PosterQueue } from './poster-queue.ts';

const poster = /^\/p\/[^/]+$/;

/**
 * Holds requests for posters until it is their turn, as the first of all handlers: of a rush of thousands nothing is done
 * but reading the address. Whoever got no place is let through to be refused.
 */
export function posterDoor(queue: Pick<PosterQueue, 'take'>): RequestHandler {
  return async (request, response, next) => {
    if (!poster.test(request.path)) return next();
    const place = queue.take();
    response.locals.posterPlace = place;
    if (!place) return next();
    response.once('close', place.leave); // She may go away before her turn.
    await place.turn;
    next();
  };
}

/** The place that the door gave to this request; none when too many wait. */
export const getPlace = (response: Response): Place | undefined => response.locals.posterPlace as Place | undefined;
