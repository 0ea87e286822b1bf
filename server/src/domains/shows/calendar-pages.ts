import { type AccountId, AppError, ShowId, type shows } from '@shoal/contract';
import { wordsOf } from '@shoal/contract/words';
import { Router } from 'express';
import type { Db } from '../../platform/database.ts';
import { type CalendarShow, toCalendarFile } from './calendar-file.ts';
import type { CalendarLinks } from './calendar-link.ts';

/** What an appointment is made of; a read-only view fills it. */
export type CalendarFacts = {
  showId: ShowId;
  version: number;
  changedAt: Date;
  state: shows.ShowState;
  startsAt: Date | null;
  toldStartsAt: Date | null;
  title: string;
  summary: string;
  brandName: string;
  hostName: string;
  plannedMinutes: number;
  isRehearsal: boolean;
  locale: 'zh' | 'en';
};

export type CalendarPagesDeps = {
  db: Db;
  publicUrl: string;
  calendarLinks: CalendarLinks;
  /** Undefined when the person may not know of the show, or not any more. */
  findCalendarFacts: (db: Db, showId: ShowId, accountId: AccountId) => Promise<CalendarFacts | undefined>;
};

/** Serves a show as a calendar file: the same address tells of a new date, or that it is called off. */
export function calendarPages(deps: CalendarPagesDeps): Router {
  const router = Router();
  router.get('/calendar/:showId/:grant/shoal.ics', async (request, response) => {
    const showId = ShowId.safeParse(request.params.showId);
    const accountId = showId.success && deps.calendarLinks.read(request.params.grant, showId.data);
    const facts = showId.success && accountId && (await deps.findCalendarFacts(deps.db, showId.data, accountId));
    const show = facts && toCalendarShow(facts, deps.publicUrl);
    if (!show) throw new AppError('request.not_found', 'no such calendar file');
    response.setHeader('Cache-Control', 'private, no-store');
    // Inline: a phone then offers to add the appointment; what cannot show it saves it.
    response.setHeader('Content-Disposition', 'inline; filename="shoal.ics"');
    response.type('text/calendar; charset=utf-8').send(toCalendarFile(show));
  });
  return router;
}

/** The appointment as it stands; undefined for a show that never had a date. */
export function toCalendarShow(facts: CalendarFacts, publicUrl: string): CalendarShow | undefined {
  const isOff = facts.state === 'postponed' || facts.state === 'cancelled';
  const startsAt = isOff ? (facts.startsAt ?? facts.toldStartsAt) : facts.startsAt;
  if (!startsAt) return undefined;
  const words = wordsOf(facts.locale).schedule.calendar;
  const url = `${publicUrl}/room/${facts.showId}`;
  const title = facts.isRehearsal ? words.rehearsal(facts.title) : facts.title;
  return {
    startsAt,
    url,
    title,
    uid: `${facts.showId}@shoal`,
    sequence: facts.version - 1,
    changedAt: facts.changedAt,
    plannedMinutes: facts.plannedMinutes || DEFAULT_MINUTES,
    isCancelled: isOff,
    description: [words.by(facts.brandName, facts.hostName), facts.summary, words.enter(url)]
      .filter(Boolean)
      .join('\n'),
    alarm: words.alarm(title),
  };
}

const DEFAULT_MINUTES = 60;
