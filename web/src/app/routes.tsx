import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Home } from './home.tsx';
import {
  AccountPage,
  ConsolePage,
  CorrectionsPage,
  EarningsPage,
  InboxPage,
  InvitationPage,
  MyShopPage,
  PasswordLinkPage,
  ReplayPage,
  RoomPage,
  SignInPage,
  StudioPage,
} from './lazy-pages.ts';
import { MembersOnly } from './members-only.tsx';
import { NotFound } from './not-found.tsx';
import { Splash } from './splash.tsx';

const crew = ['operator', 'host'] as const;
const shopkeepers = ['shopkeeper'] as const;

/** Every address of the app; `hooks/paths.ts` makes them. */
export function AppRoutes() {
  return (
    <Suspense fallback={<Splash />}>
      <Switch>
        <Route path="/">
          <MembersOnly>{(me) => <Home me={me} />}</MembersOnly>
        </Route>
        <Route path="/sign-in" component={SignInPage} />
        <Route path="/join/:token">{({ token }) => <InvitationPage token={token} />}</Route>
        <Route path="/password/:token">{({ token }) => <PasswordLinkPage token={token} />}</Route>
        <Route path="/account">
          <MembersOnly>{(me) => <AccountPage me={me} />}</MembersOnly>
        </Route>
        <Route path="/earnings">
          <MembersOnly roles={shopkeepers}>{() => <EarningsPage />}</MembersOnly>
        </Route>
        <Route path="/inbox">
          <MembersOnly roles={shopkeepers}>{() => <InboxPage />}</MembersOnly>
        </Route>
        <Route path="/corrections">
          <MembersOnly roles={shopkeepers}>{() => <CorrectionsPage />}</MembersOnly>
        </Route>
        <Route path="/my-shop">
          <MembersOnly roles={shopkeepers}>{() => <MyShopPage />}</MembersOnly>
        </Route>
        <Route path="/console/*?">
          <MembersOnly roles={crew}>{(me) => <ConsolePage me={me} />}</MembersOnly>
        </Route>
        <Route path="/studio/:showId">
          {({ showId }) => (
            <MembersOnly roles={crew}>{(me) => <StudioPage key={showId} me={me} showId={showId} />}</MembersOnly>
          )}
        </Route>
        <Route path="/room/:showId">
          {({ showId }) => <MembersOnly>{(me) => <RoomPage key={showId} me={me} showId={showId} />}</MembersOnly>}
        </Route>
        <Route path="/replay/:showId">
          {({ showId }) => <MembersOnly>{(me) => <ReplayPage key={showId} me={me} showId={showId} />}</MembersOnly>}
        </Route>
        <Route>
          <NotFound />
        </Route>
      </Switch>
    </Suspense>
  );
}
