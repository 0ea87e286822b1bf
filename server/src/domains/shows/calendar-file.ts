/** A show as an appointment. `sequence` and `changedAt` rise with every change, so that calendars take the newest. */
export type CalendarShow = {
  uid: string;
  sequence: number;
  changedAt: Date;
  startsAt: Date;
  plannedMinutes: number;
  isCancelled: boolean;
  title: string;
  description: string;
  alarm: string;
  url: string;
};

const MINUTE_MS = 60_000;
const MAX_LINE_OCTETS = 75;

/** The appointment as an iCalendar object, with an alarm a quarter of an hour before (RFC 5545). */
export function toCalendarFile(show: CalendarShow): string {
  const { changedAt, plannedMinutes, startsAt, url } = show;
  const endsAt = new Date(startsAt.getTime() + plannedMinutes * MINUTE_MS);
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Shoal//Shows//EN',
    'CALSCALE:GREGORIAN',
    'BEGIN:VEVENT',
    `UID:${show.uid}`,
    `DTSTAMP:${toUtc(changedAt)}`,
    `LAST-MODIFIED:${toUtc(changedAt)}`,
    `SEQUENCE:${show.sequence}`,
    `DTSTART:${toUtc(startsAt)}`,
    `DTEND:${toUtc(endsAt)}`,
    `SUMMARY:${toText(show.title)}`,
    `DESCRIPTION:${toText(show.description)}`,
    `LOCATION:${toText(url)}`,
    `URL:${url}`,
    `STATUS:${show.isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    // Nobody is to be woken for what will not be.
    ...(show.isCancelled ? [] : toAlarm(show.alarm)),
    'END:VEVENT',
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${foldLine(line)}\r\n`).join('');
}

const toAlarm = (text: string) => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT15M',
  `DESCRIPTION:${toText(text)}`,
  'END:VALARM',
];

/** 20300102T030405Z. */
const toUtc = (at: Date) => at.toISOString().replace(/[-:]|\.\d{3}/g, '');

// Backslash, semicolon, comma and line end have a meaning of their own in a text (3.3.11); other controls are not allowed.
const toText = (text: string) =>
  text
    .replace(/[\\;,]/g, (mark) => `\\${mark}`)
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');

/** Breaks a line so that none has more than 75 octets, and never within a character (3.1). */
export function foldLine(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_LINE_OCTETS) {
      folded += '\r\n ';
      octets = 1; // The blank that says that the line goes on.
    }
    folded += character;
    octets += size;
  }
  return folded;
}
