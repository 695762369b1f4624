import { personas } from '../../prisma/seed/personas.ts'
import type { Persona } from '../../prisma/seed/personas.ts'

/** `brand`: reads the whole brand, so the scope costs nothing. `organization`: sees one organization, so every statement carries a row scope. */
export type AskerName = 'brand' | 'organization'

/** On whose behalf a case is asked. */
export interface Asker {
  readonly name: AskerName
  readonly persona: Persona
}

const PERSONAS: Readonly<Record<AskerName, string>> = { brand: 'support', organization: 'billing-admin' }

export function askerNamed(name: AskerName): Asker {
  const persona = personas.find((candidate) => candidate.name === PERSONAS[name])
  if (!persona) throw new Error(`The demo data has no persona ${PERSONAS[name]}.`)
  return { name, persona }
}
