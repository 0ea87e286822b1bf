import { useLocale } from '../../hooks/locale.ts';

/** Counts and scores as people of this locale write them. A score is kept in hundredths. */
export function useFormat() {
  const locale = useLocale();
  return {
    toCount: (count: number) => count.toLocaleString(locale),
    toScore: (score: number) => (score / 100).toLocaleString(locale, { maximumFractionDigits: 2 }),
  };
}
