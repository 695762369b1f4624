import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'
import { DatabaseError } from './database-error.ts'

export interface TenantScope {
  readonly brandId: string
  /** Further settings of every transaction in this scope, such as `app.principal`. */
  readonly settings: Readonly<Record<string, string>>
  /** Told of the connection on which a transaction of this scope has begun. */
  onBegin?(client: pg.PoolClient): void
}

const scopes = new AsyncLocalStorage<TenantScope>()

/** Runs something for one tenant. What it starts has to be awaited inside: Prisma's promises do nothing until then. */
export function inTenant<T>(scope: TenantScope, run: () => Promise<T>): Promise<T> {
  return scopes.run(scope, async () => await run())
}

export function currentTenant(): TenantScope {
  const scope = scopes.getStore()
  if (scope) return scope
  throw new DatabaseError('TENANT_MISSING', 'A statement of the Prisma client ran outside of a tenant.')
}
