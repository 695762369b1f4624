import type { Identified } from '../authenticate/identified.ts'
import type { RightsStatement } from './caller-statements.ts'
import type { Holder } from './holder.ts'
import type { RunStatement } from './read-caller.ts'

const ONCE_IN_MS = 60_000
const REMEMBERED = 10_000

export interface CredentialUseOptions {
  readonly run: RunStatement
  readonly hashKeyVersion?: number
  onFault?(cause: unknown): void
}

const statement = (name: string, call: string, values: readonly unknown[]): RightsStatement => ({ name: `gateway_${name}`, text: `select ${call}`, values })

const useOf = ({ brandId, credentialId, sessionId, kind }: Holder, address: string | undefined): RightsStatement | undefined => {
  if (sessionId !== undefined) return statement('session_used', 'identity.session_used($1, $2)', [brandId, sessionId])
  const values = [brandId, credentialId, address ?? null]
  if (credentialId === undefined) return undefined
  return kind === 'SERVICE_ACCOUNT'
    ? statement('key_used', 'organization.key_used($1, $2, $3)', values)
    : statement('token_used', 'identity.token_used($1, $2, $3)', values)
}

/** Only what was brought proves both hashes: the one that is kept, which is any of the older ones, and the newest. */
const renewalsOf = (holder: Holder, who: Identified, version: number | undefined): readonly RightsStatement[] => {
  if (!holder.hashIsOld || !('hashes' in who) || version === undefined) return []
  const [fresh, ...older] = who.hashes
  const name = who.via === 'KEY' ? 'rehash_key' : who.via === 'SESSION' ? 'rehash_session' : 'rehash_token'
  const schema = who.via === 'KEY' ? 'organization' : 'identity'
  return older.map(known => statement(name, `${schema}.${name}($1, $2, $3, $4, $5)`, [holder.brandId, holder.sessionId ?? holder.credentialId, known, fresh, version]))
}

/** Writes that credentials are used, behind the requests: a write that fails is tried again with a later one. */
export const credentialUse = ({ run, hashKeyVersion, onFault }: CredentialUseOptions) => {
  const lastUse = new Map<string, number>()
  const writing = new Set<Promise<void>>()

  const isDue = (id: string): boolean => {
    const now = Date.now()
    if (now - (lastUse.get(id) ?? 0) < ONCE_IN_MS) return false
    lastUse.delete(id)
    const [oldest] = lastUse.keys()
    if (lastUse.size >= REMEMBERED && oldest !== undefined) lastUse.delete(oldest)
    lastUse.set(id, now)
    return true
  }
  const write = async (statements: readonly RightsStatement[]): Promise<void> => {
    try {
      for (const one of statements) await run(one)
    } catch (cause) {
      onFault?.(cause)
    }
  }
  return {
    used(holder: Holder, who: Identified, address?: string): void {
      const use = useOf(holder, address)
      const id = holder.sessionId ?? holder.credentialId
      if (use === undefined || id === undefined || !isDue(id)) return
      const written = write([use, ...renewalsOf(holder, who, hashKeyVersion)]).finally(() => writing.delete(written))
      writing.add(written)
    },
    /** Resolves when nothing is being written. */
    async idle(): Promise<void> {
      await Promise.all(writing)
    },
  }
}
