export * from './show.ts';
export * from './routes.ts';
export * from './commands.ts';
export * from './broadcasts.ts';
