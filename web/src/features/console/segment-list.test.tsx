import { cleanup, fireEvent, screen } from '@testing-library/react';
import { useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../../testing/render-app.tsx';
import type { SegmentDraft } from './plan-draft.ts';
import { SegmentList } from './segment-list.tsx';

afterEach(cleanup);

const segment = (title: string): SegmentDraft => ({
  key: title,
  kind: 'product',
  title,
  openingLine: '',
  plannedMinutes: 10,
  materials: [],
});

function Editor() {
  const [segments, setSegments] = useState<readonly SegmentDraft[]>(['开场', '讲解', '答疑'].map(segment));
  return <SegmentList segments={segments} brandId={null} open="open" onChange={setSegments} />;
}
const titles = () =>
  screen.getAllByRole('textbox', { name: '环节标题' }).map((field) => (field as HTMLInputElement).value);
const handle = (title: string) => screen.getByRole('button', { name: new RegExp(`^移动环节「${title}」`) });

test('a segment moves with Alt and the arrow keys, and its new place is announced', () => {
  renderApp(<Editor />);
  fireEvent.keyDown(handle('答疑'), { key: 'ArrowUp', altKey: true });
  expect(titles()).toEqual(['开场', '答疑', '讲解']);
  expect(screen.getByText('「答疑」已移到第 2 个')).toBeTruthy();
});

test('an arrow without Alt, or past the end, moves nothing', () => {
  renderApp(<Editor />);
  fireEvent.keyDown(handle('答疑'), { key: 'ArrowUp' });
  fireEvent.keyDown(handle('答疑'), { key: 'ArrowDown', altKey: true });
  expect(titles()).toEqual(['开场', '讲解', '答疑']);
});

test('a segment moves by dragging its handle onto another row', () => {
  renderApp(<Editor />);
  fireEvent.dragStart(handle('答疑'));
  const target = screen.getByRole('listitem', { name: '第 1 个环节' });
  fireEvent.dragOver(target);
  fireEvent.drop(target);
  expect(titles()).toEqual(['答疑', '开场', '讲解']);
});

test('a removed segment is gone from the list', () => {
  renderApp(<Editor />);
  fireEvent.click(screen.getByRole('button', { name: '移除环节「讲解」' }));
  expect(titles()).toEqual(['开场', '答疑']);
});
