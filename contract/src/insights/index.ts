export * from './broadcasts.ts';
export * from './commands.ts';
export * from './radar.ts';
export * from './report.ts';
export * from './routes.ts';
