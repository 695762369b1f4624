import { z } from 'zod'

/** Which Postgres schemas are modules, and in which order they may depend on each other. */
export interface Layout {
  /** From the one that depends on nothing to the one that may depend on all before it. */
  readonly domain: readonly string[]
  /** Modules that watch all others and that nothing depends on. */
  readonly observers: readonly string[]
}

/** The block `generator veilgraph` of prisma/schema/main.prisma says it. */
export const layoutSchema = z.object({ domain: z.array(z.string()), observers: z.array(z.string()) })

/** Schemas without a subgraph: the catalog of tenants, and the state of the door. */
export const STATE_SCHEMAS: Readonly<Record<string, number>> = { platform: -1, gateway: 100 }

const FIRST_OBSERVER = 90

/** Position of a module in the dependency rule; undefined for a schema that the layout does not know. */
export function orderOf(schema: string, { domain, observers }: Layout): number | undefined {
  if (domain.includes(schema)) return domain.indexOf(schema)
  if (observers.includes(schema)) return FIRST_OBSERVER + observers.indexOf(schema)
  return STATE_SCHEMAS[schema]
}
