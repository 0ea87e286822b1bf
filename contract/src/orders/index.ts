export * from './attribution.ts';
export * from './broadcasts.ts';
export * from './ledger-routes.ts';
export * from './order.ts';
export * from './routes.ts';
