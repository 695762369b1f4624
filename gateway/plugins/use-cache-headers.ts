import type { RequestStage } from './in-order.ts'

/** An answer with a sensitive coordinate is never stored; any other belongs to one caller and is asked again. */
export const useCacheHeaders = (): RequestStage => ({
  every: {
    willSendResponse({ response: { http }, contextValue: { scope: { verdict } } }) {
      const isSensitive = !verdict || verdict.analysis.uses.length > 0 || verdict.analysis.sites.length > 0
      http.headers.set('cache-control', isSensitive ? 'private, no-store' : 'private, no-cache')
    },
  },
})
