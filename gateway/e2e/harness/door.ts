import { z } from 'zod'
import type { KeyRing } from '../../../schema/policy/key-ring.ts'
import { personas } from '../../../prisma/seed/personas.ts'
import { issueDevelopmentToken } from '../../authenticate/development-token.ts'
import { issueClaimsToken } from '../../fixture/claims-issuer.ts'
import type { TokenHolder } from '../../fixture/claims-issuer.ts'

/** A GraphQL answer as it came over the wire. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  readonly data: unknown
  readonly errors: readonly AnswerError[]
  readonly extensions: unknown
  /** Codes of the errors, in their order. */
  readonly codes: readonly string[]
}

export type AnswerError = z.infer<typeof answerError>

/** How somebody asks. `as` is the name of a persona, or a made-up holder of a token. */
export interface Ask {
  readonly as?: string | TokenHolder
  readonly variables?: unknown
  readonly operationName?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** The gateway from outside: everything goes over HTTP, however the graph behind it runs. */
export interface Door {
  readonly url: string
  token(as: string | TokenHolder, lifetimeSeconds?: number): Promise<string>
  ask(query: string, how?: Ask): Promise<Answer>
  /** Sends anything at all, with the token of somebody unless the headers name another. */
  send(init: RequestInit, path?: string): Promise<Answer>
}

const answerError = z.object({
  message: z.string(),
  path: z.array(z.union([z.string(), z.number()])).optional(),
  extensions: z.looseObject({ code: z.string() }),
})
const answer = z.object({ data: z.unknown().optional(), errors: z.array(answerError).default([]), extensions: z.unknown().optional() })

/** Somebody of the demo data. */
export function personaNamed(name: string): TokenHolder {
  const persona = personas.find((candidate) => candidate.name === name)
  if (persona === undefined) throw new Error(`There is no persona ${name}.`)
  return persona
}

/**
 * Tokens bring the rights of their holders along, which only a gateway of a test believes; where `isReal`, they say who comes and nothing else,
 * as those of `npm run token` do.
 */
export function openDoor(url: string, envelopeKeys: KeyRing, isReal = false): Door {
  const token: Door['token'] = (as, lifetimeSeconds) =>
    (isReal ? issueDevelopmentToken : issueClaimsToken)(envelopeKeys, typeof as === 'string' ? personaNamed(as) : as, lifetimeSeconds)
  const send = async (init: RequestInit, path = '/graphql'): Promise<Answer> => {
    const response = await fetch(`${url}${path}`, init)
    return readAnswer(response, await response.text())
  }
  return {
    url, token, send,
    async ask(query, { as = 'auditor', variables, operationName, headers = {} } = {}) {
      return send({
        method: 'POST',
        headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json', authorization: `Bearer ${await token(as)}`, ...headers },
        body: JSON.stringify({ query, variables, operationName }),
      })
    },
  }
}

/** An answer that is no GraphQL answer at all has no data and no codes; its text and status are there to be judged. */
function readAnswer({ status, headers }: Response, text: string): Answer {
  const parsed = answer.safeParse(parseJson(text))
  const { data, errors, extensions } = parsed.success ? parsed.data : { data: undefined, errors: [], extensions: undefined }
  return { status, headers, text, data, errors, extensions, codes: errors.map((error) => error.extensions.code) }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
