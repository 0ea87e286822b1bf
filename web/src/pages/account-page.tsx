import type { accounts } from '@shoal/contract';
import { AccountPageFrame } from '../features/account/account-page-frame.tsx';
import { DevicesSection } from '../features/account/devices-section.tsx';
import { PasswordSection } from '../features/account/password-section.tsx';
import { ProfileSection } from '../features/account/profile-section.tsx';
import { GroupsSection } from '../features/forward/groups-section.tsx';

type AccountPageProps = { me: accounts.Me };

export function AccountPage({ me }: AccountPageProps) {
  return (
    <AccountPageFrame>
      <ProfileSection me={me} />
      {me.role === 'shopkeeper' && <GroupsSection />}
      <PasswordSection />
      <DevicesSection />
    </AccountPageFrame>
  );
}
