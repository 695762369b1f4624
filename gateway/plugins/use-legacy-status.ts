import type { RequestStage } from './in-order.ts'

const NEW_TYPE = 'application/graphql-response+json'

/** Clients that ask for plain `application/json` read the body only of a 200, also where the request is in error; the newer type has the status. */
export const useLegacyStatus = (): RequestStage => ({
  every: {
    willSendResponse({ request, response: { http } }) {
      const accept = request.http?.headers.get('accept') ?? '*/*'
      const isLegacy = request.http?.method === 'POST' && accept.includes('application/json') && !accept.includes(NEW_TYPE)
      if (isLegacy && http.status === 400) http.status = 200
    },
  },
})
