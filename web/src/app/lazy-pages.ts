import { lazy } from 'react';

/** Each front door is a chunk of its own: a phone in the room never loads the studio. */
export const AccountPage = lazy(() => import('../pages/account-page.tsx').then((m) => ({ default: m.AccountPage })));
export const ConsolePage = lazy(() => import('../pages/console-page.tsx').then((m) => ({ default: m.ConsolePage })));
export const CorrectionsPage = lazy(() =>
  import('../pages/corrections-page.tsx').then((m) => ({ default: m.CorrectionsPage })),
);
export const EarningsPage = lazy(() => import('../pages/earnings-page.tsx').then((m) => ({ default: m.EarningsPage })));
export const InboxPage = lazy(() => import('../pages/inbox-page.tsx').then((m) => ({ default: m.InboxPage })));
export const InvitationPage = lazy(() =>
  import('../pages/invitation-page.tsx').then((m) => ({ default: m.InvitationPage })),
);
export const MyShopPage = lazy(() => import('../pages/my-shop-page.tsx').then((m) => ({ default: m.MyShopPage })));
export const PasswordLinkPage = lazy(() =>
  import('../pages/password-link-page.tsx').then((m) => ({ default: m.PasswordLinkPage })),
);
export const ReplayPage = lazy(() => import('../pages/replay-page.tsx').then((m) => ({ default: m.ReplayPage })));
export const RoomPage = lazy(() => import('../pages/room-page.tsx').then((m) => ({ default: m.RoomPage })));
export const ShopkeeperHomePage = lazy(() =>
  import('../pages/shopkeeper-home-page.tsx').then((m) => ({ default: m.ShopkeeperHomePage })),
);
export const SignInPage = lazy(() => import('../pages/sign-in-page.tsx').then((m) => ({ default: m.SignInPage })));
export const StudioPage = lazy(() => import('../pages/studio-page.tsx').then((m) => ({ default: m.StudioPage })));
export const Reminders = lazy(() => import('../pages/reminders.tsx').then((m) => ({ default: m.Reminders })));
