import type { claimsZh } from './claims.zh.ts';

export const claimsEn: typeof claimsZh = {
  adMark: 'Advertising mark',
  adMarkText:
    'Shopkeepers’ pages, order forms and posters say that they are advertising. Online advertising has to be recognisable: ask your lawyer before you switch it off.',
  adMarkShown: 'Show the word “Advertisement”',
  adMarkOn: 'Pages and posters say that they are advertising',
  adMarkOff: 'Pages and posters no longer say that they are advertising',
};
