export * from './broadcasts.ts';
export * from './forwarding.ts';
export * from './routes.ts';
export * from './share.ts';
