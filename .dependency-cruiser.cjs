// Who may import whom. Each rule forbids the arrows that are not drawn in the architecture; type-only imports count.
// scripts/check/import-law.mjs plants a violation of every rule and fails when one is not found.
const TEST = '\\.test\\.tsx?$';
const WORKSPACES = 'contract|server|media|web|loadtest';
/** What is nobody's code: Node itself and packages; which packages, knip and the type check watch over. */
const OUTSIDE = '(^|/)node_modules/';

const rule = (name, from, to) => ({ name, severity: 'error', from, to: { dependencyTypesNot: ['core'], ...to } });

/** Files of `folder` may import these paths and packages, and no other file of ours. */
const only = (name, folder, allowed, from = {}) =>
  rule(name, { pathNot: [TEST, '/testing/'], ...from, path: folder }, { pathNot: [OUTSIDE, ...allowed] });

module.exports = {
  forbidden: [
    rule('imports-lead-somewhere', {}, { couldNotResolve: true }),
    rule(
      'contract-imports-zod-only',
      { path: '^contract/', pathNot: TEST },
      { pathNot: ['^contract/', 'node_modules/zod/'] },
    ),
    rule(
      'workspaces-meet-in-contract',
      { path: `^(${WORKSPACES})/`, pathNot: '^media/bench/' },
      { path: `^(${WORKSPACES}|e2e|scripts)/`, pathNot: ['^$1/', '^contract/'] },
    ),
    // It measures a whole system, to which it comes as a client does, or as a browser of the end-to-end tests.
    rule(
      'media-bench-is-a-client',
      { path: '^media/bench/' },
      {
        path: `^(${WORKSPACES}|e2e|scripts)/`,
        pathNot: ['^(media|contract)/', '^scripts/(client|loadtest)/', '^e2e/(harness|screens)/'],
      },
    ),
    rule('e2e-comes-from-outside', { path: '^e2e/' }, { path: `^(${WORKSPACES})/`, pathNot: '^contract/' }),

    only('domains-stand-alone', '^server/src/domains/([^/]+)/', [
      '^server/src/domains/$1/',
      '^server/src/platform/',
      '^contract/',
      // Held to routes and commands by the next rule.
      '^server/src/(http|realtime)/',
    ]),
    rule(
      'only-routes-and-commands-register',
      { path: '^server/src/domains/', pathNot: ['\\.(routes|commands)\\.ts$', TEST] },
      { path: '^server/src/(http|realtime)/' },
    ),
    rule(
      'tables-belong-to-stores',
      {
        pathNot: [
          '\\.store\\.ts$',
          '\\.table\\.ts$',
          '^server/src/views/',
          '^server/src/platform/database\\.ts$',
          TEST,
          '/testing/',
        ],
      },
      { path: '^server/src/.*\\.table\\.ts$' },
    ),
    only('views-read-tables', '^server/src/views/', [
      '^server/src/views/',
      '\\.table\\.ts$',
      '^server/src/platform/',
      '^contract/',
    ]),
    only('shop-pages-read-views', '^server/src/shop-pages/', [
      '^server/src/(shop-pages|views|platform)/',
      '^contract/',
    ]),
    only('server-ground-knows-no-domain', '^server/src/(http|realtime|platform)/', [
      '^server/src/(http|realtime|platform)/',
      '^server/src/config\\.ts$',
      '^server/src/domains/[^/]+/[^/]+\\.table\\.ts$',
      '^contract/',
    ]),
    rule(
      'server-platform-is-the-floor',
      { path: '^server/src/platform/', pathNot: TEST },
      { path: '^server/src/(http|realtime)/' },
    ),
    rule(
      'compose-is-the-root',
      {
        path: '^(server|media)/src/',
        pathNot: ['^(server|media)/src/(main|compose)\\.ts$', '^server/src/composition/', '/testing/', TEST],
      },
      { path: '^(server|media)/src/(compose\\.ts$|composition/)' },
    ),
    // A benchmark and a proof seed as tests do.
    rule(
      'testing-stays-in-tests',
      { path: `^(${WORKSPACES})/`, pathNot: [TEST, '/testing/', '^(server|media)/(bench|proofs)/'] },
      { path: '/testing/' },
    ),
    rule('bench-is-no-part-of-the-server', { path: '^server/src/' }, { path: '^server/(bench|proofs)/' }),

    only('web-leaves-look-up-to-no-one', '^web/src/(ui|live|api|hooks)/', [
      '^web/src/(ui|live|api|hooks)/',
      '^contract/',
    ]),
    only('web-features-stand-alone', '^web/src/features/([^/]+)/', [
      '^web/src/features/$1/',
      '^web/src/(ui|live|api|hooks)/',
      '^contract/',
    ]),
    only('web-pages-compose-features', '^web/src/pages/', [
      '^web/src/(pages|features|ui|live|api|hooks)/',
      '^contract/',
    ]),
    rule('web-app-knows-pages', { path: '^web/src/app/', pathNot: TEST }, { path: '^web/src/features/' }),

    only('media-parts-stand-alone', '^media/src/(sfu|recording|hls)/', [
      '^media/src/$1/',
      '^media/src/platform/',
      '^contract/',
    ]),
    only('media-platform-is-the-floor', '^media/src/platform/', ['^media/src/platform/', '^contract/']),

    // The bundle of k6 has the contract's values and none of its schemas: `build.mjs` reads this one file for it.
    rule(
      'load-takes-the-wire-by-name',
      { path: '^loadtest/', pathNot: ['^loadtest/lib/wire\\.ts$', TEST] },
      { path: '^contract/' },
    ),
  ],
  options: {
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['(^|/)dist/', '\\.mjs$'] },
    preserveSymlinks: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
