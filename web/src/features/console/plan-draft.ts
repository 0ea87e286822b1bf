import type { catalog, shows } from '@shoal/contract';

export type SegmentDraft = {
  /** Of this page, so that a row keeps its identity while it moves. */
  key: string;
  segmentId?: string;
  kind: shows.Segment['kind'];
  title: string;
  openingLine: string;
  plannedMinutes: number;
  materials: readonly catalog.Material[];
  /** Of a show that is on air or over: its words stay, and these materials. */
  kept?: readonly string[];
};

/** A show's plan as it is being edited. */
export type PlanDraft = {
  title: string;
  summary: string;
  cover: catalog.Picture | null;
  startsAt: string | null;
  timeZone: string;
  maxLengthMinutes: number;
  productIds: readonly string[];
  segments: readonly SegmentDraft[];
};

/** What of a plan may be edited. */
export type OpenParts = {
  /** Title, summary and cover, which the replay is shown with too. */
  looks: boolean;
  /** Time, length, products. */
  terms: boolean;
  run: 'open' | 'additions' | 'shut';
};

/** What of a plan may be edited in a state; the server decides. */
export function chooseOpenParts(state: shows.ShowState): OpenParts {
  if (state === 'draft' || state === 'scheduled' || state === 'postponed')
    return { looks: true, terms: true, run: 'open' };
  return { looks: state === 'ended', terms: false, run: state === 'live' ? 'additions' : 'shut' };
}

export const emptyPlan = (timeZone: string): PlanDraft => ({
  title: '',
  summary: '',
  cover: null,
  startsAt: null,
  timeZone,
  maxLengthMinutes: 240,
  productIds: [],
  segments: [],
});

export const toPlan = (show: shows.Show): PlanDraft => ({
  title: show.title,
  summary: show.summary,
  cover: show.cover,
  startsAt: show.startsAt,
  timeZone: show.timeZone,
  maxLengthMinutes: Math.round(show.maxLengthMs / 60_000),
  productIds: show.products.map((product) => product.productId),
  segments: show.segments.map(({ segmentId, ...segment }) => ({
    ...segment,
    key: segmentId,
    segmentId,
    ...(chooseOpenParts(show.state).run !== 'open' && {
      kept: segment.materials.map(({ materialId }) => materialId),
    }),
  })),
});

/** What the server takes of a plan. */
export const toBody = (plan: PlanDraft) => ({
  title: plan.title,
  summary: plan.summary,
  coverPictureId: plan.cover?.pictureId ?? null,
  startsAt: plan.startsAt,
  timeZone: plan.timeZone,
  maxLengthMinutes: plan.maxLengthMinutes,
  productIds: [...plan.productIds],
  segments: plan.segments.map(({ kind, materials, openingLine, plannedMinutes, segmentId, title }) => ({
    ...(segmentId && { segmentId }),
    kind,
    title,
    openingLine,
    plannedMinutes,
    materialIds: materials.map((material) => material.materialId),
  })),
});

/** What was changed of a show's plan: a show on air or over takes but a part of it. */
export function toChanges(base: shows.Show, plan: PlanDraft): Partial<ReturnType<typeof toBody>> {
  const before = toBody(toPlan(base));
  const after = Object.entries(toBody(plan));
  return Object.fromEntries(
    after.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name as keyof typeof before])),
  );
}

/** The list with one row moved; a place outside the list changes nothing. */
export function moveRow<T>(rows: readonly T[], from: number, to: number): readonly T[] {
  const row = rows[from];
  if (row === undefined || to < 0 || to >= rows.length || from === to) return rows;
  const rest = rows.filter((_, index) => index !== from);
  return [...rest.slice(0, to), row, ...rest.slice(to)];
}
