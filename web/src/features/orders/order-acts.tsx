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

type Decision = 'accept' | 'decline' | 'done';

/** What a buyer asked for and nobody decided, and what is still owed to her. */
function Refunds({ order }: OrderActsProps) {
  const words = useWords().orders;
  const locale = useLocale();
  const [asked, setAsked] = useState<{ refund: orders.Refund; decision: Decision } | null>(null);
  const close = () => setAsked(null);
  const act = useOrderAct(close);
  const decide = ({ refundId }: orders.Refund, decision: Decision, answer = '') =>
    act.mutate(() => call(api.decideRefund, { refundId, decision, answer }));
  const confirmed = {
    accept: { label: words.accept, toText: words.acceptAsk },
    done: { label: words.refundDone, toText: (_quantity: number, amount: string) => words.refundDoneAsk(amount) },
  };
  return (
    <>
      {order.refunds.map((refund) => (
        <div key={refund.refundId} className={styles.refund}>
          {refund.state === 'open' && (
            <>
              <p>{words.refundAskedLine(refund.quantity, refund.reason)}</p>
              <Act label={words.accept} onClick={() => setAsked({ refund, decision: 'accept' })} />
              <Act label={words.decline} onClick={() => setAsked({ refund, decision: 'decline' })} />
            </>
          )}
          {refund.state === 'due' && (
            <>
              <p>{words.refundDueLine(formatMoney(refund.amount, locale))}</p>
              <Act label={words.refundDone} onClick={() => setAsked({ refund, decision: 'done' })} />
            </>
          )}
        </div>
      ))}
      {asked && asked.decision !== 'decline' && (
        <ConfirmDialog
          isOpen
          isBusy={act.isPending}
          title={confirmed[asked.decision].label}
          act={confirmed[asked.decision].label}
          onClose={close}
          onAct={() => decide(asked.refund, asked.decision)}
        >
          {confirmed[asked.decision].toText(asked.refund.quantity, formatMoney(asked.refund.amount, locale))}
        </ConfirmDialog>
      )}
      {asked?.decision === 'decline' && (
        <AskDialog
          isBusy={act.isPending}
          title={words.decline}
          label={words.declineAsk}
          first=""
          onClose={close}
          onAnswer={(answer) => decide(asked.refund, 'decline', answer)}
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
