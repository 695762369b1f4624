import { isIP } from 'node:net'
import type { ConnectionFor } from '../../prisma/database/connection.ts'
import { openPool } from '../../prisma/database/open-pool.ts'
import { rememberBriefly } from './remember-briefly.ts'

/** Which brand a request is for. */
export interface Brands {
  /** The live brand that a host belongs to; undefined for a host that no brand has, or more than one claim. */
  ofHost(host: string): Promise<string | undefined>
  /** The brand of requests to this machine itself, which belong to no brand; a host that any brand may have had is none of them. */
  ofMachine(host: string): Promise<string | undefined>
  /** The live brand of this slug or id. */
  ofName(name: string): Promise<string | undefined>
  /** What the brand of an id is called. */
  nameOf(brandId: string): Promise<string | undefined>
  close(): Promise<void>
}

/** Where brands are looked up. */
export interface BrandsOptions {
  readonly connectionFor: ConnectionFor
  /** Slug or id of the brand of requests to `localhost` or to an address, where the token does not say its brand. */
  readonly defaultBrand?: string
}

const CONNECTIONS = 1
const STATEMENT_MS = 2_000
const LONGEST_NAME = 253

/** Names that can only mean this machine or its address; the name of a brand that was taken away is none of them. */
const meansThisMachine = (host: string): boolean => host === 'localhost' || isIP(host) !== 0

const first = (rows: readonly unknown[]): string | undefined => {
  const [row] = rows
  return typeof row === 'object' && row !== null && 'found' in row && typeof row.found === 'string' ? row.found : undefined
}

/** Looks brands up in the database, as a role that sees no row of them. */
export const openBrands = ({ connectionFor, defaultBrand }: BrandsOptions): Brands => {
  const pool = openPool({ connectionString: connectionFor('vg_gateway'), max: CONNECTIONS, applicationName: 'veilgraph door', statementTimeoutMs: STATEMENT_MS })
  const ask = async (name: string, text: string, value: string): Promise<string | undefined> => first((await pool.query({ name, text, values: [value] })).rows)
  const byHost = rememberBriefly(host => ask('gateway_brand_of_host', 'select platform.brand_of_host($1) as found', host))
  const byName = rememberBriefly(name => ask('gateway_live_brand', 'select platform.live_brand($1) as found', name))
  const called = rememberBriefly(id => ask('gateway_brand_name', 'select platform.brand_name($1) as found', id))
  const ofName = async (name: string): Promise<string | undefined> => (name.length > LONGEST_NAME ? undefined : byName(name))

  return {
    ofName, nameOf: called,
    ofHost: async host => (host.length > LONGEST_NAME ? undefined : byHost(host)),
    ofMachine: async host => (defaultBrand !== undefined && meansThisMachine(host) ? ofName(defaultBrand) : undefined),
    close: () => pool.end(),
  }
}
