export * from './account.ts';
export * from './routes.ts';
