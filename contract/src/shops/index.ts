export * from './contrast.ts';
export * from './routes.ts';
export * from './shop.ts';
