import { Menu } from '@mantine/core';
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { useRef, useState } from 'react';
import { afterEach, expect, test } from 'vitest';
import { renderApp } from '../testing/render-app.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { OpenDialog } from './open-dialog.tsx';

afterEach(cleanup);

function Desk() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        发货
      </button>
      {isOpen && (
        <OpenDialog title="填快递单号" onClose={() => setIsOpen(false)}>
          <input data-autofocus aria-label="单号" />
        </OpenDialog>
      )}
    </>
  );
}

test('OpenDialog gives the focus back to what opened it', async () => {
  renderApp(<Desk />);
  const opener = screen.getByRole('button', { name: '发货' });
  opener.focus();
  fireEvent.click(opener);
  const field = await screen.findByLabelText('单号');
  await waitFor(() => expect(document.activeElement).toBe(field));

  fireEvent.keyDown(field, { key: 'Escape' });

  await waitFor(() => expect(document.activeElement).toBe(opener));
  expect(screen.queryByRole('dialog')).toBeNull();
});

function MenuDesk() {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <>
      <Menu transitionProps={{ duration: 0 }}>
        <Menu.Target>
          <button type="button">更多</button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => setIsOpen(true)}>停播</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog isOpen={isOpen} title="停播？" act="停播" onAct={() => {}} onClose={() => setIsOpen(false)}>
        不能撤销
      </ConfirmDialog>
    </>
  );
}

test('a dialog that was opened from a menu gives the focus back to the menu’s button', async () => {
  renderApp(<MenuDesk />);
  const opener = screen.getByRole('button', { name: '更多' });
  fireEvent.click(opener);
  const item = await screen.findByRole('menuitem', { name: '停播' });
  item.focus();
  fireEvent.click(item);
  await waitFor(() => expect(screen.queryByRole('menuitem')).toBeNull());

  fireEvent.keyDown(await screen.findByRole('dialog'), { key: 'Escape' });

  await waitFor(() => expect(document.activeElement).toBe(opener));
});

function LeadingDesk() {
  const [isOpen, setIsOpen] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const goOn = () => {
    setIsOpen(false);
    field.current?.focus();
  };
  return (
    <>
      <button type="button" onClick={() => setIsOpen(true)}>
        打开
      </button>
      <input ref={field} aria-label="单号" />
      {isOpen && (
        <OpenDialog title="去填" onClose={() => setIsOpen(false)}>
          <button type="button" onClick={goOn}>
            去填单号
          </button>
        </OpenDialog>
      )}
    </>
  );
}

test('a dialog whose act leads elsewhere leaves the focus there', async () => {
  renderApp(<LeadingDesk />);
  const opener = screen.getByRole('button', { name: '打开' });
  opener.focus();
  fireEvent.click(opener);
  fireEvent.click(await screen.findByRole('button', { name: '去填单号' }));

  await new Promise((resolve) => setTimeout(resolve, 50)); // By then a focus that was lost has been given back.
  expect(document.activeElement).toBe(screen.getByLabelText('单号'));
});
