import { hkdfSync } from 'node:crypto'
import { z } from 'zod'
import { currentKey } from '../schema/policy/key-ring.ts'
import type { KeyRing } from '../schema/policy/key-ring.ts'
import { CLEARANCES, PURPOSES } from '../schema/policy/principal.ts'

/** Names of the issuer that exists in development only. */
export const DEVELOPMENT_ISSUER = 'veilgraph-development'
export const AUDIENCE = 'veilgraph'
export const ALGORITHM = 'HS256'

const ids = z.array(z.uuid()).max(10_000)

/** What a token says of its holder. */
export const claims = z.object({
  sub: z.string().min(1).max(200),
  jti: z.string().min(1).max(200),
  exp: z.number(),
  veil: z.object({
    brandId: z.uuid(),
    brandName: z.string().max(200).optional(),
    personId: z.uuid().optional(),
    userId: z.uuid().optional(),
    clearances: z.array(z.enum(CLEARANCES)).max(20),
    scopes: z.array(z.string().min(1).max(200)).max(100),
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length),
    orgs: ids,
    workspaces: ids,
  }),
})
export type Claims = z.infer<typeof claims>

/** The signing key follows from the envelope key, so that every process of a graph agrees on it without another secret. */
export const developmentKey = (envelopeKeys: KeyRing): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', currentKey(envelopeKeys), '', 'veilgraph development issuer', 32))
