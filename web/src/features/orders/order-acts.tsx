import { Button, Group } from '@mantine/core';
import type { orders } from '@shoal/contract';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { api } from '../../api/endpoints.ts';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatMoney } from '../../ui/format-money.ts';
import { AskDialog } from './ask-dialog.tsx';
import styles from './orders.module.css';
import { useOrderAct } from './use-orders.ts';

type OrderActsProps = { order: orders.Order };
type Open = 'confirm' | 'cancel' | 'ship' | 'refund' | null;

/** What the state of an order allows, and what its buyer asks for. */
export function OrderActs({ order }: OrderActsProps) {
  const words = useWords().orders;
  const locale = useLocale();
  const [open, setOpen] = useState<Open>(null);
  const close = () => setOpen(null);
  const act = useOrderAct(close);
  const { orderId, state, total } = order;
  const left = order.quantity - order.refundedQuantity;
  const dialog = { isBusy: act.isPending, onClose: close };
  const toText = () => formatMoney(total, locale);
  return (
    <Group gap={6} justify="flex-end">
      {(state === 'placed' || state === 'cancelled') && (
        <Act label={words.confirm} onClick={() => setOpen('confirm')} />
      )}
      {state === 'placed' && <Act label={words.cancel} onClick={() => setOpen('cancel')} />}
      {(state === 'paid' || state === 'shipped') && <Act label={words.ship} onClick={() => setOpen('ship')} />}
      {['paid', 'shipped', 'received', 'completed'].includes(state) && (
        <Act label={words.refund} onClick={() => setOpen('refund')} />
      )}
      <Refunds order={order} />
      <ConfirmDialog
        {...dialog}
        isOpen={open === 'confirm'}
        title={words.confirm}
        act={words.confirm}
        onAct={() => act.mutate(() => call(api.confirmPayment, { orderId, amountMinor: total.amountMinor }))}
      >
        {words.confirmAsk(toText())}
      </ConfirmDialog>
      <ConfirmDialog
        {...dialog}
        isDangerous
        isOpen={open === 'cancel'}
        title={words.cancel}
        act={words.cancel}
        onAct={() => act.mutate(() => call(api.cancelOrder, { orderId }))}
      >
        {words.cancelAsk}
      </ConfirmDialog>
      {open === 'ship' && (
        <AskDialog
          {...dialog}
          title={words.ship}
          label={words.shipAsk}
          first={order.tracking}
          onAnswer={(tracking) => act.mutate(() => call(api.shipOrder, { orderId, tracking }))}
        />
      )}
      {open === 'refund' && (
        <AskDialog
          {...dialog}
          title={words.refund}
          label={words.refundAsk(left)}
          first={String(left)}
          maxNumber={left}
          onAnswer={(units) => {
            const refundedQuantity = order.refundedQuantity + Number(units);
            act.mutate(() => call(api.giveRefund, { orderId, refundedQuantity }));
          }}
        />
      )}
    </Group>
  );
}

/** What a buyer asked for and nobody decided, and what is still owed to her. */
function Refunds({ order }: OrderActsProps) {
  const words = useWords().orders;
  const locale = useLocale();
  const [declined, setDeclined] = useState<orders.Refund | null>(null);
  const [accepted, setAccepted] = useState<orders.Refund | null>(null);
  const [paidBack, setPaidBack] = useState<orders.Refund | null>(null);
  const act = useOrderAct(() => {
    setDeclined(null);
    setAccepted(null);
    setPaidBack(null);
  });
  const decide = ({ refundId }: orders.Refund, decision: 'accept' | 'decline' | 'done', answer = '') =>
    act.mutate(() => call(api.decideRefund, { refundId, decision, answer }));
  return (
    <>
      {order.refunds.map((refund) => (
        <div key={refund.refundId} className={styles.refund}>
          {refund.state === 'open' && (
            <>
              <p>{words.refundAskedLine(refund.quantity, refund.reason)}</p>
              <Act label={words.accept} onClick={() => setAccepted(refund)} />
              <Act label={words.decline} onClick={() => setDeclined(refund)} />
            </>
          )}
          {refund.state === 'due' && (
            <>
              <p>{words.refundDueLine(formatMoney(refund.amount, locale))}</p>
              <Act label={words.refundDone} onClick={() => setPaidBack(refund)} />
            </>
          )}
        </div>
      ))}
      {accepted && (
        <ConfirmDialog
          isOpen
          isBusy={act.isPending}
          title={words.accept}
          act={words.accept}
          onClose={() => setAccepted(null)}
          onAct={() => decide(accepted, 'accept')}
        >
          {words.acceptAsk(accepted.quantity, formatMoney(accepted.amount, locale))}
        </ConfirmDialog>
      )}
      {paidBack && (
        <ConfirmDialog
          isOpen
          isBusy={act.isPending}
          title={words.refundDone}
          act={words.refundDone}
          onClose={() => setPaidBack(null)}
          onAct={() => decide(paidBack, 'done')}
        >
          {words.refundDoneAsk(formatMoney(paidBack.amount, locale))}
        </ConfirmDialog>
      )}
      {declined && (
        <AskDialog
          isBusy={act.isPending}
          title={words.decline}
          label={words.declineAsk}
          first=""
          onClose={() => setDeclined(null)}
          onAnswer={(answer) => decide(declined, 'decline', answer)}
        />
      )}
    </>
  );
}

const Act = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button size="compact-sm" onClick={onClick}>
    {label}
  </Button>
);
