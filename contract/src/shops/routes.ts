import { operators, shopkeepers } from '../roles.ts';
import { route } from '../route.ts';
import { Arrangement, Look, NewLook, Shop } from './shop.ts';

export const getMyShop = route({
  method: 'GET',
  path: '/me/shop',
  callers: shopkeepers,
  response: Shop,
  errors: [],
  summary: 'Her shop and what she could take into it; her first look gives it its address',
});

export const arrangeShop = route({
  method: 'PUT',
  path: '/me/shop',
  callers: shopkeepers,
  body: Arrangement,
  response: Shop,
  errors: ['catalog.claim_unproven'],
  summary: 'Order, notes, what is hidden and her welcome, all at once; what is not hers is left out. Safe to repeat',
});

export const getLook = route({
  method: 'GET',
  path: '/shop-look',
  callers: operators,
  response: Look,
  errors: [],
  summary: 'How the pages for consumers look',
});

export const setLook = route({
  method: 'PUT',
  path: '/shop-look',
  callers: operators,
  body: NewLook,
  response: Look,
  errors: ['shops.low_contrast', 'catalog.not_found'],
  summary: 'Name, colour and banner of all pages for consumers; a colour that is hard to read is refused',
});
