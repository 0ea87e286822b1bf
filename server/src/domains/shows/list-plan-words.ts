import type { BrandId } from '@shoal/contract';
import type { SaidWords } from '../../platform/said-words.ts';

type Titled = { title: string };
type Plan = { title?: string | undefined; segments?: readonly Titled[] | undefined };

/** What consumers read of a plan, on pages, posters and among chapters, as far as it did not stand there before. */
export function listPlanWords(brandId: BrandId, plan: Plan, before: readonly Titled[] = []): SaidWords[] {
  const known = new Set(before.map(({ title }) => title));
  const about = { brandId };
  return [
    ...(plan.title === undefined ? [] : [{ field: 'show.title' as const, text: plan.title, about }]),
    ...(plan.segments ?? []).map(({ title }) => ({ field: 'segment.title' as const, text: title, about })),
  ].filter(({ text }) => !known.has(text));
}
