import { AppError, type OrderId } from '@shoal/contract';
import type { Member } from '../../platform/caller.ts';
import { findOrder, type OrderRecord } from './orders.store.ts';
import type { OrdersDeps } from './orders-deps.ts';

/** The same words for what is not there and what is another brand's. */
export const noSuchOrder = () => new AppError('orders.not_found', 'no such order for this account');

/**
 * An order of a brand that the caller works on; another brand's looks like none.
 * @throws AppError `orders.not_found`
 */
export async function getCrewOrder(
  deps: Pick<OrdersDeps, 'db' | 'checkBrand'>,
  caller: Member,
  orderId: OrderId,
): Promise<OrderRecord> {
  const order = await findOrder(deps.db, orderId);
  if (!order) throw noSuchOrder();
  await deps.checkBrand(deps.db, caller, order.brandId).catch((error: unknown) => {
    throw error instanceof AppError && error.code === 'catalog.not_found' ? noSuchOrder() : error;
  });
  return order;
}
