export * from './recall.ts';
export * from './routes.ts';
