import { Button } from '@mantine/core';
import type { catalog } from '@shoal/contract';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { FailedState } from '../../ui/failed-state.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { OpenDialog } from '../../ui/open-dialog.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import claimsStyles from './claims.module.css';
import formStyles from './form.module.css';
import pageStyles from './page.module.css';
import { RecallForm } from './recall-form.tsx';
import { RestoreForm } from './restore-form.tsx';
import { useAffectedBuyers, useRecallActs, useRecallState } from './use-recall.ts';

type RecallDialogProps = {
  brandId: string;
  material: catalog.Material;
  canAct: boolean;
  /** The material in the list: the dialog is opened from another one, which closes. */
  returnTo: HTMLElement | null;
  onClose: () => void;
};

export function RecallDialog({ brandId, canAct, material, onClose, returnTo }: RecallDialogProps) {
  const { recalls } = useWords();
  return (
    <OpenDialog returnTo={returnTo} size={560} onClose={onClose} title={recalls.desk.title(material.title)}>
      <RecallPanel brandId={brandId} materialId={material.materialId} canAct={canAct} />
    </OpenDialog>
  );
}

type RecallPanelProps = { brandId: string; materialId: string; canAct: boolean };

/** Recalling a material: whom it concerns, the words, how far it got, whom to serve, and what was done. */
function RecallPanel({ brandId, canAct, materialId }: RecallPanelProps) {
  const { recalls } = useWords();
  const words = recalls.desk;
  const locale = useLocale();
  const { data: state, error, refetch } = useRecallState(materialId);
  const acts = useRecallActs(materialId, brandId);
  if (!state && error) return <FailedState isDense error={error} onRetry={() => void refetch()} />;
  if (!state) return <SkeletonRows count={3} height={64} gap={12} />;
  const { reach, standing } = state;
  return (
    <div className={formStyles.form}>
      <p>{words.reach(reach.links, reach.shopkeepers, reach.orders)}</p>
      {standing && (
        <p role="status">
          <strong>{words.standing(formatMoment(standing.recalledAt, locale))}</strong>
          <br />
          {words.progress(reach.shopkeepers, standing.seen, standing.done)}
        </p>
      )}
      {canAct && <RecallForm key={standing?.recallId ?? 'new'} brandId={brandId} state={state} recall={acts.recall} />}
      <Buyers materialId={materialId} exporting={acts.exporting} />
      {canAct && standing && <RestoreForm restore={acts.restore} />}
      {state.acts.length > 0 && <h3>{words.history}</h3>}
      <ul className={claimsStyles.plain}>
        {state.acts.map(({ at, byName, kind, reason, recallId }) => (
          <li key={recallId}>
            {formatMoment(at, locale)} · {words.kind[kind]} · {byName} · {reason}
          </li>
        ))}
      </ul>
    </div>
  );
}

type BuyersProps = { materialId: string; exporting: ReturnType<typeof useRecallActs>['exporting'] };

function Buyers({ exporting, materialId }: BuyersProps) {
  const { orders, recalls } = useWords();
  const words = recalls.desk;
  const { data, error, refetch } = useAffectedBuyers(materialId);
  return (
    <section>
      <h3>{words.buyers}</h3>
      {!data && error && <FailedState isDense error={error} onRetry={() => void refetch()} />}
      {!data && !error && <SkeletonRows count={2} height={40} gap={8} />}
      {data?.length === 0 && <p className={pageStyles.faint}>{words.buyersEmpty}</p>}
      <ul className={claimsStyles.plain}>
        {data?.map(({ name, orderId, phone, productName, quantity, shopkeeperName, state }) => (
          <li key={orderId}>
            {name} {phone} · {productName} × {quantity} · {orders.state[state]} · {shopkeeperName}
          </li>
        ))}
      </ul>
      {data && data.length > 0 && (
        <Button loading={exporting.isPending} onClick={() => exporting.mutate()}>
          {words.export}
        </Button>
      )}
    </section>
  );
}
