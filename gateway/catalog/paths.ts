/** Where the catalog's pages and their files stand on the gateway. */
export const CATALOG_PATHS = {
  overview: '/catalog',
  metrics: '/catalog/metrics',
  assets: '/catalog/assets',
  graphql: '/graphql',
} as const
