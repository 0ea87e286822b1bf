import { toOrdersDeps } from '../composition/orders.ts';
import type { OrdersDeps } from '../domains/orders/orders-deps.ts';
import type { TestServer } from './test-server.ts';

/** The orders domain as this server runs it. */
export const ordersOf = (server: TestServer): OrdersDeps => toOrdersDeps(server.ground);
