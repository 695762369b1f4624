import type { Answer } from '../../e2e/harness/door.ts'

/** What a robot knows before it begins, and what it is after. Everything here but `secrets` is told to it. */
export interface Target {
  /** Ids that a robot has from somewhere: rows that it cannot see. */
  readonly userId: string
  readonly invoiceId: string
  readonly orgId: string
  /** Values that the e-mail may have, when a list of them went round. */
  readonly dictionary: readonly string[]
  /** Signs of which the secret part of the e-mail is made, its length and what follows. */
  readonly alphabet: string
  readonly length: number
  readonly domain: string
  /** The person of that user, and the analyst's own. */
  readonly personId: string
  readonly ownPersonId: string
}

/** How a robot asks: every request costs one of its budget, and without budget nothing is answered. */
export interface Hands {
  ask(query: string, variables?: Readonly<Record<string, unknown>>, as?: 'ROBOT' | 'ANALYST'): Promise<Answer>
  /** A cursor that a colleague who sees more left lying about. */
  readonly found: () => Promise<string>
  /** Changes the analyst's own contact address, as a person may. */
  readonly renameSelf: (email: string) => Promise<void>
}

export type SecretName = 'EMAIL' | 'AMOUNT' | 'INVOICE_NUMBER'

/** One way to work out a value of a row that one may not see. */
export interface Robot {
  readonly name: string
  readonly secret: SecretName
  /** Comes with a token that says who it is and nothing else: a file is made with what rows give to its owner. */
  readonly isReal?: boolean
  /** What it believes the secret to be, as far as it got. */
  run(target: Target, hands: Hands): Promise<string>
}

/** The only answer that is not like the others; bytes are compared, so that an error, a length or an order tells as much as a value. */
export function oddOneOut(answers: readonly string[]): number | undefined {
  const groups = new Map<string, number[]>()
  for (const [index, answer] of answers.entries()) groups.set(answer, [...groups.get(answer) ?? [], index])
  const [alone, ...others] = [...groups.values()].filter(({ length }) => length === 1)
  return groups.size === 2 && others.length === 0 ? alone?.[0] : undefined
}

/** The answer as bytes, without what is different in every one. */
export function bytesOf({ status, text }: Answer): string {
  return `${status} ${text}`
}
