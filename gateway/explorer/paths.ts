/** Where the explorer and its files stand on the gateway. */
export const PATHS = {
  page: '/',
  assets: '/explorer/assets',
  personas: '/explorer/personas',
  examples: '/explorer/examples',
  token: '/explorer/token',
  graphql: '/graphql',
} as const
