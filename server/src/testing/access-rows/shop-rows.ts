import { type AccessRow, row } from './access-row.ts';

export const shopRows: AccessRow[] = [
  row('GET /me/shop', 'S o o N N N'),
  row('PUT /me/shop', 'S o o N N N', { input: () => ({ welcome: 'tea', items: [] }) }),
  row('GET /shop-look', 'S N N N N o'),
  row('PUT /shop-look', 'S N N N N o', { input: () => ({ name: 'Tea', accent: null, bannerPictureId: null }) }),
  row('PUT /shop-look', 'S N N N N H', {
    about: "with another's picture",
    hidden: 'catalog.not_found',
    input: ({ pictureId }) => ({ name: '', accent: null, bannerPictureId: pictureId }),
  }),
];
