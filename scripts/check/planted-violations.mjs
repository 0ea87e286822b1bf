/** One forbidden import for each rule of the import law. */
export const plantedViolations = [
  { rule: 'imports-lead-somewhere', from: 'contract/src/lost.ts', to: '@shoal/nowhere' },
  { rule: 'contract-imports-zod-only', from: 'contract/src/planted.ts', to: 'scripts/outside.ts' },
  { rule: 'workspaces-meet-in-contract', from: 'web/src/live/planted.ts', to: 'server/src/platform/outside.ts' },
  { rule: 'media-bench-is-a-client', from: 'media/bench/planted.ts', to: 'server/src/platform/outside.ts' },
  { rule: 'e2e-comes-from-outside', from: 'e2e/planted.ts', to: 'server/src/platform/outside.ts' },
  {
    rule: 'domains-stand-alone',
    from: 'server/src/domains/orders/planted.ts',
    to: 'server/src/domains/chat/outside.ts',
  },
  {
    rule: 'only-routes-and-commands-register',
    from: 'server/src/domains/orders/place.ts',
    to: 'server/src/http/outside.ts',
  },
  {
    rule: 'tables-belong-to-stores',
    from: 'server/src/domains/orders/read.ts',
    to: 'server/src/domains/orders/orders.table.ts',
  },
  { rule: 'views-read-tables', from: 'server/src/views/planted.ts', to: 'server/src/domains/chat/outside.ts' },
  { rule: 'shop-pages-read-views', from: 'server/src/shop-pages/planted.ts', to: 'server/src/domains/chat/outside.ts' },
  {
    rule: 'server-ground-knows-no-domain',
    from: 'server/src/realtime/planted.ts',
    to: 'server/src/domains/chat/outside.ts',
  },
  { rule: 'server-platform-is-the-floor', from: 'server/src/platform/planted.ts', to: 'server/src/http/outside.ts' },
  { rule: 'compose-is-the-root', from: 'server/src/http/planted.ts', to: 'server/src/compose.ts' },
  { rule: 'testing-stays-in-tests', from: 'media/src/sfu/planted.ts', to: 'media/src/testing/outside.ts' },
  {
    rule: 'bench-is-no-part-of-the-server',
    from: 'server/src/platform/measured.ts',
    to: 'server/bench/load/outside.ts',
  },
  { rule: 'web-leaves-look-up-to-no-one', from: 'web/src/ui/planted.ts', to: 'web/src/features/stage/outside.ts' },
  {
    rule: 'web-features-stand-alone',
    from: 'web/src/features/chat/planted.ts',
    to: 'web/src/features/stage/outside.ts',
  },
  { rule: 'web-pages-compose-features', from: 'web/src/pages/planted.ts', to: 'web/src/app/outside.ts' },
  { rule: 'web-app-knows-pages', from: 'web/src/app/planted.ts', to: 'web/src/features/stage/outside.ts' },
  { rule: 'media-parts-stand-alone', from: 'media/src/recording/planted.ts', to: 'media/src/sfu/outside.ts' },
  { rule: 'load-takes-the-wire-by-name', from: 'loadtest/lib/planted.ts', to: 'contract/src/outside.ts' },
  { rule: 'media-platform-is-the-floor', from: 'media/src/platform/planted.ts', to: 'media/src/sfu/outside.ts' },
];
