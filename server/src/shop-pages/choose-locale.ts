export type PageLocale = 'zh' | 'en';

/** The first of our languages that a browser prefers; Chinese when it says nothing of either. */
export function chooseLocale(acceptLanguage: string | undefined): PageLocale {
  const ranked = (acceptLanguage ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part
        .trim()
        .toLowerCase()
        .split(/;\s*q=/);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality);
  for (const { tag } of ranked) {
    if (/^zh(-|$)/.test(tag)) return 'zh';
    if (/^en(-|$)/.test(tag)) return 'en';
  }
  return 'zh';
}
