export * from './catalog.ts';
export * from './routes.ts';
