import type { Entity, ModuleMetadata, ScopeKind } from '../model.ts'
import type { Clearance } from '../policy/principal.ts'

/** What a command asks of its caller. */
export interface CommandRights {
  readonly name: string
  /** All of them, in one place. */
  readonly permissions: readonly string[]
  /** Of the whole brand: one of them, besides. */
  readonly clearances?: readonly Clearance[]
  /** For those who are not signed in. */
  readonly isAnonymous: boolean
  /** About what is one's own, for which nobody needs a permission. */
  readonly isOwn: boolean
  /** Where the permissions may be held, beside the whole brand. */
  readonly places: readonly ('ORG' | 'WORKSPACE')[]
}

/** A command as its module declares it, as far as it says who may run it. */
export interface DeclaredCommand {
  readonly name: string
  readonly permission: string
  readonly besides?: readonly string[]
  readonly clearances?: readonly Clearance[]
  readonly anonymous?: boolean
  readonly own?: boolean
  readonly changes?: string
  readonly at?: readonly string[]
  readonly input: Readonly<Record<string, { readonly row?: string }>>
}

/** The permission is asked at the row that is changed or that something new is made at, else in the whole brand. */
export const commandRights = (command: DeclaredCommand, { entities }: ModuleMetadata): CommandRights => {
  const { name, permission, besides = [], clearances, anonymous = false, own = false } = command
  return {
    name, permissions: [permission, ...besides], ...clearances && { clearances }, isAnonymous: anonymous, isOwn: own,
    places: (['ORG', 'WORKSPACE'] as const).filter(place => scopesOf(command, entities).includes(place)),
  }
}

const scopesOf = ({ changes, at = [], input }: DeclaredCommand, entities: readonly Entity[]): readonly ScopeKind[] => {
  const rows = new Set([...changes === undefined ? [] : [changes], ...at].flatMap(name => input[name]?.row ?? []))
  return entities.filter(({ type }) => rows.has(type)).flatMap(({ scopes }) => scopes.map(({ kind }) => kind))
}
