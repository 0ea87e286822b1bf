export * from './share.ts';
export * from './routes.ts';
export * from './broadcasts.ts';
