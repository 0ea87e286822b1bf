export * from './broadcasts.ts';
export * from './commands.ts';
export * from './message.ts';
export * from './routes.ts';
