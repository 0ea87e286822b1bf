import { ReminderNotice } from '../features/reminders/reminder-notice.tsx';

/** What stands over every page of a member. */
export function Reminders() {
  return <ReminderNotice />;
}
