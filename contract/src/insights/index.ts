export * from './broadcasts.ts';
export * from './commands.ts';
export * from './radar.ts';
