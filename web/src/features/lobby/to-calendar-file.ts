import type { shows } from '@shoal/contract';

const HOUR_MS = 3_600_000;
const stamp = (ms: number) => new Date(ms).toISOString().replace(/[-:]|\.\d{3}/g, '');
// RFC 5545: these four have a meaning of their own in a text.
const escaped = (text: string) => text.replace(/[\\;,]/g, (mark) => `\\${mark}`).replace(/\n/g, '\\n');

/** An appointment with a reminder ten minutes before; null while the show has no date. */
export function toCalendarFile(
  { segments, showId, startsAt, title }: Pick<shows.RoomPage, 'segments' | 'showId' | 'startsAt' | 'title'>,
  url: string,
): string | null {
  if (!startsAt) return null;
  const startMs = Date.parse(startsAt);
  const plannedMs = segments.reduce((sum, segment) => sum + segment.plannedMinutes * 60_000, 0);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Shoal//Room//EN',
    'BEGIN:VEVENT',
    `UID:${showId}@shoal`,
    `DTSTAMP:${stamp(startMs)}`,
    `DTSTART:${stamp(startMs)}`,
    `DTEND:${stamp(startMs + (plannedMs || HOUR_MS))}`,
    `SUMMARY:${escaped(title)}`,
    `URL:${url}`,
    `DESCRIPTION:${escaped(url)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT10M',
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
    '',
  ].join('\r\n');
}
