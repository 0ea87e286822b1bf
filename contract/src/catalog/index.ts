export * from './catalog.ts';
export * from './claim-routes.ts';
export * from './claims.ts';
export * from './routes.ts';
