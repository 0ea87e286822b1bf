import type { catalog } from '@shoal/contract';
import { type KeyboardEvent, useState } from 'react';
import { useWords } from '../../hooks/use-words.ts';
import { randomUuid } from '../../live/random-id.ts';
import { showDone } from '../../ui/toast.tsx';
import { moveRow, type SegmentDraft } from './plan-draft.ts';

type Segments = readonly SegmentDraft[];

/** Adding, changing, removing and reordering segments, by pointer and keyboard. */
export function useSegments(segments: Segments, onChange: (segments: Segments) => void) {
  const words = useWords();
  const { console: own } = words;
  const [dragged, setDragged] = useState<number | null>(null);
  const [over, setOver] = useState<number | null>(null);
  const [announcement, announce] = useState('');

  const make = (kind: SegmentDraft['kind'], title: string, plannedMinutes: number): SegmentDraft => ({
    key: randomUuid(),
    kind,
    title,
    openingLine: '',
    plannedMinutes,
    materials: [],
  });
  const move = (from: number, to: number) => {
    const moved = moveRow(segments, from, to);
    if (moved === segments) return;
    onChange(moved);
    announce(own.movedTo(segments[from]?.title ?? '', to + 1));
  };
  const change = (key: string, part: Partial<SegmentDraft>) =>
    onChange(segments.map((segment) => (segment.key === key ? { ...segment, ...part } : segment)));
  const remove = (key: string) => {
    onChange(segments.filter((segment) => segment.key !== key));
    showDone(own.segmentRemoved, { label: words.common.undo, act: () => onChange(segments) });
  };
  const addMaterial = (key: string, material: catalog.Material) => {
    const materials = segments.find((segment) => segment.key === key)?.materials ?? [];
    if (!materials.some(({ materialId }) => materialId === material.materialId))
      change(key, { materials: [...materials, material] });
  };
  return {
    announcement,
    dragged,
    over,
    add: () => onChange([...segments, make('product', own.newSegmentTitle, 10)]),
    addTemplate: () =>
      onChange([
        make('brand_trust', own.template.trust, 10),
        make('product', own.template.product, 20),
        make('forwarding', own.template.forwarding, 10),
        make('q_and_a', own.template.questions, 10),
      ]),
    addMaterial,
    change,
    remove,
    move,
    onKey: (event: KeyboardEvent, index: number) => {
      const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
      if (!event.altKey || !step) return;
      event.preventDefault();
      move(index, index + step);
    },
    drag: {
      start: setDragged,
      over: setOver,
      drop: (index: number) => {
        if (dragged !== null) move(dragged, index);
        setDragged(null);
        setOver(null);
      },
      end: () => {
        setDragged(null);
        setOver(null);
      },
    },
  };
}
