import { expect, test } from 'vitest';
import { createPlaceNamer } from './place.ts';

const namePlace = createPlaceNamer('a secret of this installation');
const at = new Date('2026-03-04T10:00:00.000Z');
const phone = { ip: '203.0.113.7', userAgent: 'Mozilla/5.0 (iPhone)' };

test('createPlaceNamer() names the same address and browser alike, and each other one differently', () => {
  const { place } = namePlace(phone, at);

  expect(namePlace({ ...phone, ip: '::ffff:203.0.113.7' }, at).place).toEqual(place);
  expect(namePlace({ ...phone, ip: '203.0.113.8' }, at).place).not.toEqual(place);
  expect(namePlace({ ...phone, userAgent: 'Mozilla/5.0 (Android)' }, at).place).not.toEqual(place);
  expect(createPlaceNamer('another secret')(phone, at).place).not.toEqual(place);
});

test('createPlaceNamer() takes a /64 of IPv6 for one address', () => {
  const of = (ip: string) => namePlace({ ...phone, ip }, at).address;

  expect(of('2001:db8:1:2:aaaa::1')).toEqual(of('2001:db8:1:2::7'));
  expect(of('2001:db8:1:3::7')).not.toEqual(of('2001:db8:1:2::7'));
  expect(of('2001:db8::7')).toEqual(of('2001:db8:0:0:1::9'));
});

test('createPlaceNamer() changes its key weekly and still knows the week before', () => {
  const weekLater = namePlace(phone, new Date(at.getTime() + 7 * 86_400_000));

  expect(weekLater.place).not.toEqual(namePlace(phone, at).place);
  expect(weekLater.lastWeeks).toEqual(namePlace(phone, at).place);
});
