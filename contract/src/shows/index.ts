export * from './broadcasts.ts';
export * from './commands.ts';
export * from './routes.ts';
export * from './show.ts';
