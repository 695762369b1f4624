import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { GatewayError } from '../gateway-error.ts'

/** Signatures whose verifying key is public: with any other algorithm whoever can verify a token can make one. */
const ASYMMETRIC = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519'] as const

const MOST_ISSUERS = 200
const LONGEST_SKEW_SECONDS = 300

const LOOPBACK = /^http:\/\/(?:localhost|127(?:\.\d{1,3}){3}|\[::1\]|[a-z0-9-]+\.localhost)(?:[:/]|$)/
const text = z.string().min(1).max(500)
const url = z.url({ protocol: /^https?$/ }).max(500)
const isSafe = (address: string | undefined): boolean => address === undefined || address.startsWith('https://') || LOOPBACK.test(address)

const issuer = z.strictObject({
  /** Exactly as the claim `iss` has it. */
  issuer: url,
  /** Who we are to the issuer; a token must be for one of them. */
  audience: z.union([text, z.array(text).min(1).max(20)]).transform(given => (typeof given === 'string' ? [given] : given)),
  /** Slug or id of the brand whose people the issuer knows. Without it the brand is that of `brandClaim`, or of the host. */
  brand: text.optional(),
  /** Claim that names the brand, by slug or id. */
  brandClaim: text.optional(),
  /** Where its keys are; found out by discovery where it is left out. */
  jwks: url.optional(),
  algorithms: z.array(z.enum(ASYMMETRIC)).min(1).default(['RS256', 'PS256', 'ES256', 'EdDSA']),
  clockSkewSeconds: z.number().int().min(0).max(LONGEST_SKEW_SECONDS).default(30),
  /** Claim with the ceiling of the rights. Where it is named, a token without a pattern in it is refused. */
  scopesClaim: text.optional(),
  /** Claim with the ceiling of the purposes. Where it is named, a token without one may work for SERVICE only. */
  purposesClaim: text.optional(),
  /** Speak to the issuer without TLS although it is another machine; for a network of one's own. */
  allowPlainHttp: z.boolean().default(false),
}).refine(({ issuer: own, jwks, allowPlainHttp }) => allowPlainHttp || (isSafe(own) && isSafe(jwks)), 'must be reached by https, or say allowPlainHttp')

/** An identity provider whose tokens are taken. */
export type IssuerSettings = z.output<typeof issuer>

const issuers = z.array(issuer).max(MOST_ISSUERS)

const fail = (what: string): GatewayError => new GatewayError('ISSUERS_INVALID', `VEIL_ISSUERS is not usable: ${what}.`)

const textOf = (given: string): string => {
  if (given.trimStart().startsWith('[')) return given
  try {
    return readFileSync(given, 'utf8')
  } catch {
    throw fail('it must be a list as JSON, or the path of a file with one that can be read')
  }
}

const parse = (json: string): unknown => {
  try {
    return JSON.parse(json)
  } catch {
    throw fail('it is not JSON')
  }
}

/** Two entries that both fit a token would leave it to chance which brand it is of. */
const refuseAmbiguous = (entries: readonly IssuerSettings[]): void => {
  const keys = entries.flatMap(entry => entry.audience.map(audience => JSON.stringify([entry.issuer, audience])))
  if (new Set(keys).size < keys.length) throw fail('two entries have the same issuer and audience')
}

/** Reads VEIL_ISSUERS: a list as JSON, or the path of a file with one. What is wrong is told by its place, never by its value. */
export const readIssuers = (given: string | undefined): readonly IssuerSettings[] => {
  if (given === undefined || given.trim() === '') return []
  const parsed = issuers.safeParse(parse(textOf(given)))
  if (!parsed.success) throw fail(parsed.error.issues.map(({ path, code, message }) => `${path.join('.') || 'list'}: ${code === 'custom' ? message : code}`).join(', '))
  refuseAmbiguous(parsed.data)
  return parsed.data
}
