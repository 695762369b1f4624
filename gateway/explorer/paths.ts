/** Where the explorer and its files stand on the gateway. */
export const PATHS = {
  page: '/',
  assets: '/explorer/assets',
  personas: '/explorer/personas',
  examples: '/explorer/examples',
  token: '/explorer/token',
  graphql: '/graphql',
  catalog: '/catalog',
  exports: '/exports',
} as const

/** Asks a gateway in development for the plan of the operation beside its answer. */
export const PLAN_HEADER = 'x-veil-plan'
