import { Notifications } from '@mantine/notifications';
import { createPortal } from 'react-dom';
import { useTopSheet } from './top-sheet.ts';

/** Where toasts show: on the page, or in the sheet that covers it. */
export function Toasts() {
  const sheet = useTopSheet();
  return createPortal(
    <Notifications withinPortal={false} position="bottom-center" limit={3} />,
    sheet ?? document.body,
  );
}
