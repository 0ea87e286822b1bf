import { expect, test } from 'vitest';
import { type CalendarShow, foldLine, toCalendarFile } from './calendar-file.ts';

const show: CalendarShow = {
  uid: '0192f3a4@shoal',
  sequence: 3,
  changedAt: new Date('2030-01-01T23:59:59.999Z'),
  startsAt: new Date('2030-01-02T03:04:05.678Z'),
  plannedMinutes: 90,
  isCancelled: false,
  title: 'Spring; tea, and a \\ more',
  description: 'line one\nline two\r\nthree',
  alarm: 'Starts soon',
  url: 'http://shoal.test/room/0192f3a4',
};

/** The content lines as a reader takes them: unfolded (RFC 5545, 3.1). */
const readLines = (file: string) =>
  file
    .replaceAll('\r\n ', '')
    .split('\r\n')
    .filter((line) => line !== '');
const readText = (file: string, name: string) =>
  readLines(file)
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .replace(/\\([\\;,nN])/g, (_, mark: string) => (mark.toLowerCase() === 'n' ? '\n' : mark));

test('toCalendarFile() writes each moment in UTC, ends after the planned minutes, and names what changed when', () => {
  expect(readLines(toCalendarFile(show))).toEqual(
    expect.arrayContaining([
      'UID:0192f3a4@shoal',
      'DTSTAMP:20300101T235959Z',
      'SEQUENCE:3',
      'DTSTART:20300102T030405Z',
      'DTEND:20300102T043405Z',
      'URL:http://shoal.test/room/0192f3a4',
      'STATUS:CONFIRMED',
    ]),
  );
});

test('toCalendarFile() nests one alarm, a quarter of an hour before, in one event', () => {
  const lines = readLines(toCalendarFile(show));

  expect(lines.filter((line) => /^(BEGIN|END):/.test(line))).toEqual([
    'BEGIN:VCALENDAR',
    'BEGIN:VEVENT',
    'BEGIN:VALARM',
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]);
  expect(lines).toContain('TRIGGER:-PT15M');
  expect(lines).toContain('ACTION:DISPLAY');
});

test('toCalendarFile() of a show that is called off says so and wakes nobody', () => {
  const lines = readLines(toCalendarFile({ ...show, isCancelled: true }));

  expect(lines).toContain('STATUS:CANCELLED');
  expect(lines).not.toContain('BEGIN:VALARM');
});

test('toCalendarFile() gives texts back as they were, and has no bare line end or control character', () => {
  const long = { ...show, title: '春茶；开箱, 第一泡🍵'.repeat(12), description: `${show.description}\u0007` };
  const file = toCalendarFile(long);

  expect(readText(file, 'SUMMARY')).toBe(long.title);
  expect(readText(file, 'DESCRIPTION')).toBe('line one\nline two\nthree');
  expect(file.replaceAll('\r\n', '')).not.toMatch(/\p{Cc}/u);
  expect(file.endsWith('END:VCALENDAR\r\n')).toBe(true);
});

test('foldLine() leaves no line above 75 octets and cuts no character, at every offset', () => {
  for (let shift = 0; shift < 8; shift += 1) {
    const line = `${'x'.repeat(shift)}${'茶🍵é'.repeat(40)}`;
    const folded = foldLine(line);
    for (const part of folded.split('\r\n')) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
    expect(folded.replaceAll('\r\n ', '')).toBe(line);
    expect(folded).not.toContain('\uFFFD');
  }
  expect(foldLine('x'.repeat(75))).toBe('x'.repeat(75));
});
