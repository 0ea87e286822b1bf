import { Table } from '@mantine/core';
import { orders } from '@shoal/contract';
import { useState } from 'react';
import { useLocale } from '../../hooks/locale.ts';
import { useWords } from '../../hooks/use-words.ts';
import { formatMoney } from '../../ui/format-money.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { OrderActs } from './order-acts.tsx';
import styles from './orders.module.css';
import { WhyDialog } from './why-dialog.tsx';

type OrdersTableProps = { rows: readonly orders.Order[] };

/** One row an order, with what can be done to it now. */
export function OrdersTable({ rows }: OrdersTableProps) {
  const { head } = useWords().orders;
  const heads = [head.order, head.buyer, head.product, head.total, head.shopkeeper, head.state, head.acts];
  return (
    <div className={`${styles.box} ${styles.orders}`}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            {heads.map((label) => (
              <Table.Th key={label}>{label}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((order) => (
            <OrderRow key={order.orderId} order={order} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function OrderRow({ order }: { order: orders.Order }) {
  const { credit, orders: words } = useWords();
  const locale = useLocale();
  const [isAsking, setIsAsking] = useState(false);
  const {
    buyer,
    commission,
    hold,
    orderId,
    placedAt,
    product,
    quantity,
    refundedQuantity,
    shopkeeper,
    state,
    total,
    variant,
  } = order;
  return (
    <Table.Tr>
      <Table.Td>
        <a className={styles.number} href={order.path} target="_blank" rel="noreferrer">
          {orders.toOrderNumber(orderId)}
        </a>
        <small>{formatMoment(placedAt, locale)}</small>
      </Table.Td>
      <Table.Td>
        {buyer.name} {buyer.phone}
        <small>{buyer.address}</small>
      </Table.Td>
      <Table.Td>
        {product.name} <span className={styles.number}>{words.units(quantity)}</span>
        {variant && <small>{variant.name}</small>}
        {refundedQuantity > 0 && <small>{words.refundedUnits(refundedQuantity)}</small>}
      </Table.Td>
      <Table.Td className={styles.number}>{formatMoney(total, locale)}</Table.Td>
      <Table.Td>
        {shopkeeper.displayName}
        <small>{formatMoney(commission, locale)}</small>
        {hold && <small>{credit.hold.hers[hold.verdict]}</small>}
        <button type="button" className={styles.whyButton} onClick={() => setIsAsking(true)}>
          {credit.why.open}
        </button>
        {isAsking && <WhyDialog orderId={orderId} onClose={() => setIsAsking(false)} />}
      </Table.Td>
      <Table.Td>
        <span className={styles.state} data-state={state}>
          {words.state[state]}
        </span>
        {order.tracking && <small>{order.tracking}</small>}
      </Table.Td>
      <Table.Td>
        <OrderActs order={order} />
      </Table.Td>
    </Table.Tr>
  );
}
