import type { Entity } from '../../../schema/model.ts'
import type { Standings } from '../oracle/standings.ts'
import type { Person } from '../person.ts'

/** An entity of which the person sees a row: one stands in every answer, so that an empty one never passes for a closed door. */
export function anchorOf({ label }: Person, standings: ReadonlyMap<Entity, Standings>): string {
  const seen = [...standings].find(([, { visible }]) => visible.length > 0)
  if (seen === undefined) throw new Error(`${label} sees nothing at all.`)
  return seen[0].plural
}

/** The operation with the row in it. */
export const anchored = (query: string, plural: string): string => query.replace(/^(query Canary(?:\([^)]*\))?) \{/, `$1 { anchor: ${plural}(first: 1) { nodes { id } }`)
