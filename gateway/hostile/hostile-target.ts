import type { KeyRing } from '../../schema/policy/key-ring.ts'
import type { Principal } from '../../schema/policy/principal.ts'
import type { Reply } from './reply.ts'

export interface Sent {
  readonly body?: string | Uint8Array<ArrayBuffer> | null
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
  /** Absent: that of a member. Null: none. */
  readonly authorization?: string | null
}

/** Things that an attacker knows or would like to know. */
export interface Booty {
  /** Of a workspace that the member cannot see. */
  readonly hiddenId: string
  readonly hiddenSlug: string
  readonly hiddenEmail: string
  readonly hiddenOrgId: string
}

/** A gateway, and a module behind it that an attacker reaches too. */
export interface HostileTarget {
  readonly url: string
  /** Of a module, `/graphql` included. */
  readonly moduleUrl: string
  readonly booty: Booty
  /** What the attacker does not have; to make things that are almost right. */
  readonly keys: { readonly envelope: KeyRing; readonly bearer: Uint8Array }
  readonly principal: Principal
  /** A good token. */
  token(as: 'member' | 'support' | 'auditor' | 'other-brand-admin'): Promise<string>
  /** A request as a client sends it, or not quite. */
  send(sent: Sent): Promise<Reply>
  /** A well-formed operation. */
  ask(query: string, variables?: unknown, more?: Sent): Promise<Reply>
  /** Straight to the module. */
  sendToModule(sent: Sent): Promise<Reply>
  /** Bytes over a connection of their own; gives what came back until it is closed or quiet. */
  raw(bytes: string, quietMs?: number): Promise<string>
}
