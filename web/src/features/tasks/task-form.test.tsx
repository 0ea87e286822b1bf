import { cleanup, screen } from '@testing-library/react';
import { afterEach, expect, test } from 'vitest';
import { aMaterial } from '../../testing/log-entries.ts';
import { renderApp } from '../../testing/render-app.tsx';
import { TaskForm } from './task-form.tsx';

afterEach(cleanup);

const materials = ['检测报告', '今晚开箱价'].map((title) => aMaterial({ title }));
const open = (likely: string | null) => {
  renderApp(
    <TaskForm
      title="发起转发任务"
      act="发起任务"
      materials={materials}
      likely={likely}
      isBusy={false}
      onAct={() => {}}
      onClose={() => {}}
    />,
  );
  return screen.getByRole<HTMLInputElement>('combobox', { name: '转发哪份素材' }).value;
};

test('TaskForm() offers what was dropped last', () => {
  expect(open(materials[1]?.materialId ?? null)).toBe('今晚开箱价');
});

test('TaskForm() offers the first material when nothing lies before the school', () => {
  expect(open(null)).toBe('检测报告');
});
