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
const subject = z.string().min(1).max(200)

const rights = {
  personId: z.uuid().optional(),
  userId: z.uuid().optional(),
  clearances: z.array(z.enum(CLEARANCES)).max(20),
  scopes: z.array(z.string().min(1).max(200)).max(100),
  orgs: ids,
  workspaces: ids,
}

/** What a token says of its holder. */
export const claims = z.object({
  sub: subject,
  jti: z.string().min(1).max(200),
  exp: z.number(),
  veil: z.object({
    kind: z.enum(['PERSON', 'SERVICE_ACCOUNT']).default('PERSON'),
    brandId: z.uuid(),
    brandName: z.string().max(200).optional(),
    ...rights,
    purposes: z.array(z.enum(PURPOSES)).max(PURPOSES.length),
    /** The person in whose name the holder works: `sub` acts and answers for it, this is for whom. */
    onBehalfOf: z.object({ sub: subject, ...rights }).optional(),
  }),
})
export type Claims = z.infer<typeof claims>

/** The signing key follows from the envelope key, so that every process of a graph agrees on it without another secret. */
export const developmentKey = (envelopeKeys: KeyRing): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', currentKey(envelopeKeys), '', 'veilgraph development issuer', 32))
