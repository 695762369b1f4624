import { personas } from '../../prisma/seed/personas.ts'
import type { Persona } from '../../prisma/seed/personas.ts'

/** Somebody who asks, for one purpose. */
export interface Person extends Persona {
  readonly purpose: string
  /** Persona and purpose, for figures and faults. */
  readonly label: string
}

/** Everybody of the demo data, with the purpose of a request that names none; those whose work has another one come again with it. */
export const PEOPLE: readonly Person[] = personas.flatMap((persona) => {
  const [usual = 'SERVICE'] = persona.purposes.includes('SERVICE') ? ['SERVICE'] : persona.purposes
  return [usual, ...persona.purposes.filter((purpose) => purpose === 'BILLING')].map((purpose) => ({
    ...persona, purpose, label: purpose === usual ? persona.name : `${persona.name} for ${purpose}`,
  }))
})

export function personLabelled(label: string): Person {
  const person = PEOPLE.find((candidate) => candidate.label === label)
  if (person === undefined) throw new Error(`Nobody is called ${label}.`)
  return person
}
