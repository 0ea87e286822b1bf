import type { accounts } from '@shoal/contract';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { AskedList } from '../features/asks/asked-list.tsx';
import { PreparedEditor } from '../features/asks/prepared-editor.tsx';
import { ConsoleShell } from '../features/console/console-shell.tsx';
import { HeldEvidence } from '../features/console/held-evidence.tsx';
import { Library } from '../features/console/library.tsx';
import { MediaNodes } from '../features/console/media-nodes.tsx';
import { People } from '../features/console/people.tsx';
import { ReportedInquiries } from '../features/console/reported-inquiries.tsx';
import { Settings } from '../features/console/settings.tsx';
import { ShowEditor } from '../features/console/show-editor.tsx';
import { ShowsList } from '../features/console/shows-list.tsx';
import { useEditedShow } from '../features/console/use-edited-show.ts';
import { LedgerDesk } from '../features/ledger/ledger-desk.tsx';
import { OrdersDesk } from '../features/orders/orders-desk.tsx';
import { RehearseButton } from '../features/rehearsal/rehearse-button.tsx';
import { ReportPage } from '../features/report/report-page.tsx';
import { TaskEditor } from '../features/tasks/task-editor.tsx';
import { TaskedList } from '../features/tasks/tasked-list.tsx';
import { paths } from '../hooks/paths.ts';
import { FailedState } from '../ui/failed-state.tsx';
import { SkeletonRows } from '../ui/skeleton-rows.tsx';

type ConsolePageProps = { me: accounts.Me };

/** The crew's ledger: one shell, a page per address. */
export function ConsolePage({ me }: ConsolePageProps) {
  const [, go] = useLocation();
  const toShow = (showId: string) => go(paths.editShow(showId), { replace: true });
  return (
    <ConsoleShell me={me}>
      <Switch>
        <Route path={paths.shows}>
          <ShowsList />
        </Route>
        <Route path={paths.newShow}>
          <ShowEditor me={me} show={null} onCreated={toShow} />
        </Route>
        <Route path="/console/shows/:showId/report">{({ showId }) => <ReportPage showId={showId} />}</Route>
        <Route path="/console/shows/:showId">
          {({ showId }) => <EditShow key={showId} me={me} showId={showId} onCreated={toShow} />}
        </Route>
        <Route path={paths.materials}>
          <Library me={me} />
        </Route>
        <Route path={paths.orders}>
          <OrdersDesk me={me} />
        </Route>
        {me.role === 'operator' && (
          <Route path={paths.ledger}>
            <LedgerDesk />
          </Route>
        )}
        <Route path={paths.people}>
          <People me={me} />
        </Route>
        {me.role === 'operator' && (
          <Route path={paths.heldEvidence}>
            <HeldEvidence />
          </Route>
        )}
        {me.role === 'operator' && (
          <Route path={paths.mediaNodes}>
            <MediaNodes />
          </Route>
        )}
        {me.role === 'operator' && (
          <Route path={paths.reportedInquiries}>
            <ReportedInquiries />
          </Route>
        )}
        <Route path={paths.settings}>
          <Settings me={me} />
        </Route>
        <Route>
          <Redirect to={paths.shows} replace />
        </Route>
      </Switch>
    </ConsoleShell>
  );
}

type EditShowProps = ConsolePageProps & { showId: string; onCreated: (showId: string) => void };
function EditShow({ me, onCreated, showId }: EditShowProps) {
  const { data, error, refetch } = useEditedShow(showId);
  if (data) {
    const { brandId } = data.brand;
    return (
      <ShowEditor
        me={me}
        show={data}
        onCreated={onCreated}
        rehearse={<RehearseButton show={data} />}
        renderUnderSegment={(segmentId) => (
          <>
            <TaskEditor show={data} segmentId={segmentId} />
            <PreparedEditor showId={showId} brandId={brandId} segmentId={segmentId} />
          </>
        )}
        aside={
          <>
            <TaskedList showId={showId} />
            <AskedList showId={showId} />
          </>
        }
      />
    );
  }
  return error ? (
    <FailedState error={error} onRetry={() => void refetch()} />
  ) : (
    <SkeletonRows count={4} height={140} gap={20} />
  );
}
