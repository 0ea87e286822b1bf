export * from './broadcasts.ts';
export * from './routes.ts';
export * from './share.ts';
