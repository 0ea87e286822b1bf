export * from './replay.ts';
export * from './routes.ts';
