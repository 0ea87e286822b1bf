import type { accounts } from '@shoal/contract';

type ConsolePageProps = { me: accounts.Me };

export function ConsolePage({ me }: ConsolePageProps) {
  return <main>{me.displayName}</main>;
}
