export * from './account.ts';
export * from './groups.ts';
export * from './routes.ts';
