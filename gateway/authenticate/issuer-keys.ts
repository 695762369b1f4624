import { createLocalJWKSet, errors } from 'jose'
import type { JWTVerifyGetKey } from 'jose'
import { z } from 'zod'
import { AuthenticationFailure } from './failure.ts'
import { fetchJson } from './fetch-json.ts'
import type { FetchJson } from './fetch-json.ts'
import type { IssuerSettings } from './issuer-settings.ts'

/** Where and how often the keys of an issuer are asked for. */
export interface IssuerKeysOptions extends Pick<IssuerSettings, 'issuer' | 'jwks' | 'allowPlainHttp'> {
  readonly fetchJson?: FetchJson
  now?(): number
}

/** The keys that one issuer signs with. */
export interface IssuerKeys {
  /** The key of a token; asks the issuer when it is not known, but never more often than the cool-down allows. `mayAsk` false: never. */
  keyFor(mayAsk: boolean): JWTVerifyGetKey
  /** Requests sent so far. */
  asked(): number
}

/** Keys older than this are asked for anew, while the old ones go on. */
const FRESH_MS = 10 * 60_000
/** A key that was withdrawn is believed no longer than this, though its issuer cannot be reached. */
const USABLE_MS = 60 * 60_000
/** Between two requests: after one that brought keys, and after one that failed. */
const COOL_DOWN_MS = 30_000
const RETRY_MS = 5_000

const MOST_KEYS = 100
const PRIVATE = ['d', 'k', 'p', 'q', 'dp', 'dq', 'qi'] as const

const key = z.looseObject({ kty: z.string(), use: z.string().optional() })
const keySet = z.object({ keys: z.array(key).max(MOST_KEYS) })
const discovery = z.object({ issuer: z.string(), jwks_uri: z.url({ protocol: /^https?$/ }) })

/** Public keys that sign; a secret that somebody published would verify what anybody signed with it. */
const isSigning = (candidate: z.infer<typeof key>): boolean =>
  ['RSA', 'EC', 'OKP'].includes(candidate.kty) && (candidate.use === undefined || candidate.use === 'sig') && PRIVATE.every(part => !(part in candidate))

const DISCOVERY = '/.well-known/openid-configuration'

interface Held {
  readonly find: JWTVerifyGetKey
  readonly at: number
}

/** Keeps the keys of an issuer: asked for once by all who wait, remembered, and asked for again when a token names one that is not known. */
export const issuerKeys = ({ issuer, jwks, allowPlainHttp, fetchJson: get = fetchJson, now = Date.now }: IssuerKeysOptions): IssuerKeys => {
  let held: Held | undefined
  let pending: Promise<void> | undefined
  let notBefore = 0
  let requests = 0

  const ask = (url: string): Promise<unknown> => {
    requests += 1
    return get(url)
  }

  const address = async (): Promise<string> => {
    if (jwks !== undefined) return jwks
    const found = discovery.parse(await ask(`${issuer.replace(/\/$/, '')}${DISCOVERY}`))
    const isPlain = found.jwks_uri.startsWith('http:') && !issuer.startsWith('http:')
    if (found.issuer !== issuer || (isPlain && !allowPlainHttp)) throw new Error('The discovery document is of another issuer.')
    return found.jwks_uri
  }

  const load = async (): Promise<void> => {
    try {
      const { keys } = keySet.parse(await ask(await address()))
      held = { find: createLocalJWKSet({ keys: keys.filter(isSigning) }), at: now() }
      notBefore = now() + COOL_DOWN_MS
    } catch {
      // what the issuer answered instead is of no use to the caller
      notBefore = now() + RETRY_MS
    }
  }

  const refresh = (): Promise<void> => {
    if (pending === undefined && now() >= notBefore) {
      // counts at once, so that a slow issuer is not asked by everybody who arrives meanwhile
      pending = load().finally(() => { pending = undefined })
    }
    return pending ?? Promise.resolve()
  }

  const usable = (): Held | undefined => (held && now() - held.at < USABLE_MS ? held : undefined)

  return {
    asked: () => requests,
    keyFor: mayAsk => async (header, token) => {
      if (mayAsk && held && now() - held.at >= FRESH_MS) void refresh()
      if (mayAsk && !usable()) await refresh()
      try {
        return await (usable() ?? noKeys(mayAsk)).find(header, token)
      } catch (failure) {
        if (!(failure instanceof errors.JWKSNoMatchingKey)) throw failure
        if (!mayAsk) throw new AuthenticationFailure('BRAKE')
      }
      const before = held
      await refresh()
      const after = usable() ?? noKeys(mayAsk)
      if (after === before) throw new AuthenticationFailure('KEY')
      return after.find(header, token)
    },
  }
}

/** Whoever may not ask has to come back later; whoever may has asked in vain. */
const noKeys = (mayAsk: boolean): never => {
  throw new AuthenticationFailure(mayAsk ? 'KEY' : 'BRAKE')
}
