export * from './attribution.ts';
export * from './broadcasts.ts';
export * from './hold.ts';
export * from './ledger-routes.ts';
export * from './order.ts';
export * from './order-state.ts';
export * from './routes.ts';
